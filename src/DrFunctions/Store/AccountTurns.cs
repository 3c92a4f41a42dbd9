using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using DrFunctions.Aws;

namespace DrFunctions.Store;

/// <summary>
/// Deals out the turns of an account's rate by one item of the table: it holds the instant up to which turns are taken, which each taker
/// moves forward by what its calls cost. It is one atomic write, however many wait.
/// </summary>
sealed class AccountTurns(StateTable table) : IAccountTurns
{
    const string Partition = "rate";

    /// <summary>Until when turns are taken, in milliseconds.</summary>
    const string TakenMember = "taken";

    /// <summary>The plans that took turns since there was last a rest.</summary>
    const string PlansMember = "plans";

    /// <summary>A table that takes longer is no help: the process's own pace is.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>So long after a failure the table is not asked again.</summary>
    static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30);

    /// <summary>After a rest of this length those who ask are counted anew.</summary>
    static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    /// <summary>
    /// So many turns each plan that asks may make the others wait, and a margin: a later turn can only come from a clock that is wrong.
    /// </summary>
    const int MostEach = 4;
    static readonly TimeSpan LongestAlone = TimeSpan.FromSeconds(10);

    DateTimeOffset failedAt = DateTimeOffset.MinValue;
    Queue likely = Queue.Rested;

    /// <summary>How the item stood: turns are taken beyond now, or up to a moment ago, or there was a rest.</summary>
    enum Queue
    {
        Ahead,
        Idle,
        Rested,
    }

    public async Task<Turn?> TakeAsync(AccountRate rate, string? plan, int tokens, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rate);
        var now = table.Now;
        if ((now - failedAt).Duration() < AfterFailure)
        {
            return null;
        }

        try
        {
            // Between two attempts somebody else may have changed how it stands; once round is enough for all but a rare race.
            var queue = likely;
            for (var attempt = 0; attempt < 4; attempt++)
            {
                if (await TryAsync(rate, plan, tokens, now, queue, cancellation) is { } turn)
                {
                    likely = queue;
                    return turn.At - now <= LongestAlone + TimeSpan.FromSeconds(turn.Plans * MostEach / rate.PerSecond) ? turn : null;
                }

                queue = (Queue)(((int)queue + 1) % 3);
            }
        }
        catch (Exception e) when (AwsErrors.Is(e))
        {
            failedAt = now;
        }

        return null;
    }

    /// <summary>Null if it does not stand as thought.</summary>
    async Task<Turn?> TryAsync(AccountRate rate, string? plan, int tokens, DateTimeOffset now, Queue queue, CancellationToken cancellation)
    {
        var (at, cost) = (now.ToUnixTimeMilliseconds(), (long)Math.Ceiling(tokens * 1000 / rate.PerSecond));
        var update = new UpdateItemRequest
        {
            TableName = table.Name,
            Key = Items.Key(Partition, rate.Name),
            ReturnValues = ReturnValue.ALL_NEW,
            UpdateExpression = Expression(queue, plan is not null),
            ConditionExpression = queue switch
            {
                Queue.Ahead => "#taken > :now",
                Queue.Idle => "#taken <= :now AND #taken > :rest",
                _ => "attribute_not_exists(#taken) OR #taken <= :rest",
            },
            ExpressionAttributeNames = new() { ["#taken"] = TakenMember },
            ExpressionAttributeValues = [],
        };
        Give(update, queue, at, cost, plan);
        try
        {
            var answer = await table.WriteAsync((dynamoDb, token) => dynamoDb.UpdateItemAsync(update, token), Patience, cancellation);
            var item = answer.Attributes ?? [];
            var taken = Items.NumberIn(item, TakenMember) ?? at;
            var plans = item.GetValueOrDefault(PlansMember)?.SS?.Count ?? 0;
            var first = taken - cost - (long)((rate.Burst - 1) * 1000 / rate.PerSecond);
            return new Turn(DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(at, first)), Math.Max(1, plans));
        }
        catch (ConditionalCheckFailedException)
        {
            return null;
        }
    }

    /// <summary>Of those that rest nothing is counted, and after a rest the plans that move are counted anew.</summary>
    static string Expression(Queue queue, bool moves) => (queue, moves) switch
    {
        (Queue.Ahead, true) => "SET #taken = #taken + :cost ADD #plans :plan",
        (Queue.Ahead, false) => "SET #taken = #taken + :cost",
        (Queue.Rested, true) => "SET #taken = :from, #plans = :plan",
        (_, true) => "SET #taken = :from ADD #plans :plan",
        _ => "SET #taken = :from",
    };

    static void Give(UpdateItemRequest update, Queue queue, long now, long cost, string? plan)
    {
        var values = update.ExpressionAttributeValues;
        if (queue != Queue.Rested)
        {
            values[":now"] = Items.Number(now);
        }

        if (queue != Queue.Ahead)
        {
            values[":rest"] = Items.Number(now - (long)Rest.TotalMilliseconds);
        }

        values[queue == Queue.Ahead ? ":cost" : ":from"] = Items.Number(queue == Queue.Ahead ? cost : now + cost);
        if (plan is not null)
        {
            update.ExpressionAttributeNames["#plans"] = PlansMember;
            values[":plan"] = new AttributeValue { SS = [plan] };
        }
    }
}
