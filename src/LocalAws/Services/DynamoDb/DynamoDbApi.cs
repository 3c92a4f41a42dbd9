using System.Text.Json.Nodes;
using LocalAws.Wire;

namespace LocalAws.Services.DynamoDb;

/// <summary>
/// DynamoDB: tables, items with conditions, queries and transactions. A member or expression that LocalAws lacks is refused and
/// never ignored: a store that works here must not work by luck.
/// </summary>
public sealed class DynamoDbApi : JsonService
{
    static readonly string[] expressions = ["ExpressionAttributeNames", "ExpressionAttributeValues"];
    static readonly string[] reading = ["TableName", "ConsistentRead", "ReturnConsumedCapacity", "ProjectionExpression", .. expressions];
    static readonly string[] writing =
        ["TableName", "ConditionExpression", "ReturnValues", "ReturnValuesOnConditionCheckFailure", "ReturnConsumedCapacity",
            .. expressions];

    readonly TableSet tables;
    readonly Transactions transactions;

    public DynamoDbApi(World world) : base(world, DynamoDbProfile.Profile)
    {
        tables = new TableSet(world);
        transactions = new Transactions(world, tables);
        Operations = new SortedDictionary<string, Func<Call, JsonObject, JsonNode>>(StringComparer.Ordinal)
        {
            ["CreateTable"] = (call, request) => new JsonObject { ["TableDescription"] = tables.Create(call.Region, request) },
            ["DeleteItem"] = (call, request) => Write(call, request, "Key"),
            ["DescribeTable"] = (call, request) => new JsonObject { ["Table"] = TableSet.Describe(tables.Find(call.Region, request)) },
            ["DescribeTimeToLive"] = (call, request) => TableSet.DescribeExpiry(tables.Find(call.Region, request)),
            ["GetItem"] = GetItem,
            ["ListTables"] = (call, _) => new JsonObject { ["TableNames"] = new JsonArray([.. tables.Names(call.Region)]) },
            ["PutItem"] = (call, request) => Write(call, request, "Item"),
            ["Query"] = Query,
            ["TransactWriteItems"] = (call, request) => transactions.Write(call.Region, request),
            ["UpdateItem"] = Update,
            ["UpdateTimeToLive"] = (call, request) => TableSet.SetExpiry(tables.Find(call.Region, request), request),
        };
    }

    protected override IReadOnlyDictionary<string, Func<Call, JsonObject, JsonNode>> Operations { get; }

    /// <summary>Makes a table with the string keys <c>pk</c> and <c>sk</c>.</summary>
    public void CreateTable(string region, string name, string? expiresBy = null) =>
        tables.Add(region, name, new KeyAttribute("pk", "S"), new KeyAttribute("sk", "S")).ExpiresBy = expiresBy;

    /// <summary>Every item of a table in the order of its keys, as the state truly is, for tests and reports to read.</summary>
    public IReadOnlyList<JsonObject> Items(string region, string table) =>
        [.. tables.Find(region, new JsonObject { ["TableName"] = table }).Items.Select(item => item.DeepClone().AsObject())];

    /// <summary>One item as it truly is now, not to be changed; null if there is none.</summary>
    public JsonObject? Item(string region, string table, string pk, string sk)
    {
        var found = tables.Find(region, new JsonObject { ["TableName"] = table });
        return found.Current(found.KeyOf(KeyOf(pk, sk)));
    }

    /// <summary>Deletes an item, as a person would by hand.</summary>
    public void Delete(string region, string table, string pk, string sk)
    {
        var found = tables.Find(region, new JsonObject { ["TableName"] = table });
        found.Set(found.KeyOf(KeyOf(pk, sk)), null, World.Now);
    }

    static JsonObject KeyOf(string pk, string sk) => new() { ["pk"] = new JsonObject { ["S"] = pk }, ["sk"] = new JsonObject { ["S"] = sk } };

    /// <summary>Writes an item, as a person would by hand, in DynamoDB's own JSON.</summary>
    public void Put(string region, string table, JsonObject item)
    {
        var found = tables.Find(region, new JsonObject { ["TableName"] = table });
        found.Set(found.KeyOfItem(item), item, World.Now);
    }

    public override WireResponse Refuse(AwsErrorException error)
    {
        var shape = error.Code switch
        {
            "ValidationException" or "SerializationException" => "com.amazon.coral.validate#",
            "AccessDeniedException" or "UnknownOperationException" => "com.amazon.coral.service#",
            _ => "com.amazonaws.dynamodb.v20120810#",
        };
        return base.Refuse(new AwsErrorException(shape + error.Code, error.Message, error.Status) { Members = error.Members });
    }

    public override string Summary(WireRequest request) =>
        JsonNode.Parse(request.Text) is JsonObject body ? TraceLine.Of(body) : request.Text;

    JsonObject GetItem(Call call, JsonObject request)
    {
        RequestMembers.Only(request, "GetItem", [.. reading, "Key"]);
        var table = tables.Find(call.Region, request);
        var placeholders = new Placeholders(request);
        var projection = ExpressionParser.Projection(request, placeholders);
        placeholders.RefuseUnused();
        var key = table.KeyOf(RequestMembers.Object(request, "Key"));
        var item = table.At(key, ReadAt(request, table));
        return item is null ? [] : new JsonObject { ["Item"] = RequestMembers.Project(item, projection) };
    }

    JsonObject Write(Call call, JsonObject request, string what)
    {
        RequestMembers.Only(request, what == "Item" ? "PutItem" : "DeleteItem", [.. writing, what]);
        var table = tables.Find(call.Region, request);
        var placeholders = new Placeholders(request);
        var condition = ExpressionParser.Condition(request, "ConditionExpression", placeholders);
        placeholders.RefuseUnused();
        var given = RequestMembers.Object(request, what);
        var key = what == "Item" ? table.KeyOfItem(given) : table.KeyOf(given);
        var before = table.Current(key);
        RefuseUnless(condition, request, before);
        table.Set(key, what == "Item" ? given : null, World.Now);
        return RequestMembers.Text(request, "ReturnValues") switch
        {
            null or "NONE" => [],
            "ALL_OLD" => before is null ? [] : new JsonObject { ["Attributes"] = before.DeepClone() },
            var other => throw Values.Invalid($"Return values set to invalid value: {other}"),
        };
    }

    JsonObject Update(Call call, JsonObject request)
    {
        RequestMembers.Only(request, "UpdateItem", [.. writing, "Key", "UpdateExpression"]);
        var table = tables.Find(call.Region, request);
        var placeholders = new Placeholders(request);
        var condition = ExpressionParser.Condition(request, "ConditionExpression", placeholders);
        var update = ExpressionParser.Update(request, placeholders);
        placeholders.RefuseUnused();
        var given = RequestMembers.Object(request, "Key");
        var key = table.KeyOf(given);
        var before = table.Current(key);
        RefuseUnless(condition, request, before);
        var after = update.Of(before, given);
        table.KeyOfItem(after);
        table.Set(key, after, World.Now);
        JsonObject? answer = RequestMembers.Text(request, "ReturnValues") switch
        {
            null or "NONE" => null,
            "ALL_OLD" => before,
            "ALL_NEW" => after,
            "UPDATED_OLD" => before is null ? null : RequestMembers.Project(before, update.Attributes),
            "UPDATED_NEW" => RequestMembers.Project(after, update.Attributes),
            var other => throw Values.Invalid($"Return values set to invalid value: {other}"),
        };
        return answer is null ? [] : new JsonObject { ["Attributes"] = answer.DeepClone() };
    }

    static void RefuseUnless(Condition? condition, JsonObject request, JsonObject? before)
    {
        if (condition?.Holds(before) == false)
        {
            throw new AwsErrorException("ConditionalCheckFailedException", "The conditional request failed")
            {
                Members = RequestMembers.OnFailure(request, before),
            };
        }
    }

    JsonObject Query(Call call, JsonObject request)
    {
        RequestMembers.Only(request, "Query", [.. reading, "KeyConditionExpression", "ScanIndexForward", "Limit", "ExclusiveStartKey"]);
        var table = tables.Find(call.Region, request);
        var placeholders = new Placeholders(request);
        var condition = ExpressionParser.Condition(request, "KeyConditionExpression", placeholders)
            ?? throw Values.Invalid("Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
        var projection = ExpressionParser.Projection(request, placeholders);
        placeholders.RefuseUnused();
        var page = QueryPage.Of(table, condition, request, ReadAt(request, table));
        return page.Answer(table, item => RequestMembers.Project(item, projection));
    }

    // Items are swept 1 to 48 hours after they expire; until then they are still read, as in AWS.
    DateTimeOffset ReadAt(JsonObject request, Table table)
    {
        table.Sweep(World.Now - World.DrawSeconds("sweep " + table.Arn, 3600, 48 * 3600), World.Now);
        return request["ConsistentRead"]?.GetValue<bool>() == true ? World.Now : World.ReadAt(table.Arn);
    }
}
