namespace LocalAws.Services.Sns;

/// <summary>An email as it arrives.</summary>
public sealed record Email(DateTimeOffset At, string To, string Subject, string Body)
{
    /// <summary>What was published; null where the topic itself writes to the address. Its attributes do not arrive by email.</summary>
    public Publication? Publication { get; init; }
}

/// <summary>An asynchronous invocation of a function by SNS: the event document as Lambda gets it.</summary>
public sealed record LambdaDelivery(DateTimeOffset At, string FunctionArn, string MessageId, string Event);

/// <summary>What a topic sends: the id that all its deliveries share, and what was published.</summary>
public sealed record Publication(string MessageId, string TopicArn, string? Subject, string Message, DateTimeOffset At)
{
    public IReadOnlyList<Tag> Attributes { get; init; } = [];
}

public sealed record Tag(string Name, string Type, string Value);

/// <summary>
/// One subscriber of a topic. Before it is confirmed, and while it is suspended, it receives nothing, and its ARN reads
/// PendingConfirmation.
/// </summary>
public sealed class Subscription(string arn, string topicArn, string protocol, string endpoint)
{
    /// <summary>AWS's hard quota for email: with more messages in one second it suspends the subscription.</summary>
    public const int MostEmails = 10;

    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    readonly Queue<DateTimeOffset> lately = new();

    public string Arn { get; } = arn;

    public string TopicArn { get; } = topicArn;

    public string Protocol { get; } = protocol;

    public string Endpoint { get; } = endpoint;

    /// <summary>The subscriber is a function; else it is an inbox.</summary>
    public bool IsFunction => Protocol == "lambda";

    public bool Confirmed { get; internal set; }

    /// <summary>How often it was suspended because too many messages came in one second.</summary>
    public int Suspended { get; private set; }

    /// <summary>The most messages that came within one second.</summary>
    public int Busiest { get; private set; }

    /// <summary>Takes a message; false if it is one too many, which suspends the subscription.</summary>
    internal bool Takes(DateTimeOffset now)
    {
        if (IsFunction)
        {
            return true;
        }

        while (lately.TryPeek(out var first) && now - first >= Second)
        {
            lately.Dequeue();
        }

        lately.Enqueue(now);
        Busiest = Math.Max(Busiest, lately.Count);
        if (lately.Count <= MostEmails)
        {
            return true;
        }

        (Confirmed, Suspended) = (false, Suspended + 1);
        return false;
    }
}
