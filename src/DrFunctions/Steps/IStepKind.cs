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

    /// <summary>All that Core knows of the kind.</summary>
    StepTraits Traits { get; }

    /// <summary>What the function's role must be allowed.</summary>
    Grant Grant { get; }

    /// <summary>Parses the kind's own settings and notes what is wrong with them; null if they cannot be used.</summary>
    object? Parse(Fields fields);

    /// <summary>Notes what is wrong between the step's settings and the rest of the plan.</summary>
    void Check(Plan plan, Step step, Fields fields);

    /// <summary>Whether an event about the resource of that name may concern the step: an instance's id, a service's name.</summary>
    bool Concerns(Step step, string resource);

    /// <summary>What the step does, for the runbook: a sentence without its full stop.</summary>
    string Says(Step step);

    /// <summary>
    /// Observes steps of this kind, in as few calls as AWS allows. What could not be read is Unknown; never throws for that.
    /// </summary>
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
    /// How far the undo of steps has come: NotStarted while a value that is still ours is to be restored (or the next stage is due,
    /// where the kind goes back gradually), Working while AWS carries it out or a stage lasts, Done when nothing of ours is left. A
    /// value that somebody has changed since is left, which is Done with that sentence. Never throws for what AWS answers.
    /// </summary>
    Task<IReadOnlyDictionary<string, StepObservation>> ObserveUndoAsync(IReadOnlyList<StepAt> steps, CancellationToken cancellation);

    /// <summary>
    /// Restores what the ledger found, where the value is still ours, as the saved record's Undo says. A repeated undo is idempotent.
    /// </summary>
    Task<IReadOnlyDictionary<string, StartOutcome>> UndoAsync(IReadOnlyList<StepAt> steps, CancellationToken cancellation);

    /// <summary>What an undo will do, for the person who is asked: a sentence without its full stop.</summary>
    string SaysUndo(StepAt step);
}

/// <summary>A kind whose steps need to know something of the primary when the primary can no longer be asked.</summary>
public interface IBaselineKind : IStepKind
{
    /// <summary>What the primary has now, by step id; what cannot be read is left out.</summary>
    Task<IReadOnlyDictionary<string, JsonElement>> ObserveBaselineAsync(
        Plan plan, IReadOnlyList<Step> steps, CancellationToken cancellation);
}

/// <summary>A step in a run: what was planned, and what the saved record says of it.</summary>
/// <param name="Baseline">What was last seen of the primary for this step; null if nothing was.</param>
/// <param name="Saved">When the decision was saved that is to be acted on; null for a look.</param>
public sealed record StepAt(Plan Plan, Step Step, StepRecord Record, string RunId, JsonElement? Baseline = null, SaveInstant? Saved = null);

/// <summary>What came of a start.</summary>
/// <param name="Receipt">What AWS gave for it, such as a change's id; null where it gave nothing to keep.</param>
/// <param name="Trouble">What went wrong, in a sentence; null if nothing did. Without a refusal the effect is then unknown.</param>
/// <param name="Refusal">AWS said no, so nothing was changed; or we did not send all of it ourselves.</param>
public sealed record StartOutcome(string? Receipt = null, string? Trouble = null, Refusal? Refusal = null)
{
    public static StartOutcome Of(Exception trouble) => new(Trouble: AwsErrors.Describe(trouble), Refusal: AwsErrors.AsRefusal(trouble));
}

/// <param name="Sid">The statement in template.yaml that grants the actions.</param>
public sealed record Grant(string Sid, IReadOnlyList<string> Actions);
