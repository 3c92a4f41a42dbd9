using System.Globalization;
using System.Text.Json.Nodes;

namespace LocalAws.Services.CloudWatch;

/// <summary>One minute of a metric, by the alarm's statistic.</summary>
readonly record struct MetricPoint(DateTimeOffset Start, double Value);

/// <summary>The state that follows from the newest minutes of a metric, and why, in CloudWatch's words.</summary>
static class AlarmEvaluation
{
    static readonly SortedDictionary<string, string> words = new(StringComparer.Ordinal)
    {
        ["LessThanThreshold"] = "less than",
        ["LessThanOrEqualToThreshold"] = "less than or equal to",
        ["GreaterThanThreshold"] = "greater than",
        ["GreaterThanOrEqualToThreshold"] = "greater than or equal to",
    };

    /// <summary>
    /// What the data alone says, as a health check on the alarm reads it: OK, ALARM, or null if there is not enough. The alarm's state, and
    /// how it treats missing data, do not matter.
    /// </summary>
    /// <param name="points">As below.</param>
    public static string? ByData(MetricAlarm alarm, MetricPoint[] points) =>
        Array.Exists(points, point => !Breaches(alarm, point.Value)) ? "OK" : points.Length == alarm.EvaluationPeriods ? "ALARM" : null;

    /// <param name="points">At most as many as the alarm's periods, the newest first; a minute without data is left out.</param>
    /// <returns>Null where the alarm stays as it is.</returns>
    public static AlarmState? Of(MetricAlarm alarm, MetricPoint[] points, DateTimeOffset now)
    {
        var value = ByData(alarm, points) ?? alarm.TreatMissingData switch
        {
            "breaching" => "ALARM",
            "notBreaching" => "OK",
            "ignore" => alarm.State.Value,
            _ => "INSUFFICIENT_DATA",
        };
        return value == alarm.State.Value ? null : new AlarmState(value, Reason(alarm, value, points), Data(alarm, points, now), now, now);
    }

    static bool Breaches(MetricAlarm alarm, double value) => alarm.ComparisonOperator switch
    {
        "LessThanThreshold" => value < alarm.Threshold,
        "LessThanOrEqualToThreshold" => value <= alarm.Threshold,
        "GreaterThanThreshold" => value > alarm.Threshold,
        _ => value >= alarm.Threshold,
    };

    static string Reason(MetricAlarm alarm, string value, MetricPoint[] points)
    {
        if (points.Length == 0 && value != "INSUFFICIENT_DATA")
        {
            var (periods, missing) = alarm.EvaluationPeriods == 1 ? ("period", "datapoint was") : ("periods", "datapoints were");
            return $"Threshold Crossed: no datapoints were received for {alarm.EvaluationPeriods} {periods} and {alarm.EvaluationPeriods} missing "
                + $"{missing} treated as [{(value == "ALARM" ? "Breaching" : "NonBreaching")}].";
        }

        if (points.Length == 0)
        {
            return $"Insufficient Data: {alarm.EvaluationPeriods} datapoint{(alarm.EvaluationPeriods == 1 ? " was" : "s were")} unknown.";
        }

        var shown = string.Join(", ", points.Select(point => point.Value.ToString("0.0", CultureInfo.InvariantCulture) +
            point.Start.UtcDateTime.ToString(" '('dd/MM/yy HH:mm:ss')'", CultureInfo.InvariantCulture)));
        var threshold = alarm.Threshold.ToString("0.0", CultureInfo.InvariantCulture);
        var many = points.Length == 1 ? ("was", "datapoint") : ("were", "datapoints");
        return $"Threshold Crossed: {points.Length} out of the last {alarm.EvaluationPeriods} datapoints [{shown}] {many.Item1} " +
            $"{(value == "ALARM" ? "" : "not ")}{words.GetValueOrDefault(alarm.ComparisonOperator)} the threshold ({threshold}) " +
            $"(minimum {points.Length} {many.Item2} for {alarm.State.Value} -> {value} transition).";
    }

    static string Data(MetricAlarm alarm, MetricPoint[] points, DateTimeOffset now) => new JsonObject
    {
        ["version"] = "1.0",
        ["queryDate"] = AlarmNotification.Time(now),
        ["startDate"] = AlarmNotification.Time(points.Length > 0 ? points[^1].Start : Minute.Of(now)),
        ["statistic"] = alarm.Statistic,
        ["period"] = 60,
        ["recentDatapoints"] = new JsonArray([.. points.Reverse().Select(point => (JsonNode)point.Value)]),
        ["threshold"] = alarm.Threshold,
    }.ToJsonString();
}

/// <summary>The whole minutes by which metrics are counted.</summary>
static class Minute
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    public static DateTimeOffset Of(DateTimeOffset at) => at.AddTicks(-(at.Ticks % Length.Ticks));
}
