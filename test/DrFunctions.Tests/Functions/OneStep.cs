using System.Text.Json;
using DrFunctions.Aws;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Steps;
using LocalAws;

namespace DrFunctions.Tests.Functions;

/// <summary>One step of the shop's plan on the local AWS, looked at, started and undone as a record would have it.</summary>
public sealed class OneStep(Bench bench, string id)
{
    Plan Plan => bench.Estate.Plan;

    Step Step => Plan.Step(id);

    public StepRecord Record { get; set; } = new();

    /// <summary>What was last seen of the primary.</summary>
    public JsonElement? Baseline { get; set; }

    DateTimeOffset Now => bench.TestBench.Clock.GetUtcNow();

    public StepObservation Look() => Get(async (kind, at) => (await kind.ObserveAsync([at], CancellationToken.None))[id]);

    public StepObservation LookBack() =>
        Get(async (kind, at) => (await ((IUndoableKind)kind).ObserveUndoAsync([at], CancellationToken.None))[id]);

    public void Observe() => bench.TestBench.Run(async () =>
    {
        var seen = await ((IBaselineKind)bench.TestBench.Kinds.Of(Step)).ObserveBaselineAsync(Plan, [Step], CancellationToken.None);
        Baseline = seen.TryGetValue(id, out var known) ? known : Baseline;
    });

    /// <summary>A decided and saved start, which may fail; then the world goes on for two minutes.</summary>
    public StartOutcome Start()
    {
        var saw = Look().Saw;
        Record = Record with { Attempts = Record.Attempts + 1, StartedAt = Now, Ledger = Record.Ledger ?? saw, Expected = saw };
        var outcome = Get(async (kind, at) => (await kind.StartAsync([at], CancellationToken.None))[id]);
        bench.Pass(TimeSpan.FromMinutes(2));
        return outcome;
    }

    /// <summary>A start that is decided and saved just now, by the record as it is.</summary>
    public StartOutcome StartNow()
    {
        var saved = new SaveInstant(bench.TestBench.Clock);
        return Get(async (kind, at) => (await kind.StartAsync([at with { Saved = saved }], CancellationToken.None))[id]);
    }

    /// <summary>A start whose decision is so old when its next call is about to be made.</summary>
    public StartOutcome StartOf(TimeSpan age)
    {
        var saw = Look().Saw;
        Record = Record with { Attempts = 1, StartedAt = Now, Ledger = saw, Expected = saw };
        var saved = new SaveInstant(bench.TestBench.Clock);
        bench.Pass(age);
        return Get(async (kind, at) => (await kind.StartAsync([at with { Saved = saved }], CancellationToken.None))[id]);
    }

    /// <summary>A decided and saved undo. Whoever is killed in it leaves the record as it was saved.</summary>
    public void Undo(StepObservation seen)
    {
        Assert.Equal(StepState.NotStarted, seen.State);
        var undo = new UndoRecord { Attempts = (Record.Undo?.Attempts ?? 0) + 1, StartedAt = Now, Expected = seen.Saw };
        Record = Record with { Undo = undo };
        bench.TestBench.Run(async () =>
        {
            var killed = new TaskCompletionSource();
            var me = Caller.Current = new Caller(killed.SetResult);
            var work = ((IUndoableKind)bench.TestBench.Kinds.Of(Step)).UndoAsync([At()], CancellationToken.None);
            await Task.WhenAny(work, killed.Task);
            Caller.Current = null;
            Record = me.IsDead ? Record : Record with { Undo = undo with { Receipt = (await work)[id].Receipt } };
        });
    }

    /// <summary>Looks and undoes until nothing is left to do; what was seen in the end.</summary>
    public string UndoToTheEnd(TimeSpan? pace = null)
    {
        for (var look = 0; look < 60; look++)
        {
            var seen = LookBack();
            if (seen.State == StepState.Done)
            {
                return seen.Because;
            }

            if (seen.State == StepState.NotStarted)
            {
                Undo(seen);
            }

            bench.Pass(pace ?? TimeSpan.FromSeconds(10));
        }

        throw new InvalidOperationException($"The undo does not end: {LookBack()}");
    }

    /// <summary>What the step may lack on the day; null if nothing.</summary>
    public string? Doubt() =>
        Get(async (kind, at) => await ((IDoubtKind)kind).DoubtsAsync([at], CancellationToken.None)).GetValueOrDefault(id);

    public string SaysUndo() => ((IUndoableKind)bench.TestBench.Kinds.Of(Step)).SaysUndo(At());

    T Get<T>(Func<IStepKind, StepAt, Task<T>> ask)
        where T : class
    {
        T? answer = null;
        bench.TestBench.Run(async () => answer = await ask(bench.TestBench.Kinds.Of(Step), At()));
        return answer!;
    }

    StepAt At() => new(Plan, Step, Record, "run", Baseline);
}
