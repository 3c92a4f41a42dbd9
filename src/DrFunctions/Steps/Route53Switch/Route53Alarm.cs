using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;

namespace DrFunctions.Steps.Route53Switch;

/// <summary>Checks that one figure moves an alarm, and that a health check can follow the alarm: only then is it a switch.</summary>
static class Route53Alarm
{
    /// <summary>The one namespace that the functions' role may write to.</summary>
    public const string Namespace = "DrFunctions/Switch";

    /// <summary>
    /// The period of a standard metric: a longer period would react later, and Route 53 follows no alarm with a shorter one.
    /// </summary>
    const int Minute = 60;

    /// <summary>The alarm as found, or a sentence that says why it is not a switch.</summary>
    public static (HealthLedger? Found, string? Problem) Read(MetricAlarm alarm)
    {
        if (Wrong(alarm) is { } wrong)
        {
            return (null, $"the alarm {alarm.AlarmName} {wrong}");
        }

        // Far enough from the threshold for a double of any size to differ from it.
        var (threshold, beyond) = (alarm.Threshold!.Value, Math.Max(1, Math.Abs(alarm.Threshold.Value)));
        var above = alarm.ComparisonOperator == ComparisonOperator.GreaterThanThreshold
            || alarm.ComparisonOperator == ComparisonOperator.GreaterThanOrEqualToThreshold;
        var since = alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp;
        return (new HealthLedger(
            alarm.StateValue?.Value ?? "", since?.ToUniversalTime(), alarm.Namespace, alarm.MetricName,
            new SortedDictionary<string, string>(
                (alarm.Dimensions ?? []).ToDictionary(one => one.Name, one => one.Value), StringComparer.Ordinal), alarm.Unit?.Value,
            above ? threshold + beyond : threshold - beyond, above ? threshold - beyond : threshold + beyond)
        {
            // CloudWatch notes the data points of its own evaluations; a state that is set by hand has none, unless somebody invents them.
            ByData = alarm.StateReasonData?.Contains("\"recentDatapoints\"", StringComparison.Ordinal) == true,
        }, null);
    }

    static string? Wrong(MetricAlarm alarm) =>
        string.IsNullOrEmpty(alarm.MetricName) ? "computes its metric from others, and a health check can follow none such; let it watch one metric"
        : alarm.Namespace != Namespace ? $"watches a metric of the namespace {alarm.Namespace}, and DrFunctions may put figures into {Namespace} only"
        : alarm.TreatMissingData != "ignore" ? $"treats missing data as \"{alarm.TreatMissingData ?? "missing"}\", so it would not keep the state that one figure brings; set it to \"ignore\""
        : alarm.EvaluationPeriods != 1 || alarm.DatapointsToAlarm is > 1 ? $"needs {alarm.EvaluationPeriods} periods to change, and one figure fills one; set both its "
            + "evaluation periods and datapoints to alarm to 1"
        : alarm.Period != Minute ? $"has a period of {alarm.Period} s, and a switch needs {Minute} s"
        : !IsSwayed(alarm) ? $"compares {alarm.Statistic?.Value ?? alarm.ExtendedStatistic} by {alarm.ComparisonOperator?.Value}, which one figure cannot sway both ways; "
            + "use the maximum and GreaterThanOrEqualToThreshold"
        : null;

    static bool IsSwayed(MetricAlarm alarm) => alarm.Threshold is not null
        && (alarm.Statistic == Statistic.Maximum || alarm.Statistic == Statistic.Minimum || alarm.Statistic == Statistic.Average
            || alarm.Statistic == Statistic.Sum)
        && (alarm.ComparisonOperator == ComparisonOperator.GreaterThanThreshold
            || alarm.ComparisonOperator == ComparisonOperator.GreaterThanOrEqualToThreshold
            || alarm.ComparisonOperator == ComparisonOperator.LessThanThreshold
                || alarm.ComparisonOperator == ComparisonOperator.LessThanOrEqualToThreshold);
}
