using DrFunctions.Aws;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Notices;
using DrFunctions.Store;
using Microsoft.Extensions.Logging;

namespace DrFunctions.Looping;

/// <summary>Looks at the steps of plans that rest, each half hour, while nothing moves. It reads only.</summary>
/// <param name="commandOptions">The options with which a dr command finds this deployment.</param>
public sealed class QuietLooks(
    WorldObserver observer, AccountLook account, RecordStore store, NoticePublisher notices, ILogger log, TimeProvider time,
        string commandOptions)
{
    /// <summary>Plans that one invocation looks at: a thousand of them have their turns within half an hour.</summary>
    const int MostPlans = 40;

    /// <summary>A look at a large plan takes this long at most; with less left the next minute's invocation looks.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>What rests for another reason than readiness is asked again after this time.</summary>
    static readonly TimeSpan NotNow = TimeSpan.FromMinutes(5);

    /// <summary>The clocks of two invocations differ by at most this.</summary>
    static readonly TimeSpan Skew = TimeSpan.FromMinutes(10);

    /// <summary>By plan, when it is worth reading its items again.</summary>
    readonly Dictionary<string, DateTimeOffset> due = new(StringComparer.Ordinal);

    /// <summary>
    /// Looks at the plans whose turn has come, those first that were longest not looked at. Never throws for what AWS does.
    /// </summary>
    /// <param name="ends">When the invocation will be ended.</param>
    public async Task LookAsync(IReadOnlyList<Plan> plans, DateTimeOffset ends, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plans);
        await LookAtAccountAsync(plans.Count, ends, cancellation);
        var turns = plans.Select(plan => (Plan: plan, At: due.GetValueOrDefault(plan.Name))).Where(turn => turn.At <= time.GetUtcNow())
            .OrderBy(turn => turn.At).Take(MostPlans).Select(turn => turn.Plan).ToList();
        foreach (var plan in turns.TakeWhile(_ => time.GetUtcNow() + Longest <= ends))
        {
            try
            {
                due[plan.Name] = await LookAsync(plan, ends, cancellation);
            }
            catch (Exception e) when (StoreErrors.Is(e) || AwsErrors.Is(e))
            {
                // The others would probably meet the same, and the next minute tries again.
                log.LogWarning("{PlanName}: its steps were not looked at: {Trouble}", plan.Name, AwsErrors.Describe(e));
                return;
            }
        }
    }

    async Task LookAtAccountAsync(int plans, DateTimeOffset ends, CancellationToken cancellation)
    {
        try
        {
            await account.LookAsync(plans, ends, cancellation);
        }
        catch (Exception e) when (StoreErrors.Is(e) || AwsErrors.Is(e))
        {
            log.LogWarning("The account was not looked at: {Trouble}", AwsErrors.Describe(e));
        }
    }

    /// <summary>A look of a time to come was not ours, and would keep the plan from being looked at until then.</summary>
    internal static Readiness? Believed(Readiness? stored, DateTimeOffset now) => stored?.At <= now + Skew ? stored : null;

    /// <returns>When the plan's turn comes again.</returns>
    async Task<DateTimeOffset> LookAsync(Plan plan, DateTimeOffset ends, CancellationToken cancellation)
    {
        var stored = await store.LoadAsync(plan.Name, cancellation);
        var now = time.GetUtcNow();
        var (before, version) = (Believed(stored.Readiness.Readiness, now), stored.Readiness.Version);
        if (!QuietLook.MayLook(stored.Record))
        {
            return now + NotNow;
        }

        if (QuietLook.DueAt(before) is var turn && turn > now)
        {
            return turn;
        }

        if (!await store.Readiness.SaveAsync(plan.Name, version, (before ?? Readiness.None) with { At = now }, cancellation))
        {
            return now + NotNow;
        }

        // Claimed: no other invocation looks at this plan now.
        var seen = await observer.CheckAsync(plan, stored.Record, plan.Steps, cancellation);
        var (next, notice) = QuietLook.Decide(plan, stored.Record, before, seen, now, commandOptions);
        if (notice is not null && (await notices.PublishAsync(plan.Name, [notice], ends, cancellation)).Count == 0)
        {
            next = next.Untold(before);
        }

        await store.Readiness.SaveAsync(plan.Name, version + 1, next, cancellation);
        log.LogInformation("{PlanName}: {Readiness}", plan.Name, QuietLook.AsFact(next.Findings)?.ToString() ?? "every step could be carried out");
        return QuietLook.DueAt(next);
    }
}
