using System.Text.Json;
using DrFunctions.Core.Explaining;

namespace DrFunctions.Handlers;

/// <summary>
/// The alarm that an event of CloudWatch is about, in any of the forms in which alarms arrive. The event is only a nudge: the state of the
/// alarm is read again.
/// </summary>
public sealed record AlarmNudge(string Name, string Region)
{
    /// <summary>The event that EventBridge sends.</summary>
    public const string DetailType = "CloudWatch Alarm State Change";

    // SNS and SQS carry at most 256 KiB.
    const int MostCharacters = 256 * 1024;

    const string OnlyAlarms = "only CloudWatch alarms should publish to the alarm topic";

    /// <summary>The nudge, or a sentence that says why the message is not one.</summary>
    /// <param name="sender">Who delivered the message, such as SNS.</param>
    public static (AlarmNudge? Nudge, string? Refusal) Parse(string? text, string sender = "SNS")
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return (null, $"the {sender} message is empty; {OnlyAlarms}");
        }

        if (text.Length > MostCharacters)
        {
            return (null, $"the {sender} message has {text.Length} characters, more than {sender} carries; it is not an alarm");
        }

        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 32 });
            return Of(json.RootElement) is { } nudge ? (nudge, null)
                // SQS wraps what SNS delivers, unless the subscription asks for raw messages.
                : sender == "SQS" && Text(json.RootElement, "Message") is { } inner ? Parse(inner)
                : (null, $"the {sender} message is JSON but not a CloudWatch alarm (it needs AlarmName, AlarmArn and NewStateValue); {OnlyAlarms}");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // JSON allows a lone surrogate, which is no valid Unicode.
            return (null, $"the {sender} message is not JSON; {OnlyAlarms}");
        }
    }

    /// <summary>
    /// The alarm of a message of SNS, of an EventBridge event or of an alarm's Lambda action; null if the JSON is none of these.
    /// </summary>
    public static AlarmNudge? Of(JsonElement json) =>
        Text(json, "AlarmName") is { } name && Text(json, "NewStateValue") is not null ? At(name, Text(json, "AlarmArn"))
        : Text(json, "detail-type") == DetailType && Object(json, "detail") is { } detail && Text(detail, "alarmName") is { } changed
            ? At(changed, First(json, "resources"))
        : Text(json, "source") == "aws.cloudwatch" && Object(json, "alarmData") is { } data && Text(data, "alarmName") is { } acting
            ? At(acting, Text(json, "alarmArn"))
        : null;

    /// <summary>One nudge or refusal for each record of SNS or SQS.</summary>
    public static (AlarmNudge? Nudge, string? Refusal) OfRecord(JsonElement record) =>
        (Text(record, "eventSource") ?? Text(record, "EventSource")) switch
        {
            "aws:sqs" => Parse(Text(record, "body"), "SQS"),
            null or "aws:sns" => Parse(Object(record, "Sns") is { } sns ? Text(sns, "Message") : null),
            var other => (null, $"the event holds a record of {PrintableText.Of(other, 40)}, and this function takes those of SNS and SQS; nothing was done"),
        };

    static AlarmNudge? At(string name, string? arn) =>
        arn?.Split(':') is [_, _, "cloudwatch", var region, ..] ? new AlarmNudge(name, region) : null;

    static JsonElement? Object(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
            ? value : null;

    static string? First(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0
            && list[0].ValueKind == JsonValueKind.String
            ? list[0].GetString() : null;

    static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;
}
