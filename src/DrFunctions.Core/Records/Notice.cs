using System.Text.Json;

namespace DrFunctions.Core.Records;

/// <summary>A message to the subscribers; stays in the outbox until it is published.</summary>
/// <param name="Subject">At most 100 ASCII characters.</param>
public sealed record Notice(string Id, DateTimeOffset At, NoticeKind Kind, string Subject, string Body)
{
    /// <summary>The first command that the body gives a person; null if there is none, and in notices of earlier versions.</summary>
    public string? Command { get; init; }

    public NoticeChannel Channel { get; init; }

    /// <summary>For <see cref="NoticeKind.Folded"/>: how many notices of each kind it stands for.</summary>
    public IReadOnlyDictionary<NoticeKind, int> Folded { get; init; } = NoneFolded;

    static readonly IReadOnlyDictionary<NoticeKind, int> NoneFolded = new Dictionary<NoticeKind, int>();
}

/// <summary>Whom a notice is for.</summary>
public enum NoticeChannel
{
    /// <summary>The notice topic.</summary>
    Everybody,

    /// <summary>The escalation topic: nobody has answered.</summary>
    Escalation,
}

/// <summary>What a person is needed for, and whether anybody has answered.</summary>
/// <param name="For">The kind of notice that said so.</param>
/// <param name="Since">When it was first so; or when it came back after somebody had answered.</param>
public sealed record NeededPerson(NoticeKind For, DateTimeOffset Since)
{
    /// <summary>When a person last gave the plan a command; null if nobody has since.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The newest escalation; null before the first.</summary>
    public DateTimeOffset? EscalatedAt { get; init; }
}

static class NoticeJson
{
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<Notice> outbox)
    {
        writer.WriteStartArray("outbox");
        foreach (var notice in outbox)
        {
            writer.WriteStartObject();
            writer.WriteString("id", notice.Id);
            writer.WriteString("at", notice.At);
            writer.WriteString("kind", notice.Kind.ToString());
            writer.WriteString("subject", notice.Subject);
            writer.WriteString("body", notice.Body);
            if (notice.Command is { } command)
            {
                writer.WriteString("command", command);
            }

            if (notice.Channel != NoticeChannel.Everybody)
            {
                writer.WriteString("channel", notice.Channel.ToString());
            }

            WriteFolded(writer, notice.Folded);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    static void WriteFolded(Utf8JsonWriter writer, IReadOnlyDictionary<NoticeKind, int> folded)
    {
        if (folded.Count > 0)
        {
            writer.WriteStartObject("folded");
            foreach (var (kind, count) in folded.OrderBy(pair => pair.Key))
            {
                writer.WriteNumber(kind.ToString(), count);
            }

            writer.WriteEndObject();
        }
    }

    public static Notice Read(JsonElement json)
    {
        var notice = new Notice(
            json.Text("id")!, json.Instant("at"), json.Word<NoticeKind>("kind"), json.Text("subject")!, json.Text("body")!)
        {
            Command = json.Text("command"),
            Channel = json.Word<NoticeChannel>("channel"),
        };
        return json.Known("folded") is { } folded
            ? notice with { Folded = folded.EnumerateObject().ToDictionary(kind => KindOf(kind.Name), kind => kind.Value.GetInt32()) }
            : notice;
    }

    public static void Write(Utf8JsonWriter writer, NeededPerson? needed)
    {
        if (needed is null)
        {
            return;
        }

        writer.WriteStartObject("needed");
        writer.WriteString("for", needed.For.ToString());
        writer.WriteString("since", needed.Since);
        if (needed.AnsweredAt is { } answered)
        {
            writer.WriteString("answeredAt", answered);
        }

        if (needed.EscalatedAt is { } escalated)
        {
            writer.WriteString("escalatedAt", escalated);
        }

        writer.WriteEndObject();
    }

    public static NeededPerson ReadNeeded(JsonElement json) => new(json.Word<NoticeKind>("for"), json.Instant("since"))
    {
        AnsweredAt = json.InstantIfAny("answeredAt"),
        EscalatedAt = json.InstantIfAny("escalatedAt"),
    };

    static NoticeKind KindOf(string name) => Enum.TryParse<NoticeKind>(name, out var kind) && Enum.IsDefined(kind) ? kind
        : throw new JsonException($"{name} is not known");
}
