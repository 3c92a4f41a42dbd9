using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using DrFunctions.Aws;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Explaining;

namespace DrFunctions.Store;

/// <summary>Pauses of one plan or of all. A pause is in force while its item exists.</summary>
public sealed class PauseStore
{
    internal const string Key = "pause";

    static readonly string[] Members = ["by", "at", "reason"];

    readonly StateTable table;

    internal PauseStore(StateTable table) => this.table = table;

    /// <summary>Pauses a plan, or all where it is null. A pause that is there already is replaced.</summary>
    public async Task PauseAsync(string? plan, string by, string reason, CancellationToken cancellation)
    {
        var item = KeyOf(plan);
        item["by"] = new(by);
        item["at"] = Items.Instant(table.Now);
        item["reason"] = new(reason);
        await table.PutAsync(new PutItemRequest { Item = item }, cancellation);
    }

    /// <summary>Takes the pause of a plan, or that of all where it is null, away.</summary>
    /// <returns>Who had paused, when and why; null if nobody had.</returns>
    public async Task<string?> ResumeAsync(string? plan, CancellationToken cancellation)
    {
        var delete = new DeleteItemRequest { TableName = table.Name, Key = KeyOf(plan), ReturnValues = ReturnValue.ALL_OLD };
        var answer = await table.AskAsync((dynamoDb, token) => dynamoDb.DeleteItemAsync(delete, token), cancellation);
        return answer.Attributes is { Count: > 0 } pause ? Sentence(pause) : null;
    }

    /// <summary>Whether all plans are paused. Never throws for what the table does: a pause that cannot be read holds.</summary>
    public async Task<PauseOfAll> ReadOfAllAsync(CancellationToken cancellation)
    {
        try
        {
            return await table.GetAsync(Items.All, Key, cancellation) is { } pause ? new(Automation.Paused, Sentence(pause)) : new(Automation.On, "");
        }
        catch (Exception e) when (AwsErrors.Is(e))
        {
            return new(Automation.Unknown, AwsErrors.Describe(e));
        }
    }

    internal static string Sentence(Dictionary<string, AttributeValue> item) =>
        string.Join(", ", Members.Where(item.ContainsKey).Select(name => $"{name} {PrintableText.Of(item[name].S)}")) is { Length: > 0 } words
            ? words : "the pause does not say by whom";

    static Dictionary<string, AttributeValue> KeyOf(string? plan) => Items.Key(plan is null ? Items.All : Items.PlanKey(plan), Key);
}
