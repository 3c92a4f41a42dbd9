using System.Text.Json.Nodes;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Kinds;
using DrFunctions.Steps;
using LocalAws.Services.Route53;

namespace DrFunctions.Tests.Functions;

/// <summary>The way back of switched records: weighted ones by stages, others at once, and no epoch but our own is touched.</summary>
public sealed class UndoTrafficTests : IDisposable
{
    const string Name = "shop.example.com.";
    const string Zone = "Z123";
    static readonly TimeSpan stage = TimeSpan.FromMinutes(2);

    Bench bench = new();
    UndoRecord undo = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void A_tenth_of_the_users_goes_first_then_half_then_all()
    {
        FailOver();
        Assert.Equal((0, 100, 1), Found);
        Expect(StepState.NotStarted, "shop.example.com. is served from the standby; next 10 % of users go back");

        Undo();
        Assert.Equal((10, 90, 2), Found);
        bench.Pass(stage - TimeSpan.FromSeconds(1));
        Expect(StepState.Working, "10 % of users of shop.example.com. are back for 2 min; next 50 %");
        // What was read is said again until the step is due to be read once more.
        bench.Pass(TimeSpan.FromSeconds(7));
        Expect(StepState.NotStarted, "10 % of users of shop.example.com. are back; next 50 %");

        Undo();
        Assert.Equal((50, 50, 3), Found);
        bench.Pass(stage);
        Expect(StepState.NotStarted, "50 % of users of shop.example.com. are back; next all as before");

        Undo();
        Assert.Equal((100, 0, 4), Found);
        bench.Pass(TimeSpan.FromSeconds(5));
        Expect(StepState.Working, "shop.example.com. is as it was before on some of Route 53's servers, not yet on all");
        bench.Pass(TimeSpan.FromSeconds(100));
        Expect(StepState.Working, "shop.example.com. is as it was before on all of Route 53's servers; users may keep the standby's answer for 60 s more");
        bench.Pass(TimeSpan.FromSeconds(15));
        Expect(StepState.Done, "shop.example.com. is as it was before on all of Route 53's servers");
        Assert.Equal(PlanEstate.PrimaryAddress, Assert.Single(bench.TestBench.Cloud.Route53.Resolver.Resolve(Name, "A").Values));
    }

    [Fact]
    public void Stages_beyond_what_the_primary_had_are_left_out()
    {
        Put(Weighted("primary", 60), Weighted("standby", 240));
        FailOver();
        Assert.Equal((0, 60, 1), Found);

        Undo();
        Assert.Equal((10, 90, 2), Found);
        bench.Pass(stage);
        Expect(StepState.NotStarted, "10 % of users of shop.example.com. are back; next all as before");
        Undo();
        Assert.Equal((60, 240, 3), Found);
    }

    [Fact]
    public void A_stage_whose_answer_was_lost_is_recognised_and_made_once()
    {
        FailOver();
        var lost = Undo();
        undo = undo with { Receipt = null };
        bench.Pass(TimeSpan.FromSeconds(5));

        Expect(StepState.Working, "10 % of users of shop.example.com. are back for 2 min; next 50 %");
        Again(lost);
        Assert.Equal((10, 90, 2), Found);
        bench.Pass(stage);
        Undo();
        Assert.Equal((50, 50, 3), Found);
    }

    [Fact]
    public void A_stage_whose_call_never_arrived_is_due_at_once()
    {
        FailOver();
        Undo();
        bench.Pass(stage);
        undo = undo with { Attempts = 2, StartedAt = bench.TestBench.Clock.GetUtcNow(), Receipt = null, Expected = Look().Saw };
        bench.Pass(TimeSpan.FromSeconds(5));

        Expect(StepState.NotStarted, "10 % of users of shop.example.com. are back; next 50 %");
    }

    [Fact]
    public void A_switch_of_somebody_else_between_two_stages_is_left()
    {
        FailOver();
        Undo();
        var at = At();
        var other = at with { RunId = "another-run", Record = at.Record with { Expected = Look().Saw, Undo = null } };
        bench.Pass(TimeSpan.FromSeconds(5));
        bench.TestBench.Run(async () => Assert.Null((await Kind.StartAsync([other], CancellationToken.None))["traffic"].Trouble));
        bench.Pass(stage);

        Assert.Contains("not ours any more", Look().Because, StringComparison.Ordinal);
        Assert.Equal(StepState.Done, Look().State);
        Assert.Equal((0, 100, 3), Found);
    }

    [Fact]
    public void A_late_stage_that_expects_an_older_epoch_changes_nothing()
    {
        FailOver();
        var first = Undo();
        bench.Pass(stage);
        Undo();
        bench.Pass(TimeSpan.FromSeconds(5));

        Assert.Equal("InvalidChangeBatch", Outcome(first).Refusal!.Because.Split(':')[0]);
        Assert.Equal((50, 50, 3), Found);
    }

    [Fact]
    public void A_simple_record_goes_back_at_once_and_is_done_when_its_ttl_has_passed()
    {
        bench.Dispose();
        bench = new Bench(Files.Shop(plan =>
        {
            var traffic = plan["steps"]![3]!.AsObject();
            traffic.Remove("setIdentifier");
            traffic["records"] = new JsonArray(PlanEstate.StandbyAddress);
        }));
        FailOver();
        Expect(StepState.NotStarted, "shop.example.com. is served from the standby");

        Undo();
        bench.Pass(TimeSpan.FromSeconds(110));
        Expect(StepState.Working, "shop.example.com. is as it was before on all of Route 53's servers; users may keep the standby's answer for 60 s more");
        bench.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal((StepState.Done, PlanEstate.PrimaryAddress),
            (Look().State, Assert.Single(bench.TestBench.Cloud.Route53.Resolver.Resolve(Name, "A").Values)));
    }

    [Fact]
    public void The_person_who_is_asked_is_told_the_stages()
    {
        FailOver();
        Assert.Equal("send shop.example.com. (A, zone Z123) back to the primary's record: 10 % of users for 2 min, 50 % of users for 2 min, then all, as before", Kind.SaysUndo(At()));
    }

    /// <summary>The weights of the primary and the standby, and the epoch's number.</summary>
    (int? Primary, int? Standby, int Epoch) Found
    {
        get
        {
            var records = bench.TestBench.Cloud.Route53.Zones[Zone].Records.Values.ToList();
            return (
                records.Single(record => record.SetIdentifier == "primary").Weight, records.Single(record => record.SetIdentifier == "standby").Weight,
                int.Parse(
                    records.Single(record => record.Type == "TXT").Values[0].Trim('"')
                        .Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    Step Traffic => bench.Estate.Plan.Step("traffic");

    IUndoableKind Kind => (IUndoableKind)bench.TestBench.Kinds.Of(Traffic);

    static RecordSet Weighted(string id, int weight) =>
        new(Name, "A") { Ttl = 60, SetIdentifier = id, Weight = weight,
            Values = [id == "primary" ? PlanEstate.PrimaryAddress : PlanEstate.StandbyAddress] };

    void Put(params IReadOnlyList<RecordSet> records) => bench.TestBench.Cloud.Route53.Put(Zone, records);

    void FailOver()
    {
        // These tests look more often than a loop does, and Route 53 takes five calls a second.
        bench.TestBench.Cloud.Buckets = null;
        bench.DarkenPrimary();
        bench.Tick();
        Assert.Equal(Phase.Recovered, bench.Record.Phase);
    }

    StepAt At() => new(bench.Estate.Plan, Traffic, bench.Record.Run!.Steps["traffic"] with { Undo = undo }, bench.Record.Run!.Id);

    StepObservation Look()
    {
        var seen = StepObservation.Unknown("not looked at");
        bench.TestBench.Run(async () => seen = (await Kind.ObserveUndoAsync([At()], CancellationToken.None))["traffic"]);
        return seen;
    }

    void Expect(StepState state, string because)
    {
        var seen = Look();
        Assert.Equal((state, because), (seen.State, seen.Because));
    }

    /// <summary>One more undo, saved before it is made as the loop does; what was saved.</summary>
    UndoRecord Undo()
    {
        var seen = Look();
        Assert.True(seen.State == StepState.NotStarted, seen.Because);
        var saved = new UndoRecord { Progress = StepProgress.Started, Attempts = undo.Attempts
            + 1, StartedAt = bench.TestBench.Clock.GetUtcNow(), Expected = seen.Saw };
        var outcome = Outcome(saved);
        Assert.Null(outcome.Trouble);
        undo = saved with { Receipt = outcome.Receipt };
        return saved;
    }

    void Again(UndoRecord saved) => Assert.Null(Outcome(saved).Trouble);

    StartOutcome Outcome(UndoRecord saved)
    {
        StartOutcome? outcome = null;
        bench.TestBench.Run(
            async () =>
                outcome = (await Kind.UndoAsync([At() with { Record = At().Record with { Undo = saved } }], CancellationToken.None))["traffic"]);
        return outcome!;
    }
}
