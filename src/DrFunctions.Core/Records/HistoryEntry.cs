using System.Security.Cryptography;
using System.Text;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Records;

/// <summary>
/// One entry of the history: what one look noted. A hash chains it to the previous entry, so that removed or changed entries show.
/// </summary>
/// <param name="Body">What the hash covers: the facts as canonical JSON or, in version 0.1, the text itself.</param>
public sealed record HistoryEntry(long Number, DateTimeOffset At, IReadOnlyList<Fact> Facts, string Body, string Hash)
{
    /// <summary>A line for each fact.</summary>
    public string Text => Sentences.Lines(Facts);

    /// <summary>The entry that follows a record's newest one.</summary>
    public static HistoryEntry After(Record record, DateTimeOffset at, IReadOnlyList<Fact> facts)
    {
        ArgumentNullException.ThrowIfNull(record);
        var (number, body) = (record.HistoryCount + 1, FactJson.Write(facts));
        return new HistoryEntry(number, at, [.. facts], body, HashOf(record.HistoryHash, number, at, body));
    }

    /// <summary>An entry of this version, as stored. Facts that only a later version knows are shown as stored.</summary>
    public static HistoryEntry OfFacts(long number, DateTimeOffset at, string body, string hash) =>
        new(number, at, FactJson.Read(body) ?? [new Quoted(body)], body, hash);

    /// <summary>An entry of version 0.1, which wrote sentences.</summary>
    public static HistoryEntry OfText(long number, DateTimeOffset at, string text, string hash) =>
        new(number, at, [new Quoted(text)], text, hash);

    public static string HashOf(string before, long number, DateTimeOffset at, string body) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{before}\n{number}\n{at.UtcDateTime:O}\n{body}")));
}
