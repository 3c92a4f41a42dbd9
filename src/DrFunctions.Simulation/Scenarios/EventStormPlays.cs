using DrFunctions.Simulation.Bench;
using LocalAws;
using LocalAws.Services.Ec2;
using LocalAws.Services.Ecs;

namespace DrFunctions.Simulation.Scenarios;

/// <summary>
/// Everything in the account that is not the plan's changes too: autoscaling groups and services of others react to the disaster.
/// </summary>
static class EventStormPlays
{
    const int AMinute = 1000;

    /// <summary>The least that the parameter ReservedConcurrency takes.</summary>
    const int Reserved = 5;

    /// <summary>More reads of the record than a driver and the looks of each minute make, and fewer than one per event by far.</summary>
    const int MostReads = 400;

    /// <summary>It begins before the disaster is seen, and lasts beyond the recovery.</summary>
    static readonly TimeSpan Before = TimeSpan.FromSeconds(30);
    static readonly TimeSpan Lasts = TimeSpan.FromMinutes(4);

    public static void Storm(Stage stage)
    {
        ScenarioPlays.RegionDown(stage);
        Begin(stage, AMinute);
    }

    /// <summary>The plan's own events, and so many a minute about what no plan names.</summary>
    public static void Begin(Stage stage, int aMinute)
    {
        var (world, region) = (stage.Cloud.World, stage.Plan.Standby);
        (stage.Lambda.Reserved, stage.Lambda.HasProcesses) = (Reserved, true);
        world.Events.Deliver = one =>
        {
            if (WatchRules.Match(one, region))
            {
                stage.Wake(one.Json);
            }
        };
        stage.At(-Before, () => stage.Note($"instances and services of others in {region} begin to change, {aMinute} times a minute"));
        for (var number = 0; number < aMinute * Lasts.TotalMinutes; number++)
        {
            var one = number;
            stage.At((Lasts * one / (aMinute * Lasts.TotalMinutes)) - Before, () => Change(world, region, one));
        }
    }

    static void Change(World world, string region, int number)
    {
        if (number % 10 == 0)
        {
            EcsServiceEvents.Send(world, region, $"arn:aws:ecs:{region}:{World.Account}:service/others/api-{number % 70}", EcsServiceEvents.Action, "SERVICE_STEADY_STATE");
        }
        else
        {
            Ec2Events.Send(world, region, $"i-0ffffffff{number:x8}", WatchRules.InstanceStates[number % 3]);
        }
    }

    /// <summary>What the storm may not do: cost a minute's look, use up AWS's rates, or lead to reads of its own.</summary>
    public static string? Disturbed(ScenarioOutcome outcome)
    {
        var (from, until) = (outcome.Disaster - Before, outcome.Disaster - Before + Lasts);
        var reads = outcome.Cloud.Trace.Count(
            call => call.Service == OwnServices.Store && call.Operation == "Query" && call.Time >= from && call.Time < until);
        return outcome.Lambda.Dropped.Any(json => json.Contains("Scheduled Event", StringComparison.Ordinal)) ? "A minute's look was dropped, because events took all of the concurrency."
            : outcome.Cloud.Trace.FirstOrDefault(call => call.ErrorCode is "Throttling" or "ThrottlingException" or "RequestLimitExceeded") is { } call
                ? $"AWS throttled {call.Operation} at {call.Time:HH:mm:ss}."
            : reads > MostReads ? $"The record was read {reads} times in {Lasts.TotalMinutes:0} minutes, and {MostReads} are enough."
            : null;
    }
}
