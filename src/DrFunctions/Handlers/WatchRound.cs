using System.Globalization;
using DrFunctions.Looping;
using DrFunctions.Notices;
using DrFunctions.Plans;

namespace DrFunctions.Handlers;

/// <summary>What one round of the watch achieved, and what it could not do.</summary>
/// <param name="Checked">Plans whose record was read, and that this or another invocation checked.</param>
/// <param name="NotChecked">Plans that could not be checked although the table answers.</param>
/// <param name="WithoutTable">Plans that could not be checked because the table could not be used.</param>
public sealed record WatchRound(int Checked, int NotChecked, int WithoutTable, int FilesRefused, int Elsewhere)
{
    /// <summary>Who still receives what is told, as far as it was read.</summary>
    public SubscriptionCounts Subscriptions { get; init; } = new(0, 0);

    /// <summary>The metrics by name, in the namespace DrFunctions, with the dimension Function=watch.</summary>
    public IReadOnlyList<(string Name, int Value)> Metrics =>
    [
        ("Heartbeat", Checked > 0 ? 1 : 0),
        ("NoPlans", Checked + NotChecked + WithoutTable == 0 ? 1 : 0),
        ("PlanFilesRefused", FilesRefused),
        ("PlansOfOtherRegions", Elsewhere),
        ("PlansNotChecked", NotChecked),
        ("TableUnusable", WithoutTable),
        ("SubscriptionsPending", Subscriptions.Pending),
        ("SubscriptionsGone", Subscriptions.Gone),
    ];

    /// <param name="results">The answers of the round.</param>
    public static WatchRound Of(PlanFolder folder, IReadOnlyList<HandlerResult> results)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var plans = results.Where(result => result.Plan is not null).ToList();
        int Count(params WakeOutcome[] outcomes) => plans.Count(result => outcomes.Contains(result.Outcome));
        return new WatchRound(
            Count(WakeOutcome.Decided, WakeOutcome.NoticesWait, WakeOutcome.LeftAlone),
            Count(WakeOutcome.Unreadable, WakeOutcome.Failed),
            Count(WakeOutcome.NoTable),
            folder.Refused.Count,
            folder.Elsewhere.Count);
    }

    /// <summary>
    /// One line in CloudWatch's embedded metric format: it needs no call and no permission. A metric that is zero is left out: a custom
    /// metric costs money only while it is written, and a heartbeat that is missing is what its alarm waits for.
    /// </summary>
    public string ToMetrics(DateTimeOffset now)
    {
        var metrics = Metrics.Where(metric => metric.Value > 0).ToList();
        var names = string.Join(",", metrics.Select(metric => $$"""{"Name":"{{metric.Name}}","Unit":"Count"}"""));
        var values = string.Concat(metrics.Select(metric => string.Create(CultureInfo.InvariantCulture, $",\"{metric.Name}\":{metric.Value}")));
        return string.Create(CultureInfo.InvariantCulture,
            $$$"""{"_aws":{"Timestamp":{{{now.ToUnixTimeMilliseconds()}}},"CloudWatchMetrics":[{"Namespace":"DrFunctions","Dimensions":[["Function"]],"Metrics":[{{{names}}}]}]},"Function":"watch"{{{values}}},"Plans":{{{Checked}}}}""");
    }
}
