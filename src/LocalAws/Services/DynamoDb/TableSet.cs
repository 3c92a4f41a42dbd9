using System.Text.Json.Nodes;
using LocalAws.Wire;

namespace LocalAws.Services.DynamoDb;

/// <summary>The tables of every Region.</summary>
sealed class TableSet(World world)
{
    readonly SortedDictionary<string, SortedDictionary<string, Table>> regions = new(StringComparer.Ordinal);

    public Table Find(string region, JsonObject request)
    {
        var name = RequestMembers.Text(request, "TableName")
            ?? throw Values.Invalid("The parameter 'TableName' is required but was not present in the request");
        var bare = name[(name.LastIndexOf('/') + 1)..];
        return regions.TryGetValue(region, out var tables) && tables.TryGetValue(bare, out var table)
            ? table
            : throw new AwsErrorException("ResourceNotFoundException", "Requested resource not found");
    }

    public IEnumerable<JsonNode> Names(string region) =>
        regions.TryGetValue(region, out var tables) ? tables.Keys.Select(name => (JsonNode)name) : [];

    public Table Add(string region, string name, KeyAttribute partition, KeyAttribute? sort)
    {
        if (!regions.TryGetValue(region, out var tables))
        {
            regions[region] = tables = new(StringComparer.Ordinal);
        }

        var table = new Table(name, $"arn:aws:dynamodb:{region}:{World.Account}:table/{name}", world.Now, partition, sort);
        return tables.TryAdd(name, table)
            ? table
            : throw new AwsErrorException("ResourceInUseException", $"Table already exists: {name}");
    }

    public JsonObject Create(string region, JsonObject request)
    {
        var types = (request["AttributeDefinitions"] as JsonArray ?? []).ToDictionary(one => one!["AttributeName"]!.GetValue<string>(),
            one => one!["AttributeType"]!.GetValue<string>(), StringComparer.Ordinal);
        var keys = (request["KeySchema"] as JsonArray ?? []).ToDictionary(one => one!["KeyType"]!.GetValue<string>(),
            one => Attribute(one!["AttributeName"]!.GetValue<string>(), types), StringComparer.Ordinal);
        if (!keys.TryGetValue("HASH", out var partition))
        {
            throw Values.Invalid("One or more parameter values were invalid: The KeySchema has no HASH key");
        }

        var name = RequestMembers.Text(request, "TableName")
            ?? throw Values.Invalid("The parameter 'TableName' is required but was not present in the request");
        return Describe(Add(region, name, partition, keys.GetValueOrDefault("RANGE")));
    }

    public static JsonObject Describe(Table table) => new()
    {
        ["TableName"] = table.Name,
        ["TableArn"] = table.Arn,
        ["TableStatus"] = "ACTIVE",
        ["CreationDateTime"] = table.CreatedAt.ToUnixTimeMilliseconds() / 1000.0,
        ["ItemCount"] = table.Items.Count(),
        ["TableSizeBytes"] = table.Items.Sum(Values.SizeOf),
        ["BillingModeSummary"] = new JsonObject { ["BillingMode"] = "PAY_PER_REQUEST" },
        ["KeySchema"] = new JsonArray([.. table.KeyAttributes.Select(part => new JsonObject
        {
            ["AttributeName"] = part.Name,
            ["KeyType"] = part == table.Partition ? "HASH" : "RANGE",
        })]),
        ["AttributeDefinitions"] = new JsonArray([.. table.KeyAttributes.Select(part => new JsonObject
        {
            ["AttributeName"] = part.Name,
            ["AttributeType"] = part.Type,
        })]),
    };

    public static JsonObject SetExpiry(Table table, JsonObject request)
    {
        var asked = RequestMembers.Object(request, "TimeToLiveSpecification");
        var enabled = asked["Enabled"]?.GetValue<bool>() == true;
        if (enabled == (table.ExpiresBy is not null))
        {
            throw Values.Invalid($"TimeToLive is already {(enabled ? "enabled" : "disabled")}");
        }

        table.ExpiresBy = enabled ? RequestMembers.Text(asked, "AttributeName") : null;
        return new JsonObject { ["TimeToLiveSpecification"] = asked.DeepClone() };
    }

    public static JsonObject DescribeExpiry(Table table)
    {
        var description = new JsonObject { ["TimeToLiveStatus"] = table.ExpiresBy is null ? "DISABLED" : "ENABLED" };
        if (table.ExpiresBy is not null)
        {
            description["AttributeName"] = table.ExpiresBy;
        }

        return new JsonObject { ["TimeToLiveDescription"] = description };
    }

    static KeyAttribute Attribute(string name, Dictionary<string, string> types) =>
        types.GetValueOrDefault(name) is "S" or "N"
            ? new KeyAttribute(name, types[name])
            : throw Values.Invalid($"LocalAws has key attributes of type S and N; {name} is not defined as one of them");
}
