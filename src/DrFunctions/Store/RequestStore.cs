using Amazon.DynamoDBv2.Model;
using DrFunctions.Aws;
using DrFunctions.Core.Observations;

namespace DrFunctions.Store;

/// <summary>Writes what people request, for the loop to take.</summary>
public sealed class RequestStore
{
    readonly StateTable table;
    readonly RecordStore records;

    internal RequestStore(StateTable table, RecordStore records) => (this.table, this.records) = (table, records);

    /// <summary>Writes a request. Idempotent: an existing request with the same id is the same request.</summary>
    /// <exception cref="StoreException">The request was not written, as far as is known.</exception>
    public async Task WriteAsync(string plan, Request request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var put = new PutItemRequest { Item = RequestItems.Write(plan, request), ConditionExpression = "attribute_not_exists(pk)" };
        try
        {
            await table.PutAsync(put, cancellation);
        }
        catch (ConditionalCheckFailedException)
        {
            // An earlier attempt wrote it, and its answer was lost.
        }
        catch (Exception e) when (AwsErrors.Is(e))
        {
            // Without an answer, the table shows whether the request was written; the loop may even have taken it by now.
            var stored = await records.LoadAsync(plan, cancellation);
            if (stored.Record.Answered?.Id != request.Id && stored.Requests.All(other => other.Id != request.Id))
            {
                throw new StoreException($"the request could not be written: {AwsErrors.Describe(e)}", e);
            }
        }
    }
}
