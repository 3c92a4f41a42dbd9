using System.Text.Json.Nodes;

namespace DrFunctions.Benchmarks.Footprint;

/// <summary>The usage, in the units that AWS bills.</summary>
public sealed record Usage(
    double Invocations, double Seconds, double Calls, double Reads, double Writes, double CloudWatchRequests, double Publishes,
        double Emails, double LogBytes)
{
    public static Usage operator -(Usage left, Usage right) => left + (-1 * right);

    public static Usage operator +(Usage left, Usage right) => new(
        left.Invocations + right.Invocations, left.Seconds + right.Seconds, left.Calls + right.Calls, left.Reads + right.Reads, left.Writes
            + right.Writes,
        left.CloudWatchRequests + right.CloudWatchRequests, left.Publishes + right.Publishes, left.Emails + right.Emails, left.LogBytes
            + right.LogBytes);

    public static Usage operator *(double times, Usage one) => new(
        times * one.Invocations, times * one.Seconds, times * one.Calls, times * one.Reads, times * one.Writes,
        times * one.CloudWatchRequests, times * one.Publishes, times * one.Emails, times * one.LogBytes);

    /// <summary>The cost of the usage alone, by item.</summary>
    /// <param name="memory">Memory of the functions, in MB.</param>
    public IReadOnlyDictionary<string, decimal> Cost(Prices prices, int memory) => new Dictionary<string, decimal>
    {
        ["Lambda"] = prices.For("lambdaRequest", Invocations) + prices.For("lambdaGbSecond", Seconds * memory / 1024),
        ["DynamoDB"] = prices.For("dynamoRead", Reads) + prices.For("dynamoWrite", Writes),
        ["CloudWatch calls"] = prices.For("cloudWatchRequest", CloudWatchRequests),
        ["logs"] = prices.For("logGigabyte", LogBytes / 1e9),
        ["SNS"] = prices.For("snsPublish", Publishes) + prices.For("snsEmail", Emails),
    };
}

/// <summary>
/// DynamoDB's request units of a call, by AWS's rules: a strongly consistent read 1 for each 4 KB, a write 1 for each KB, twice in a
/// transaction.
/// </summary>
static class RequestUnits
{
    /// <param name="sizeOf">The bytes of the items that a read finds.</param>
    public static (double Reads, double Writes) Of(string operation, JsonNode request, Func<JsonNode, double> sizeOf) => operation switch
    {
        "GetItem" or "Query" => (Read(sizeOf(request)) * ((bool?)request["ConsistentRead"] == true ? 1 : 0.5), 0),
        "PutItem" => (0, Write(request["Item"])),
        "DeleteItem" or "UpdateItem" => (0, Write(request["Key"])),
        "TransactWriteItems" => (0, request["TransactItems"]!.AsArray().Sum(one =>
            2 * Write(one!["Put"]?["Item"] ?? one["Delete"]?["Key"] ?? one["Update"]?["Key"] ?? one["ConditionCheck"]?["Key"]))),
        _ => throw new InvalidOperationException($"There is no price for the operation {operation}."),
    };

    static double Read(double bytes) => Math.Max(1, Math.Ceiling(bytes / 4096));

    static double Write(JsonNode? item) => Math.Max(1, Math.Ceiling(Size(item) / 1024));

    /// <summary>An item's size is that of its names and values.</summary>
    public static double Size(JsonNode? item) => item is null ? 0 : item.AsObject().Sum(attribute =>
        System.Text.Encoding.UTF8.GetByteCount(attribute.Key)
            + System.Text.Encoding.UTF8.GetByteCount(attribute.Value?.AsObject().First().Value?.ToString() ?? ""));
}
