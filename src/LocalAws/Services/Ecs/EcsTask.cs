using LocalAws.Services.ElasticLoadBalancing;

namespace LocalAws.Services.Ecs;

/// <summary>One task of a service: launched, running, stopped; each of these may lie in the future.</summary>
public sealed class EcsTask
{
    readonly List<(TargetGroup Group, Target Target)> targets = [];

    /// <param name="provider">Null for a launch type.</param>
    internal EcsTask(string id, EcsRevision revision, EcsCapacityProvider? provider, DateTimeOffset launched, DateTimeOffset running) =>
        (Id, Revision, Provider, Launched, Running) = (id, revision, provider, launched, running);

    public string Id { get; }

    internal EcsRevision Revision { get; }

    internal EcsCapacityProvider? Provider { get; }

    public DateTimeOffset Launched { get; }

    public DateTimeOffset Running { get; }

    public DateTimeOffset? Stopped { get; private set; }

    /// <summary>The task ends because it fails, not because fewer tasks are wanted.</summary>
    public bool Crashes { get; private set; }

    public bool IsPending(DateTimeOffset at) => Launched <= at && at < Running && !(Stopped <= at);

    public bool IsRunning(DateTimeOffset at) => Running <= at && !(Stopped <= at);

    /// <summary>Since when the task runs, will not fail, and is healthy in every target group; null if that is not so.</summary>
    public DateTimeOffset? ReadySince(DateTimeOffset at)
    {
        DateTimeOffset? ready = IsRunning(at) && !Crashes ? Running : null;
        foreach (var (group, target) in targets)
        {
            var healthy = group.HealthySince(target, at);
            ready = healthy is null ? null : healthy > ready ? healthy : ready;
        }

        return ready;
    }

    /// <summary>Plans the task's registration with the group for when it runs.</summary>
    internal void Join(TargetGroup group, string address, string zone) => targets.Add((group, group.Register(address, Running, zone)));

    internal void End(DateTimeOffset at, bool crashes = false)
    {
        (Stopped, Crashes) = (at, crashes);
        foreach (var (group, target) in targets)
        {
            target.To = at;
            if (at <= target.From)
            {
                group.Forget(target);
            }
        }
    }
}
