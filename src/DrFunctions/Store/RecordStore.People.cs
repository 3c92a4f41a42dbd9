using Amazon.DynamoDBv2.Model;
using DrFunctions.Aws;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;

namespace DrFunctions.Store;

/// <summary>What people write: requests, which the loop takes, and pauses, which hold by being there.</summary>
public sealed partial class RecordStore
{
    const string PauseKey = "pause";

    static readonly string[] PauseMembers = ["by", "at", "reason"];

    /// <summary>Writes a request. One of the same id that is there already is the same request.</summary>
    /// <exception cref="StoreException">It was not written, as far as can be told.</exception>
    public async Task AskAsync(string plan, Request request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var put = new PutItemRequest { TableName = table, Item = RequestItems.Write(plan, request), ConditionExpression = "attribute_not_exists(pk)" };
        try
        {
            await calls.AskAsync(token => aws.DynamoDb(region).PutItemAsync(put, token), cancellation);
        }
        catch (ConditionalCheckFailedException)
        {
            // It was put before, and its answer was lost.
        }
        catch (Exception e) when (Trouble.Is(e))
        {
            // Without an answer, the table knows; the loop may even have taken it by now.
            var stored = await LoadAsync(plan, cancellation);
            if (stored.Record.Answered?.Id != request.Id && stored.Requests.All(other => other.Id != request.Id))
            {
                throw new StoreException($"the request could not be written: {Trouble.Say(e)}", e);
            }
        }
    }

    /// <summary>Pauses a plan, or all where it is null. A pause that is there already is replaced.</summary>
    public async Task PauseAsync(string? plan, string by, string reason, CancellationToken cancellation)
    {
        var item = Items.Key(plan is null ? Items.All : Items.PlanKey(plan), PauseKey);
        item["by"] = new(by);
        item["at"] = Items.Instant(calls.Time.GetUtcNow());
        item["reason"] = new(reason);
        var put = new PutItemRequest { TableName = table, Item = item };
        await calls.AskAsync(token => aws.DynamoDb(region).PutItemAsync(put, token), cancellation);
    }

    /// <summary>Takes the pause of a plan, or that of all where it is null, away.</summary>
    /// <returns>Who had paused, when and why; null if nobody had.</returns>
    public async Task<string?> ResumeAsync(string? plan, CancellationToken cancellation)
    {
        var delete = new DeleteItemRequest
        {
            TableName = table,
            Key = Items.Key(plan is null ? Items.All : Items.PlanKey(plan), PauseKey),
            ReturnValues = Amazon.DynamoDBv2.ReturnValue.ALL_OLD,
        };
        var answer = await calls.AskAsync(token => aws.DynamoDb(region).DeleteItemAsync(delete, token), cancellation);
        return answer.Attributes is { Count: > 0 } pause ? PauseSentence(pause) : null;
    }

    /// <summary>Never throws for what the table does: a pause that cannot be read holds.</summary>
    public async Task<PauseOfAll> ReadPauseOfAllAsync(CancellationToken cancellation)
    {
        try
        {
            return await GetAsync(Items.All, PauseKey, cancellation) is { } pause ? new(Automation.Paused, PauseSentence(pause)) : new(Automation.On, "");
        }
        catch (Exception e) when (Trouble.Is(e))
        {
            return new(Automation.Unknown, Trouble.Say(e));
        }
    }

    static string PauseSentence(Dictionary<string, AttributeValue> item) =>
        string.Join(", ", PauseMembers.Where(item.ContainsKey).Select(name => $"{name} {PrintableText.Of(item[name].S)}")) is { Length: > 0 } words
            ? words : "the pause does not say by whom";
}
