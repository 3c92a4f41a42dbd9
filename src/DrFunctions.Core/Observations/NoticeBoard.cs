using System.Text.Json;
using System.Text.Json.Serialization;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Records;

namespace DrFunctions.Core.Observations;

/// <summary>
/// What the plans of a deployment have to tell at the moment: the drivers write it with their saves, and all processes read it.
/// </summary>
/// <param name="Turn">The newest digest; null before the first.</param>
public sealed record NoticeBoard(IReadOnlyList<PlanNotices> Plans, DigestTurn? Turn)
{
    public static NoticeBoard Empty { get; } = new([], null);
}

/// <summary>One plan's entry, written whenever its outbox changes, and when it begins or ends to move.</summary>
/// <param name="Moves">An invocation drives it.</param>
/// <param name="ToldAt">Its newest notice; null if it had none lately.</param>
/// <param name="Waiting">What its outbox holds; of many notices the most important.</param>
public sealed record PlanNotices(string Plan, bool Moves, DateTimeOffset? ToldAt, IReadOnlyList<WaitingNotice> Waiting)
{
    /// <summary>Enough for a bad hour, and little enough for a thousand plans in one page.</summary>
    const int MostWaiting = 10;

    /// <summary>The entry that a save brings; null if it leaves the one before as it is.</summary>
    public static PlanNotices? Of(Record before, Record next)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(next);
        var (had, has) = (before.Outbox, next.Outbox);
        if (before.Moves() == next.Moves() && had.Select(notice => notice.Id).SequenceEqual(has.Select(notice => notice.Id)))
        {
            return null;
        }

        var waiting = has.OrderByDescending(notice => notice.Kind.Weight()).Take(MostWaiting).OrderBy(notice => notice.At)
            .Select(notice => new WaitingNotice(
                next.Plan, notice.Id, notice.At, notice.Kind, notice.Subject, notice.Command, notice.Channel));
        return new PlanNotices(
            next.Plan, next.Moves(), had.Concat(has).Select(notice => (DateTimeOffset?)notice.At).Max(), [.. waiting]);
    }
}

/// <summary>A notice that is not published yet, as far as a digest tells it.</summary>
public sealed record WaitingNotice(
    string Plan, string Id, DateTimeOffset At, NoticeKind Kind, string Subject, string? Command, NoticeChannel Channel)
{
    /// <summary>Its name among the notices of all plans.</summary>
    [JsonIgnore]
    public string Key => KeyOf(Plan, Id);

    public static string KeyOf(string plan, string id) => $"{plan} {id}";
}

/// <param name="Until">Until then one process alone publishes digests; if it dies, another one may from then on.</param>
/// <param name="Told">The keys of the notices that digests have told and that their drivers have not taken out of their outboxes yet.</param>
public sealed record DigestTurn(DateTimeOffset Until, IReadOnlyList<string> Told);

/// <summary>The entries as they are stored in the table.</summary>
public static class NoticeBoardJson
{
    public static string Write(PlanNotices plan) => JsonSerializer.Serialize(plan, NoticeBoardContext.Default.PlanNotices);

    public static string Write(DigestTurn turn) => JsonSerializer.Serialize(turn, NoticeBoardContext.Default.DigestTurn);

    /// <summary>Null if this version cannot read the text; the plan's next save writes it anew.</summary>
    public static PlanNotices? ReadPlan(string body) =>
        Read(body, NoticeBoardContext.Default.PlanNotices) is { } plan && PrintableText.IsPlain(plan.Plan) && plan.Waiting.All(IsWhole)
            ? plan : null;

    public static DigestTurn? ReadTurn(string body) =>
        Read(body, NoticeBoardContext.Default.DigestTurn) is { } turn && turn.Told.All(key => key is not null) ? turn : null;

    /// <summary>What the serializer lets through, and what would write a second line into an email.</summary>
    static bool IsWhole(WaitingNotice? notice) => notice is not null && Enum.IsDefined(notice.Kind) && Enum.IsDefined(notice.Channel)
        && ((string?[])[notice.Plan, notice.Id, notice.Subject, notice.Command]).All(text => text is null || PrintableText.IsPlain(text));

    static T? Read<T>(string body, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PlanNotices))]
[JsonSerializable(typeof(DigestTurn))]
sealed partial class NoticeBoardContext : JsonSerializerContext;
