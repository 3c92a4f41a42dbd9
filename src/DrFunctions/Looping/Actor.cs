using DrFunctions.Aws;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Steps;
using Microsoft.Extensions.Logging;

namespace DrFunctions.Looping;

/// <summary>Carries out the actions of a saved decision, side by side, and only while that save is fresh.</summary>
public sealed class Actor(StepKinds kinds, ILogger log)
{
    public async Task<ActionOutcomes> ActAsync(
        Plan plan, IReadOnlyList<StepAction> actions, SaveInstant saved, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(actions);
        ArgumentNullException.ThrowIfNull(saved);
        var groups = actions.GroupBy(action => (Kind: kinds.Of(action.Step), action.Verb));
        var outcomes =
            (await Task.WhenAll(groups.Select(group => DoAsync(plan, group.Key.Kind, group.Key.Verb, [.. group], saved, cancellation))))
            .SelectMany(group => group)
            .ToDictionary(outcome => outcome.Key, outcome => outcome.Value);
        foreach (var (id, outcome) in outcomes.Where(outcome => outcome.Value.Trouble is not null))
        {
            log.LogWarning("{PlanName}: the change of {StepId} failed: {Trouble}", plan.Name, id, outcome.Trouble);
        }

        return new ActionOutcomes(
            outcomes.Where(outcome => outcome.Value.Refusal is not null)
                .ToDictionary(outcome => outcome.Key, outcome => outcome.Value.Refusal!),
            outcomes.Where(outcome => outcome.Value.Receipt is not null)
                .ToDictionary(outcome => outcome.Key, outcome => outcome.Value.Receipt!),
            outcomes.Where(outcome => outcome.Value.Refusal is null)
                .ToDictionary(outcome => outcome.Key, outcome => outcome.Value.Trouble is null ? CallAnswer.Given : CallAnswer.Lost),
            []);
    }

    static Task<IReadOnlyDictionary<string, StartOutcome>> DoAsync(
        Plan plan, IStepKind kind, ActionVerb verb, IReadOnlyList<StepAction> actions, SaveInstant saved, CancellationToken cancellation)
    {
        IReadOnlyList<StepAt> steps =
            [.. actions.Select(action => new StepAt(plan, action.Step, action.Record, action.RunId, action.Baseline, saved))];
        return verb == ActionVerb.Start ? kind.StartAsync(steps, cancellation) : ((IUndoableKind)kind).UndoAsync(steps, cancellation);
    }
}
