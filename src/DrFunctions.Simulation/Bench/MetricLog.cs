using System.Text.Json.Nodes;
using LocalAws;

namespace DrFunctions.Simulation.Bench;

/// <summary>The metrics in the functions' log, line by line.</summary>
public sealed class MetricLog : StringWriter
{
    /// <summary>Called with each line.</summary>
    public Action<string>? Written { get; set; }

    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        Written?.Invoke(value ?? "");
    }

    /// <summary>What CloudWatch Logs makes of a line in CloudWatch's embedded metric format.</summary>
    public static void Put(LocalCloud cloud, string region, string line)
    {
        ArgumentNullException.ThrowIfNull(cloud);
        var json = JsonNode.Parse(line)!;
        var at = DateTimeOffset.FromUnixTimeMilliseconds((long)json["_aws"]!["Timestamp"]!);
        foreach (var directive in json["_aws"]!["CloudWatchMetrics"]!.AsArray())
        {
            var dimensions = directive!["Dimensions"]![0]!.AsArray().Select(name => (string)name!)
                .Select(name => (JsonNode)new JsonObject { ["Name"] = name, ["Value"] = json[name]!.ToString() }).ToArray();
            var data = directive["Metrics"]!.AsArray().Select(metric => (JsonNode)new JsonObject
            {
                ["MetricName"] = (string)metric!["Name"]!,
                ["Unit"] = (string?)metric["Unit"],
                ["Timestamp"] = at.UtcDateTime.ToString("O"),
                ["Value"] = json[(string)metric["Name"]!]!.DeepClone(),
                ["Dimensions"] = new JsonArray([.. dimensions.Select(dimension => dimension.DeepClone())]),
            }).ToArray();
            cloud.CloudWatch.Put(region, new JsonObject { ["Namespace"] = (string)directive["Namespace"]!, ["MetricData"] = new JsonArray(data) });
        }
    }
}
