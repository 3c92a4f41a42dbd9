using System.Globalization;
using Amazon.SimpleNotificationService.Model;
using DrFunctions.Aws;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Records;
using DrFunctions.Steps;
using Microsoft.Extensions.Logging;

namespace DrFunctions.Notices;

/// <summary>
/// Publishes the notices of the outbox. A failure never stops a run: the notice stays in the outbox, and the next look tries again.
/// </summary>
public sealed class NoticePublisher(AwsClients aws, Calls calls, ILogger log, string region, string topic)
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
        var published = await Task.WhenAll(
            outbox.Select(async notice => await TryPublishAsync(plan, notice, ends, cancellation) ? notice.Id : null));
        return [.. published.OfType<string>()];
    }

    /// <summary>One after the other, a slow SNS would make a look with several notices longer than a look may be.</summary>
    async Task<bool> TryPublishAsync(string plan, Notice notice, DateTimeOffset ends, CancellationToken cancellation)
    {
        // A second is left to write down what was published.
        var left = ends - calls.Time.GetUtcNow() - TimeSpan.FromSeconds(1);
        if (left <= TimeSpan.Zero)
        {
            return false;
        }

        try
        {
            var request = new PublishRequest
            {
                TopicArn = topic,
                Subject = notice.Subject,
                Message = notice.Body,
                MessageAttributes = new() { ["plan"] = Text(plan), ["notice"] = Text(notice.Kind.Word()) },
            };
            await calls.AskAsync(
                left < Timing.Change ? left : Timing.Change, token => aws.Sns(region).PublishAsync(request, token), cancellation);
            return true;
        }
        catch (Exception e) when (AwsErrors.Is(e))
        {
            log.LogWarning("The notice \"{Subject}\" could not be published and will be tried again: {Trouble}", notice.Subject, AwsErrors.Describe(e));
            return false;
        }
    }

    /// <summary>A sentence if not everybody receives notices; null if all subscriptions are confirmed.</summary>
    public async Task<string?> UnconfirmedAsync(CancellationToken cancellation)
    {
        try
        {
            var request = new GetTopicAttributesRequest { TopicArn = topic };
            var attributes =
                (await calls.AskAsync(token => aws.Sns(region).GetTopicAttributesAsync(request, token), cancellation)).Attributes ?? [];
            var (pending, confirmed) = (Count(attributes, "SubscriptionsPending"), Count(attributes, "SubscriptionsConfirmed"));
            return pending > 0 ? $"{pending} subscription(s) of the notice topic are not confirmed: open the email from AWS Notifications and confirm, or nobody is notified"
                : confirmed == 0 ? "the notice topic has no subscription, so nobody is notified: subscribe an email address to it"
                : null;
        }
        catch (Exception e) when (AwsErrors.Is(e))
        {
            return $"whether anybody is subscribed to the notice topic cannot be read: {AwsErrors.Describe(e)}";
        }
    }

    static MessageAttributeValue Text(string value) => new() { DataType = "String", StringValue = value };

    static int Count(Dictionary<string, string> attributes, string name) =>
        attributes.TryGetValue(name, out var text) && int.TryParse(text, CultureInfo.InvariantCulture, out var count) ? count : 0;
}
