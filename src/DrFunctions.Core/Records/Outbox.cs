using DrFunctions.Core.Explaining;

namespace DrFunctions.Core.Records;

/// <summary>
/// The notices of a record that are not published yet, within limits: a topic that is away for days must not fill the record, because a
/// record that is too large cannot be saved, and then nothing is decided.
/// </summary>
public static class Outbox
{
    /// <summary>The most notices, the one included that counts what was folded.</summary>
    public const int Most = 100;

    /// <summary>The most characters of all their texts; a record has room for three times as many.</summary>
    public const int MostText = 100_000;

    /// <summary>Room for the email that counts what was folded.</summary>
    const int FoldedText = 5_000;

    /// <summary>
    /// The notices with a new one. What does not fit is counted instead: the lesser kinds first, and of those the oldest.
    /// </summary>
    /// <param name="folded">The email that says how many of each kind are not kept.</param>
    internal static IReadOnlyList<Notice> With(
        this IReadOnlyList<Notice> outbox, Notice notice, Func<IReadOnlyDictionary<NoticeKind, int>, EmailText> folded)
    {
        IReadOnlyList<Notice> all = [.. outbox, notice];
        if (Fits(all, Most, MostText))
        {
            return all;
        }

        var (kept, counts) = Fold(all, notice);
        var email = folded(counts);

        // Another id with each count: who has published an older one has not told this one.
        var more = new Notice($"{notice.Id}-more", notice.At, email.Kind, email.Subject, email.Body)
        {
            Command = email.Command, Folded = counts,
        };
        return [more, .. kept];
    }

    static (IReadOnlyList<Notice> Kept, IReadOnlyDictionary<NoticeKind, int> Counts) Fold(IReadOnlyList<Notice> all, Notice newest)
    {
        var kept = all.Where(notice => notice.Kind != NoticeKind.Folded).ToList();
        var counts = new SortedDictionary<NoticeKind, int>();
        foreach (var (kind, count) in all.SelectMany(notice => notice.Folded))
        {
            counts[kind] = counts.GetValueOrDefault(kind) + count;
        }

        // The newest one stays, whatever it is: a person has not heard of it at all.
        foreach (var least in kept.Where(notice => notice != newest).OrderBy(notice => notice.Kind.Weight()).ToList())
        {
            if (Fits(kept, Most - 1, MostText - FoldedText))
            {
                break;
            }

            kept.Remove(least);
            counts[least.Kind] = counts.GetValueOrDefault(least.Kind) + 1;
        }

        return (kept, counts);
    }

    static bool Fits(IReadOnlyCollection<Notice> notices, int most, int text) =>
        notices.Count <= most && notices.Sum(notice => notice.Subject.Length + notice.Body.Length) <= text;
}
