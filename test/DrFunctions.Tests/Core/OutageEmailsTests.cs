using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Core;

/// <summary>The emails about an outage before anything is done about it: asked, refused, or not acted on.</summary>
public sealed class OutageEmailsTests
{
    [Trait("about", "text")]
    [Fact]
    public void What_people_read_of_an_outage_that_is_not_acted_on() => ReviewedEmails.Assert(
        "outage",
        ("within the cooldown", Last(Cooling(), 60)),
        ("within the cooldown, told again", Last(Cooling(), 1_000)),
        ("whether other Regions fail over cannot be read", Last(new Walk { RegionFailovers = null }, 60)),
        ("the plan is disarmed", Last(Disarmed(), 60)),
        ("paused", Last(new Walk { Automation = Automation.Paused }, 60)),
        ("the pause cannot be read", Last(new Walk { Automation = Automation.Unknown }, 60)),
        ("paused in the middle of a failover", PausedRun()),
        ("declined a quarter of an hour ago", Declined(after: 1_000)),
        ("waiting for its turn for an hour", Last(Queued(), 1_000)),
        ("the primary was changed minutes ago", Deploying()),
        ("nobody answered whether to believe one vantage or the other", Disagreeing(330 + 2_000)),
        ("signals were never up", Last(NeverUp(), 60)),
        ("signals down and unreadable", Last(new Walk(), 610, [SignalState.Unknown, SignalState.Down, SignalState.Up])),
        ("no signal down, and one unreadable", Last(new Walk(), 610, [SignalState.Unknown, SignalState.Up, SignalState.Up])),
        ("a signal that was never up, and no other down", Last(NeverUp(), 610, [SignalState.Down, SignalState.Up, SignalState.Up])));

    [Trait("about", "text")]
    [Fact]
    public void What_people_read_who_are_asked() => ReviewedEmails.Assert(
        "approval",
        ("mode approval", Last(Asking(), 18)),
        ("mode approval, and without an answer it fails over", Last(Asking("\"onApprovalTimeout\": \"proceed\","), 18)),
        ("a third of the time is over", Last(Asking(), 330)),
        ("somebody declined", Declined(after: 0)),
        ("nobody answered", Last(Asking(), 930)),
        ("the primary answers again", CalledOff()),
        ("a pause has ended while signals are down", AfterPause()),
        ("three failovers were called off", Flapping()),
        ("the vantages disagree", Disagreeing(330)),
        ("they still disagree when a third of the time is over", Disagreeing(330 + 330)),
        ("they still disagree when the time is over", Disagreeing(330 + 930)),
        ("another Region has failed over", Last(Queued(), 30)));

    [Trait("about", "text")]
    [Fact]
    public void While_all_plans_are_paused_it_names_the_command_that_ends_that()
    {
        var told = Last(new Walk { Automation = Automation.Paused, AllPaused = true }, 33);

        Assert.Contains("dr resume --all", told.Body, StringComparison.Ordinal);
    }

    static Notice Last(Walk walk, double seconds, SignalState[]? signals = null)
    {
        walk.Down().Signals = signals ?? walk.Signals;
        walk.LookFor(seconds);
        return walk.Told[^1];
    }

    static Walk With(string more) => new(trigger: TestPlans.Trigger.Replace("\"atLeast\"", $"{more} \"atLeast\"", StringComparison.Ordinal));

    static Walk Cooling()
    {
        var walk = new Walk();
        walk.Record = walk.Record with { AutomaticAt = walk.Now - TimeSpan.FromMinutes(10) };
        return walk;
    }

    static Walk Disarmed()
    {
        var walk = new Walk();
        walk.Record = walk.Record with { Disarmed = new Disarming("Ann", walk.Now - TimeSpan.FromDays(2), "Tokyo is our home now") };
        return walk;
    }

    static Walk NeverUp()
    {
        var walk = new Walk();
        walk.Record = walk.Record with { SeenUp = [] };
        return walk;
    }

    static Walk Asking(string more = "") => With($"\"mode\": \"approval\",{more}");

    static Walk Queued() => new()
    {
        RegionFailovers = RegionFailovers.None with
        {
            Begun = new Dictionary<string, DateTimeOffset> { ["eu-west-1"] = Walk.Begin - TimeSpan.FromMinutes(10) },
        },
    };

    static Notice PausedRun()
    {
        var walk = new Walk().Recovering();
        walk.Automation = Automation.Paused;
        walk.LookFor(60);
        return walk.Told[^1];
    }

    static Notice Declined(double after)
    {
        var walk = Asking();
        Last(walk, 18);
        walk.Ask(Command.Reject);
        walk.LookFor(after);
        return walk.Told[^1];
    }

    static Notice Deploying()
    {
        var walk = new Walk(trigger: TestPlans.Trigger.Replace(
            "\"atLeast\": 2", "\"atLeast\": 1, \"deploying\": { \"alarm\": \"release\", \"region\": \"us-east-1\" }", StringComparison.Ordinal));
        walk.Deploying = new SignalObservation(walk.Plan.Trigger.Deploying!, SignalState.Down, "is ALARM");
        return Last(walk, 60, [SignalState.Down, SignalState.Up, SignalState.Up]);
    }

    static Notice CalledOff()
    {
        var walk = Asking();
        Last(walk, 18);
        walk.Down(0).LookFor(30);
        return walk.Told[^1];
    }

    static Notice AfterPause()
    {
        var walk = new Walk { Automation = Automation.Paused, PausedUntil = Walk.Begin + TimeSpan.FromMinutes(10) };
        return Last(walk, 630);
    }

    static Notice Flapping()
    {
        var walk = new Walk();
        walk.Record = walk.Record with { StoodDownAt = [.. new[] { 45, 30, 15 }.Select(ago => Walk.Begin - TimeSpan.FromMinutes(ago))] };
        return Last(walk, 18);
    }

    static Notice Disagreeing(double seconds) => Last(
        new Walk(trigger: TestPlans.Trigger.Replace("\"any\"", "\"all\"", StringComparison.Ordinal)),
        seconds,
        [SignalState.Up, SignalState.Down, SignalState.Down]);
}
