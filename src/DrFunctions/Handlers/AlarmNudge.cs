using System.Text.Json;

namespace DrFunctions.Handlers;

/// <summary>The alarm that a CloudWatch message is about. The message is only a nudge: the state of the alarm is read again.</summary>
public sealed record AlarmNudge(string Name, string Region, string State)
{
    // SNS carries at most 256 KiB.
    const int MostCharacters = 256 * 1024;

    /// <summary>The nudge, or a sentence that says why the text is not one.</summary>
    public static (AlarmNudge? Message, string? Refusal) Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return (null, "the SNS message is empty; only CloudWatch alarms should publish to the alarm topic");
        }

        if (text.Length > MostCharacters)
        {
            return (null, $"the SNS message has {text.Length} characters, more than SNS carries; it is not an alarm");
        }

        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 32 });
            return Text(json.RootElement, "AlarmName") is { } name && Text(json.RootElement, "NewStateValue") is { } state
                && Text(json.RootElement, "AlarmArn")?.Split(':') is [_, _, "cloudwatch", var region, ..]
                    ? (new AlarmNudge(name, region, state), null)
                    : (null, "the SNS message is JSON but not a CloudWatch alarm (it needs AlarmName, AlarmArn and NewStateValue); "
                        + "only CloudWatch alarms should publish to the alarm topic");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // JSON allows a lone surrogate, which is no valid Unicode.
            return (null, "the SNS message is not JSON; only CloudWatch alarms should publish to the alarm topic");
        }
    }

    static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;
}
