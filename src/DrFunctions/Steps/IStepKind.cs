using System.Text.Json;
using DrFunctions.Aws;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Steps;

/// <summary>A kind of step, as the loop uses it. Each kind is a folder of files that are named alike.</summary>
public interface IStepKind
{
    /// <summary>The name in plan files.</summary>
    string Name { get; }

    /// <summary>Everything that Core knows about the kind.</summary>
    StepTraits Traits { get; }

    /// <summary>The permissions that the functions' role needs.</summary>
    Grant Grant { get; }

    /// <summary>Parses the kind's own settings and notes their mistakes; null if they cannot be used.</summary>
    object? Parse(Fields fields);

    /// <summary>Notes conflicts between the step's settings and the rest of the plan.</summary>
    void Check(Plan plan, Step step, Fields fields);

    /// <summary>
    /// Whether an event about a resource may concern the step: <paramref name="resource"/> is an instance's id, or a service's name with its
    /// cluster's before it (<c>shop/api</c>), which old ARNs lack.
    /// </summary>
    bool Concerns(Step step, string resource);

    /// <summary>
    /// What the step changes, in its Region where it has one: equal words where two steps mean the same. Empty if it changes nothing.
    /// </summary>
    IReadOnlyList<string> ResourcesOf(Step step);

    /// <summary>The longest time that the step may take before it is started again, or calls a person.</summary>
    TimeSpan LongestOf(Step step);

    /// <summary>What the step does, for the runbook: a sentence without its full stop.</summary>
    string Says(Step step);

    /// <summary>Observes steps of this kind, in as few calls as AWS allows. What cannot be read is Unknown, not an exception.</summary>
    Task<IReadOnlyDictionary<string, StepObservation>> ObserveAsync(IReadOnlyList<StepAt> steps, CancellationToken cancellation);

    /// <summary>
    /// Starts steps of this kind as the saved record says. A repeated start is idempotent. Returns one outcome per step; AWS errors are
    /// outcomes.
    /// </summary>
    Task<IReadOnlyDictionary<string, StartOutcome>> StartAsync(IReadOnlyList<StepAt> steps, CancellationToken cancellation);
}

/// <summary>A kind whose steps can be undone.</summary>
public interface IUndoableKind : IStepKind
{
    /// <summary>
    /// The progress of the steps' undo: NotStarted while a value that we set is still to be restored (or the next stage is due, if the kind
    /// goes back in stages), Working while AWS carries it out or a stage lasts, Done when nothing is left to restore. A value that somebody
    /// has changed since is left, which is Done with that sentence. Never throws for what AWS answers.
    /// </summary>
    Task<IReadOnlyDictionary<string, StepObservation>> ObserveUndoAsync(IReadOnlyList<StepAt> steps, CancellationToken cancellation);

    /// <summary>
    /// Restores the ledger's values where we set the current ones, as the saved record's Undo says. A repeated undo is idempotent.
    /// </summary>
    Task<IReadOnlyDictionary<string, StartOutcome>> UndoAsync(IReadOnlyList<StepAt> steps, CancellationToken cancellation);

    /// <summary>What an undo will do, for the preview of a failback: a sentence without its full stop.</summary>
    string SaysUndo(StepAt step);
}

/// <summary>A kind whose steps need a baseline: what they must know of the primary when it can no longer be read.</summary>
public interface IBaselineKind : IStepKind
{
    /// <summary>The baseline as it is now, by step id; what cannot be read is left out.</summary>
    Task<IReadOnlyDictionary<string, JsonElement>> ObserveBaselineAsync(
        Plan plan, IReadOnlyList<Step> steps, CancellationToken cancellation);
}

/// <summary>
/// A kind of which one can know beforehand whether the functions' role may start its steps: AWS answers a dry run of the call, or the
/// resource shows what the role is limited by.
/// </summary>
public interface IDryRunKind : IStepKind
{
    /// <summary>By step id, why a start would be denied; null where it would not, or where AWS does not say. Changes nothing.</summary>
    /// <param name="role">What is known of the functions' role, where AWS answers no dry run.</param>
    Task<IReadOnlyDictionary<string, string?>> DryRunAsync(IReadOnlyList<StepAt> steps, RoleLimits role, CancellationToken cancellation);
}

/// <summary>A kind of which one may doubt beforehand that AWS will give what its steps need.</summary>
public interface IDoubtKind : IStepKind
{
    /// <summary>
    /// By step id, the doubt, in a sentence; a step is missing if there is none, or if it cannot be read. Changes nothing.
    /// </summary>
    Task<IReadOnlyDictionary<string, string>> DoubtsAsync(IReadOnlyList<StepAt> steps, CancellationToken cancellation);
}

/// <summary>A step in a run: what was planned, and what the saved record says of it.</summary>
/// <param name="Baseline">What was last observed of the primary for this step; null if nothing was.</param>
/// <param name="Saved">When the decision to act on was saved; null for an observation.</param>
public sealed record StepAt(Plan Plan, Step Step, StepRecord Record, string RunId, JsonElement? Baseline = null, SaveInstant? Saved = null)
{
    /// <summary>In place of a run's id: the step is looked at while nothing is started.</summary>
    public const string Quiet = "quiet";

    public bool IsQuiet => RunId == Quiet;
}

/// <summary>The outcome of a start or an undo.</summary>
/// <param name="Receipt">AWS's receipt, such as a change's id; null if there is none to keep.</param>
/// <param name="Trouble">What went wrong, in a sentence; null if nothing did. Without a refusal the effect is then unknown.</param>
/// <param name="Refusal">AWS refused, so nothing was changed; or we did not send all of the change.</param>
public sealed record StartOutcome(string? Receipt = null, string? Trouble = null, Refusal? Refusal = null)
{
    public static StartOutcome Of(Exception trouble) => new(Trouble: AwsErrors.Describe(trouble), Refusal: AwsErrors.AsRefusal(trouble));
}

/// <param name="Sid">The statement in template.yaml that grants the actions.</param>
public sealed record Grant(string Sid, IReadOnlyList<string> Actions);
