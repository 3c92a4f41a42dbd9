using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using DrFunctions.Aws;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;

namespace DrFunctions.Store;

/// <summary>
/// Pauses of one plan or of all. A pause is in force while its item exists, and until the instant that the item names: the reader compares
/// it, because the table removes expired items days later.
/// </summary>
public sealed class PauseStore
{
    internal const string Key = "pause";

    const string UntilMember = "until";

    /// <summary>An item that is over is kept this long, so that people can see who had paused; then the table removes it.</summary>
    static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    readonly StateTable table;

    internal PauseStore(StateTable table) => this.table = table;

    /// <summary>Pauses a plan, or all plans if it is null. An existing pause is replaced.</summary>
    /// <param name="length">How long the pause lasts; null until a person ends it.</param>
    public async Task PauseAsync(string? plan, string by, string reason, TimeSpan? length, CancellationToken cancellation)
    {
        var item = KeyOf(plan);
        if (table.Now + length is { } until)
        {
            item[UntilMember] = Items.Instant(until);
            item["expires"] = Items.Number((until + Kept).ToUnixTimeSeconds());
        }

        item["by"] = new(by);
        item["at"] = Items.Instant(table.Now);
        item["reason"] = new(reason);
        await table.PutAsync(new PutItemRequest { Item = item }, cancellation);
    }

    /// <summary>Ends the pause of a plan, or that of all plans if it is null.</summary>
    /// <returns>Who had paused, when and why; null if nobody had.</returns>
    public async Task<string?> ResumeAsync(string? plan, CancellationToken cancellation)
    {
        var delete = new DeleteItemRequest { TableName = table.Name, Key = KeyOf(plan), ReturnValues = ReturnValue.ALL_OLD };
        var answer = await table.WriteAsync((dynamoDb, token) => dynamoDb.DeleteItemAsync(delete, token), cancellation);
        return answer.Attributes is { Count: > 0 } pause && IsInForce(pause, table.Now) ? Sentence(pause) : null;
    }

    /// <summary>Whether all plans are paused. Never throws for what the table does: a pause that cannot be read counts as paused.</summary>
    public async Task<PauseOfAll> ReadOfAllAsync(CancellationToken cancellation)
    {
        try
        {
            return await table.GetAsync(Items.All, Key, cancellation) is { } pause && IsInForce(pause, table.Now)
                ? new(Automation.Paused, Sentence(pause)) { Until = Until(pause) }
                : new(Automation.On, "");
        }
        catch (Exception e) when (AwsErrors.Is(e))
        {
            return new(Automation.Unknown, AwsErrors.Describe(e));
        }
    }

    /// <summary>When the pause ends by itself; null if only a person ends it, and if what the item says is no instant.</summary>
    internal static DateTimeOffset? Until(Dictionary<string, AttributeValue> item) =>
        Items.TextIn(item, UntilMember) is { } text
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until) ? until : null;

    internal static bool IsInForce(Dictionary<string, AttributeValue> item, DateTimeOffset now) =>
        Until(item) is not { } until || now < until;

    /// <summary>Who paused, when and why: by ann at 2026-01-15 03:00:00Z: "a drill".</summary>
    internal static string Sentence(Dictionary<string, AttributeValue> item) =>
        $"{(Text(item, "by") is { } by ? $"by {by}" : "by an unknown person")}{At(item)}{(Until(item) is { } until ? $" until {until.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z" : "")}{(Text(item, "reason") is { } reason ? $": \"{reason}\"" : "")}";

    static string At(Dictionary<string, AttributeValue> item) => Text(item, "at") is not { } at ? ""
        : DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, out var instant) ? $" at {instant.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z" : $" at {at}";

    static string? Text(Dictionary<string, AttributeValue> item, string name) =>
        Items.TextIn(item, name) is { Length: > 0 } text ? PrintableText.Of(text) : null;

    static Dictionary<string, AttributeValue> KeyOf(string? plan) => Items.Key(plan is null ? Items.All : Items.PlanKey(plan), Key);
}
