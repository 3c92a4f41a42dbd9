namespace DrFunctions.Aws;

/// <summary>
/// Turns within a rate that all processes of the account share. Each plan that moves has a process of its own, so a process that knows only
/// its own calls cannot keep to such a rate.
/// </summary>
public interface IAccountTurns
{
    /// <param name="plan">The plan that moves and asks; null for one that rests.</param>
    /// <returns>Null where nobody can say in time: then the process keeps its own pace, because no pacing may hold a failover up.</returns>
    Task<Turn?> TakeAsync(AccountRate rate, string? plan, int tokens, CancellationToken cancellation);
}

/// <param name="At">From when on the calls may be sent.</param>
/// <param name="Plans">How many plans that move have asked for turns lately, this one included.</param>
public sealed record Turn(DateTimeOffset At, int Plans);

/// <summary>
/// What of a rate DrFunctions deals out among its processes: a little less than the account has, because the account has other callers, and
/// calls may reach AWS closer together than they were sent.
/// </summary>
/// <param name="Burst">How many calls may go at once after a rest.</param>
public sealed record AccountRate(string Name, double PerSecond, int Burst)
{
    /// <summary>
    /// Of a bucket of 50 that is refilled by 10 a second, since July 2026:
    /// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/throttling-api-requests.html.
    /// </summary>
    public static AccountRate Route53 { get; } = new("route53", 9, 20);

    /// <summary>A zone accepts one change at a time, which takes it some seconds at most; until then it refuses another.</summary>
    public static AccountRate ChangesOf(string zone) => new($"zone {zone}", 1.0 / 3, 1);

    /// <summary>
    /// A second limit of the account counts the single changes in batches. Ten changes to each request keep to it: a larger batch takes the
    /// turns of several requests.
    /// </summary>
    public const int ChangesPerRequest = 10;
}
