using System.Globalization;
using System.Text;
using System.Xml.Linq;
using LocalAws.Wire;
using Operation = System.Func<LocalAws.Wire.Call, System.Collections.Generic.IReadOnlyDictionary<string, string>,
    System.Collections.Generic.IEnumerable<System.Xml.Linq.XElement>>;

namespace LocalAws.Services.Sns;

/// <summary>
/// SNS: topics and their subscribers, which are functions or email inboxes. Deliveries take a moment, and may be
/// lost or duplicated. An inbox that gets more than ten messages in one second is suspended until it is confirmed again, and one that is
/// not confirmed for 48 hours is deleted.
/// </summary>
public sealed class SnsApi : QueryService
{
    const int MostBytes = 256 * 1024;
    const int PageSize = 100;

    /// <summary>A subscription that nobody confirms is deleted after this time.</summary>
    static readonly TimeSpan PendingFor = TimeSpan.FromHours(48);

    readonly SortedDictionary<string, List<Subscription>> topics = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> deleted = new(StringComparer.Ordinal);
    readonly List<Email> inbox = [];
    int sent;

    public SnsApi(World world) : base(world, SnsProfile.Profile)
    {
        Operations = new SortedDictionary<string, Operation>(StringComparer.Ordinal)
        {
            ["CreateTopic"] = (call, form) => [Named("TopicArn", CreateTopic(call.Region, TopicName(form)))],
            ["GetTopicAttributes"] = (call, form) => [Named("Attributes", Attributes(Arn(call, form)).Select(Entry))],
            ["ListSubscriptionsByTopic"] = (call, form) => ListSubscriptions(Arn(call, form), form),
            ["ListTopics"] = (call, _) => [Named("Topics", topics.Keys.Where(arn => arn.Split(':')[3] == call.Region)
                .Select(arn => Named("member", Named("TopicArn", arn))))],
            ["Publish"] = (call, form) => [Named("MessageId", Publish(call, form))],
            ["Subscribe"] = (call, form) => [Named("SubscriptionArn", Subscribe(call, form))],
            ["Unsubscribe"] = (call, form) => Unsubscribe(call, form),
        };
    }

    /// <summary>Everything that arrived at email addresses, oldest first.</summary>
    public IReadOnlyList<Email> Emails => inbox;

    /// <summary>Called when a message reaches a subscribed function.</summary>
    public Action<LambdaDelivery>? ToLambda { get; set; }

    /// <summary>Called when an email arrives.</summary>
    public Action<Email>? ToInbox { get; set; }

    /// <summary>How often each message is delivered: 1, more for duplicates, 0 for lost. Asked for each message and subscriber.</summary>
    public Func<Publication, Subscription, int> Copies { get; set; } = (_, _) => 1;

    protected override IReadOnlyDictionary<string, Operation> Operations { get; }

    /// <summary>Creates the topic if there is none, and returns its ARN.</summary>
    public string CreateTopic(string region, string name)
    {
        var arn = $"arn:aws:sns:{region}:{World.Account}:{name}";
        topics.TryAdd(arn, []);
        return arn;
    }

    /// <summary>Subscribes a function (<c>lambda</c>) or an address (<c>email</c>, which stays pending until confirmed).</summary>
    public Subscription Subscribe(string topicArn, string protocol, string endpoint, bool confirmed)
    {
        var subscribers = Topic(topicArn);
        if (subscribers.Find(one => one.Protocol == protocol && one.Endpoint == endpoint) is { } known)
        {
            return known;
        }

        var subscription = new Subscription($"{topicArn}:{World.NewUuid()}", topicArn, protocol, endpoint) { Confirmed = confirmed };
        subscribers.Add(subscription);
        if (!confirmed)
        {
            After(subscription, "confirmation", 2, 20, () => Arrive(Envelope.Confirmation(subscription, World.Now)));
            DeleteUnlessConfirmed(subscription);
        }

        return subscription;
    }

    /// <summary>
    /// What a person does by clicking the link in the confirmation email, for every topic that the address was subscribed to.
    /// </summary>
    public void Confirm(string endpoint)
    {
        foreach (var subscription in topics.Values.SelectMany(subscribers => subscribers).Where(one => one.Endpoint == endpoint))
        {
            subscription.Confirmed = true;
        }
    }

    /// <summary>Ends a subscription, as its owner does, or whoever follows the link at the end of an email.</summary>
    public void Unsubscribe(Subscription subscription)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        if (topics[subscription.TopicArn].Remove(subscription))
        {
            deleted[subscription.TopicArn] = deleted.GetValueOrDefault(subscription.TopicArn) + 1;
        }
    }

    /// <summary>The subscriptions of a topic, oldest first.</summary>
    public IReadOnlyList<Subscription> SubscriptionsOf(string topicArn) => Topic(topicArn);

    /// <summary>Publishes as AWS's own services do: its message id, or null where there is no such topic.</summary>
    public string? Send(string topicArn, string? subject, string message) =>
        topics.ContainsKey(topicArn) ? Deliver(new Publication(World.NewUuid(), topicArn, subject, message, World.Now)) : null;

    string Publish(Call call, IReadOnlyDictionary<string, string> form)
    {
        var arn = form.TryGetValue("TargetArn", out var target) ? Checked(call, "TargetArn", target) : Arn(call, form);
        var message = form.GetValueOrDefault("Message", "");
        var subject = form.GetValueOrDefault("Subject");
        Require(message.Length > 0, "Empty message");
        Require(subject is null || IsSubject(subject), "Subject");
        Require(!form.ContainsKey("MessageStructure"), "MessageStructure Reason: LocalAws does not have message structures");
        var attributes = Enumerable.Range(1, 10).Select(i => $"MessageAttributes.entry.{i}.").TakeWhile(at => form.ContainsKey(at + "Name"))
            .Select(at => new Tag(form[at + "Name"], form.GetValueOrDefault(at + "Value.DataType", ""),
                form.GetValueOrDefault(at + "Value.StringValue", ""))).ToArray();
        var bytes = Encoding.UTF8.GetByteCount(message)
            + attributes.Sum(one => Encoding.UTF8.GetByteCount(one.Name + one.Type + one.Value));
        Require(bytes <= MostBytes, "Message too long");
        Topic(arn);
        return Deliver(new Publication(World.NewUuid(), arn, subject, message, World.Now) { Attributes = attributes });
    }

    string Deliver(Publication notice)
    {
        foreach (var subscriber in topics[notice.TopicArn].Where(one => one.Confirmed))
        {
            if (!subscriber.Takes(World.Now))
            {
                After(subscriber, "suspension", 2, 20, () => Arrive(Envelope.Suspension(subscriber, World.Now)));
                DeleteUnlessConfirmed(subscriber);
                continue;
            }

            for (var copy = Copies(notice, subscriber); copy > 0; copy--)
            {
                if (subscriber.IsFunction)
                {
                    After(subscriber, $"copy {copy}", 0.05, 0.5, () => Invoke(notice, subscriber));
                }
                else
                {
                    After(subscriber, $"copy {copy}", 2, 20, () => Arrive(Envelope.Email(notice, subscriber, World.Now)));
                }
            }
        }

        return notice.MessageId;
    }

    /// <summary>Counted from now, even if it is confirmed and suspended again meanwhile.</summary>
    void DeleteUnlessConfirmed(Subscription subscription)
    {
        var times = subscription.Suspended;
        World.After(PendingFor, () =>
        {
            if (!subscription.Confirmed && subscription.Suspended == times)
            {
                Unsubscribe(subscription);
            }
        });
    }

    // SNS goes on trying for 23 days, every 20 s after the first minute.
    void Invoke(Publication notice, Subscription subscriber)
    {
        if (!World.IsLit(subscriber.Endpoint.Split(':')[3]))
        {
            World.After(TimeSpan.FromSeconds(20), () => Invoke(notice, subscriber));
            return;
        }

        ToLambda?.Invoke(new LambdaDelivery(World.Now, subscriber.Endpoint, notice.MessageId, Envelope.LambdaEvent(notice, subscriber)));
    }

    void Arrive(Email email)
    {
        inbox.Add(email);
        ToInbox?.Invoke(email);
    }

    void After(Subscription subscriber, string what, double least, double most, Action action) =>
        World.After(World.DrawSeconds($"sns {++sent} {subscriber.Endpoint} {what}", least, most), action);

    string Subscribe(Call call, IReadOnlyDictionary<string, string> form)
    {
        var (protocol, endpoint) = (Required(form, "Protocol"), Required(form, "Endpoint"));
        Require(protocol is "lambda" or "email", "Protocol Reason: LocalAws has lambda and email");
        Require(protocol != "lambda" || endpoint.StartsWith("arn:aws:lambda:", StringComparison.Ordinal), "Lambda endpoint ARN");
        Require(protocol != "email" || endpoint.Contains('@'), "Email address");
        var subscription = Subscribe(Arn(call, form), protocol, endpoint, confirmed: protocol == "lambda");
        return subscription.Confirmed || form.GetValueOrDefault("ReturnSubscriptionArn") == "true"
            ? subscription.Arn
            : "pending confirmation";
    }

    IEnumerable<XElement> Unsubscribe(Call call, IReadOnlyDictionary<string, string> form)
    {
        var arn = Required(form, "SubscriptionArn");
        Require(arn.Split(':') is ["arn", _, "sns", var region, _, _, _] && region == call.Region, "SubscriptionArn");
        if (topics.Values.SelectMany(subscribers => subscribers).FirstOrDefault(one => one.Arn == arn) is { } subscription)
        {
            Unsubscribe(subscription);
        }

        return [];
    }

    List<KeyValuePair<string, string>> Attributes(string arn)
    {
        var subscribers = Topic(arn);
        static KeyValuePair<string, string> Pair(string name, string value) => new(name, value);
        return
        [
            Pair("TopicArn", arn),
            Pair("Owner", World.Account),
            Pair("DisplayName", ""),
            Pair("SubscriptionsPending", Text(subscribers.Count(one => !one.Confirmed))),
            Pair("SubscriptionsConfirmed", Text(subscribers.Count(one => one.Confirmed))),
            Pair("SubscriptionsDeleted", Text(deleted.GetValueOrDefault(arn))),
        ];
    }

    IEnumerable<XElement> ListSubscriptions(string arn, IReadOnlyDictionary<string, string> form)
    {
        var from = int.TryParse(form.GetValueOrDefault("NextToken", "0"), out var token) ? token : throw Invalid("NextToken");
        var all = Topic(arn);
        yield return Named("Subscriptions", all.Skip(from).Take(PageSize).Select(one => Named("member",
            Named("TopicArn", arn),
            Named("Protocol", one.Protocol),
            Named("SubscriptionArn", one.Confirmed ? one.Arn : "PendingConfirmation"),
            Named("Owner", World.Account),
            Named("Endpoint", one.Endpoint))));
        if (all.Count > from + PageSize)
        {
            yield return Named("NextToken", Text(from + PageSize));
        }
    }

    List<Subscription> Topic(string arn) =>
        topics.TryGetValue(arn, out var subscribers) ? subscribers : throw new AwsErrorException("NotFound", "Topic does not exist", 404);

    static string Arn(Call call, IReadOnlyDictionary<string, string> form) => Checked(call, "TopicArn", Required(form, "TopicArn"));

    static string Checked(Call call, string parameter, string arn)
    {
        Require(arn.Split(':') is ["arn", _, "sns", var region, _, _] && region == call.Region, parameter);
        return arn;
    }

    static string TopicName(IReadOnlyDictionary<string, string> form)
    {
        var name = Required(form, "Name");
        Require(name.Length is > 0 and <= 256 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'), "Topic Name");
        return name;
    }

    static string Required(IReadOnlyDictionary<string, string> form, string name) =>
        form.TryGetValue(name, out var value) ? value : throw Invalid($"{name} Reason: no value for required parameter");

    static bool IsSubject(string text) => text.Length is > 0 and <= 100 && text[0] != ' ' && text.All(c => c is >= ' ' and <= '~');

    static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw Invalid(what);
        }
    }

    static AwsErrorException Invalid(string what) => new("InvalidParameter", $"Invalid parameter: {what}");

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    XElement Named(string name, params object[] content) => new(Namespace + name, content);

    XElement Entry(KeyValuePair<string, string> pair) => Named("entry", Named("key", pair.Key), Named("value", pair.Value));
}
