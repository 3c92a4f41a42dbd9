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

/// <summary>One subscriber of a topic. Before it is confirmed it receives nothing, and its ARN reads PendingConfirmation.</summary>
public sealed class Subscription(string arn, string topicArn, string protocol, string endpoint)
{
    public string Arn { get; } = arn;

    public string TopicArn { get; } = topicArn;

    public string Protocol { get; } = protocol;

    public string Endpoint { get; } = endpoint;

    /// <summary>The subscriber is a function; else it is an inbox.</summary>
    public bool IsFunction => Protocol == "lambda";

    public bool Confirmed { get; internal set; }
}
