using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Core;

/// <summary>What becomes of later steps when capacity that was done falls back.</summary>
public sealed class FallenBackTests
{
    [Fact]
    public void Later_capacity_keeps_its_starts_and_what_is_done()
    {
        var walk = new Walk("""
            [ { "id": "web", "kind": "start" }, { "id": "api", "kind": "start", "after": ["web"] }, { "id": "job", "kind": "start", "after": ["web"] },
              { "id": "healthy", "kind": "check", "after": ["api", "job"] } ]
            """).Recovering();
        Start(walk, "web");
        walk.LookFor(6);
        walk.Steps["api"] = StepObservation.Done("api is good");
        walk.Steps["job"] = StepObservation.Working("it is on its way");
        walk.LookFor(24);
        var (api, job) = (walk.Of("api"), walk.Of("job"));
        Assert.Equal((StepProgress.Done, StepProgress.Started, 1), (api.Progress, job.Progress, job.Attempts));

        FallBack(walk);

        Assert.Equal((api.DoneAt, api.ReadyAt), (walk.Of("api").DoneAt, walk.Of("api").ReadyAt));
        Assert.Equal((StepProgress.Started, 1, null), (walk.Of("job").Progress, walk.Of("job").Attempts, walk.Of("job").ReadyAt));
    }

    /// <summary>Users were let in by the check, and are there by now.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_check_begins_anew_unless_users_have_moved_after_it(bool moved)
    {
        var walk = new Walk("""
            [ { "id": "web", "kind": "start" }, { "id": "healthy", "kind": "check", "after": ["web"] },
              { "id": "traffic", "kind": "switch", "after": ["healthy"] }, { "id": "late", "kind": "start", "after": ["traffic"] } ]
            """).Recovering();
        Start(walk, "web");
        walk.Steps["healthy"] = StepObservation.Done("it answers");
        while (!walk.Record.Run!.IsDone("healthy"))
        {
            walk.Look();
        }

        if (moved)
        {
            walk.Look();
            walk.Steps["traffic"] = StepObservation.Done("users are in the standby");
            Assert.Single(walk.StartsOf("traffic"));
        }
        else
        {
            walk.Down(0);
        }

        walk.LookFor(24);
        FallBack(walk);

        Assert.Equal(moved, walk.Record.Run!.IsDone("healthy"));
    }

    static void Start(Walk walk, string step)
    {
        walk.Look();
        walk.Steps[step] = StepObservation.Done($"{step} is good");
        walk.Look();
        Assert.Equal(StepProgress.Done, walk.Of(step).Progress);
    }

    static void FallBack(Walk walk)
    {
        walk.Steps["web"] = StepObservation.NotStarted("it was stopped");
        walk.Look();
        Assert.Equal((StepProgress.Done, true), (walk.Of("web").Progress, walk.Of("web").Doubted));
        Assert.Equal(TimeSpan.Zero, walk.Look().LookAgainIn);
        Assert.Equal(StepProgress.Waiting, walk.Of("web").Progress);
    }
}
