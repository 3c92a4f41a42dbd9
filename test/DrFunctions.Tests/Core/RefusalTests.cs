using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Core;

/// <summary>What each refusal of a start and of an undo costs, and when the next one follows.</summary>
public sealed class RefusalTests
{
    const string One = """[ { "id": "web", "kind": "start" } ]""";

    /// <summary>Attempts that count, the progress, and the seconds until the next start.</summary>
    [Theory]
    [InlineData(RefusalCause.Passing, Sent.All, 0, StepProgress.Waiting, 20)]
    [InlineData(RefusalCause.Passing, Sent.None, 1, StepProgress.Started, 0)]
    [InlineData(RefusalCause.Unclear, Sent.All, 1, StepProgress.Waiting, 20)]
    [InlineData(RefusalCause.Denied, Sent.All, 1, StepProgress.Waiting, 20)]
    [InlineData(RefusalCause.Lasting, Sent.All, 1, StepProgress.Failed, null)]
    public void Of_an_undo(RefusalCause cause, Sent sent, int attempts, StepProgress progress, int? again)
    {
        var walk = new Walk().GoingBack();
        walk.Look();
        Assert.Single(walk.UndoStarts);
        walk.Refuse("traffic", new Refusal("refused", cause) { Sent = sent });
        walk.Look();
        var undo = walk.Of("traffic").Undo!;
        Assert.Equal((attempts, progress), (undo.Attempts, undo.Progress));
        Assert.Equal(sent == Sent.None || progress == StepProgress.Failed ? null : walk.Now, undo.RefusedAt);

        walk.Look(19);
        Assert.Equal(again == 0 ? 2 : 1, walk.UndoStarts.Count);
        walk.Look(1);
        Assert.Equal(again switch { null => 1, 0 => 3, _ => 2 }, walk.UndoStarts.Count);
    }

    [Fact]
    public void An_undo_that_was_sent_in_part_has_begun()
    {
        var walk = new Walk().GoingBack();
        walk.Look();
        walk.HoldBack("traffic", Sent.Part);
        walk.Look();

        Assert.Equal((1, StepProgress.Started), (walk.Of("traffic").Undo!.Attempts, walk.Of("traffic").Undo!.Progress));
    }

    /// <summary>Attempts and those that surely had no effect, the progress, and whether the rest is still to be sent.</summary>
    [Theory]
    [InlineData(RefusalCause.Passing, Sent.All, 0, 0, StepProgress.Waiting, false)]
    [InlineData(RefusalCause.Passing, Sent.None, 0, 0, StepProgress.Waiting, false)]
    [InlineData(RefusalCause.Passing, Sent.Part, 1, 0, StepProgress.Waiting, true)]
    [InlineData(RefusalCause.Unclear, Sent.Part, 1, 0, StepProgress.Waiting, false)]
    [InlineData(RefusalCause.Unclear, Sent.All, 1, 1, StepProgress.Waiting, false)]
    [InlineData(RefusalCause.Denied, Sent.All, 1, 1, StepProgress.Waiting, false)]
    [InlineData(RefusalCause.Lasting, Sent.All, 1, 1, StepProgress.Failed, false)]
    public void Of_a_start(RefusalCause cause, Sent sent, int attempts, int ineffective, StepProgress progress, bool unsent)
    {
        var walk = new Walk(One).Recovering();
        walk.Look();
        walk.Refuse("web", new Refusal("refused", cause) { Sent = sent });
        walk.Automation = Automation.Paused;
        walk.Look();
        var web = walk.Of("web");

        Assert.Equal((attempts, ineffective, progress, unsent), (web.Attempts, web.Ineffective, web.Progress, web.Unsent));
        Assert.Equal(sent == Sent.None ? null : walk.Now, web.RefusedAt);
        Assert.Equal((sent == Sent.Part, 0), (web.IsOurs(), web.Extra));
    }

    /// <summary>What lasts was refused to a part that serves already, so the step stays done.</summary>
    [Fact]
    public void Of_what_a_degraded_step_lacks()
    {
        var walk = new Walk().Recovering();
        walk.LookFor(6);
        walk.Steps["web"] = StepObservation.Done("web runs");
        walk.Steps["api"] = StepObservation.NotStarted("2 of 4 tasks run") with { Serves = new Capacity(2, 4) };
        walk.Steps["healthy"] = StepObservation.Done("it answers");
        walk.LookFor(66);
        Assert.True(walk.Of("api").Degraded);
        while (walk.Of("api").Extra == 0)
        {
            walk.Look(60);
        }

        walk.Refuse("api", "refused", RefusalCause.Lasting);
        walk.Look();

        Assert.Equal((StepProgress.Done, true), (walk.Of("api").Progress, walk.Of("api").Degraded));
    }
}
