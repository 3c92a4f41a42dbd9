using Amazon.Lambda.Model;
using DrFunctions.Aws;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Records;
using DrFunctions.Notices;
using DrFunctions.Steps;
using DrFunctions.Store;
using Microsoft.Extensions.Logging;

namespace DrFunctions.Looping;

/// <summary>
/// Looks at what all plans share, each half hour, while nothing moves: how many invocations may run at once. It reads only.
/// </summary>
/// <param name="reserved">The concurrency that the deployment reserves for each function; null if it reserves none.</param>
public sealed class AccountLook(
    AwsClients aws, Calls calls, RecordStore store, NoticePublisher notices, ILogger log, string region, int? reserved)
{
    public static Grant Grant { get; } = new("Concurrency", ["lambda:GetAccountSettings"]);

    /// <summary>When it is worth reading the item again.</summary>
    DateTimeOffset due;

    /// <param name="plans">How many plans the deployment watches.</param>
    /// <param name="ends">When the invocation will be ended.</param>
    public async Task LookAsync(int plans, DateTimeOffset ends, CancellationToken cancellation)
    {
        var now = calls.Time.GetUtcNow();
        if (now < due || plans == 0)
        {
            return;
        }

        var (stored, version) = await store.Readiness.OfAllAsync(cancellation);
        var before = QuietLooks.Believed(stored, now);
        due = QuietLook.DueAt(before);
        if (now < due || !await store.Readiness.SaveOfAllAsync(version, (before ?? Readiness.None) with { At = now }, cancellation))
        {
            return;
        }

        // Claimed: no other invocation looks at the account now.
        var (next, notice) = QuietLook.Decide(before, new Concurrency(reserved, await UnreservedAsync(cancellation)), plans, region, now);
        if (notice is not null && (await notices.PublishAsync(Concurrency.Account, [notice], ends, cancellation)).Count == 0)
        {
            next = next.Untold(before);
        }

        await store.Readiness.SaveOfAllAsync(version + 1, next, cancellation);
        due = QuietLook.DueAt(next);
        foreach (var finding in next.Findings)
        {
            log.LogWarning("Too few invocations may run at once: {Because}", finding.Because);
        }
    }

    async Task<int?> UnreservedAsync(CancellationToken cancellation)
    {
        try
        {
            var answer = await calls.AskAsync(
                token => aws.Lambda(region).GetAccountSettingsAsync(new GetAccountSettingsRequest(), token), cancellation);
            return answer.AccountLimit?.UnreservedConcurrentExecutions;
        }
        catch (Exception e) when (AwsErrors.Is(e))
        {
            log.LogWarning("How many invocations may run at once cannot be read: {Trouble}", AwsErrors.Describe(e));
            return null;
        }
    }
}
