using System.Globalization;
using System.Text.Json;
using Amazon.SimpleNotificationService.Model;
using DrFunctions.Aws;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Steps;
using Microsoft.Extensions.Logging;

namespace DrFunctions.Notices;

/// <summary>
/// Publishes notices, one a second at most. A failure never stops a run: the notice stays in the outbox, and the next look tries again.
/// </summary>
/// <param name="topic">The notice topic.</param>
/// <param name="escalation">The topic for what nobody has answered; null if there is none.</param>
public sealed class NoticePublisher(AwsClients aws, Calls calls, ILogger log, string region, string topic, string? escalation = null)
{
    public static Grant Grant { get; } = new("Notices", ["sns:Publish", "sns:GetTopicAttributes"]);

    /// <summary>
    /// The ids of the notices that were published. Their message attributes <c>plan</c> and <c>notice</c> are for the filter policies of
    /// subscriptions.
    /// </summary>
    /// <param name="ends">When the invocation will be ended: what cannot be sent by then is left to the next one.</param>
    public async Task<IReadOnlyCollection<string>> PublishAsync(
        string plan, IReadOnlyList<Notice> outbox, DateTimeOffset ends, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(outbox);
        var sent = new List<Task<string?>>();
        foreach (var notice in outbox.OrderByDescending(notice => notice.Kind.Weight()))
        {
            // The first ones go at once, and a long outbox goes with several looks: emails must not hold up a run.
            if (!await IsTurnAsync(Timing.Pace, cancellation))
            {
                break;
            }

            sent.Add(PublishOneAsync(plan, notice, ends, cancellation));
        }

        // Side by side: one after the other, a slow SNS would make a look with several notices longer than a look may be.
        var published = await Task.WhenAll(sent);
        return [.. published.OfType<string>()];
    }

    /// <summary>Publishes one email for the notices of many plans; false if it could not be published.</summary>
    /// <remarks>The attributes are lists, and a filter policy lets a message pass if one value of each list matches.</remarks>
    public async Task<bool> PublishDigestAsync(
        EmailText email, IReadOnlyList<WaitingNotice> notices, DateTimeOffset ends, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(email);
        ArgumentNullException.ThrowIfNull(notices);
        await IsTurnAsync(null, cancellation);
        var request = Request(email.Channel, email.Subject, email.Body, new()
        {
            ["plan"] = Texts(notices.Select(notice => notice.Plan)),
            ["notice"] = Texts(notices.Select(notice => notice.Kind.Word()).Prepend(email.Kind.Word())),
            ["plan-notice"] = Texts(notices.Select(notice => $"{notice.Plan} {notice.Kind.Word()}")),
        });
        return await TryPublishAsync(request, ends, cancellation);
    }

    async Task<string?> PublishOneAsync(string plan, Notice notice, DateTimeOffset ends, CancellationToken cancellation)
    {
        var attributes = new Dictionary<string, MessageAttributeValue> { ["plan"] = Text(plan), ["notice"] = Text(notice.Kind.Word()) };
        var request = Request(notice.Channel, notice.Subject, notice.Body, attributes);
        return await TryPublishAsync(request, ends, cancellation) ? notice.Id : null;
    }

    /// <param name="most">Null waits for as long as it takes.</param>
    Task<bool> IsTurnAsync(TimeSpan? most, CancellationToken cancellation) =>
        calls.Pacer.TakeAsync(RateLimit.Emails, region, 1, most, cancellation);

    async Task<bool> TryPublishAsync(PublishRequest request, DateTimeOffset ends, CancellationToken cancellation)
    {
        // A second is left to write down what was published.
        var left = ends - calls.Time.GetUtcNow() - TimeSpan.FromSeconds(1);
        if (left <= TimeSpan.Zero)
        {
            return false;
        }

        try
        {
            await calls.AskAsync(
                left < Timing.Change ? left : Timing.Change, token => aws.Sns(region).PublishAsync(request, token), cancellation);
            return true;
        }
        catch (Exception e) when (AwsErrors.Is(e))
        {
            log.LogWarning("The notice \"{Subject}\" could not be published and will be tried again: {Trouble}", request.Subject, AwsErrors.Describe(e));
            return false;
        }
    }

    PublishRequest Request(
        NoticeChannel channel, string subject, string body, Dictionary<string, MessageAttributeValue> attributes) => new()
    {
        TopicArn = channel == NoticeChannel.Escalation ? escalation ?? topic : topic,
        Subject = subject,
        Message = body,
        MessageAttributes = attributes,
    };

    /// <summary>The subscriptions of both topics; null if they cannot be read.</summary>
    public async Task<Subscriptions?> SubscriptionsAsync(CancellationToken cancellation)
    {
        try
        {
            var (pending, confirmed) = await OfTopicAsync(topic, cancellation);
            if (escalation is null)
            {
                return new Subscriptions(pending, confirmed, 0, null);
            }

            var (calledPending, called) = await OfTopicAsync(escalation, cancellation);
            return new Subscriptions(pending, confirmed, calledPending, called);
        }
        catch (Exception e) when (AwsErrors.Is(e))
        {
            log.LogWarning("Whether anybody is subscribed to the topics cannot be read: {Trouble}", AwsErrors.Describe(e));
            return null;
        }
    }

    /// <summary>A sentence if not everybody receives notices; null if all subscriptions are confirmed.</summary>
    public async Task<string?> UnconfirmedAsync(CancellationToken cancellation)
    {
        try
        {
            var (pending, confirmed) = await OfTopicAsync(topic, cancellation);
            return new Subscriptions(pending, confirmed, 0, null).Trouble;
        }
        catch (Exception e) when (AwsErrors.Is(e))
        {
            return $"whether anybody is subscribed to the notice topic cannot be read: {AwsErrors.Describe(e)}";
        }
    }

    async Task<(int Pending, int Confirmed)> OfTopicAsync(string arn, CancellationToken cancellation)
    {
        var request = new GetTopicAttributesRequest { TopicArn = arn };
        var attributes =
            (await calls.AskAsync(token => aws.Sns(region).GetTopicAttributesAsync(request, token), cancellation)).Attributes ?? [];
        return (Count(attributes, "SubscriptionsPending"), Count(attributes, "SubscriptionsConfirmed"));
    }

    static MessageAttributeValue Text(string value) => new() { DataType = "String", StringValue = value };

    static MessageAttributeValue Texts(IEnumerable<string> values) => new()
    {
        DataType = "String.Array",
        StringValue = $"[{string.Join(',', values.Distinct().Select(value => $"\"{JsonEncodedText.Encode(value)}\""))}]",
    };

    static int Count(Dictionary<string, string> attributes, string name) =>
        attributes.TryGetValue(name, out var text) && int.TryParse(text, CultureInfo.InvariantCulture, out var count) ? count : 0;
}
