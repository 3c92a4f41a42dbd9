using DrFunctions.Core.Explaining;
using DrFunctions.Core.Plans;

namespace DrFunctions.Handlers;

/// <summary>Woken by SNS when an alarm changes its state. The message is a nudge: what counts is the alarm as it reads now.</summary>
public sealed class AlarmHandler(App app) : Handler(app)
{
    /// <summary>SNS sends one record per event; a few more do no harm.</summary>
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
        var sns = await EventJson.ReadAsync(input, EventContext.Default.SNSEvent);
        var records = sns?.Records ?? [];
        if (records.Count > MostRecords)
        {
            return [HandlerResult.Refused($"the event holds {records.Count} SNS records, and SNS sends one; nothing was done")];
        }

        var messages = records.Select(record => AlarmNudge.Parse(record?.Sns?.Message)).ToList();
        if (messages.Count == 0)
        {
            return [HandlerResult.Refused("the event holds no SNS record; nothing was done")];
        }

        var refused = messages.Select(message => message.Refusal ?? Foreign(message.Message!)).OfType<string>()
            .Select(HandlerResult.Refused);
        var places = messages.SelectMany(message => message.Message is { } alarm ? PlacesOf(alarm) : []).Distinct().Order();
        return [.. await WakeAllAsync(places.Select(place => App.Plans.Plans[place]), ends), .. refused];
    }

    IEnumerable<int> PlacesOf(AlarmNudge message) => named[(message.Name, message.Region)];

    string? Foreign(AlarmNudge message) => PlacesOf(message).Any()
        ? null
        : $"no plan names the alarm {PrintableText.Of(message.Name)} of {PrintableText.Of(message.Region)}, so nothing was done; name it in a plan's signals, or unsubscribe it from the topic";
}
