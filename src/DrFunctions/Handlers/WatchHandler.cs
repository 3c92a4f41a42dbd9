using System.Text.Json;
using Amazon.Lambda.CloudWatchEvents;
using DrFunctions.Aws;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Looping;

namespace DrFunctions.Handlers;

/// <summary>
/// Woken each minute, when an EC2 instance or ECS service changes, and by itself for plans that move. The look of each minute is the
/// dead-man's switch.
/// </summary>
public sealed class WatchHandler(App app) : Handler(app)
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    bool isWarm;

    protected override async Task<IReadOnlyList<HandlerResult>> AnswerAsync(Stream input, DateTimeOffset ends)
    {
        var woken = await EventJson.ReadAsync(input, EventContext.Default.CloudWatchEventJsonElement)
            ?? throw new JsonException("it is null");
        if (woken.DetailType == SelfInvocation.DetailType)
        {
            return await DriveAsync(Unicode(() => SelfInvocation.NamesIn(woken.Detail)), ends);
        }

        if (woken.DetailType is not ("Scheduled Event" or "EC2 Instance State-change Notification" or "ECS Service Action" or "ECS Deployment State Change"))
        {
            return woken.DetailType == AlarmNudge.DetailType
                ? [HandlerResult.Refused($"an event of type \"{AlarmNudge.DetailType}\" is for AlarmFunction, so nothing was done; let its rule call that function")]
                : [HandlerResult.Refused($"an event of type \"{PrintableText.Of(woken.DetailType)}\" is unknown to this function, so nothing was done; delete its rule")];
        }

        if (woken.DetailType != "Scheduled Event")
        {
            var name = Unicode(() => NameIn(woken));
            var concerned = App.Plans.Plans.Where(plan => Concerns(plan, name)).ToList();
            return concerned.Count > 0 ? await LookIfAwaitedAsync(concerned, ends)
                : [HandlerResult.Refused($"no plan names {(name is null ? "what the event is about" : PrintableText.Of(name))}, so nothing was done"),
                    .. Unwatched];
        }

        var began = App.Time.GetTimestamp();
        var (isFirst, subscriptions) = (!isWarm, App.Subscriptions.LookAsync(CancellationToken.None));
        isWarm = true;
        var digest = new SharedAnswer<bool>(App.Digests?.PublishAsync(ends, CancellationToken.None) ?? Task.FromResult(false));
        await WaitAWhileAsync(digest.GetAsync());
        var looked = await LookAtAllAsync(App.Plans.Plans, ends);
        App.Report(WatchRound.Of(App.Plans, looked) with { Subscriptions = await subscriptions });
        await digest.GetAsync();
        looked = await LookAgainAsync(looked, began, ends);
        if (looked.All(Rests) && !isFirst)
        {
            // Last, so that a slow reading delays no other look; and only while nothing moves, because it shares AWS's rates with starts. A
            // process that has just begun has enough to do.
            await App.QuietLooks.LookAsync(App.Plans.Plans, ends, CancellationToken.None);
        }

        return looked;
    }

    static bool Rests(HandlerResult result) => result.Plan is null || (result.Outcome is WakeOutcome.Decided
        && result.Phase is nameof(Phase.Watching) or nameof(Phase.Declined) or nameof(Phase.Recovered) or nameof(Phase.Stuck));

    /// <summary>
    /// Our own probes may see an outage before the next minute. If a look takes too long, the looks that were due meanwhile are skipped.
    /// </summary>
    async Task<IReadOnlyList<HandlerResult>> LookAgainAsync(IReadOnlyList<HandlerResult> looked, long began, DateTimeOffset ends)
    {
        for (var turn = 1; turn < App.LooksPerMinute; turn++)
        {
            var rest = (Minute * turn / App.LooksPerMinute) - App.Time.GetElapsedTime(began);
            if (rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, App.Time);
                looked = await LookAtAllAsync(App.Plans.Plans, ends);
            }
        }

        return looked;
    }

    /// <summary>
    /// An event about an instance or a service. In a disaster there are thousands: most lead to no look, and the others share one.
    /// </summary>
    async Task<IReadOnlyList<HandlerResult>> LookIfAwaitedAsync(IReadOnlyList<Plan> plans, DateTimeOffset ends)
    {
        var (due, answered) = await App.PromptedLooks.TurnsAsync(plans, CancellationToken.None);
        return [.. answered.Select(HandlerResult.Of), .. due.Count > 0 ? await LookAtAllAsync(due, ends) : [.. Unwatched]];
    }

    /// <summary>A single plan needs no sweep, and is driven here.</summary>
    Task<IReadOnlyList<HandlerResult>> LookAtAllAsync(IReadOnlyList<Plan> plans, DateTimeOffset ends) => plans.Count < 2
        ? WakeAllAsync(plans, ends)
        : ForEachAsync(plans, new WatchSweep(App, plans, plan => WakeAsync(plan, ends)).AnswerAsync);

    /// <summary>An invocation that a sweep began.</summary>
    async Task<IReadOnlyList<HandlerResult>> DriveAsync(IReadOnlyList<string> names, DateTimeOffset ends)
    {
        var known = App.Plans.Plans.Where(plan => names.Contains(plan.Name)).ToList();
        var unknown = names.Except(known.Select(plan => plan.Name)).ToList();
        var refused = unknown.Count == 0 ? [] : new[] { HandlerResult.Refused($"no deployed plan is named {PrintableText.Of(unknown[0])}"
            + $"{(unknown.Count > 1 ? $", nor as {unknown.Count - 1} more that the event names" : "")}, so nothing was done for it") };
        return [.. await WakeAllAsync(known, ends), .. refused];
    }

    static T Unicode<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            throw new JsonException("it contains text that is not valid Unicode");
        }
    }

    /// <summary>
    /// The instance's id, or the service's name at the end of its ARN, with its cluster's before it where the ARN has that.
    /// </summary>
    static string? NameIn(CloudWatchEvent<JsonElement> woken) =>
        woken.Detail.ValueKind == JsonValueKind.Object && woken.Detail.TryGetProperty("instance-id", out var id)
            && id.ValueKind == JsonValueKind.String
            ? id.GetString()
            : woken.Resources?.FirstOrDefault() is { } arn ? arn[(arn.IndexOf('/', StringComparison.Ordinal) + 1)..]
            : null;

    bool Concerns(Plan plan, string? name) => name is not null && plan.Steps.Any(step => App.Kinds.Of(step).Concerns(step, name));

    /// <summary>What a digest has told need not be driven; but a slow SNS must not hold up the look.</summary>
    async Task WaitAWhileAsync(Task digest)
    {
        if (!digest.IsCompleted)
        {
            await Task.WhenAny(digest, App.Time.PauseAsync(Patience, CancellationToken.None));
        }
    }
}
