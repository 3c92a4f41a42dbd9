using DrFunctions.Aws;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records.Facts;
using DrFunctions.Looping;
using Microsoft.Extensions.Logging;

namespace DrFunctions.Handlers;

/// <summary>
/// One look at each of many plans. What they share is read once, and a plan that rests is done. A plan that moves is handed over to an
/// invocation of its own, so that its failover shares no time with others and the next look does not wait for it. Plans that cannot get
/// their own invocation are driven here.
/// </summary>
sealed class WatchSweep
{
    /// <summary>
    /// Invocations that a sweep begins at once, one per plan. A Region's outage affects many plans, and other functions need the account's
    /// thousand concurrent invocations too: the plans beyond this number share as many invocations again.
    /// </summary>
    const int MostOwn = Concurrency.MostForPlans / 2;

    readonly App app;
    readonly IReadOnlyList<Plan> plans;
    readonly Func<Plan, Task<HandlerResult>> drive;
    readonly SharedReads shared;
    readonly TaskCompletionSource<bool> last = new();
    readonly SharedAnswer<bool> allSwept;
    readonly List<Plan> late = [];
    Dictionary<Plan, SharedAnswer<string?>>? shares;
    int own;
    int sweptPlans;

    /// <param name="drive">Drives one plan until it rests.</param>
    public WatchSweep(App app, IReadOnlyList<Plan> plans, Func<Plan, Task<HandlerResult>> drive)
    {
        (this.app, this.plans, this.drive) = (app, plans, drive);
        shared = app.Loop.Share(plans, CancellationToken.None);
        allSwept = new SharedAnswer<bool>(last.Task);
    }

    public async Task<HandlerResult> AnswerAsync(Plan plan)
    {
        var (swept, isLate) = await SweepAsync(plan);
        if (!swept.NeedsDriver)
        {
            return HandlerResult.Of(swept.Result);
        }

        var trouble = !app.SelfInvocation.IsPossible ? "" : isLate ? await ShareAsync(plan)
            : await app.SelfInvocation.BeginAsync([plan], CancellationToken.None);
        if (trouble is null)
        {
            return HandlerResult.Of(swept.Result with { Fact = new HandedOver(swept.Result.Fact), Outcome = WakeOutcome.LeftAlone });
        }

        if (trouble.Length > 0)
        {
            app.Log.LogWarning("{PlanName}: cannot get an invocation of its own, so it is driven here: {Trouble}", plan.Name, trouble);
        }

        return await drive(plan);
    }

    async Task<(SweptPlan Swept, bool IsLate)> SweepAsync(Plan plan)
    {
        try
        {
            var swept = await app.Loop.SweepAsync(plan, shared, CancellationToken.None);
            return (swept, swept.NeedsDriver && IsLate(plan));
        }
        finally
        {
            // Only after this plan was noted as late: the plan swept last lets all late ones continue.
            if (Interlocked.Increment(ref sweptPlans) == plans.Count)
            {
                last.SetResult(true);
            }
        }
    }

    bool IsLate(Plan plan)
    {
        if (Interlocked.Increment(ref own) <= MostOwn)
        {
            return false;
        }

        lock (late)
        {
            late.Add(plan);
        }

        return true;
    }

    async Task<string?> ShareAsync(Plan plan)
    {
        await allSwept.GetAsync();
        return await ShareOf(plan);
    }

    Task<string?> ShareOf(Plan plan)
    {
        lock (late)
        {
            shares ??= Deal();
            return shares[plan].GetAsync();
        }
    }

    Dictionary<Plan, SharedAnswer<string?>> Deal()
    {
        var dealt = new Dictionary<Plan, SharedAnswer<string?>>(ReferenceEqualityComparer.Instance);
        foreach (var chunk in late.Chunk((late.Count + MostOwn - 1) / MostOwn))
        {
            var invoking = new SharedAnswer<string?>(app.SelfInvocation.BeginAsync(chunk, CancellationToken.None));
            Array.ForEach(chunk, plan => dealt[plan] = invoking);
        }

        return dealt;
    }
}
