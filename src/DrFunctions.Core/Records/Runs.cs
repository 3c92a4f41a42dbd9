using DrFunctions.Core.Plans;

namespace DrFunctions.Core.Records;

/// <summary>Questions about records and runs that several places ask.</summary>
public static class Runs
{
    public static StepRecord Of(this Run run, Step step) => run.Steps.TryGetValue(step.Id, out var record) ? record : new StepRecord();

    public static bool IsDone(this Run run, string id) => run.Steps.TryGetValue(id, out var record) && record.Progress == StepProgress.Done;

    /// <summary>
    /// Whether an invocation drives the record, look after look: while its phase moves, and while prewarmed capacity is stood down.
    /// </summary>
    public static bool Moves(this Record record) =>
        record.Phase.Moves() || record is { Phase: Phase.Watching, Run: { EndedAt: null, Undoing: not null } };

    /// <summary>The run whose pinned plan applies to the record; null while the newest plan applies.</summary>
    public static Run? Pinned(this Record record) =>
        record.Run is { } run && (run.EndedAt is null || record.Phase is Phase.Recovered or Phase.FailingBack or Phase.Stuck) ? run : null;

    /// <summary>Whether an effect of the step may be left in AWS, so that it must be undone.</summary>
    public static bool IsOurs(this StepRecord step) => step.Carried || step.Attempts + step.Extra > step.Ineffective;

    /// <summary>
    /// The steps of which something may be left in the world, in the order in which they are undone: a step after all that depend on it.
    /// </summary>
    public static IReadOnlyList<Step> ToUndo(this Run run, Plan plan) =>
        [.. plan.InOrder().Where(run.IsLeft).Reverse()];

    /// <summary>Whether something of the step may be left in the world.</summary>
    public static bool IsLeft(this Run run, Step step) => run.Of(step).IsOurs() && step.Traits.Role != StepRole.Verification;

    /// <summary>
    /// Whether a step that moves users was found in its target state, without a start of ours in this run: then nothing was moved, and
    /// the plan may name the wrong record.
    /// </summary>
    public static bool IsUnmoved(this Run run, Step step) => step.Traits.Role == StepRole.Traffic
        && run.Of(step) is { Progress: StepProgress.Done, AcceptedBy: null } record && !record.IsOurs();

    /// <summary>Whether users or data may be in the standby, moved by the run or by a person.</summary>
    public static bool HasMoved(this Run run, Plan plan) => plan.Steps.Any(step => step.Traits.Role is StepRole.Traffic or StepRole.Data
        && run.Of(step) is { Undo: not { Progress: StepProgress.Done } } record && (record.Progress == StepProgress.Done || record.IsOurs())
        && (plan.Trigger.Mode != Mode.Shadow || run.OverridesShadow));

    /// <summary>A run in mode shadow that rests has changed nothing: nothing is to be kept in the standby, and nothing undone.</summary>
    public static bool RestsInShadow(this Record record) => record is { Mode: Mode.Shadow, Phase: Phase.Recovered or Phase.Stuck }
        && record.Run is not { OverridesShadow: true } && record.Run?.Steps.Values.Any(step => step.IsOurs()) != true;

    /// <summary>A step of the plan moves users; else nothing may be said of where users are.</summary>
    public static bool MovesUsers(this Plan plan) => plan.Steps.Any(step => step.Traits.Role == StepRole.Traffic);

    /// <summary>Signals were down before the run began: a drill, or an order while all were up, has no outage to count from.</summary>
    public static bool HadOutage(this Run run) =>
        run.Purpose != RunPurpose.Drill && (run.OrderedBy is null || run.DetectedAt < run.BeganAt);

    /// <summary>Decides and reports, but never acts: the plan is in mode shadow, and no person has ordered its run nevertheless.</summary>
    public static bool IsShadow(this Record record, Plan plan) =>
        plan.Trigger.Mode == Mode.Shadow && record.Pinned() is not { OverridesShadow: true };
}
