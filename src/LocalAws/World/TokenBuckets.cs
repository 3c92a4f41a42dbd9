using LocalAws.Wire;

namespace LocalAws;

/// <summary>AWS's rate limits of one account at their nominal sizes: token buckets per Region, as far as a failover meets them.</summary>
public sealed class TokenBuckets(TimeProvider time)
{
    readonly SortedDictionary<string, (double Tokens, DateTimeOffset At)> buckets = new(StringComparer.Ordinal);

    /// <summary>Takes what the call costs. False: it is throttled, and took nothing.</summary>
    public bool TryTake(FaultPoint call)
    {
        var costs = CostsOf(call).ToArray();
        if (costs.Any(cost => Filled(cost) < cost.Tokens))
        {
            return false;
        }

        foreach (var cost in costs)
        {
            buckets[cost.Bucket] = (Filled(cost) - cost.Tokens, time.GetUtcNow());
        }

        return true;
    }

    double Filled(Cost cost) => buckets.TryGetValue(cost.Bucket, out var bucket)
        ? Math.Min(cost.Size, bucket.Tokens + (time.GetUtcNow() - bucket.At).TotalSeconds * cost.Refill)
        : cost.Size;

    static IEnumerable<Cost> CostsOf(FaultPoint call)
    {
        var (region, form) = (call.Region, call.Service == "ec2" ? Form.Parse(call.Request.Text) : []);
        switch (call.Service, call.Operation)
        {
            case ("ec2", "StartInstances"):
                yield return new($"{region} ec2 start requests", 5, 2);
                yield return new($"{region} ec2 start instances", 1000, 2, form.List("InstanceId").Count);
                break;
            case ("ec2", "DescribeInstances" or "DescribeInstanceStatus"):
                var filtered = form.ContainsKey("MaxResults") || form.ContainsKey("Filter.1.Name");
                yield return filtered
                    ? new($"{region} ec2 describe filtered", 100, 20)
                    : new($"{region} ec2 describe", 50, 10);
                break;
            case ("ecs", "UpdateService" or "CreateService" or "DeleteService"):
                yield return new($"{region} ecs services changed", 50, 5);
                break;
            case ("ecs", "DescribeServices"):
                yield return new($"{region} ecs services described", 100, 20);
                break;
            case ("monitoring", "DescribeAlarms"):
                yield return new($"{region} alarms described", 9, 9);
                break;
            case ("route53", _):
                yield return new("route53", 5, 5);
                break;
        }
    }

    /// <summary>What a call takes from a bucket that holds Size tokens and regains Refill a second.</summary>
    sealed record Cost(string Bucket, double Size, double Refill, double Tokens = 1);
}
