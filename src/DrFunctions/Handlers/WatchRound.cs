using DrFunctions.Aws;
using DrFunctions.Core.Plans;
using DrFunctions.Looping;
using Microsoft.Extensions.Logging;

namespace DrFunctions.Handlers;

/// <summary>
/// One look at many plans. What they share is read once; what rests is settled; what moves is handed over, so that no plan's failover
/// shares its time with others', nor the next look waits for it. Whoever cannot be handed over is driven here.
/// </summary>
sealed class WatchRound
{
    /// <summary>
    /// Invocations that a round begins at once, one a plan. A dark Region takes many plans with it, and an account's thousand invocations
    /// are not ours alone: those beyond share as many again.
    /// </summary>
    const int MostOwn = 100;

    readonly App app;
    readonly IReadOnlyList<Plan> plans;
    readonly Func<Plan, Task<HandlerResult>> drive;
    readonly Round round;
    readonly TaskCompletionSource<bool> last = new();
    readonly Shared<bool> allSeen;
    readonly List<Plan> late = [];
    Dictionary<Plan, Shared<string?>>? shares;
    int own;
    int seen;

    /// <param name="drive">Looks at one plan until it rests.</param>
    public WatchRound(App app, IReadOnlyList<Plan> plans, Func<Plan, Task<HandlerResult>> drive)
    {
        (this.app, this.plans, this.drive) = (app, plans, drive);
        round = app.Loop.Begin(plans, CancellationToken.None);
        allSeen = new Shared<bool>(last.Task);
    }

    public async Task<HandlerResult> LookAsync(Plan plan)
    {
        var (first, isLate) = await LookOnceAsync(plan);
        if (!first.Moves)
        {
            return HandlerResult.Of(first.Result);
        }

        var trouble = !app.OwnInvocations.ArePossible ? "" : isLate ? await ShareAsync(plan) : await app.OwnInvocations.BeginAsync([plan], CancellationToken.None);
        if (trouble is null)
        {
            return HandlerResult.Of(first.Result with { Because = $"an invocation of its own looks at it: {first.Result.Because}" });
        }

        if (trouble.Length > 0)
        {
            app.Log.LogWarning("{PlanName}: gets no invocation of its own and is driven here: {Trouble}", plan.Name, trouble);
        }

        return await drive(plan);
    }

    async Task<(FirstLook First, bool IsLate)> LookOnceAsync(Plan plan)
    {
        try
        {
            var first = await app.Loop.LookOnceAsync(plan, round, CancellationToken.None);
            return (first, first.Moves && IsLate(plan));
        }
        finally
        {
            // After it was noted as late: the one seen last lets all who are late go on.
            if (Interlocked.Increment(ref seen) == plans.Count)
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
        await allSeen.GetAsync();
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

    Dictionary<Plan, Shared<string?>> Deal()
    {
        var shared = new Dictionary<Plan, Shared<string?>>(ReferenceEqualityComparer.Instance);
        foreach (var chunk in late.Chunk((late.Count + MostOwn - 1) / MostOwn))
        {
            var invoking = new Shared<string?>(app.OwnInvocations.BeginAsync(chunk, CancellationToken.None));
            Array.ForEach(chunk, plan => shared[plan] = invoking);
        }

        return shared;
    }
}
