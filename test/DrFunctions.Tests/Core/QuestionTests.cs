using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Core;

/// <summary>What belongs to a question ends with it: its place in the queue, and why it was asked.</summary>
public sealed class QuestionTests
{
    [Fact]
    public void Refused_by_a_person()
    {
        var walk = Queued();
        walk.Ask(Command.Reject);

        AssertForgotten(walk, Phase.Declined);
    }

    [Fact]
    public void Called_off_by_a_primary_that_answers()
    {
        var walk = Queued().Down(0);
        walk.LookFor(15);

        AssertForgotten(walk, Phase.Watching);
    }

    [Fact]
    public void Asked_anew_once_a_pause_has_run_out()
    {
        var walk = Queued();
        walk.Record = walk.Record with { Disputed = false, RemindedTimes = 1 };
        (walk.Automation, walk.PausedUntil) = (Automation.Paused, walk.Now.AddMinutes(40));
        walk.LookFor(30);
        walk.Look((walk.PausedUntil.Value - walk.Now).TotalSeconds);

        AssertForgotten(walk, Phase.AwaitingApproval);
        Assert.Equal((0, walk.Now), (walk.Record.RemindedTimes, walk.Record.PhaseSince));
    }

    /// <summary>It takes its place at once, looks each minute, and is not the person's question, of which they would be reminded.</summary>
    [Fact]
    public void In_the_queue()
    {
        var walk = new Walk { RegionFailovers = Other }.Down();
        while (walk.Phase != Phase.AwaitingApproval)
        {
            walk.Look();
        }

        Assert.True(walk.RegionFailovers!.Queue.ContainsKey("shop"));
        Assert.Null(walk.Look().LookAgainIn);
        walk.LookFor(1800);

        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        Assert.DoesNotContain(walk.Told, notice => notice.Kind == NoticeKind.ApprovalReminder);
    }

    [Fact]
    public void A_person_is_reminded_twice()
    {
        var walk = new Walk(trigger: TestPlans.Trigger.Replace(
            "\"atLeast\"", "\"mode\": \"approval\", \"approvalTimeout\": \"2m\", \"atLeast\"", StringComparison.Ordinal)).Down();
        walk.LookFor(15 + 240);

        Assert.Equal(2, walk.Told.Count(notice => notice.Kind == NoticeKind.ApprovalReminder));
    }

    /// <summary>A primary that fails and answers again is asked about, unless it is down for as long as a person had to answer.</summary>
    [Theory]
    [InlineData(899, Phase.AwaitingApproval)]
    [InlineData(900, Phase.Recovering)]
    public void A_blip_that_lasts(int seconds, Phase phase)
    {
        var walk = new Walk().Down();
        walk.Record = walk.Record with { StoodDownAt = [walk.Now, walk.Now, walk.Now] };
        walk.LookFor(15);
        Assert.True(walk.Record.Flapping);
        for (var left = seconds; left > 0; left -= 60)
        {
            walk.Look(Math.Min(left, 60));
        }

        Assert.Equal(phase, walk.Phase);
    }

    static RegionFailovers Other =>
        RegionFailovers.None with { Begun = new Dictionary<string, DateTimeOffset> { ["eu-west-1"] = Walk.Begin } };

    static Walk Queued()
    {
        var walk = new Walk { RegionFailovers = Other }.Down();
        walk.LookFor(30);
        Assert.Equal((Phase.AwaitingApproval, true), (walk.Phase, walk.Record.Queued));
        Assert.True(walk.RegionFailovers!.Queue.ContainsKey("shop"));
        walk.Record = walk.Record with { Flapping = true, Disputed = true };
        return walk;
    }

    static void AssertForgotten(Walk walk, Phase phase)
    {
        Assert.Equal(phase, walk.Phase);
        Assert.Equal((false, false, false), (walk.Record.Queued, walk.Record.Flapping, walk.Record.Disputed));
        Assert.False(walk.RegionFailovers!.Queue.ContainsKey("shop"));
    }
}
