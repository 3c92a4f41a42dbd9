using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using DrFunctions.Aws;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;

namespace DrFunctions.Store;

/// <summary>Pauses of one plan or of all. A pause is in force while its item exists.</summary>
public sealed class PauseStore
{
    internal const string Key = "pause";

    readonly StateTable table;

    internal PauseStore(StateTable table) => this.table = table;

    /// <summary>Pauses a plan, or all plans if it is null. An existing pause is replaced.</summary>
    public async Task PauseAsync(string? plan, string by, string reason, CancellationToken cancellation)
    {
        var item = KeyOf(plan);
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
        return answer.Attributes is { Count: > 0 } pause ? Sentence(pause) : null;
    }

    /// <summary>Whether all plans are paused. Never throws for what the table does: a pause that cannot be read counts as paused.</summary>
    public async Task<PauseOfAll> ReadOfAllAsync(CancellationToken cancellation)
    {
        try
        {
            return await table.GetAsync(Items.All, Key, cancellation) is { } pause ? new(Automation.Paused, Sentence(pause))
                : new(Automation.On, "");
        }
        catch (Exception e) when (AwsErrors.Is(e))
        {
            return new(Automation.Unknown, AwsErrors.Describe(e));
        }
    }

    /// <summary>Who paused, when and why: by ann at 2026-01-15 03:00:00Z: "a drill".</summary>
    internal static string Sentence(Dictionary<string, AttributeValue> item) =>
        $"{(Text(item, "by") is { } by ? $"by {by}" : "by an unknown person")}{At(item)}{(Text(item, "reason") is { } reason ? $": \"{reason}\"" : "")}";

    static string At(Dictionary<string, AttributeValue> item) => Text(item, "at") is not { } at ? ""
        : DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, out var instant) ? $" at {instant.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z" : $" at {at}";

    static string? Text(Dictionary<string, AttributeValue> item, string name) =>
        Items.TextIn(item, name) is { Length: > 0 } text ? PrintableText.Of(text) : null;

    static Dictionary<string, AttributeValue> KeyOf(string? plan) => Items.Key(plan is null ? Items.All : Items.PlanKey(plan), Key);
}
