using System.Text.Json.Nodes;
using LocalAws.Wire;

namespace LocalAws.Services.DynamoDb;

/// <summary>TransactWriteItems: all or nothing, once for each client token.</summary>
sealed class Transactions(World world, TableSet tables)
{
    const int MostWrites = 100;
    static readonly TimeSpan tokenLife = TimeSpan.FromMinutes(10);
    static readonly string[] common =
        ["TableName", "ConditionExpression", "ExpressionAttributeNames", "ExpressionAttributeValues",
            "ReturnValuesOnConditionCheckFailure"];

    readonly Dictionary<string, (string Request, DateTimeOffset At)> tokens = new(StringComparer.Ordinal);

    public JsonObject Write(string region, JsonObject request)
    {
        RequestMembers.Only(request, "TransactWriteItems", ["TransactItems", "ClientRequestToken", "ReturnConsumedCapacity"]);
        var token = RequestMembers.Text(request, "ClientRequestToken");
        var body = request["TransactItems"]?.ToJsonString() ?? "";
        if (token is not null && tokens.TryGetValue(token, out var known) && world.Now - known.At < tokenLife)
        {
            return known.Request == body
                ? []
                : throw new AwsErrorException("IdempotentParameterMismatchException",
                    "The request uses the same client token as a previous, but non-identical request.");
        }

        var writes = Read(region, request["TransactItems"] as JsonArray ?? []);
        RefuseIfAnyFails(writes);
        foreach (var write in writes.Where(write => !write.OnlyChecks))
        {
            write.Table.Set(write.Key, write.Item, world.Now);
        }

        if (token is not null)
        {
            tokens[token] = (body, world.Now);
        }

        return [];
    }

    List<Action> Read(string region, JsonArray items)
    {
        if (items.Count is 0 or > MostWrites)
        {
            throw Values.Invalid("1 validation error detected: Value at 'transactItems' failed to satisfy constraint: " +
                $"Member must have length between 1 and {MostWrites}");
        }

        var writes = items.Select(item => Read(region, item!.AsObject())).ToList();
        var places = new SortedSet<(string Table, Key Key)>();
        return writes.TrueForAll(write => places.Add((write.Table.Arn, write.Key)))
            ? writes
            : throw Values.Invalid("Transaction request cannot include multiple operations on one item");
    }

    Action Read(string region, JsonObject item)
    {
        if (item is not { Count: 1 } || item.First() is not { Key: "Put" or "Delete" or "ConditionCheck", Value: JsonObject write })
        {
            throw Values.Invalid("LocalAws has Put, Delete and ConditionCheck in transactions, one an element");
        }

        var kind = item.First().Key;
        RequestMembers.Only(write, kind, [.. common, kind == "Put" ? "Item" : "Key"]);
        var table = tables.Find(region, write);
        var placeholders = new Placeholders(write);
        var condition = ExpressionParser.Condition(write, "ConditionExpression", placeholders);
        placeholders.RefuseUnused();
        if (kind == "ConditionCheck" && condition is null)
        {
            throw Values.Invalid("The ConditionExpression of a ConditionCheck is required");
        }

        var given = RequestMembers.Object(write, kind == "Put" ? "Item" : "Key");
        return new Action(write, table, kind == "Put" ? table.KeyOfItem(given) : table.KeyOf(given), condition,
            kind == "Put" ? given : null, kind == "ConditionCheck");
    }

    static void RefuseIfAnyFails(List<Action> writes)
    {
        var codes = writes.ConvertAll(write => write.Condition?.Holds(write.Table.Current(write.Key)) == false
            ? "ConditionalCheckFailed"
            : "None");
        if (codes.TrueForAll(code => code == "None"))
        {
            return;
        }

        var reasons = new JsonArray();
        foreach (var (write, code) in writes.Zip(codes))
        {
            var reason = new JsonObject { ["Code"] = code };
            if (code != "None")
            {
                reason["Message"] = "The conditional request failed";
                foreach (var (name, value) in RequestMembers.OnFailure(write.Request, write.Table.Current(write.Key)))
                {
                    reason[name] = value;
                }
            }

            reasons.Add(reason);
        }

        throw new AwsErrorException("TransactionCanceledException",
            $"Transaction cancelled, please refer cancellation reasons for specific reasons [{string.Join(", ", codes)}]")
        {
            Members = new Dictionary<string, JsonNode?> { ["CancellationReasons"] = reasons },
        };
    }

    /// <summary>One write of a transaction; an item of null deletes.</summary>
    sealed record Action(JsonObject Request, Table Table, Key Key, Condition? Condition, JsonObject? Item, bool OnlyChecks);
}
