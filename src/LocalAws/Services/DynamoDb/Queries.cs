using System.Text.Json.Nodes;

namespace LocalAws.Services.DynamoDb;

/// <summary>What DynamoDB asks of a key condition: the partition key equal to a value, and at most one relation on the sort key.</summary>
static class KeyConditions
{
    /// <summary>The value that the partition key must have.</summary>
    public static JsonNode Partition(Condition condition, Table table)
    {
        var parts = Parts(condition).ToArray();
        var partitions = parts.OfType<Comparison>()
            .Where(part => part is { Sign: "=", Right.Literal: not null } && part.Left.Attribute == table.Partition.Name).ToArray();
        var sort = parts.Count(part => AttributeOf(part) is { } name && name == table.Sort?.Name);
        if (partitions.Length != 1)
        {
            throw Values.Invalid($"Query condition missed key schema element: {table.Partition.Name}");
        }

        if (1 + sort != parts.Length || sort > 1)
        {
            throw Values.Invalid("Query key condition not supported");
        }

        return partitions[0].Right.Literal!;
    }

    static IEnumerable<Condition> Parts(Condition condition) =>
        condition is And and ? Parts(and.Left).Concat(Parts(and.Right)) : [condition];

    static string? AttributeOf(Condition part) => part switch
    {
        Comparison { Sign: not "<>", Right.Literal: not null } comparison => comparison.Left.Attribute,
        Between between => between.Value.Attribute,
        BeginsWith begins => begins.Text.Attribute,
        _ => null,
    };
}

/// <summary>One page of a query: at most Limit items and 1 MB, and the key to go on from.</summary>
sealed record QueryPage(IReadOnlyList<JsonObject> Items, bool More)
{
    const int MostBytes = 1024 * 1024;

    public static QueryPage Of(Table table, Condition condition, JsonObject request, DateTimeOffset readAt)
    {
        var forward = request["ScanIndexForward"]?.GetValue<bool>() ?? true;
        var limit = request["Limit"]?.GetValue<int>() ?? int.MaxValue;
        var start = request["ExclusiveStartKey"] is JsonObject key ? table.KeyOf(key) : null;
        if (limit < 1)
        {
            throw Values.Invalid("1 validation error detected: Value at 'limit' failed to satisfy constraint: " +
                "Member must have value greater than or equal to 1");
        }

        var partition = KeyConditions.Partition(condition, table);
        var found = new List<JsonObject>();
        var bytes = 0;
        foreach (var (at, item) in table.In(partition, readAt, forward))
        {
            if (!condition.Holds(item) || (start is not null && (forward ? at.CompareTo(start) <= 0 : at.CompareTo(start) >= 0)))
            {
                continue;
            }

            found.Add(item);
            bytes += Values.SizeOf(item);
            if (found.Count == limit || bytes >= MostBytes)
            {
                return new QueryPage(found, More: true);
            }
        }

        return new QueryPage(found, More: false);
    }

    public JsonObject Answer(Table table, Func<JsonObject, JsonObject> project)
    {
        var answer = new JsonObject
        {
            [nameof(Items)] = new JsonArray([.. Items.Select(project)]),
            ["Count"] = Items.Count,
            ["ScannedCount"] = Items.Count,
        };
        if (More)
        {
            answer["LastEvaluatedKey"] = RequestMembers.Project(Items[^1], [.. table.KeyAttributes.Select(part => part.Name)]);
        }

        return answer;
    }
}
