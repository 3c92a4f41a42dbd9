using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using System.Text.Json;

namespace LocalAws.Services.CloudWatch;

/// <summary>
/// What CloudWatch publishes to a topic when an alarm changes its state: subject and JSON, member by member as AWS sends them.
/// </summary>
public static class AlarmNotification
{
    const int MostSubject = 100;

    static readonly JsonSerializerOptions plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static readonly SortedDictionary<string, string> regionNames = new(StringComparer.Ordinal)
    {
        ["ap-east-1"] = "Asia Pacific (Hong Kong)",
        ["ap-northeast-1"] = "Asia Pacific (Tokyo)",
        ["ap-northeast-2"] = "Asia Pacific (Seoul)",
        ["ap-northeast-3"] = "Asia Pacific (Osaka)",
        ["ap-south-1"] = "Asia Pacific (Mumbai)",
        ["ap-southeast-1"] = "Asia Pacific (Singapore)",
        ["ap-southeast-2"] = "Asia Pacific (Sydney)",
        ["ap-southeast-3"] = "Asia Pacific (Jakarta)",
        ["ca-central-1"] = "Canada (Central)",
        ["eu-central-1"] = "EU (Frankfurt)",
        ["eu-north-1"] = "EU (Stockholm)",
        ["eu-west-1"] = "EU (Ireland)",
        ["eu-west-2"] = "EU (London)",
        ["eu-west-3"] = "EU (Paris)",
        ["sa-east-1"] = "South America (Sao Paulo)",
        ["us-east-1"] = "US East (N. Virginia)",
        ["us-east-2"] = "US East (Ohio)",
        ["us-west-1"] = "US West (N. California)",
        ["us-west-2"] = "US West (Oregon)",
    };

    public static string Subject(Alarm alarm)
    {
        var subject = $"{alarm.State.Value}: \"{alarm.Name}\" in {RegionName(alarm.Region)}";
        return subject.Length <= MostSubject ? subject : subject[..(MostSubject - 3)] + "...";
    }

    /// <param name="alarm">The alarm, already in its new state.</param>
    /// <param name="old">The value it had before.</param>
    /// <param name="children">The alarms that moved a composite alarm.</param>
    public static string Body(Alarm alarm, string old, IEnumerable<Alarm> children)
    {
        var message = new JsonObject
        {
            ["AlarmName"] = alarm.Name,
            ["AlarmDescription"] = alarm.Description,
            ["AWSAccountId"] = World.Account,
            ["AlarmConfigurationUpdatedTimestamp"] = Time(alarm.CreatedAt),
            ["NewStateValue"] = alarm.State.Value,
            ["NewStateReason"] = alarm.State.Reason,
            ["StateChangeTime"] = Time(alarm.State.UpdatedAt),
            ["Region"] = RegionName(alarm.Region),
            ["AlarmArn"] = alarm.Arn,
            ["OldStateValue"] = old,
            ["OKActions"] = List(alarm.OkActions),
            ["AlarmActions"] = List(alarm.AlarmActions),
            ["InsufficientDataActions"] = List(alarm.InsufficientDataActions),
        };
        if (alarm is MetricAlarm metric)
        {
            message["Trigger"] = Trigger(metric);
        }
        else if (alarm is CompositeAlarm composite)
        {
            message["AlarmRule"] = composite.Rule.Text;
            message["TriggeringChildren"] = new JsonArray([.. children.Select(child => new JsonObject
            {
                ["Arn"] = child.Arn,
                ["State"] = new JsonObject { ["Value"] = child.State.Value, ["Timestamp"] = Time(child.State.UpdatedAt) },
            })]);
        }

        return message.ToJsonString(plain);
    }

    public static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture);

    static JsonObject Trigger(MetricAlarm alarm) => new()
    {
        ["MetricName"] = alarm.MetricName,
        ["Namespace"] = alarm.Namespace,
        ["StatisticType"] = "Statistic",
        ["Statistic"] = alarm.Statistic.ToUpperInvariant(),
        ["Unit"] = null,
        ["Dimensions"] = new JsonArray([.. alarm.Dimensions.Select(one => new JsonObject { ["value"] = one.Value, ["name"] = one.Name })]),
        ["Period"] = 60,
        ["EvaluationPeriods"] = alarm.EvaluationPeriods,
        ["DatapointsToAlarm"] = alarm.EvaluationPeriods,
        ["ComparisonOperator"] = alarm.ComparisonOperator,
        ["Threshold"] = alarm.Threshold,
        ["TreatMissingData"] = alarm.TreatMissingData,
        ["EvaluateLowSampleCountPercentile"] = "",
    };

    static string RegionName(string region) => regionNames.GetValueOrDefault(region, region);

    static JsonArray List(IEnumerable<string> values) => new([.. values.Select(value => (JsonNode)value)]);
}
