using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Core.Deciding;

/// <summary>What must be observed before deciding.</summary>
public sealed record ObservationNeeds(bool Signals, IReadOnlyList<Step> Steps)
{
    /// <summary>Traffic steps for whose names DNS is asked.</summary>
    public IReadOnlyList<Step> Names { get; init; } = [];

    /// <summary>Steps whose undo is under way.</summary>
    public IReadOnlyList<Step> Undos { get; init; } = [];

    /// <summary>The steps that a drill leaves out, once all others are done with; null before.</summary>
    public IReadOnlyList<Step>? LeftOut { get; init; }

    /// <summary>Whether to observe the baseline, which is possible only while the primary is healthy.</summary>
    public bool Baseline { get; init; }

    /// <summary>Whether the failovers of all plans are to be read.</summary>
    public bool RegionFailovers { get; init; }

    /// <summary>Steps that an earlier run has left to other plans.</summary>
    public IReadOnlyList<Step> Shared { get; init; } = [];

    /// <summary>Steps of which other plans' claims matter: those whose undo has not begun yet, and those shared.</summary>
    public IReadOnlyList<Step> Claims(Record record) =>
        [.. Undos.Where(step => step.Resources.Count > 0 && record.Run!.Of(step).Undo is not { Attempts: > 0 }), .. Shared];

    /// <summary>Where a pause may have ended, the signals decide whether a run goes on.</summary>
    /// <param name="now">The current time: some things are observed only now and then.</param>
    public static ObservationNeeds For(Plan plan, Record record, DateTimeOffset now) =>
        ByPhase(plan, record, now) is var needs && record.Pause is null ? needs : needs with { Signals = true };

    static ObservationNeeds ByPhase(Plan plan, Record record, DateTimeOffset now) => record.Phase switch
    {
        Phase.Watching => new ObservationNeeds(Signals: true, [])
        {
            Undos = OpenUndos(plan, record), Shared = SharedSteps.Of(plan, record), Baseline = true,
        },
        Phase.Confirming or Phase.AwaitingApproval =>
            new ObservationNeeds(Signals: true, Prewarming.Open(plan, record)) { RegionFailovers = true },
        Phase.Recovering => ForRun(plan, record.Run!, now) with { Names = PostSwitchCheck.Names(plan, record, now) },
        Phase.Recovered => ForStandby(plan, record.Run!, now) with { Names = PostSwitchCheck.Names(plan, record, now) },
        Phase.Stuck => ForStuck(plan, record, now),
        Phase.Drilling when record.Run is { Undoing: null } run => ForDrill(plan, run),
        Phase.Drilling or Phase.FailingBack => new ObservationNeeds(Signals: true, []) { Undos = OpenUndos(plan, record) },
        _ => new ObservationNeeds(Signals: true, []),
    };

    static ObservationNeeds ForStandby(Plan plan, Run run, DateTimeOffset now) =>
        new(Signals: true, [.. DoneCapacity.WatchedInStandby(plan, run, now), .. PostSwitchCheck.Watched(plan, run, now)]);

    static ObservationNeeds ForDrill(Plan plan, Run run)
    {
        var part = DrillingPhase.StepsOf(plan);
        IReadOnlyList<Step> open = [.. part.Where(step => IsOpen(step, run))];
        return new ObservationNeeds(Signals: true, open) { LeftOut = open.Count > 0 ? null : [.. plan.Steps.Except(part)] };
    }

    /// <summary>
    /// The steps that may advance now and, before users or data move, their checks and the signals once more; capacity that may have fallen
    /// back, and the checks of capacity of which a part may be enough.
    /// </summary>
    static ObservationNeeds ForRun(Plan plan, Run run, DateTimeOffset now)
    {
        var open = plan.Steps.Where(step => IsOpen(step, run)).ToList();
        var guarded = open.Where(step => step.Traits.IsGated && run.Of(step).Progress == StepProgress.Waiting).ToList();
        var checks = guarded.SelectMany(plan.Before).Where(step => step.Traits.Role == StepRole.Verification);
        var degraded = open.Where(step => DegradedCapacity.IsDue(plan, run, step, now))
            .SelectMany(step => DegradedCapacity.ChecksAfter(plan, step));
        var wanted = open.Concat(checks).Concat(degraded).Concat(DoneCapacity.Watched(plan, run)).ToHashSet();
        return new ObservationNeeds(Signals: guarded.Count > 0, [.. plan.Steps.Where(wanted.Contains)]);
    }

    /// <summary>What failed, and the checks of capacity of which a part may be enough.</summary>
    static ObservationNeeds ForStuck(Plan plan, Record record, DateTimeOffset now)
    {
        var failed = StuckPhase.Resumable(plan, record, now);
        var degraded = failed.Where(step => step.Traits.Role == StepRole.Capacity && step.Acceptable < 100)
            .SelectMany(step => DegradedCapacity.ChecksAfter(plan, step));
        var wanted = failed.Concat(degraded).ToHashSet();
        return new ObservationNeeds(Signals: true, [.. plan.Steps.Where(wanted.Contains)])
        {
            Undos = StuckPhase.ResumableUndos(plan, record, now),
        };
    }

    static IReadOnlyList<Step> OpenUndos(Plan plan, Record record) =>
        record.Run is { Undoing: not null } run ? [.. run.ToUndo(plan).Where(step => UndoingSteps.IsReady(plan, run, step))] : [];

    static bool IsOpen(Step step, Run run) =>
        run.Of(step).Progress is StepProgress.Waiting or StepProgress.Started && step.After.All(id => run.IsDone(id));
}
