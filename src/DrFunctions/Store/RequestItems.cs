using System.Globalization;
using Amazon.DynamoDBv2.Model;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;

namespace DrFunctions.Store;

/// <summary>A person's request as an item of the table, until the loop has taken it.</summary>
public static class RequestItems
{
    /// <summary>The first and last sort key that a request may have.</summary>
    public const string Prefix = "request#";

    /// <summary>How long it lies there, so that a loop that is back can still say that it was too late; see <see cref="Request.Holds"/>.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    const int MostReason = 500;
    const int MostBy = 100;

    // In the item only when true, so that a request reads as what it asks.
    const string OverridePause = "overridePause";
    const string AcceptStandby = "acceptStandby";
    const string SkipHealth = "skipHealth";

    /// <summary>An id that rises with time, and that no other request has.</summary>
    /// <param name="nonce">Anything that nobody else has.</param>
    public static string NewId(DateTimeOffset at, string nonce)
    {
        ArgumentNullException.ThrowIfNull(nonce);
        return string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyyMMdd'T'HHmmssfff'Z'}-{nonce[..Math.Min(8, nonce.Length)]}");
    }

    /// <summary>What is wrong with what a person gave for who and why, in a sentence without its full stop; null if nothing is.</summary>
    public static string? Complaint(string? by, string? reason) => Complaint("by", "who asks", by, MostBy) ?? Complaint("reason", "why", reason, MostReason);

    static string? Complaint(string name, string meaning, string? text, int most) =>
        string.IsNullOrWhiteSpace(text) ? $"{name} is missing: say {meaning}, for it is recorded"
        : text.Length > most ? $"{name} has {text.Length} characters; it may have {most}"
        : !PrintableText.IsPlain(text) ? $"{name} must be one line, without control characters"
        : null;

    internal static Dictionary<string, AttributeValue> Write(string plan, Request request)
    {
        var item = Items.Key(Items.PlanKey(plan), Prefix + request.Id);
        item["command"] = new(Word(request.Command));
        item["at"] = Items.Instant(request.At);
        item["by"] = new(request.By);
        item["reason"] = new(request.Reason);
        item["expires"] = Items.Number((request.At + Kept).ToUnixTimeSeconds());
        foreach (var (name, isSet) in new[]
        {
            (OverridePause, request.OverridesPause), (AcceptStandby, request.AcceptsStandby), (SkipHealth, request.SkipsHealth),
        })
        {
            if (isSet)
            {
                item[name] = new() { BOOL = true };
            }
        }

        return item;
    }

    /// <summary>The request, or a sentence that says why it cannot be carried out.</summary>
    internal static (Request? Request, string? Complaint) Read(Dictionary<string, AttributeValue> item)
    {
        var id = PrintableText.Of(Id(item), 60);
        var (command, by, reason) = (CommandOf(Text(item, "command")), Text(item, "by"), Text(item, "reason"));
        if (command is null)
        {
            return (null, $"the request {id} is left alone: its command is none of {string.Join(", ", Commands)}");
        }

        return !DateTimeOffset.TryParse(Text(item, "at"), CultureInfo.InvariantCulture, out var at) ? (null, $"the request {id} is left alone: it does not say when it was made")
            : Complaint(by, reason) is { } complaint ? (null, $"the request {id} is left alone: {complaint}")
            : (new Request(Id(item), command.Value, at, by!, reason!)
            {
                OverridesPause = IsSet(item, OverridePause),
                AcceptsStandby = IsSet(item, AcceptStandby),
                SkipsHealth = IsSet(item, SkipHealth),
            }, null);
    }

    internal static string Id(Dictionary<string, AttributeValue> item) => item["sk"].S[Prefix.Length..];

    /// <summary>DynamoDB sweeps what has expired within days; until then it is still read.</summary>
    internal static bool HasExpired(Dictionary<string, AttributeValue> item, DateTimeOffset now) =>
        item.TryGetValue("expires", out var expires) && long.TryParse(expires.N, CultureInfo.InvariantCulture, out var seconds) && seconds <= now.ToUnixTimeSeconds();

    /// <summary>The words of the commands that the loop carries out.</summary>
    public static IReadOnlyList<string> Commands { get; } = [.. Enum.GetValues<Command>().Select(Word)];

    public static Command? CommandOf(string? word) => Enum.GetValues<Command>().Cast<Command?>().FirstOrDefault(command => Word(command!.Value) == word);

    public static string Word(Command command) => command.ToString().ToLowerInvariant();

    static string? Text(Dictionary<string, AttributeValue> item, string name) => item.TryGetValue(name, out var value) ? value.S : null;

    static bool IsSet(Dictionary<string, AttributeValue> item, string name) => item.TryGetValue(name, out var value) && value.BOOL == true;
}
