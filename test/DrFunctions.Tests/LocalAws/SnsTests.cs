using System.Text.Json.Nodes;
using LocalAws.Services.Sns;
using LocalAws;

namespace DrFunctions.Tests.LocalAws;

public sealed class SnsTests : IDisposable
{
    const string Tokyo = "ap-northeast-1";
    const string Function = "arn:aws:lambda:ap-northeast-1:123456789012:function:alarm";

    readonly VirtualClock clock = new(new DateTimeOffset(2026, 11, 21, 3, 0, 0, TimeSpan.Zero));
    readonly LocalCloud cloud;
    readonly WireClient client;
    readonly string topic;
    readonly List<LambdaDelivery> delivered = [];

    public SnsTests()
    {
        cloud = new LocalCloud(clock, seed: 7);
        client = new WireClient(cloud);
        topic = cloud.Sns.CreateTopic(Tokyo, "notices");
        cloud.Sns.ToLambda = delivered.Add;
    }

    public void Dispose()
    {
        client.Dispose();
        cloud.Dispose();
    }

    [Theory]
    [InlineData(10, 1, 0)]
    [InlineData(11, 0, 1)]
    public void An_inbox_that_gets_more_than_ten_messages_in_one_second_is_suspended(
        int messages, int confirmed, int pending) => Pump.Run(clock, async () =>
    {
        cloud.Sns.Subscribe(topic, "email", "ops@example.com", confirmed: true);
        cloud.Sns.Subscribe(topic, "lambda", Function, confirmed: true);
        for (var sent = 0; sent < messages; sent++)
        {
            await Call("Publish", "&Message=m");
        }

        Assert.Equal(($"{confirmed + 1}", $"{pending}"), (await Attribute("SubscriptionsConfirmed"), await Attribute("SubscriptionsPending")));
        var arns = (await Call("ListSubscriptionsByTopic")).Xml.Descendants("SubscriptionArn");
        Assert.Equal(pending, arns.Count(arn => arn.Value == "PendingConfirmation"));
        await Task.Delay(TimeSpan.FromMinutes(1), clock);
        Assert.Equal((messages, 10), (delivered.Count, cloud.Sns.Emails.Count(email => email.Publication is not null)));
    });

    [Fact]
    public void Ten_messages_each_second_suspend_nobody() => Pump.Run(clock, async () =>
    {
        cloud.Sns.Subscribe(topic, "email", "ops@example.com", confirmed: true);
        for (var sent = 0; sent < 40; sent++)
        {
            cloud.Sns.Send(topic, null, "m");
            await Task.Delay(TimeSpan.FromSeconds(0.1), clock);
        }

        Assert.Equal("1", await Attribute("SubscriptionsConfirmed"));
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_suspended_subscription_is_deleted_after_two_days_unless_it_is_confirmed(bool confirmed) => Pump.Run(clock, async () =>
    {
        cloud.Sns.Subscribe(topic, "email", "ops@example.com", confirmed: true);
        Enumerable.Range(0, 11).ToList().ForEach(_ => cloud.Sns.Send(topic, null, "m"));
        await Task.Delay(TimeSpan.FromHours(47), clock);
        Assert.Equal(("1", "0"), (await Attribute("SubscriptionsPending"), await Attribute("SubscriptionsDeleted")));
        if (confirmed)
        {
            cloud.Sns.Confirm("ops@example.com");
        }

        await Task.Delay(TimeSpan.FromHours(2), clock);
        Assert.Equal(confirmed ? ("1", "0", 1) : ("0", "1", 0),
            (await Attribute("SubscriptionsConfirmed"), await Attribute("SubscriptionsDeleted"),
                (await Call("ListSubscriptionsByTopic")).Xml.Descendants("SubscriptionArn").Count()));
    });

    [Fact]
    public void Whoever_unsubscribes_is_deleted() => Pump.Run(clock, async () =>
    {
        var arn = cloud.Sns.Subscribe(topic, "email", "ops@example.com", confirmed: true).Arn;
        Assert.Equal(200, (await client.Query(Tokyo, "sns", $"Action=Unsubscribe&SubscriptionArn={arn}")).Status);
        Assert.Equal(("0", "1"), (await Attribute("SubscriptionsConfirmed"), await Attribute("SubscriptionsDeleted")));
    });

    [Theory]
    [InlineData("two words")]
    [InlineData("")]
    [InlineData("notices.fifo")]
    public void A_name_that_no_topic_can_have_is_refused(string name) => Pump.Run(clock, async () =>
    {
        var (status, xml) = await client.Query(Tokyo, "sns", $"Action=CreateTopic&Name={Uri.EscapeDataString(name)}");
        Assert.Equal((400, "InvalidParameter"), (status, xml.Descendants("Code").Single().Value));
    });

    [Fact]
    public void A_message_reaches_functions_and_confirmed_inboxes() => Pump.Run(clock, async () =>
    {
        cloud.Sns.Subscribe(topic, "lambda", Function, confirmed: true);
        cloud.Sns.Subscribe(topic, "email", "ops@example.com", confirmed: true);
        cloud.Sns.Subscribe(topic, "email", "boss@example.com", confirmed: false);
        var (status, xml) = await Call("Publish", "&Subject=Hello&Message=world");
        Assert.Equal(200, status);
        await Task.Delay(TimeSpan.FromMinutes(1), clock);

        var record = JsonNode.Parse(delivered.Single().Event)!["Records"]![0]!;
        Assert.Equal("aws:sns", record["EventSource"]!.GetValue<string>());
        Assert.Equal(("Hello", "world", topic), (Text(record, "Subject"), Text(record, "Message"), Text(record, "TopicArn")));
        Assert.Equal(xml.Descendants("MessageId").Single().Value, Text(record, "MessageId"));
        Assert.Equal(["ops@example.com: Hello", "boss@example.com: AWS Notification - Subscription Confirmation"],
            cloud.Sns.Emails.OrderByDescending(email => email.Subject, StringComparer.Ordinal)
                .Select(email => $"{email.To}: {email.Subject}"));
        Assert.StartsWith("world\n\n--\nIf you wish to stop receiving", cloud.Sns.Emails.Single(email => email.Subject == "Hello").Body,
            StringComparison.Ordinal);
    });

    [Fact]
    public void A_pending_subscription_shows_in_the_topics_attributes_until_confirmed() => Pump.Run(clock, async () =>
    {
        var (_, subscribed) = await Call("Subscribe", "&Protocol=email&Endpoint=ops@example.com");
        Assert.Equal("pending confirmation", subscribed.Descendants("SubscriptionArn").Single().Value);
        Assert.Equal("1", await Attribute("SubscriptionsPending"));
        Assert.Equal("PendingConfirmation", (await Call("ListSubscriptionsByTopic")).Xml.Descendants("SubscriptionArn").Single().Value);
        cloud.Sns.Confirm("ops@example.com");
        Assert.Equal(("0", "1"), (await Attribute("SubscriptionsPending"), await Attribute("SubscriptionsConfirmed")));
    });

    [Theory]
    [InlineData("&Subject=two%0Alines&Message=m", "Invalid parameter: Subject")]
    [InlineData("&Subject=%E5%A4%A9&Message=m", "Invalid parameter: Subject")]
    [InlineData("&Message=", "Invalid parameter: Empty message")]
    public void A_message_that_AWS_would_refuse_is_refused(string form, string message) => Pump.Run(clock, async () =>
    {
        var (status, xml) = await Call("Publish", form);
        Assert.Equal((400, "InvalidParameter", message),
            (status, xml.Descendants("Code").Single().Value, xml.Descendants("Message").Single().Value));
    });

    [Fact]
    public void The_limits_are_100_characters_and_256_KiB() => Pump.Run(clock, async () =>
    {
        Assert.Equal(200, (await Call("Publish", $"&Subject={new string('s', 100)}&Message={new string('m', 256 * 1024)}")).Status);
        Assert.Equal(400, (await Call("Publish", $"&Subject={new string('s', 101)}&Message=m")).Status);
        Assert.Equal(400, (await Call("Publish", $"&Message={new string('m', 256 * 1024 + 1)}")).Status);
    });

    [Fact]
    public void A_missing_topic_is_not_found_and_another_Regions_is_refused() => Pump.Run(clock, async () =>
    {
        var missing = await client.Query(Tokyo, "sns", "Action=Publish&Message=m&TopicArn=arn:aws:sns:ap-northeast-1:123456789012:none");
        Assert.Equal((404, "NotFound", "Topic does not exist"),
            (missing.Status, missing.Xml.Descendants("Code").Single().Value, missing.Xml.Descendants("Message").Single().Value));
        var foreign = await client.Query("us-east-1", "sns", $"Action=Publish&Message=m&TopicArn={topic}");
        Assert.Equal("InvalidParameter", foreign.Xml.Descendants("Code").Single().Value);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Messages_can_be_lost_or_doubled(int copies) => Pump.Run(clock, async () =>
    {
        cloud.Sns.Subscribe(topic, "lambda", Function, confirmed: true);
        cloud.Sns.Copies = (_, _) => copies;
        await Call("Publish", "&Message=m");
        await Task.Delay(TimeSpan.FromMinutes(1), clock);
        Assert.Equal(copies, delivered.Count);
        Assert.True(delivered.Select(one => one.MessageId).Distinct().Count() <= 1);
    });

    [Fact]
    public void A_function_in_a_dark_Region_is_invoked_once_it_is_lit() => Pump.Run(clock, async () =>
    {
        var far = cloud.Sns.CreateTopic("us-east-1", "alarms");
        cloud.Sns.Subscribe(far, "lambda", Function, confirmed: true);
        cloud.World.Darken(Tokyo, clock.GetUtcNow(), clock.GetUtcNow().AddMinutes(10));
        cloud.Sns.Send(far, null, "m");
        await Task.Delay(TimeSpan.FromMinutes(9), clock);
        Assert.Empty(delivered);
        await Task.Delay(TimeSpan.FromMinutes(2), clock);
        Assert.Single(delivered);
    });

    static string? Text(JsonNode record, string member) => record["Sns"]![member]?.GetValue<string>();

    Task<(int Status, System.Xml.Linq.XElement Xml)> Call(string action, string form = "") =>
        client.Query(Tokyo, "sns", $"Action={action}&TopicArn={topic}{form}");

    async Task<string> Attribute(string name) => (await Call("GetTopicAttributes")).Xml.Descendants("entry")
        .Single(entry => entry.Element("key")!.Value == name).Element("value")!.Value;
}
