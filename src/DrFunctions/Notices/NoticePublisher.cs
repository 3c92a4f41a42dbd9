using System.Globalization;
using Amazon.SimpleNotificationService.Model;
using DrFunctions.Aws;
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
    public async Task<IReadOnlyCollection<string>> PublishAsync(string plan, IReadOnlyList<Notice> outbox, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(outbox);
        var published = new List<string>();
        foreach (var notice in outbox)
        {
            try
            {
                var request = new PublishRequest
                {
                    TopicArn = topic,
                    Subject = notice.Subject,
                    Message = notice.Body,
                    MessageAttributes = new() { ["plan"] = Text(plan), ["notice"] = Text(notice.Kind.Word()) },
                };
                await calls.AskAsync(token => aws.Sns(region).PublishAsync(request, token), cancellation);
                published.Add(notice.Id);
            }
            catch (Exception e) when (AwsErrors.Is(e))
            {
                // The others would fail in the same way; the next look tries again, in order.
                log.LogWarning("The notice \"{Subject}\" could not be published and will be tried again: {Trouble}", notice.Subject, AwsErrors.Describe(e));
                break;
            }
        }

        return published;
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
