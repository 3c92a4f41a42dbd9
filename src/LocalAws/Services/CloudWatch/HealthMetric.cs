using LocalAws.Services.Route53;

namespace LocalAws.Services.CloudWatch;

/// <summary>
/// The metric HealthCheckStatus as an alarm sees it: the minimum of each whole minute, some seconds to a minute after that
/// minute is over, and none for a minute before the alarm was made.
/// </summary>
sealed class HealthMetric(World world, Func<string, HealthCheck?> find)
{
    /// <summary>The state that follows from the alarm's last periods, or null if it stays as it is.</summary>
    public AlarmState? Evaluate(MetricAlarm alarm) => AlarmEvaluation.Of(alarm, PointsOf(alarm), world.Now);

    /// <summary>What the alarm's last periods say, whatever its state is; null if they have too little data.</summary>
    public string? ByData(MetricAlarm alarm) => AlarmEvaluation.ByData(alarm, PointsOf(alarm));

    MetricPoint[] PointsOf(MetricAlarm alarm)
    {
        var lag = world.DrawSeconds($"metric {alarm.Arn} {world.Now.ToUnixTimeSeconds() / 60}", 5, 60);
        var last = Minute.Of(world.Now - lag) - Minute.Length;
        return [.. Enumerable.Range(0, alarm.EvaluationPeriods).Select(i => last - i * Minute.Length)
            .Where(start => start + Minute.Length > alarm.CreatedAt)
            .Select(start => (Start: start, Value: Value(alarm, start))).Where(point => point.Value is not null)
            .Select(point => new MetricPoint(point.Start, point.Value!.Value))];
    }

    double? Value(MetricAlarm alarm, DateTimeOffset start) =>
        find(alarm.HealthCheckId!) is { } check && world.IsLit(alarm.Region, start)
        ? check.WasHealthy(start, start + Minute.Length) ? 1 : 0
        : null;
}
