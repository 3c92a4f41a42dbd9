using Amazon.DynamoDBv2.Model;
using DrFunctions.Aws;
using DrFunctions.Core.Observations;

namespace DrFunctions.Store;

/// <summary>
/// The board on which the plans of a deployment write what they have to tell, so that all processes together keep to SNS's rate. A plan's
/// entry is written by its driver's own save; the turn of digests is an item of its own, which one process at a time replaces.
/// </summary>
public sealed class NoticeStore
{
    internal const string Partition = "notices";
    const string PlanPrefix = "plan#";
    const string TurnKey = "digest";

    /// <summary>A plan that has nothing to tell any more is removed by the table.</summary>
    static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    readonly StateTable table;

    internal NoticeStore(StateTable table) => this.table = table;

    /// <summary>The board; null if it cannot be read.</summary>
    public async Task<StoredBoard?> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            var (plans, turn, version) = (new List<PlanNotices>(), (DigestTurn?)null, 0L);
            var query = new QueryRequest
            {
                KeyConditionExpression = "pk = :notices",
                ExpressionAttributeValues = new() { [":notices"] = new(Partition) },
            };
            foreach (var item in await table.QueryAllAsync(query, cancellation))
            {
                if (Items.TextIn(item, "body") is not { } body)
                {
                    continue;
                }

                if (item["sk"].S == TurnKey)
                {
                    (turn, version) = (NoticeBoardJson.ReadTurn(body), Items.NumberIn(item, "version") ?? 0);
                }
                else if (NoticeBoardJson.ReadPlan(body) is { } plan)
                {
                    plans.Add(plan);
                }
            }

            return new StoredBoard(new NoticeBoard(plans, turn), version);
        }
        catch (Exception e) when (AwsErrors.Is(e))
        {
            return null;
        }
    }

    /// <summary>Replaces the turn of digests; null if another process was first, else the board with the new turn.</summary>
    public async Task<StoredBoard?> TakeAsync(StoredBoard read, DigestTurn turn, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(read);
        var item = Items.Key(Partition, TurnKey);
        item["body"] = new(NoticeBoardJson.Write(turn));
        try
        {
            return await table.ReplaceAsync(item, read.Version, cancellation)
                ? new StoredBoard(read.Board with { Turn = turn }, read.Version + 1) : null;
        }
        catch (Exception e) when (AwsErrors.Is(e))
        {
            // If the answer was lost and the turn is taken, it is over soon.
            return null;
        }
    }

    internal static Put PutOf(PlanNotices plan, DateTimeOffset now)
    {
        var item = Items.Key(Partition, PlanPrefix + plan.Plan);
        item["body"] = new(NoticeBoardJson.Write(plan));
        item["expires"] = Items.Number((now + Kept).ToUnixTimeSeconds());
        return new Put { Item = item };
    }
}

/// <param name="Version">Of the turn of digests; 0 before the first.</param>
public sealed record StoredBoard(NoticeBoard Board, long Version);
