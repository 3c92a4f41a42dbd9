using LocalAws.Services.ElasticLoadBalancing;

namespace LocalAws.Services.Ecs;

/// <summary>
/// One version of a service and its tasks: a service revision of ECS's own deployments, or a task set where CodeDeploy or another
/// controller deploys. While a deployment is under way a service has two.
/// </summary>
public sealed class EcsRevision
{
    readonly Timeline<bool> primary;
    readonly Timeline<int> scale;

    internal EcsRevision(string id, DateTimeOffset at, TargetGroup? group, ForwardRule? rule, bool isPrimary, int scale)
    {
        (Id, At, Group, Rule) = (id, at, group, rule);
        primary = new Timeline<bool>(isPrimary);
        this.scale = new Timeline<int>(scale);
    }

    /// <summary>A new rollout of the same revision has another.</summary>
    public string Id { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>The target group of its tasks in the service's first load balancer; null without one.</summary>
    public TargetGroup? Group { get; }

    /// <summary>The listener's rule that shares users out to the two groups of the service; null where it has one group.</summary>
    internal ForwardRule? Rule { get; }

    internal DateTimeOffset? EndedAt { get; private set; }

    internal bool LivesAt(DateTimeOffset at) => At <= at && !(EndedAt <= at);

    internal bool IsPrimaryAt(DateTimeOffset at) => primary.At(at);

    /// <summary>For a task set: the percentage of the service's desired count.</summary>
    internal int ScaleAt(DateTimeOffset at) => scale.At(at);

    /// <summary>Always rounded up, as AWS does.</summary>
    internal int WantedAt(DateTimeOffset at, int desired) => LivesAt(at) ? (desired * scale.At(at) + 99) / 100 : 0;

    /// <summary>The percentage of the users that its tasks serve.</summary>
    internal int WeightAt(DateTimeOffset at) =>
        !LivesAt(at) ? 0 : Rule is { } rule && Group is { } group ? rule.WeightAt(group, at) : primary.At(at) ? 100 : 0;

    internal void Renew(string id, DateTimeOffset at) => (Id, At) = (id, at);

    internal void Scale(DateTimeOffset at, int percent) => scale.Set(at, percent);

    internal void MakePrimary(DateTimeOffset at, bool isPrimary) => primary.Set(at, isPrimary);

    internal void End(DateTimeOffset at) => EndedAt = at;
}
