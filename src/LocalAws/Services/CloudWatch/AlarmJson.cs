using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using LocalAws.Wire;

namespace LocalAws.Services.CloudWatch;

/// <summary>Alarms as DescribeAlarms answers them. Timestamps are seconds, as awsJson has them; the XML makes dates of them.</summary>
static class AlarmJson
{
    public static JsonObject Of(MetricAlarm alarm)
    {
        var json = Common(alarm);
        json["MetricName"] = alarm.MetricName;
        json["Namespace"] = alarm.Namespace;
        json["Statistic"] = alarm.Statistic;
        json["Dimensions"] = new JsonArray([.. alarm.Dimensions.Select(one =>
            new JsonObject { ["Name"] = one.Name, ["Value"] = one.Value })]);
        json["Period"] = 60;
        json["EvaluationPeriods"] = alarm.EvaluationPeriods;
        json["DatapointsToAlarm"] = alarm.EvaluationPeriods;
        json["Threshold"] = alarm.Threshold;
        json["ComparisonOperator"] = alarm.ComparisonOperator;
        json["TreatMissingData"] = alarm.TreatMissingData;
        if (alarm.Unit is not null)
        {
            json["Unit"] = alarm.Unit;
        }

        return json;
    }

    public static JsonObject Of(CompositeAlarm alarm, string? suppressedBy)
    {
        var json = Common(alarm);
        json["AlarmRule"] = alarm.Rule.Text;
        if (alarm.ActionsSuppressor is { } suppressor)
        {
            json["ActionsSuppressor"] = suppressor;
            json["ActionsSuppressorWaitPeriod"] = (int)alarm.WaitPeriod.TotalSeconds;
            json["ActionsSuppressorExtensionPeriod"] = (int)alarm.ExtensionPeriod.TotalSeconds;
        }

        if (suppressedBy is not null)
        {
            json["ActionsSuppressedBy"] = suppressedBy;
            json["ActionsSuppressedReason"] = $"Actions suppressed by {suppressedBy}";
        }

        return json;
    }

    static JsonObject Common(Alarm alarm)
    {
        static JsonArray List(IEnumerable<string> values) => new([.. values.Select(value => (JsonNode)value)]);
        static double Seconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds() / 1000.0;
        var json = new JsonObject
        {
            ["AlarmName"] = alarm.Name,
            ["AlarmArn"] = alarm.Arn,
            ["AlarmConfigurationUpdatedTimestamp"] = Seconds(alarm.CreatedAt),
            ["ActionsEnabled"] = alarm.ActionsEnabled,
            ["OKActions"] = List(alarm.OkActions),
            ["AlarmActions"] = List(alarm.AlarmActions),
            ["InsufficientDataActions"] = List(alarm.InsufficientDataActions),
            ["StateValue"] = alarm.State.Value,
            ["StateReason"] = alarm.State.Reason,
            ["StateUpdatedTimestamp"] = Seconds(alarm.State.UpdatedAt),
            ["StateTransitionedTimestamp"] = Seconds(alarm.State.TransitionedAt),
        };
        if (alarm.Description is not null)
        {
            json["AlarmDescription"] = alarm.Description;
        }

        if (alarm.State.ReasonData is not null)
        {
            json["StateReasonData"] = alarm.State.ReasonData;
        }

        return json;
    }
}

/// <summary>CloudWatch's query protocol: the same documents, as form and XML.</summary>
static class AlarmXml
{
    static readonly XNamespace ns = CloudWatchProfile.Profile.Protocol;

    /// <summary>The form as the document that it spells: <c>MetricData.member.1.Value=2</c> is the member of an object in a list.</summary>
    public static JsonObject Read(SortedDictionary<string, string> form) =>
        Object(form.Select(pair => new Leaf(pair.Key.Split('.'), pair.Value)));

    static JsonObject Object(IEnumerable<Leaf> leaves) =>
        new(leaves.Where(leaf => leaf.Path.Length > 0).GroupBy(leaf => leaf.Path[0])
            .Select(group => KeyValuePair.Create(group.Key, Node([.. group.Select(leaf => leaf with { Path = leaf.Path[1..] })]))));

    static JsonNode? Node(Leaf[] leaves) =>
        leaves[0].Path.Length == 0 ? leaves[0].Value
        : leaves[0].Path[0] != "member" ? Object(leaves)
        : new JsonArray([.. leaves.Where(leaf => leaf.Path.Length > 1 && int.TryParse(leaf.Path[1], out _))
            .GroupBy(leaf => int.Parse(leaf.Path[1], CultureInfo.InvariantCulture)).OrderBy(group => group.Key)
            .Select(group => Node([.. group.Select(leaf => leaf with { Path = leaf.Path[2..] })]))]);

    public static WireResponse Write(string operation, JsonObject answer, string requestId) => Xml(200,
        new XElement(ns + (operation + "Response"),
            operation == "DescribeAlarms" ? new XElement(ns + (operation + "Result"), Members(answer)) : null,
            new XElement(ns + "ResponseMetadata", new XElement(ns + "RequestId", requestId))));

    public static WireResponse Error(AwsErrorException error, string requestId) => Xml(error.Status,
        new XElement(ns + "ErrorResponse",
            new XElement(ns + "Error",
                new XElement(ns + "Type", error.Status < 500 ? "Sender" : "Receiver"),
                new XElement(ns + "Code", error.Code),
                new XElement(ns + "Message", error.Message)),
            new XElement(ns + "RequestId", requestId)));

    static IEnumerable<XElement> Members(JsonObject json) =>
        json.Select(member => new XElement(ns + member.Key, Content(member.Key, member.Value)));

    static object? Content(string name, JsonNode? value) => value switch
    {
        JsonArray list => list.Select(one => new XElement(ns + "member", Content("", one))),
        JsonObject inner => Members(inner),
        null => null,
        _ when name.EndsWith("Timestamp", StringComparison.Ordinal) =>
            DateTimeOffset.FromUnixTimeMilliseconds((long)(value.GetValue<double>() * 1000)).UtcDateTime
                .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    static WireResponse Xml(int status, XElement root) =>
        new(status, "text/xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + root.ToString(SaveOptions.DisableFormatting));

    sealed record Leaf(string[] Path, string Value);
}
