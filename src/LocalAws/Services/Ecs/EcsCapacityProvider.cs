using LocalAws.Services.AutoScaling;

namespace LocalAws.Services.Ecs;

/// <summary>Where tasks run: FARGATE, FARGATE_SPOT, or the instances of an Auto Scaling group.</summary>
public sealed class EcsCapacityProvider
{
    readonly World world;
    readonly List<EcsService> users = [];
    int room = int.MaxValue;

    internal EcsCapacityProvider(World world, string name, AutoScalingGroup? group = null, int tasksAnInstance = 1)
    {
        (this.world, Name, Group, TasksAnInstance) = (world, name, group, tasksAnInstance);
        if (group is not null)
        {
            group.Changed += Retry;
        }
    }

    public string Name { get; }

    /// <summary>Null for Fargate.</summary>
    public AutoScalingGroup? Group { get; }

    public int TasksAnInstance { get; }

    /// <summary>For Fargate: how many tasks there is room for. Tasks that already run are not taken away.</summary>
    public int Room
    {
        get => room;
        set
        {
            room = value;
            Retry();
        }
    }

    internal void UsedBy(EcsService service) => users.Add(service);

    /// <summary>How many tasks more it has room for.</summary>
    internal int LeftAt(DateTimeOffset at)
    {
        var most = Group is { } group ? InstancesAt(group, at) * TasksAnInstance : room;
        return Math.Max(0, most - Alive(at));
    }

    /// <summary>Managed scaling: the group is asked for the instances that the tasks need, and they serve minutes later.</summary>
    internal void Lacks(EcsService service, int tasks, DateTimeOffset at)
    {
        if (Group is not { } group)
        {
            return;
        }

        var needed = (Alive(at) + tasks + TasksAnInstance - 1) / TasksAnInstance;
        var target = Math.Min(needed, group.Max);
        if (target > group.DesiredAt(DateTimeOffset.MaxValue))
        {
            group.SetDesired(at + world.DrawSeconds($"managed scaling {group.Arn} {at:O}", 15, 60), target);
            service.Plan(at + Delay(group, at), service.Reconcile);
        }
    }

    internal string Refusal => Group is null ? EcsService.NoRoom
        : "was unable to place a task because no container instance met all of its requirements. Reason: No Container Instances were found "
            + "in your capacity provider.";

    int Alive(DateTimeOffset at) => users.Sum(user => user.Tasks.AliveAt(at).Count(task => task.Provider == this));

    void Retry()
    {
        foreach (var user in users)
        {
            user.Plan(world.Now, user.Reconcile);
            user.Settle();
        }
    }

    /// <summary>From the desired capacity to instances that take tasks; an instance boots in this time.</summary>
    TimeSpan Delay(AutoScalingGroup group, DateTimeOffset at) => TimeSpan.FromSeconds(61) + Boot(group, at);

    TimeSpan Boot(AutoScalingGroup group, DateTimeOffset at) => world.DrawSeconds($"boots {group.Arn} {at:d}", 60, 100);

    int InstancesAt(AutoScalingGroup group, DateTimeOffset at) =>
        Math.Min(group.DesiredAt(at), group.DesiredAt(at - Boot(group, at)));
}

/// <summary>One provider of a service's capacity provider strategy.</summary>
public sealed record EcsStrategyItem(EcsCapacityProvider Provider, int Weight = 1, int Base = 0)
{
    /// <summary>
    /// How many of the tasks each provider is to run: first the bases, then by the weights. AWS does not turn to another provider where one
    /// lacks capacity.
    /// </summary>
    internal static IReadOnlyList<(EcsCapacityProvider? Provider, int Count)> Share(IReadOnlyList<EcsStrategyItem> strategy, int wanted)
    {
        if (strategy.Count == 0)
        {
            return [(null, wanted)];
        }

        var counts = strategy.Select(item => Math.Min(item.Base, wanted)).ToArray();
        for (var left = wanted - counts.Sum(); left > 0; left--)
        {
            var next = Enumerable.Range(0, counts.Length).Where(i => strategy[i].Weight > 0)
                .MinBy(i => (counts[i] - strategy[i].Base + 1.0) / strategy[i].Weight);
            counts[next]++;
        }

        return [.. strategy.Select((item, i) => ((EcsCapacityProvider?)item.Provider, counts[i]))];
    }
}
