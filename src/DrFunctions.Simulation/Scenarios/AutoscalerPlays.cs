using System.Text.Json.Nodes;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Kinds;
using DrFunctions.Steps;
using LocalAws;

namespace DrFunctions.Simulation.Scenarios;

/// <summary>An autoscaler of the standby that the functions' role may not touch until somebody tags it.</summary>
static class AutoscalerPlays
{
    const string Changes = "RegisterScalableTarget";

    /// <summary>When the outage begins, after the scalable target was tagged.</summary>
    public static readonly TimeSpan OutageAfter = TimeSpan.FromMinutes(2);

    public static void Untagged(Stage stage)
    {
        ScenarioPlays.BringNow(stage, StandbyTrouble.AutoscalerWithoutTag);
        // As IAM does with the condition on aws:ResourceTag.
        stage.Cloud.Faults = point => point.Operation == Changes && !IsTagged(stage, point) ? Fault.Denied : null;
        stage.At(TimeSpan.Zero, () => ScenarioPlays.BringNow(stage, StandbyTrouble.AutoscalerTagged));
        stage.At(OutageAfter, $"{stage.Plan.Primary} becomes unreachable", () => stage.Cloud.World.Darken(stage.Plan.Primary, stage.Cloud.World.Now));
    }

    /// <summary>The day must not be the first time that people hear of it, and then nothing may be refused.</summary>
    public static string? Surprises(ScenarioOutcome outcome) => outcome.Plan.Steps
        .Where(step => outcome.Estate.Worlds.Of(step).Troubles.Contains(StandbyTrouble.AutoscalerWithoutTag))
        .Where(step => !outcome.Emails.Any(email => email.Kind == NoticeKind.NotReady && email.At < outcome.Disaster
            && email.Body.Contains(step.Id, StringComparison.OrdinalIgnoreCase)))
        .Select(step => $"Nobody was told beforehand that the minimum of {step.Id} could not be raised.").FirstOrDefault()
        ?? (outcome.Cloud.Trace.Any(call => call.Operation == Changes && call.TookEffect) ? null : "No minimum was raised, so this proves nothing.");

    static bool IsTagged(Stage stage, FaultPoint point) =>
        ((string?)JsonNode.Parse(point.Request.Text)!["ResourceId"])?.Split('/') is [_, var cluster, var service]
            && stage.Cloud.Ecs.Find(point.Region, cluster, service) is { } found
            && stage.Cloud.ApplicationAutoScaling.Find(found)?.Tags.ContainsKey(RoleLimits.Tag) == true;
}
