using DrFunctions.Aws;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Reading;
using DrFunctions.Steps;
using Microsoft.Extensions.Logging;

namespace DrFunctions.Looping;

/// <summary>Starts what a saved decision says, side by side, and only while that save is fresh.</summary>
public sealed class Actor(StepKinds kinds, ILogger log)
{
    public async Task<Aftermath> ActAsync(Plan plan, IReadOnlyList<StepAction> actions, SaveInstant saved, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(actions);
        ArgumentNullException.ThrowIfNull(saved);
        var refused = new Dictionary<string, Refusal>(StringComparer.Ordinal);
        var receipts = new Dictionary<string, string>(StringComparer.Ordinal);
        var outcomes = await Task.WhenAll(actions.Select(action => StartAsync(plan, action, saved, cancellation)));
        foreach (var (id, refusal, receipt) in outcomes)
        {
            if (refusal is not null)
            {
                refused[id] = refusal;
            }

            if (receipt is not null)
            {
                receipts[id] = receipt;
            }
        }

        return new Aftermath(refused, receipts, []);
    }

    async Task<(string Id, Refusal? Refusal, string? Receipt)> StartAsync(Plan plan, StepAction action, SaveInstant saved, CancellationToken cancellation)
    {
        var step = action.Step;
        if (!saved.IsFresh)
        {
            log.LogWarning("{PlanName}: the start of {StepId} is dropped, because its decision is older than 5 s; the next look decides anew", plan.Name, step.Id);
            return (step.Id, new Refusal("the decision was too old when it came to acting", MayPass: true), null);
        }

        try
        {
            return (step.Id, null, await kinds.Of(step).StartAsync(new StepAt(plan, step, action.Record, action.RunId), cancellation));
        }
        catch (Exception e) when (Trouble.Is(e))
        {
            // A refusal had no effect; without an answer the effect is unknown, and the next look sees.
            log.LogWarning("{PlanName}: the start of {StepId} failed: {Trouble}", plan.Name, step.Id, Trouble.Say(e));
            return (step.Id, Trouble.AsRefusal(e), null);
        }
    }
}
