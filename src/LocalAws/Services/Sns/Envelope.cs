using System.Globalization;
using System.Text.Json.Nodes;

namespace LocalAws.Services.Sns;

/// <summary>What subscribers receive, in SNS's own forms.</summary>
static class Envelope
{
    // SNS's subject of an email whose publisher gave none.
    const string DefaultSubject = "AWS Notification Message";
    const string NoReply = "Please do not reply directly to this email.";
    const string OptOut = "If you wish to remove yourself from receiving all future SNS subscription confirmation requests " +
        "please send an email to sns-opt-out";

    /// <summary>The event with which SNS invokes a function: one record, as SNS always sends.</summary>
    public static string LambdaEvent(Publication notice, Subscription subscriber)
    {
        var attributes = new JsonObject();
        foreach (var attribute in notice.Attributes)
        {
            attributes[attribute.Name] = new JsonObject { ["Type"] = attribute.Type, ["Value"] = attribute.Value };
        }

        var message = new JsonObject
        {
            ["Type"] = "Notification",
            ["MessageId"] = notice.MessageId,
            ["TopicArn"] = notice.TopicArn,
            ["Subject"] = notice.Subject,
            ["Message"] = notice.Message,
            ["Timestamp"] = notice.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["SignatureVersion"] = "1",
            ["Signature"] = "TG9jYWxBd3MgZG9lcyBub3Qgc2lnbiBtZXNzYWdlcy4=",
            ["SigningCertUrl"] = $"{Host(notice)}/SimpleNotificationService-0000000000000000000000000000000000.pem",
            ["UnsubscribeUrl"] = $"{Host(notice)}/?Action=Unsubscribe&SubscriptionArn={subscriber.Arn}",
            ["MessageAttributes"] = attributes,
        };
        return new JsonObject
        {
            ["Records"] = new JsonArray(new JsonObject
            {
                ["EventSource"] = "aws:sns",
                ["EventVersion"] = "1.0",
                ["EventSubscriptionArn"] = subscriber.Arn,
                ["Sns"] = message,
            }),
        }.ToJsonString();
    }

    public static Email Email(Publication notice, Subscription subscriber, DateTimeOffset at) =>
        new(at, subscriber.Endpoint, notice.Subject ?? DefaultSubject,
            $"""
            {notice.Message}

            --
            If you wish to stop receiving notifications from this topic, please click or visit the link below to unsubscribe:
            {Host(notice)}/unsubscribe.html?SubscriptionArn={subscriber.Arn}&Endpoint={subscriber.Endpoint}

            {NoReply} If you have any questions or comments regarding this email, please contact us at https://aws.amazon.com/support
            """)
        {
            Publication = notice,
        };

    public static Email Confirmation(Subscription subscriber, DateTimeOffset at) =>
        new(at, subscriber.Endpoint, "AWS Notification - Subscription Confirmation",
            $"""
            You have chosen to subscribe to the topic:
            {subscriber.TopicArn}

            To confirm this subscription, click or visit the link below (If this was in error no action is necessary):
            Confirm subscription

            {NoReply} {OptOut}
            """);

    public static Email Suspension(Subscription subscriber, DateTimeOffset at) =>
        new(at, subscriber.Endpoint, "AWS Notification - Subscription Deactivated",
            $"""
            Your subscription to the topic below was deactivated, because its messages came at a higher rate than email subscriptions may have:
            {subscriber.TopicArn}

            Confirm it again within 48 hours, or it is deleted.

            {NoReply}
            """);

    static string Host(Publication notice) => $"https://sns.{notice.TopicArn.Split(':')[3]}.amazonaws.com";
}
