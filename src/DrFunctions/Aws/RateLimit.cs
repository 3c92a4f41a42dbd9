namespace DrFunctions.Aws;

/// <summary>
/// A request rate that AWS allows an account: a token bucket, full after a rest and refilled steadily. The values are the defaults that AWS
/// publishes, such as https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html.
/// </summary>
/// <param name="PerSecond">How many tokens are added each second.</param>
/// <param name="IsGlobal">One bucket for all Regions.</param>
public sealed record RateLimit(string Name, int Bucket, double PerSecond, bool IsGlobal = false)
{
    public static RateLimit StartInstances { get; } = new("EC2 StartInstances", 5, 2);

    /// <summary>One token per instance, in addition to the one for the request.</summary>
    public static RateLimit InstancesStarted { get; } = new("EC2 instances started", 1000, 2);

    public static RateLimit StopInstances { get; } = new("EC2 changing requests", 50, 5);

    public static RateLimit InstancesStopped { get; } = new("EC2 instances stopped", 1000, 20);

    /// <summary>By filters and in pages.</summary>
    public static RateLimit DescribeInstances { get; } = new("EC2 DescribeInstances", 100, 20);

    /// <summary>By ids.</summary>
    public static RateLimit DescribeInstanceStatus { get; } = new("EC2 DescribeInstanceStatus", 50, 10);

    public static RateLimit UpdateService { get; } = new("ECS UpdateService", 50, 5);

    public static RateLimit DescribeServices { get; } = new("ECS DescribeServices", 100, 20);

    public static RateLimit DescribeTargetHealth { get; } = new("ELB DescribeTargetHealth", 40, 10);

    /// <summary>AWS publishes none for the listeners' rules; this one is modest.</summary>
    public static RateLimit DescribeRules { get; } = new("ELB DescribeRules", 20, 5);

    /// <summary>ECS's cluster resource reads.</summary>
    public static RateLimit DescribeCapacityProviders { get; } = new("ECS DescribeCapacityProviders", 50, 20);

    /// <summary>AWS publishes none for EC2 Auto Scaling; this one is modest.</summary>
    public static RateLimit AutoScalingGroups { get; } = new("EC2 Auto Scaling", 20, 5);

    /// <summary>AWS publishes none for Application Auto Scaling; this one is modest.</summary>
    public static RateLimit ScalableTargets { get; } = new("Application Auto Scaling", 50, 10);

    /// <summary>All of Route 53's calls together. All processes of the account share it: see <see cref="AccountRate.Route53"/>.</summary>
    public static RateLimit Route53 { get; } = new("Route 53", 50, 10, IsGlobal: true);

    public static RateLimit PutMetricData { get; } = new("CloudWatch PutMetricData", 500, 500);

    /// <summary>
    /// Not SNS's, which takes hundreds a second, but of an email subscription: AWS suspends it at more than ten messages in one second. At
    /// most <see cref="Core.Deciding.Digests.MostAlone"/> processes publish at once, and others publish to the same topic.
    /// </summary>
    public static RateLimit Emails { get; } = new("emails of one process", 2, 1);

    public static RateLimit DescribeAlarms { get; } = new("CloudWatch DescribeAlarms", 9, 9);
}
