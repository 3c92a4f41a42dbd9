using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Core.Deciding;

/// <summary>What must be looked at before deciding.</summary>
public sealed record Wanted(bool Signals, IReadOnlyList<Step> Steps)
{
    /// <summary>Steps whose undo is under way.</summary>
    public IReadOnlyList<Step> Undos { get; init; } = [];

    /// <summary>Whether what steps need to know of the primary is to be seen while it is well.</summary>
    public bool Observes { get; init; }

    /// <summary>Whether the failovers of all plans are to be read.</summary>
    public bool Velocity { get; init; }
}

public static class Looks
{
    /// <summary>How often an invocation looks while something moves.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(3);

    public static Wanted For(Plan plan, Record record) => record.Phase switch
    {
        Phase.Watching => new Wanted(Signals: true, []) { Undos = OpenUndos(plan, record), Observes = true },
        Phase.Confirming or Phase.AwaitingApproval => new Wanted(Signals: true, Prewarming.Open(plan, record)) { Velocity = true },
        Phase.Recovering => ForRun(plan, record.Run!),
        Phase.Drilling when record.Run is { Undoing: null } run => new Wanted(Signals: true, [.. DrillingPhase.StepsOf(plan).Where(step => IsOpen(step, run))]),
        Phase.Drilling or Phase.FailingBack => new Wanted(Signals: true, []) { Undos = OpenUndos(plan, record) },
        _ => new Wanted(Signals: true, []),
    };

    /// <summary>The steps that may move now, and before traffic or data once more the checks and signals that speak for it.</summary>
    static Wanted ForRun(Plan plan, Run run)
    {
        var open = plan.Steps.Where(step => IsOpen(step, run)).ToList();
        var gated = open.Where(step => IsGated(step) && run.Of(step).Progress == StepProgress.Waiting).ToList();
        var checks = gated.SelectMany(plan.Before).Where(step => step.Traits.Role == StepRole.Verification);
        return new Wanted(Signals: gated.Count > 0, [.. plan.Steps.Where(step => open.Contains(step) || checks.Contains(step))]);
    }

    static IReadOnlyList<Step> OpenUndos(Plan plan, Record record) =>
        record.Run is { Undoing: not null } run ? [.. UndoingSteps.Of(plan, run).Where(step => UndoingSteps.IsReady(plan, run, step))] : [];

    /// <summary>Whether the step moves users or makes data true: then signals and checks are asked again right before.</summary>
    public static bool IsGated(Step step) => step.Traits.Role is StepRole.Traffic or StepRole.Data;

    static bool IsOpen(Step step, Run run) =>
        run.Of(step).Progress is StepProgress.Waiting or StepProgress.Started && step.After.All(id => run.IsDone(id));
}
