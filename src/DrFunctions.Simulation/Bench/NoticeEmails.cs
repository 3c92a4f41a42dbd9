using DrFunctions.Core.Records;
using LocalAws.Services.Sns;

namespace DrFunctions.Simulation.Bench;

/// <summary>What an email is about, read from the message attributes of its notice, as a subscription's filter policy reads them.</summary>
public static class NoticeEmails
{
    static readonly Dictionary<string, NoticeKind> Kinds = Enum.GetValues<NoticeKind>()
        .ToDictionary(kind => kind.Word(), StringComparer.Ordinal);

    /// <summary>Unknown for an email that is not about a notice of ours.</summary>
    public static NoticeKind Kind(this Email email) => Kinds.GetValueOrDefault(Attribute(email, "notice") ?? "");

    /// <summary>The plan's name; null for an email that is not about a notice of ours.</summary>
    public static string? Plan(this Email email) => Attribute(email, "plan");

    static string? Attribute(Email email, string name)
    {
        ArgumentNullException.ThrowIfNull(email);
        return email.Publication?.Attributes.FirstOrDefault(attribute => attribute.Name == name)?.Value;
    }
}
