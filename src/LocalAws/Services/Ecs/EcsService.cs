using LocalAws.Services.ElasticLoadBalancing;

namespace LocalAws.Services.Ecs;

/// <summary>
/// A service as it truly is; what a caller reads may lag. Later events are planned, and carried out at their own instants before anything
/// later is read or changed, so the answer does not depend on when or how often it is read.
/// </summary>
public sealed class EcsService
{
    internal const string NoRoom = "was unable to place a task. Reason: Capacity is unavailable at this time. "
        + "Please try again later or in a different availability zone.";

    static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(1);
    static readonly TimeSpan LastRetry = TimeSpan.FromMinutes(15);

    readonly World world;
    readonly Timeline<int> desired;
    readonly Timeline<string> status = new("ACTIVE");
    readonly List<EcsRevision> revisions = [];
    readonly EcsEvents events;
    readonly List<(DateTimeOffset At, Action<DateTimeOffset> Do)> planned = [];
    DateTimeOffset? failed;
    bool crashLoops;
    EcsRevision? bad;
    int capacity = int.MaxValue;
    int ordinal;
    DateTimeOffset retryAt;
    TimeSpan patience = FirstRetry;

    /// <param name="groups">The target group of each load balancer; the first is the blue one where there is a green one.</param>
    /// <param name="green">The other target group of the first load balancer, where the tasks are; as after every second deployment.
    /// </param>
    /// <param name="rule">The production listener's rule, which ECS's own deployments change.</param>
    internal EcsService(World world, string region, string cluster, string name, int desired, IReadOnlyList<TargetGroup> groups,
        TargetGroup? green = null, ForwardRule? rule = null, string controller = "ECS")
    {
        (this.world, Region, Cluster, Name, TargetGroups, Green) = (world, region, cluster, name, groups, green);
        (Rule, Controller) = (rule, controller);
        CreatedAt = world.Now.AddDays(-30);
        this.desired = new Timeline<int>(desired);
        events = new EcsEvents(world, name);
        var id = $"ecs-svc/{world.NewId("")}";
        revisions.Add(new EcsRevision(id, CreatedAt, green ?? (groups is [var first, ..] ? first : null), rule, isPrimary: true, 100));
        for (var i = 0; i < desired; i++)
        {
            Add(revisions[0], null, CreatedAt, CreatedAt);
        }
    }

    /// <summary>The desired count has changed, at that instant.</summary>
    internal event Action<DateTimeOffset>? Changed;

    public string Region { get; }

    public string Cluster { get; }

    public string Name { get; }

    public IReadOnlyList<TargetGroup> TargetGroups { get; }

    /// <summary>
    /// The other target group of the first load balancer, in which tasks are registered after every second blue/green deployment; null
    /// without one.
    /// </summary>
    public TargetGroup? Green { get; }

    /// <summary>The production listener's rule; null where ECS does not shift users itself.</summary>
    public ForwardRule? Rule { get; }

    /// <summary>Who deploys: ECS, CODE_DEPLOY or EXTERNAL. The latter two have task sets.</summary>
    public string Controller { get; }

    /// <summary>The capacity provider strategy; empty for a launch type.</summary>
    public IReadOnlyList<EcsStrategyItem> Strategy
    {
        get;
        set
        {
            field = value;
            foreach (var item in value)
            {
                item.Provider.UsedBy(this);
            }
        }
    } = [];

    /// <summary>A service that runs one task on each container instance, and has no desired count.</summary>
    public bool IsDaemon { get; set; }

    public string Arn => $"arn:aws:ecs:{Region}:{World.Account}:service/{Cluster}/{Name}";

    public DateTimeOffset CreatedAt { get; }

    public int Desired => DesiredAt(Settle());

    public int Running => Tasks.RunningAt(Settle());

    /// <summary>
    /// How many tasks serve users: they run, will not fail, and are healthy in every target group. While users are shared out to two
    /// revisions, as many as the more loaded one can carry.
    /// </summary>
    public int Ready => Tasks.ServingAt(Settle(), revisions);

    /// <summary>How many tasks served users at an instant that has passed.</summary>
    public int ServedAt(DateTimeOffset at)
    {
        Settle();
        return Tasks.ServingAt(at, revisions);
    }

    internal EcsTasks Tasks { get; } = new();

    internal IEnumerable<EcsRevision> RevisionsAt(DateTimeOffset at) => revisions.Where(revision => revision.LivesAt(at));

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

    /// <summary>The newest revision.</summary>
    internal EcsRevision Deployment => revisions[^1];

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
    /// <param name="newestOnly">Only the newest revision is bad: the one before it runs on.</param>
    public void CrashLoop(DateTimeOffset? from = null, bool newestOnly = false)
    {
        Plan(from ?? world.Now, at =>
        {
            events.TellSteady(SteadySince(at));
            crashLoops = true;
            bad = newestOnly ? Deployment : null;
            Tasks.AliveAt(at).FindAll(task => IsBad(task.Revision)).ForEach(task =>
                Crash(task, (at > task.Running ? at : task.Running) + world.DrawSeconds($"fall {Arn} {Tasks.All.IndexOf(task)}", 3, 30)));
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
        Deployment.Renew($"ecs-svc/{world.NewId("")}", now);
        Reconcile(now);
    }

    /// <summary>
    /// A blue/green, linear or canary deployment begins: the tasks of a second revision are launched into the other target group. Users
    /// stay until <see cref="Shift(int)"/>.
    /// </summary>
    /// <param name="scale">For a task set: the percentage of the desired count.</param>
    public void BeginDeployment(int scale = 100)
    {
        var now = Settle();
        var group = Deployment.Group == Green ? TargetGroups[0] : Green;
        revisions.Add(new EcsRevision($"ecs-svc/{world.NewId("")}", now, group, Rule, isPrimary: false, scale));
        Reconcile(now);
    }

    /// <summary>
    /// Leads that percentage of the users to the newest revision; a task set becomes the primary one once it has all of them. Its bake time
    /// begins, and the older revision runs on.
    /// </summary>
    public void Shift(int percent) => Shift(percent, Settle());

    internal void Shift(int percent, DateTimeOffset at)
    {
        Rule?.Weigh(at, [.. Rule.Groups.Select(group => group == Deployment.Group ? percent : 100 - percent)]);
        if (percent == 100)
        {
            revisions.ForEach(revision => revision.MakePrimary(at, revision == Deployment));
        }
    }

    /// <summary>The bake time is over: the tasks of the older revision are stopped.</summary>
    public void EndDeployment() => EndDeployment(Settle());

    internal void EndDeployment(DateTimeOffset at)
    {
        revisions.SkipLast(1).Where(revision => revision.LivesAt(at)).ToList().ForEach(revision => revision.End(at));
        Reconcile(at);
    }

    /// <summary>For a task set: the percentage of the desired count, as the deployment's controller sets it.</summary>
    public void Scale(int percent)
    {
        var now = Settle();
        Deployment.Scale(now, percent);
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

    /// <summary>How many tasks have failed since the deployment began or the desired count last changed.</summary>
    internal int FailedTasksAt(DateTimeOffset at) =>
        Tasks.All.Count(task => task.Crashes && task.Stopped <= at && task.Stopped > Deployment.At && task.Stopped > DesiredSince(at));

    internal DateTimeOffset? FailedSince(DateTimeOffset at) => failed <= at ? failed : null;

    /// <summary>Since when as many tasks as desired are ready; null if they are not.</summary>
    internal DateTimeOffset? SteadySince(DateTimeOffset at)
    {
        var ready = Tasks.ReadySinceAt(at);
        var wanted = RevisionsAt(at).Sum(revision => revision.WantedAt(at, DesiredAt(at)));
        return ready.Count != Tasks.RunningAt(at) || ready.Count != wanted || FailedSince(at) is not null
            ? null
            : ready.Append(DesiredSince(at)).Append(Deployment.At).Max();
    }

    internal IEnumerable<EcsEvent> EventsAt(DateTimeOffset at)
    {
        events.TellSteady(SteadySince(at));
        return events.At(at);
    }

    /// <summary>Stops tasks that are not desired any more, the newest first, and launches those that are missing.</summary>
    internal void Reconcile(DateTimeOffset at)
    {
        foreach (var revision in revisions)
        {
            var shares = EcsStrategyItem.Share(Strategy, revision.WantedAt(at, DesiredAt(at)));
            List<EcsTask> Alive(EcsCapacityProvider? provider) =>
                Tasks.AliveAt(at).FindAll(task => task.Revision == revision && task.Provider == provider);
            var surplus = shares.SelectMany(share => Alive(share.Provider).Skip(share.Count)).ToList();
            surplus.ForEach(task => task.End(at));
            events.Tell(at, "has stopped", surplus);
            foreach (var (provider, count) in shares)
            {
                var missing = count - Alive(provider).Count;
                if (missing > 0 && (FailedSince(at) is null || revision != Deployment))
                {
                    Launch(revision, provider, missing, at);
                }
            }
        }
    }

    void Launch(EcsRevision revision, EcsCapacityProvider? provider, int missing, DateTimeOffset at)
    {
        var begin = at + world.DrawSeconds($"launch {Arn} {ordinal}", 1, 4);
        var room = Math.Max(0, Math.Min(capacity - Tasks.AliveAt(at).Count, provider?.LeftAt(at) ?? int.MaxValue));
        var launched = new List<EcsTask>();
        for (var i = 0; i < Math.Min(missing, room); i++)
        {
            launched.Add(Launch(revision, provider, begin));
            // AWS launches at most 20 Fargate tasks a second.
            begin += TimeSpan.FromSeconds(1 / 20.0);
        }

        events.Tell(begin, "has started", launched);
        if (missing > room)
        {
            events.Tell(begin, provider?.Refusal ?? NoRoom);
            provider?.Lacks(this, missing - room, at);
            TryAgain(begin);
        }
    }

    /// <summary>ECS goes on trying to place what is missing, less and less often.</summary>
    void TryAgain(DateTimeOffset at)
    {
        if (retryAt > at)
        {
            return;
        }

        patience = at - retryAt > patience * 2 ? FirstRetry : patience * 2 < LastRetry ? patience * 2 : LastRetry;
        retryAt = at + patience;
        Plan(retryAt, Reconcile);
    }

    EcsTask Launch(EcsRevision revision, EcsCapacityProvider? provider, DateTimeOffset at)
    {
        var task = Add(revision, provider, at, at + world.DrawSeconds($"task {Arn} {ordinal}", 30, 65));
        if (IsBad(revision))
        {
            Crash(task, task.Running + world.DrawSeconds($"crash {Arn} {ordinal}", 3, 8));
        }

        return task;
    }

    EcsTask Add(EcsRevision revision, EcsCapacityProvider? provider, DateTimeOffset launched, DateTimeOffset running)
    {
        ordinal++;
        var task = new EcsTask(world.NewUuid().Replace("-", "", StringComparison.Ordinal), revision, provider, launched, running);
        foreach (var group in TargetGroups.Skip(1).Prepend(revision.Group).OfType<TargetGroup>())
        {
            task.Join(group, $"10.1.{ordinal / 250}.{ordinal % 250 + 4}", $"{Region}{"abc"[ordinal % 3]}");
        }

        Tasks.All.Add(task);
        return task;
    }

    bool IsBad(EcsRevision revision) => crashLoops && (bad is null || bad == revision);

    void Crash(EcsTask task, DateTimeOffset at)
    {
        task.End(at, crashes: true);
        Plan(at, _ => Fallen(task, at));
    }

    void Fallen(EcsTask task, DateTimeOffset at)
    {
        // AWS's circuit breaker opens when half the desired count has failed, at least 3 tasks and at most 200.
        if (crashLoops && failed is null && Controller == "ECS" && FailedTasksAt(at) >= Math.Clamp((DesiredAt(at) + 1) / 2, 3, 200))
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

}
