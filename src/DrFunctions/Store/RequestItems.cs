using System.Globalization;
using Amazon.DynamoDBv2.Model;
using DrFunctions.Commands;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;

namespace DrFunctions.Store;

/// <summary>A person's request as an item of the table, until the loop has taken it.</summary>
public static class RequestItems
{
    /// <summary>The prefix of every request's sort key.</summary>
    public const string Prefix = "request#";

    /// <summary>Retention: long enough for a loop that is back to answer "too late"; see <see cref="Request.Holds"/>.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>A unique id that rises with time.</summary>
    /// <param name="nonce">Any unique text.</param>
    public static string NewId(DateTimeOffset at, string nonce)
    {
        ArgumentNullException.ThrowIfNull(nonce);
        return string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyyMMdd'T'HHmmssfff'Z'}-{nonce[..Math.Min(8, nonce.Length)]}");
    }

    internal static Dictionary<string, AttributeValue> Write(string plan, Request request)
    {
        var item = Items.Key(Items.PlanKey(plan), Prefix + request.Id);
        item["command"] = new(Verbs.Of(request.Command).Name);
        item["at"] = Items.Instant(request.At);
        item["by"] = new(request.By);
        item["reason"] = new(request.Reason);
        item["expires"] = Items.Number((request.At + Kept).ToUnixTimeSeconds());
        foreach (var flag in Verbs.Flags.Where(flag => flag.IsIn(request)))
        {
            // Written only if set, so that the item shows just what the request asks for.
            item[flag.Member] = new() { BOOL = true };
        }

        foreach (var text in Verbs.Texts.Where(text => text.In(request) is not null))
        {
            item[text.Member] = new(text.In(request));
        }

        return item;
    }

    /// <summary>The request, or a sentence that says why it cannot be carried out.</summary>
    internal static (Request? Request, string? Complaint) Read(Dictionary<string, AttributeValue> item)
    {
        var id = PrintableText.Of(Id(item), 60);
        var (command, by, reason) = (Verbs.Find(Text(item, "command"))?.Command, Text(item, "by"), Text(item, "reason"));
        if (command is null)
        {
            var known = Verbs.All.Where(verb => verb.Command is not null).Select(verb => verb.Name);
            return (null, $"the request {id} is left alone: its command is none of {string.Join(", ", known)}");
        }

        if (!DateTimeOffset.TryParse(Text(item, "at"), CultureInfo.InvariantCulture, out var at))
        {
            return (null, $"the request {id} is left alone: it does not say when it was made");
        }

        var request = new Request(Id(item), command.Value, at, by!, reason!);
        return Reason.Complaint(by, reason) is { } complaint ? (null, $"the request {id} is left alone: {complaint}")
            : (Given(item).Aggregate(
                Verbs.Flags.Where(flag => IsSet(item, flag.Member)).Aggregate(request, (wider, flag) => flag.Widen(wider)),
                (fuller, given) => given.Text.Put(fuller, given.Value)), null);
    }

    /// <summary>Who may write into the table may write anything into it.</summary>
    static IEnumerable<(VerbText Text, string Value)> Given(Dictionary<string, AttributeValue> item) => Verbs.Texts
        .Select(text => (text, Text(item, text.Member) ?? ""))
        .Where(given => given.Item2.Length is > 0 and <= VerbText.Longest && PrintableText.IsPlain(given.Item2));

    internal static string Id(Dictionary<string, AttributeValue> item) => item["sk"].S[Prefix.Length..];

    /// <summary>DynamoDB deletes expired items within days; until then they can still be read.</summary>
    internal static bool HasExpired(Dictionary<string, AttributeValue> item, DateTimeOffset now) =>
        item.TryGetValue("expires", out var expires) && long.TryParse(expires.N, CultureInfo.InvariantCulture, out var seconds)
            && seconds <= now.ToUnixTimeSeconds();

    static string? Text(Dictionary<string, AttributeValue> item, string name) => item.TryGetValue(name, out var value) ? value.S : null;

    static bool IsSet(Dictionary<string, AttributeValue> item, string name) => item.TryGetValue(name, out var value) && value.BOOL == true;
}
