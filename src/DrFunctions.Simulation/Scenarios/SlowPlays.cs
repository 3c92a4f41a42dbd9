using System.Text.Json.Nodes;
using DrFunctions.Core.Plans;
using LocalAws;

namespace DrFunctions.Simulation.Scenarios;

/// <summary>What happens where AWS is slow.</summary>
static class SlowPlays
{
    /// <summary>How much longer every call takes.</summary>
    static readonly TimeSpan Slow = TimeSpan.FromSeconds(10);

    /// <summary>EC2 looks through all instances of a large account.</summary>
    static readonly TimeSpan ByTag = TimeSpan.FromSeconds(25);

    public static void SlowAws(Stage stage)
    {
        ScenarioPlays.RegionDown(stage);
        stage.Cloud.Faults = point => stage.Cloud.World.Now < stage.Disaster ? null
            : Fault.Slow(point.Operation == "DescribeInstances" && point.Request.Text.Contains("tag%3A", StringComparison.OrdinalIgnoreCase) ? ByTag : Slow);
    }

    /// <summary>Every step that names instances finds them by a tag instead.</summary>
    public static void NamesTags(JsonObject plan, Plan read)
    {
        foreach (var step in plan["steps"]!.AsArray().OfType<JsonObject>().Where(step => step.ContainsKey("instances")))
        {
            step.Remove("instances");
            step["tags"] = new JsonObject { ["role"] = $"{read.Name}-{(string)step["id"]!}" };
        }
    }
}
