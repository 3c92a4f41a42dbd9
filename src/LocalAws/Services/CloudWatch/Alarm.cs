namespace LocalAws.Services.CloudWatch;

/// <summary>An alarm's state, since when, and why. UpdatedAt moves with every new reason, TransitionedAt only with the value.</summary>
public sealed record AlarmState(string Value, string Reason, string? ReasonData, DateTimeOffset UpdatedAt, DateTimeOffset TransitionedAt);

/// <summary>What metric and composite alarms have in common. Actions are ARNs of topics in the alarm's Region.</summary>
public abstract class Alarm(string region, string name, DateTimeOffset createdAt)
{
    public string Region { get; } = region;

    public string Name { get; } = name;

    public string Arn { get; } = $"arn:aws:cloudwatch:{region}:{World.Account}:alarm:{name}";

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public string? Description { get; init; }

    public bool ActionsEnabled { get; set; } = true;

    public IReadOnlyList<string> OkActions { get; init; } = [];

    public IReadOnlyList<string> AlarmActions { get; init; } = [];

    public IReadOnlyList<string> InsufficientDataActions { get; init; } = [];

    public AlarmState State { get; internal set; } =
        new("INSUFFICIENT_DATA", "Unchecked: Initial alarm creation", null, createdAt, createdAt);

    public IReadOnlyList<string> ActionsFor(string state) =>
        state switch { "ALARM" => AlarmActions, "OK" => OkActions, _ => InsufficientDataActions };
}

/// <summary>
/// An alarm on a metric: at or beyond the threshold for all of its evaluation periods of a minute. One on AWS/Route53
/// HealthCheckStatus follows that health check; any other follows the figures of PutMetricData, and keeps its state until there are any.
/// </summary>
public sealed class MetricAlarm(string region, string name, DateTimeOffset createdAt) : Alarm(region, name, createdAt)
{
    public string Namespace { get; init; } = "AWS/Route53";

    public string MetricName { get; init; } = "HealthCheckStatus";

    public string Statistic { get; init; } = "Minimum";

    public IReadOnlyList<(string Name, string Value)> Dimensions { get; init; } = [];

    /// <summary>Only figures of this unit count; null means figures without a unit.</summary>
    public string? Unit { get; init; }

    public int EvaluationPeriods { get; init; } = 1;

    public double Threshold { get; init; } = 1;

    public string ComparisonOperator { get; init; } = "LessThanThreshold";

    /// <summary>missing, breaching, notBreaching or ignore.</summary>
    public string TreatMissingData { get; init; } = "missing";

    /// <summary>The health check that this alarm watches; null if it watches another metric.</summary>
    public string? HealthCheckId => MetricName == "HealthCheckStatus"
        ? Dimensions.Where(dimension => dimension.Name == "HealthCheckId").Select(dimension => dimension.Value).FirstOrDefault()
        : null;
}

/// <summary>An alarm whose state follows from others of its Region.</summary>
public sealed class CompositeAlarm(string region, string name, DateTimeOffset createdAt, string rule) : Alarm(region, name, createdAt)
{
    public AlarmRule Rule { get; } = AlarmRule.Parse(rule);

    /// <summary>While this alarm of the same Region is in ALARM, actions are suppressed.</summary>
    public string? ActionsSuppressor { get; init; }

    /// <summary>How long actions wait for the suppressor to go into ALARM.</summary>
    public TimeSpan WaitPeriod { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>For how long actions stay suppressed once the suppressor has left ALARM.</summary>
    public TimeSpan ExtensionPeriod { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>By what its actions are suppressed: Alarm, WaitPeriod or ExtensionPeriod; null if they are not.</summary>
    public string? SuppressedBy(Alarm? suppressor, DateTimeOffset now) =>
        suppressor is null ? null
        : suppressor.State.Value == "ALARM" ? "Alarm"
        : suppressor.State.TransitionedAt > suppressor.CreatedAt && now - suppressor.State.TransitionedAt < ExtensionPeriod ? "ExtensionPeriod"
        : State.TransitionedAt > CreatedAt && now - State.TransitionedAt < WaitPeriod ? "WaitPeriod"
        : null;
}
