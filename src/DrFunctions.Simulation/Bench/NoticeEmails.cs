using System.Text.Json.Nodes;
using DrFunctions.Core.Records;
using LocalAws.Services.Sns;

namespace DrFunctions.Simulation.Bench;

/// <summary>What an email is about, read from the message attributes of its notice, as a subscription's filter policy reads them.</summary>
public static class NoticeEmails
{
    static readonly Dictionary<string, NoticeKind> Kinds = Enum.GetValues<NoticeKind>()
        .ToDictionary(kind => kind.Word(), StringComparer.Ordinal);

    /// <summary>Unknown for an email that is not about a notice of ours.</summary>
    public static NoticeKind Kind(this Email email) =>
        Attribute(email, "plan-notice") is not null ? NoticeKind.Digest : KindOf(Attribute(email, "notice"));

    /// <summary>Each notice that the email tells: one, or those of a digest.</summary>
    public static IReadOnlyList<ToldNotice> Tells(this Email email) =>
        Attribute(email, "plan-notice") is { } digest
            ? [.. JsonNode.Parse(digest)!.AsArray().Select(pair => ((string)pair!).Split(' '))
                .Select(pair => new ToldNotice(pair[0], KindOf(pair[1])))]
            : Attribute(email, "plan") is { } plan ? [new ToldNotice(plan, Kind(email))]
            : [];

    /// <summary>Whether the email tells of a plan what the kind says; a digest must have a line for it.</summary>
    public static bool Tells(this Email email, string plan, NoticeKind kind) =>
        Tells(email).Contains(new ToldNotice(plan, kind))
        && (Kind(email) != NoticeKind.Digest || email.Body.Contains($" {plan}: ", StringComparison.OrdinalIgnoreCase));

    static NoticeKind KindOf(string? word) => Kinds.GetValueOrDefault(word ?? "");

    static string? Attribute(Email email, string name)
    {
        ArgumentNullException.ThrowIfNull(email);
        return email.Publication?.Attributes.FirstOrDefault(attribute => attribute.Name == name)?.Value;
    }
}

/// <summary>A notice, by what it is about.</summary>
public sealed record ToldNotice(string Plan, NoticeKind Kind);
