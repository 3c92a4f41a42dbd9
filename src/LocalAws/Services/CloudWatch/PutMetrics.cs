using System.Globalization;
using System.Text.Json.Nodes;
using LocalAws.Wire;

namespace LocalAws.Services.CloudWatch;

/// <summary>
/// The figures of PutMetricData as alarms see them: some seconds after the call, each in the minute of its own timestamp, and only while
/// that minute is among the last few.
/// </summary>
sealed class PutMetrics(World world)
{
    /// <summary>CloudWatch looks back over some more minutes than an alarm's periods, for data that comes late.</summary>
    const int MoreMinutes = 4;

    static readonly TimeSpan kept = TimeSpan.FromHours(3);

    readonly SortedDictionary<string, List<Figure>> figures = new(StringComparer.Ordinal);

    /// <summary>Accepts all figures, or none of them.</summary>
    public void Put(string region, JsonObject request)
    {
        var space = request["Namespace"]?.ToString() ?? throw new AwsErrorException("MissingParameter", "The parameter Namespace is required.");
        if (space.StartsWith("AWS/", StringComparison.Ordinal))
        {
            throw new AwsErrorException("InvalidParameterValue", "The value AWS/ for parameter Namespace is invalid.");
        }

        var data = request["MetricData"] as JsonArray ?? throw new AwsErrorException("MissingParameter", "The parameter MetricData is required.");
        foreach (var (key, figure) in data.Select(datum => Read(region, space, datum as JsonObject ?? [])).ToList())
        {
            var list = Of(key);
            list.RemoveAll(old => old.VisibleAt < world.Now - kept);
            list.Add(figure);
        }
    }

    /// <summary>The state that follows from the alarm's last periods; null if it stays as it is, or if there never was a figure.</summary>
    public AlarmState? Evaluate(MetricAlarm alarm) => PointsOf(alarm) is { } points ? AlarmEvaluation.Of(alarm, points, world.Now) : null;

    /// <summary>What the alarm's last periods say, whatever its state is; null if they have too few figures.</summary>
    public string? ByData(MetricAlarm alarm) => PointsOf(alarm) is { } points ? AlarmEvaluation.ByData(alarm, points) : null;

    /// <summary>The oldest figure that still counts, so that the world begins as it would be long after it was put.</summary>
    public void Furnish(MetricAlarm alarm, double value)
    {
        var figure = new Figure(world.Now.AddMinutes(-MoreMinutes), world.Now, value, value, value, 1);
        Of(Key(alarm.Region, alarm.Namespace, alarm.MetricName, alarm.Unit, alarm.Dimensions)).Add(figure);
    }

    MetricPoint[]? PointsOf(MetricAlarm alarm)
    {
        if (!figures.TryGetValue(Key(alarm.Region, alarm.Namespace, alarm.MetricName, alarm.Unit, alarm.Dimensions), out var list))
        {
            return null;
        }

        var oldest = Minute.Of(world.Now) - (alarm.EvaluationPeriods + MoreMinutes) * Minute.Length;
        return [.. list.Where(figure => figure.VisibleAt <= world.Now && figure.At <= world.Now && figure.At >= oldest)
            .GroupBy(figure => Minute.Of(figure.At)).OrderByDescending(minute => minute.Key).Take(alarm.EvaluationPeriods)
            .Select(minute => new MetricPoint(minute.Key, Statistic(alarm.Statistic, [.. minute])))];
    }

    List<Figure> Of(string key) => figures.TryGetValue(key, out var list) ? list : figures[key] = [];

    (string Key, Figure Figure) Read(string region, string space, JsonObject datum)
    {
        var name = datum["MetricName"]?.ToString() ?? throw new AwsErrorException("MissingParameter", "The parameter MetricData.member.1.MetricName is required.");
        var dimensions = (datum["Dimensions"] as JsonArray ?? []).Select(one => (Named(one, "Name"), Named(one, "Value")));
        var visibleAt = world.Now + world.DrawSeconds($"figure {space} {name} {world.Now.Ticks}", 2, 10);
        var at = datum["Timestamp"] is { } time ? Time(time.ToString()) : world.Now;
        var values = (datum["Values"] as JsonArray)?.Select(Number).ToArray() ?? (datum["Value"] is { } value ? [Number(value)] : []);
        var counts = (datum["Counts"] as JsonArray)?.Select(Number).ToArray() ?? [.. values.Select(_ => 1d)];
        var figure = datum["StatisticValues"] is JsonObject set
            ? new Figure(at, visibleAt, Number(set["Minimum"]), Number(set["Maximum"]), Number(set["Sum"]), Number(set["SampleCount"]))
            : values.Length == 0 || counts.Length != values.Length
                ? throw new AwsErrorException("InvalidParameterCombination", "A datum needs a Value, Values with as many Counts, or StatisticValues.")
                : new Figure(
                    at, visibleAt, values.Min(), values.Max(), values.Zip(counts, (one, count) => one * count).Sum(), counts.Sum());
        return (Key(region, space, name, datum["Unit"]?.ToString(), dimensions), figure);
    }

    static double Statistic(string name, Figure[] minute) => name switch
    {
        "Minimum" => minute.Min(figure => figure.Least),
        "Maximum" => minute.Max(figure => figure.Most),
        "Sum" => minute.Sum(figure => figure.Sum),
        "SampleCount" => minute.Sum(figure => figure.Count),
        _ => minute.Sum(figure => figure.Sum) / minute.Sum(figure => figure.Count),
    };

    // The order of dimensions does not matter; another unit, or one dimension more or less, makes another metric.
    static string Key(string region, string space, string name, string? unit, IEnumerable<(string Name, string Value)> dimensions) =>
        string.Join(
            '\n', [region, space, name, unit is null or "None" ? "" : unit, .. dimensions.Select(one => $"{one.Name}={one.Value}").Order(StringComparer.Ordinal)]);

    static string Named(JsonNode? dimension, string part) => (dimension as JsonObject)?[part]?.ToString()
        ?? throw new AwsErrorException("MissingParameter", $"The parameter MetricData.member.1.Dimensions.member.1.{part} is required.");

    // CloudWatch refuses NaN and infinities.
    static double Number(JsonNode? node) =>
        double.TryParse(node?.ToString(), CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
        ? number
        : throw new AwsErrorException("InvalidParameterValue", $"The value {node} is not a number.");

    static DateTimeOffset Time(string text) =>
        double.TryParse(text, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000))
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw new AwsErrorException("InvalidParameterValue", $"The value {text} for parameter Timestamp is invalid.");

    sealed record Figure(DateTimeOffset At, DateTimeOffset VisibleAt, double Least, double Most, double Sum, double Count);
}
