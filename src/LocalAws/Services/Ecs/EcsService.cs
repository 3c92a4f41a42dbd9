using LocalAws.Services.ElasticLoadBalancing;

namespace LocalAws.Services.Ecs;

/// <summary>
/// A service as it truly is; what a caller reads may lag. Later events are planned, and carried out at their own instants before anything
/// later is read or changed, so the answer does not depend on when or how often it is read.
/// </summary>
public sealed class EcsService
{
    readonly World world;
    readonly Timeline<int> desired;
    readonly Timeline<string> status = new("ACTIVE");
    readonly List<EcsTask> tasks = [];
    readonly EcsEvents events;
    readonly List<(DateTimeOffset At, Action<DateTimeOffset> Do)> planned = [];
    DateTimeOffset? failed;
    bool crashLoops;
    int capacity = int.MaxValue;
    int ordinal;

    internal EcsService(World world, string region, string cluster, string name, int desired, IReadOnlyList<TargetGroup> groups,
        TargetGroup? green = null)
    {
        (this.world, Region, Cluster, Name, TargetGroups, Green) = (world, region, cluster, name, groups, green);
        CreatedAt = world.Now.AddDays(-30);
        Deployment = ($"ecs-svc/{world.NewId("")}", CreatedAt);
        this.desired = new Timeline<int>(desired);
        events = new EcsEvents(world, name);
        for (var i = 0; i < desired; i++)
        {
            Add(CreatedAt, CreatedAt);
        }
    }

    /// <summary>The desired count has changed, at that instant.</summary>
    internal event Action<DateTimeOffset>? Changed;

    public string Region { get; }

    public string Cluster { get; }

    public string Name { get; }

    public IReadOnlyList<TargetGroup> TargetGroups { get; }

    /// <summary>
    /// The other target group of the first load balancer, in which tasks are registered while ECS's own blue/green deployment has moved the
    /// service there; null without one.
    /// </summary>
    public TargetGroup? Green { get; }

    /// <summary>A service that runs one task on each container instance, and has no desired count.</summary>
    public bool IsDaemon { get; set; }

    public string Arn => $"arn:aws:ecs:{Region}:{World.Account}:service/{Cluster}/{Name}";

    public DateTimeOffset CreatedAt { get; }

    public int Desired => DesiredAt(Settle());

    public int Running => RunningAt(Settle());

    /// <summary>How many tasks run, will not fail, and are healthy in every target group.</summary>
    public int Ready => ReadyAt(Settle()).Count;

    /// <summary>How many tasks there is room for. Tasks that already run are not taken away.</summary>
    public int Capacity
    {
        get => capacity;
        set
        {
            var now = Settle();
            capacity = value;
            Reconcile(now);
        }
    }

    internal (string Id, DateTimeOffset At) Deployment { get; private set; }

    /// <summary>Sets the desired count, now or at a later instant, as the API, a person or an autoscaler does.</summary>
    public void SetDesired(int count, DateTimeOffset? at = null)
    {
        Plan(at ?? world.Now, instant =>
        {
            if (desired.At(instant) != count)
            {
                events.TellSteady(SteadySince(instant));
                desired.Set(instant, count);
                Reconcile(instant);
                Changed?.Invoke(instant);
                EcsServiceEvents.SendWhenSteady(world, this, instant);
            }
        });
        Settle();
    }

    /// <summary>
    /// From now on no task stays running: running tasks end within half a minute, new tasks seconds after they started to run.
    /// </summary>
    public void CrashLoop(DateTimeOffset? from = null)
    {
        Plan(from ?? world.Now, at =>
        {
            events.TellSteady(SteadySince(at));
            crashLoops = true;
            tasks.FindAll(task => !(task.Stopped <= at)).ForEach(task =>
                Crash(task, (at > task.Running ? at : task.Running) + world.DrawSeconds($"fall {Arn} {tasks.IndexOf(task)}", 3, 30)));
        });
        Settle();
    }

    /// <summary>A person repairs the image: a new deployment begins, and its tasks stay running.</summary>
    public void Mend()
    {
        Settle();
        crashLoops = false;
        Deploy();
    }

    /// <summary>Begins a new deployment, which ignores the last one's failures and launches the missing tasks.</summary>
    public void Deploy()
    {
        var now = Settle();
        failed = null;
        Deployment = ($"ecs-svc/{world.NewId("")}", now);
        Reconcile(now);
    }

    /// <summary>The service is deleted: it is still described, as INACTIVE, and cannot be updated.</summary>
    public void Delete()
    {
        SetDesired(0);
        status.Set(world.Now, "INACTIVE");
    }

    /// <summary>Plans something for an instant; <see cref="Settle"/> does it.</summary>
    internal void Plan(DateTimeOffset at, Action<DateTimeOffset> action) => planned.Add((at, action));

    /// <summary>Does what has come due, in order, and returns the present instant.</summary>
    internal DateTimeOffset Settle()
    {
        var now = world.Now;
        while (planned.Where(one => one.At <= now).OrderBy(one => one.At).FirstOrDefault() is { Do: not null } due)
        {
            planned.Remove(due);
            due.Do(due.At);
        }

        return now;
    }

    internal string StatusAt(DateTimeOffset at) => status.At(at);

    internal int DesiredAt(DateTimeOffset at) => desired.At(at);

    internal DateTimeOffset DesiredSince(DateTimeOffset at) => desired.Since(at) ?? CreatedAt;

    internal int RunningAt(DateTimeOffset at) => tasks.Count(task => task.IsRunning(at));

    internal int PendingAt(DateTimeOffset at) => tasks.Count(task => task.IsPending(at));

    /// <summary>How many tasks have failed since the deployment began or the desired count last changed.</summary>
    internal int FailedTasksAt(DateTimeOffset at) =>
        tasks.Count(task => task.Crashes && task.Stopped <= at && task.Stopped > Deployment.At && task.Stopped > DesiredSince(at));

    internal DateTimeOffset? FailedSince(DateTimeOffset at) => failed <= at ? failed : null;

    /// <summary>Since when as many tasks as desired are ready; null if they are not.</summary>
    internal DateTimeOffset? SteadySince(DateTimeOffset at)
    {
        var ready = ReadyAt(at);
        return ready.Count != RunningAt(at) || ready.Count != DesiredAt(at) || FailedSince(at) is not null
            ? null
            : ready.Append(DesiredSince(at)).Append(Deployment.At).Max();
    }

    internal IEnumerable<EcsEvent> EventsAt(DateTimeOffset at)
    {
        events.TellSteady(SteadySince(at));
        return events.At(at);
    }

    /// <summary>Stops tasks that are not desired any more, the newest first, and launches those that are missing.</summary>
    void Reconcile(DateTimeOffset at)
    {
        var wanted = DesiredAt(at);
        var alive = tasks.FindAll(task => !(task.Stopped <= at));
        var surplus = alive.Skip(wanted).ToList();
        surplus.ForEach(task => task.End(at));
        events.Tell(at, "has stopped", surplus);
        if (FailedSince(at) is not null || alive.Count >= wanted)
        {
            return;
        }

        var begin = at + world.DrawSeconds($"launch {Arn} {ordinal}", 1, 4);
        var launched = new List<EcsTask>();
        for (var i = alive.Count; i < Math.Min(wanted, capacity); i++)
        {
            launched.Add(Launch(begin));
            // AWS launches at most 20 Fargate tasks a second.
            begin += TimeSpan.FromSeconds(1 / 20.0);
        }

        events.Tell(begin, "has started", launched);
        if (wanted > capacity)
        {
            events.Tell(begin, "was unable to place a task. Reason: Capacity is unavailable at this time. " +
                "Please try again later or in a different availability zone.");
        }
    }

    EcsTask Launch(DateTimeOffset at)
    {
        var task = Add(at, at + world.DrawSeconds($"task {Arn} {ordinal}", 30, 65));
        if (crashLoops)
        {
            Crash(task, task.Running + world.DrawSeconds($"crash {Arn} {ordinal}", 3, 8));
        }

        return task;
    }

    EcsTask Add(DateTimeOffset launched, DateTimeOffset running)
    {
        ordinal++;
        var task = new EcsTask(world.NewUuid().Replace("-", "", StringComparison.Ordinal), launched, running);
        foreach (var group in Green is null ? TargetGroups : [Green, .. TargetGroups.Skip(1)])
        {
            task.Join(group, $"10.1.{ordinal / 250}.{ordinal % 250 + 4}", $"{Region}{"abc"[ordinal % 3]}");
        }

        tasks.Add(task);
        return task;
    }

    void Crash(EcsTask task, DateTimeOffset at)
    {
        task.End(at, crashes: true);
        Plan(at, _ => Fallen(task, at));
    }

    void Fallen(EcsTask task, DateTimeOffset at)
    {
        // AWS's circuit breaker opens when half the desired count has failed, at least 3 tasks and at most 200.
        if (crashLoops && failed is null && FailedTasksAt(at) >= Math.Clamp((DesiredAt(at) + 1) / 2, 3, 200))
        {
            failed = at;
            events.Tell(at, $"(deployment {Deployment.Id}) deployment failed: tasks failed to start.");
        }

        // The task may have been stopped before, because fewer were wanted.
        if (task.Stopped == at)
        {
            Reconcile(at);
        }
    }

    List<DateTimeOffset> ReadyAt(DateTimeOffset at) => [.. tasks.Select(task => task.ReadySince(at)).OfType<DateTimeOffset>()];
}
