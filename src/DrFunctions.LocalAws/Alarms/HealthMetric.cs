using System.Globalization;
using System.Text.Json.Nodes;
using DrFunctions.LocalAws.Dns;

namespace DrFunctions.LocalAws.Alarms;

/// <summary>
/// The metric HealthCheckStatus as an alarm sees it: the minimum of each whole minute, some seconds to a minute after that
/// minute is over, and none for a minute before the alarm was made.
/// </summary>
sealed class HealthMetric(World world, Func<string, HealthCheck?> find)
{
    static readonly TimeSpan period = TimeSpan.FromMinutes(1);

    /// <summary>The state that the alarm's last periods ask for, or null where it stays as it is.</summary>
    public AlarmState? Evaluate(MetricAlarm alarm)
    {
        var lag = world.DrawSeconds($"metric {alarm.Arn} {world.Now.ToUnixTimeSeconds() / 60}", 5, 60);
        var last = Floor(world.Now - lag) - period;
        var points = Enumerable.Range(0, alarm.EvaluationPeriods).Select(i => last - i * period)
            .Where(start => start + period > alarm.CreatedAt)
            .Select(start => (Start: start, Value: Value(alarm, start))).Where(point => point.Value is not null)
            .Select(point => (point.Start, Value: point.Value!.Value)).ToArray();
        var value = points.Length > 0
            ? Array.TrueForAll(points, point => point.Value < alarm.Threshold) && points.Length == alarm.EvaluationPeriods ? "ALARM" : "OK"
            : alarm.TreatMissingData switch
            {
                "breaching" => "ALARM",
                "notBreaching" => "OK",
                "ignore" => alarm.State.Value,
                _ => "INSUFFICIENT_DATA",
            };
        return value == alarm.State.Value ? null
            : new AlarmState(value, Reason(alarm, value, points), Data(alarm, points), world.Now, world.Now);
    }

    double? Value(MetricAlarm alarm, DateTimeOffset start) =>
        find(alarm.HealthCheckId!) is { } check && world.IsLit(alarm.Region, start)
        ? check.WasHealthy(start, start + period) ? 1 : 0
        : null;

    static DateTimeOffset Floor(DateTimeOffset at) => at.AddTicks(-(at.Ticks % period.Ticks));

    static string Reason(MetricAlarm alarm, string value, (DateTimeOffset Start, double Value)[] points)
    {
        if (points.Length == 0)
        {
            return $"Insufficient Data: {alarm.EvaluationPeriods} datapoint{(alarm.EvaluationPeriods == 1 ? " was" : "s were")} unknown.";
        }

        var shown = string.Join(", ", points.Select(point => point.Value.ToString("0.0", CultureInfo.InvariantCulture) +
            point.Start.UtcDateTime.ToString(" '('dd/MM/yy HH:mm:ss')'", CultureInfo.InvariantCulture)));
        var threshold = alarm.Threshold.ToString("0.0", CultureInfo.InvariantCulture);
        var many = points.Length == 1 ? ("was", "datapoint") : ("were", "datapoints");
        return $"Threshold Crossed: {points.Length} out of the last {alarm.EvaluationPeriods} datapoints [{shown}] {many.Item1} " +
            $"{(value == "ALARM" ? "" : "not ")}less than the threshold ({threshold}) " +
            $"(minimum {points.Length} {many.Item2} for {alarm.State.Value} -> {value} transition).";
    }

    string Data(MetricAlarm alarm, (DateTimeOffset Start, double Value)[] points) => new JsonObject
    {
        ["version"] = "1.0",
        ["queryDate"] = AlarmMessage.Time(world.Now),
        ["startDate"] = AlarmMessage.Time(points.Length > 0 ? points[^1].Start : Floor(world.Now)),
        ["statistic"] = alarm.Statistic,
        ["period"] = 60,
        ["recentDatapoints"] = new JsonArray([.. points.Reverse().Select(point => (JsonNode)point.Value)]),
        ["threshold"] = alarm.Threshold,
    }.ToJsonString();
}
