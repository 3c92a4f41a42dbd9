using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using DrFunctions.Aws;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;

namespace DrFunctions.Store;

/// <summary>
/// Pauses of one plan or of all. A pause is in force while its item exists, until a person resumes, and until the instant that the item
/// names: the reader compares it, because the table removes expired items days later.
/// </summary>
public sealed class PauseStore
{
    internal const string Key = "pause";

    const string UntilMember = "until";

    /// <summary>When a person ended the pause, whose item then tells who did, and why.</summary>
    const string ResumedMember = "resumed";

    /// <summary>An item that is over is kept this long, so that people can see who had paused; then the table removes it.</summary>
    static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    readonly StateTable table;

    internal PauseStore(StateTable table) => this.table = table;

    /// <summary>Pauses a plan, or all plans if it is null. A pause that another person needs for longer stays as it is.</summary>
    /// <param name="length">How long the pause lasts; null until a person ends it.</param>
    /// <returns>Null; or who had paused for as long or longer, when and why, and then nothing was changed.</returns>
    public async Task<string?> PauseAsync(string? plan, string by, string reason, TimeSpan? length, CancellationToken cancellation)
    {
        var (item, until) = (ItemOf(plan, by, reason), table.Now + length);
        var put = new PutItemRequest
        {
            Item = item,
            TableName = table.Name,
            ConditionExpression = until is null
                ? "attribute_not_exists(pk) OR attribute_exists(resumed) OR attribute_exists(#until)"
                : "attribute_not_exists(pk) OR attribute_exists(resumed) OR #until < :until",
            ExpressionAttributeNames = new() { ["#until"] = UntilMember },
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
        };
        if (until is { } end)
        {
            (item[UntilMember], item["expires"]) = (Items.Instant(end), Expires(end));
            put.ExpressionAttributeValues = new() { [":until"] = item[UntilMember] };
        }

        try
        {
            await table.WriteAsync((dynamoDb, token) => dynamoDb.PutItemAsync(put, token), cancellation);
            return null;
        }
        catch (ConditionalCheckFailedException e)
        {
            return Sentence(e.Item ?? []);
        }
    }

    /// <summary>
    /// Ends the pause of a plan, or that of all plans if it is null. Its item stays for a while and tells who ended it, and why.
    /// </summary>
    /// <returns>Who had paused, when and why; null if nobody had.</returns>
    public async Task<string?> ResumeAsync(string? plan, string by, string reason, CancellationToken cancellation)
    {
        var item = ItemOf(plan, by, reason);
        (item[ResumedMember], item[UntilMember], item["expires"]) = (item["at"], item["at"], Expires(table.Now));
        var put = new PutItemRequest
        {
            Item = item, TableName = table.Name, ConditionExpression = "attribute_exists(pk)", ReturnValues = ReturnValue.ALL_OLD,
        };
        try
        {
            var answer = await table.WriteAsync((dynamoDb, token) => dynamoDb.PutItemAsync(put, token), cancellation);
            return answer.Attributes is { Count: > 0 } pause && IsInForce(pause, table.Now) ? Sentence(pause) : null;
        }
        catch (ConditionalCheckFailedException)
        {
            return null;
        }
    }

    /// <summary>Whether all plans are paused. Never throws for what the table does: a pause that cannot be read counts as paused.</summary>
    public async Task<PauseOfAll> ReadOfAllAsync(CancellationToken cancellation)
    {
        try
        {
            return await table.GetAsync(Items.All, Key, cancellation) is not { } pause ? new(Automation.On, "")
                : IsInForce(pause, table.Now) ? new(Automation.Paused, Sentence(pause)) { Until = Until(pause) }
                : new(Automation.On, "") { End = EndOf(pause, table.Now) };
        }
        catch (Exception e) when (AwsErrors.Is(e))
        {
            return new(Automation.Unknown, AwsErrors.Describe(e));
        }
    }

    /// <summary>When the pause ends by itself; null if only a person ends it, and if what the item says is no instant.</summary>
    internal static DateTimeOffset? Until(Dictionary<string, AttributeValue> item) =>
        Items.InstantIn(item, UntilMember);

    internal static bool IsInForce(Dictionary<string, AttributeValue> item, DateTimeOffset now) =>
        !item.ContainsKey(ResumedMember) && (Until(item) is not { } until || now < until);

    /// <summary>How the pause ended; null if there is none, or if it is in force.</summary>
    internal static PauseEnd? EndOf(Dictionary<string, AttributeValue>? item, DateTimeOffset now) =>
        item is null || IsInForce(item, now) ? null
            : new(Until(item) ?? now, item.ContainsKey(ResumedMember) ? Sentence(item, until: false) : null);

    /// <summary>Who paused, when and why: by ann at 2026-01-15 03:00:00Z: "a drill".</summary>
    internal static string Sentence(Dictionary<string, AttributeValue> item) => Sentence(item, until: true);

    static string Sentence(Dictionary<string, AttributeValue> item, bool until)
    {
        var end = until && Until(item) is { } instant ? $" until {instant.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z" : "";
        var reason = Text(item, "reason") is { } why ? $": \"{why}\"" : "";
        return $"by {Text(item, "by") ?? "an unknown person"}{At(item)}{end}{reason}";
    }

    static string At(Dictionary<string, AttributeValue> item) => Text(item, "at") is not { } at ? ""
        : DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, out var instant) ? $" at {instant.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z" : $" at {at}";

    static string? Text(Dictionary<string, AttributeValue> item, string name) =>
        Items.TextIn(item, name) is { Length: > 0 } text ? PrintableText.Of(text) : null;

    Dictionary<string, AttributeValue> ItemOf(string? plan, string by, string reason)
    {
        var item = Items.Key(plan is null ? Items.All : Items.PlanKey(plan), Key);
        (item["by"], item["at"], item["reason"]) = (new(by), Items.Instant(table.Now), new(reason));
        return item;
    }

    static AttributeValue Expires(DateTimeOffset end) => Items.Number((end + Kept).ToUnixTimeSeconds());
}
