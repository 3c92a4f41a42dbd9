using System.Text.Json;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Plans;

namespace DrFunctions.Handlers;

/// <summary>
/// Woken when an alarm changes its state: by SNS, by SQS behind it, by EventBridge, or by the alarm's own Lambda action. The message is a
/// nudge: what counts is the alarm as it reads now.
/// </summary>
public sealed class AlarmHandler(App app) : Handler(app)
{
    /// <summary>SNS sends one record per event, and SQS up to ten.</summary>
    const int MostRecords = 10;

    /// <summary>
    /// Index of plans by alarm: scanning every plan for each message is slow, and a shared topic brings many messages that no plan names.
    /// </summary>
    readonly ILookup<(string Alarm, string Region), int> named = app.Plans.Plans
        .SelectMany(
            (plan, place) => plan.Trigger.Signals.OfType<AlarmSignal>().Select(signal => (signal.Alarm, signal.Region, Place: place)))
        .ToLookup(signal => (signal.Alarm, signal.Region), signal => signal.Place);

    protected override async Task<IReadOnlyList<HandlerResult>> AnswerAsync(Stream input, DateTimeOffset ends)
    {
        var json = await EventJson.ReadAsync(input, EventContext.Default.JsonElement);
        List<(AlarmNudge? Nudge, string? Refusal)> messages;
        try
        {
            messages = NudgesIn(json);
        }
        catch (InvalidOperationException)
        {
            throw new JsonException("it contains text that is not valid Unicode");
        }

        if (messages.Count is 0 or > MostRecords)
        {
            return [HandlerResult.Refused(messages.Count == 0
                ? "the event holds no alarm: neither a record of SNS or SQS, nor an event of CloudWatch; nothing was done"
                : $"the event holds more than {MostRecords} records; nothing was done")];
        }

        var refused = messages.Select(message => message.Refusal ?? Foreign(message.Nudge!)).OfType<string>()
            .Select(HandlerResult.Refused);
        var places = messages.SelectMany(message => message.Nudge is { } alarm ? PlacesOf(alarm) : []).Distinct().Order();
        return [.. await WakeAllAsync(places.Select(place => App.Plans.Plans[place]), ends), .. refused];
    }

    /// <summary>The alarms of an event: one of CloudWatch itself, or the records that SNS or SQS delivers.</summary>
    static List<(AlarmNudge? Nudge, string? Refusal)> NudgesIn(JsonElement json) =>
        AlarmNudge.Of(json) is { } own ? [(own, null)]
        : json.ValueKind == JsonValueKind.Object && json.TryGetProperty("Records", out var records) && records.ValueKind == JsonValueKind.Array
            ? [.. records.EnumerateArray().Take(MostRecords + 1).Select(AlarmNudge.OfRecord)]
            : [];

    IEnumerable<int> PlacesOf(AlarmNudge message) => named[(message.Name, message.Region)];

    string? Foreign(AlarmNudge message) => PlacesOf(message).Any()
        ? null
        : $"no plan names the alarm {PrintableText.Of(message.Name)} of {PrintableText.Of(message.Region)}, so nothing was done; name it in a plan's signals, or unsubscribe it from the topic";
}
