using DrFunctions.Aws;
using DrFunctions.Core.Observations;

namespace DrFunctions.Steps;

/// <summary>The base of a kind whose steps can be undone.</summary>
public abstract class UndoableKind<TSettings> : StepKind<TSettings>, IUndoableKind
    where TSettings : class
{
    public async Task<IReadOnlyDictionary<string, StepObservation>> ObserveUndoAsync(
        IReadOnlyList<StepAt> steps, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var observed = await Task.WhenAll(steps.Select(step => TryObserveUndoAsync(step, cancellation)));
        return observed.ToDictionary(one => one.Id, one => one.Observation);
    }

    public async Task<IReadOnlyDictionary<string, StartOutcome>> UndoAsync(IReadOnlyList<StepAt> steps, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var outcomes = await Task.WhenAll(steps.Select(async step =>
            (step.Step.Id, Outcome: await UndoOneAsync(step, SettingsOf(step.Step), cancellation))));
        return outcomes.ToDictionary(outcome => outcome.Id, outcome => outcome.Outcome);
    }

    public string SaysUndo(StepAt step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return SaysUndo(step, SettingsOf(step.Step));
    }

    protected abstract Task<StepObservation> ObserveUndoAsync(StepAt step, TSettings settings, CancellationToken cancellation);

    /// <summary>Restores the ledger's values, or their next stage; returns the outcome. Never throws for what AWS answers.</summary>
    protected virtual Task<StartOutcome> UndoOneAsync(StepAt step, TSettings settings, CancellationToken cancellation) =>
        TryAsync(() => UndoAsync(step, settings, cancellation));

    /// <summary>Restores the ledger's values, or their next stage; returns AWS's receipt, if there is one.</summary>
    protected virtual Task<string?> UndoAsync(StepAt step, TSettings settings, CancellationToken cancellation) =>
        throw new NotSupportedException($"{Name} has its own UndoOneAsync.");

    protected abstract string SaysUndo(StepAt step, TSettings settings);

    async Task<(string Id, StepObservation Observation)> TryObserveUndoAsync(StepAt step, CancellationToken cancellation)
    {
        try
        {
            return (step.Step.Id, await ObserveUndoAsync(step, SettingsOf(step.Step), cancellation));
        }
        catch (Exception e) when (AwsErrors.IsUnknown(e))
        {
            return (step.Step.Id, StepObservation.Unknown(AwsErrors.Describe(e)));
        }
    }
}
