using System.Collections.Concurrent;
using DrFunctions.Aws;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;
using DrFunctions.Steps;
using DrFunctions.Store;
using Microsoft.Extensions.Logging;

namespace DrFunctions.Looping;

/// <summary>
/// Events about instances and services: thousands in a disaster, most of them about what no plan waits for. A plan is looked at only if it
/// waits for something, once in some seconds, by whichever of the concurrent invocations is first.
/// </summary>
public sealed class PromptedLooks(RecordStore store, StepKinds kinds, ILogger log, TimeProvider time)
{
    readonly PinnedPlans pinned = new(kinds);

    /// <summary>By plan, what was answered, and until when that holds: what this process knows it need not read again.</summary>
    readonly ConcurrentDictionary<string, (DateTimeOffset Until, PlanResult Result)> known = new(StringComparer.Ordinal);

    /// <summary>Waits for the plans' turns.</summary>
    /// <returns>The plans to look at now, and the answers for all others.</returns>
    public async Task<(IReadOnlyList<Plan> Due, IReadOnlyList<PlanResult> Answered)> TurnsAsync(
        IReadOnlyList<Plan> plans, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plans);
        var turns = await Task.WhenAll(plans.Select(async plan => (Plan: plan, Answer: await TurnAsync(plan, cancellation))));
        var rest = turns.Select(turn => turn.Answer).OfType<PlanResult>().ToList();
        rest.ForEach(result => log.LogInformation("{PlanName} {Phase}: {Because}", result.Plan, result.Phase?.ToString() ?? "unknown", result.Fact));
        return ([.. turns.Where(turn => turn.Answer is null).Select(turn => turn.Plan)], rest);
    }

    /// <returns>Null once the plan is to be looked at; otherwise why it is not.</returns>
    async Task<PlanResult?> TurnAsync(Plan plan, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (known.TryGetValue(plan.Name, out var answer) && now < answer.Until && answer.Until - now <= PromptedLook.Least)
        {
            return answer.Result;
        }

        try
        {
            return await TurnAsync(plan, await store.LoadAsync(plan.Name, cancellation), now, cancellation);
        }
        catch (Exception e) when (StoreErrors.Is(e) || AwsErrors.Is(e))
        {
            // The look meets the same, and says what is wrong.
            return null;
        }
    }

    async Task<PlanResult?> TurnAsync(Plan plan, Stored stored, DateTimeOffset now, CancellationToken cancellation)
    {
        var record = stored.Record;
        if (Driver.Yields(record, stored.Owner, "", now) is { } yields)
        {
            return Answered(now + PromptedLook.Least, plan, record.Phase, yields, WakeOutcome.LeftAlone);
        }

        if (!PromptedLook.Matters(pinned.PlanOf(record, plan), record, now))
        {
            return Answered(now + PromptedLook.Least, plan, record.Phase, new NoAction(new NothingAwaited()), WakeOutcome.Decided);
        }

        var fact = new NoAction(new LookIsDue());
        if (PromptedLook.At(stored.Prompt.At, now) is not { } at)
        {
            return Answered(stored.Prompt.At!.Value, plan, record.Phase, fact, WakeOutcome.LeftAlone);
        }

        if (!await store.Prompts.SaveAsync(plan.Name, stored.Prompt.Version, at, cancellation))
        {
            // Another invocation has saved since our read, so its look is yet to come.
            return new PlanResult(plan.Name, record.Phase, fact, WakeOutcome.LeftAlone);
        }

        if (at > now)
        {
            Answered(at, plan, record.Phase, fact, WakeOutcome.LeftAlone);
            await time.PauseAsync(at - now, cancellation);
        }

        return null;
    }

    PlanResult Answered(DateTimeOffset until, Plan plan, Phase phase, Fact fact, WakeOutcome outcome)
    {
        var result = new PlanResult(plan.Name, phase, fact, outcome);
        known[plan.Name] = (until, result);
        return result;
    }
}
