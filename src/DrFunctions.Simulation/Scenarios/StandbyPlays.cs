using DrFunctions.Core.Records;
using DrFunctions.Simulation.Bench;

namespace DrFunctions.Simulation.Scenarios;

/// <summary>Trouble of the standby while all is well with the primary.</summary>
static class StandbyPlays
{
    public static readonly TimeSpan DarkFor = TimeSpan.FromMinutes(20);

    /// <summary>Five minutes without a heartbeat or three without data, and the way of alarms and emails.</summary>
    static readonly TimeSpan ToldWithin = TimeSpan.FromMinutes(12);

    /// <summary>One plan that moves, and nobody beside it.</summary>
    const int Left = 3;

    public static void Dark(Stage stage)
    {
        stage.WatchStandby();
        stage.Cloud.World.Darken(stage.Plan.Standby, stage.Disaster, stage.Disaster + DarkFor);
        stage.At(TimeSpan.Zero, () => stage.Note($"{stage.Plan.Standby} becomes unreachable"));
        stage.At(DarkFor, () => stage.Note($"{stage.Plan.Standby} is reachable again"));
    }

    public static string? Untold(ScenarioOutcome outcome)
    {
        var about = outcome.Emails.Where(email => email.Subject.Contains(StandbyWatch.Silent, StringComparison.OrdinalIgnoreCase))
            .Select(email => (email.At, IsAlarm: email.Subject.StartsWith("ALARM", StringComparison.OrdinalIgnoreCase))).ToList();
        return about.Where(email => email.IsAlarm).Select(email => email.At).ToList() switch
        {
            [] => "Nobody was told that the standby is dark.",
            [var at, ..] when at < outcome.Disaster => "People were told that the standby is silent while it was well.",
            [var at, ..] when at > outcome.Disaster + ToldWithin => $"People were told of the dark standby only at {at:HH:mm:ss}.",
            [_, _, ..] => "People were told of the dark standby more than once.",
            _ => about.Exists(email => !email.IsAlarm && email.At > outcome.Disaster + DarkFor) ? null : "Nobody was told that the standby watches again.",
        };
    }

    public static void FewInvocations(Stage stage)
    {
        stage.Cloud.Lambda.Reserved = stage.Cloud.Lambda.Concurrency - Left;
        stage.At(TimeSpan.Zero, () => stage.Note($"other functions have reserved all but {Left} of the account's concurrent invocations"));
    }

    public static string? NotTold(ScenarioOutcome outcome) =>
        outcome.Emails.Count(email => email.Kind == NoticeKind.NotReady && email.Body.Contains($" {Left} ", StringComparison.Ordinal))
            is var told && told == 1 ? null
            : $"{told} emails, and not one, said how many invocations are left.";
}
