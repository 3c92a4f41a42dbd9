using System.Globalization;

namespace LocalAws.Services.Ec2;

/// <summary>
/// One state in the life of an instance. The reason is AWS's <c>Code: message</c>, present once the instance stopped or is stopping.
/// </summary>
public sealed record Ec2State(string Name, string? Reason = null, string Transition = "")
{
    /// <summary>While running: the instant from which the application on it answers.</summary>
    public DateTimeOffset ServesFrom { get; init; }

    /// <summary>While running: the instant from which both status checks are ok.</summary>
    public DateTimeOffset ChecksFrom { get; init; }

    public int Code => Name switch
    {
        "pending" => 0,
        "running" => 16,
        "shutting-down" => 32,
        "terminated" => 48,
        "stopping" => 64,
        "stopped" => 80,
        _ => throw new InvalidOperationException($"EC2 has no instance state {Name}."),
    };
}

/// <summary>An instance as it truly is; what a caller reads may lag. Its properties and methods let a test break it.</summary>
public sealed class Ec2Instance
{
    /// <summary>The reason when a start ends because the caller's role may not use the key of an encrypted volume.</summary>
    public const string ClientError = "Client.InternalError: Client error on launch";

    /// <summary>The reason when a start ends because the zone ran out of capacity just after the call.</summary>
    public const string NoCapacity = "Server.InsufficientInstanceCapacity: Insufficient capacity to satisfy the StartInstances request";

    /// <summary>The reason of an instance that was shut down from its own operating system.</summary>
    public const string ShutItselfDown = "Client.InstanceInitiatedShutdown: Instance initiated shutdown";

    readonly World world;
    readonly Timeline<Ec2State?> state;
    readonly Timeline<DateTimeOffset> launched;
    readonly Timeline<bool> impaired = new(false);
    int starts;

    internal Ec2Instance(World world, string region, string id, string state, int number)
    {
        (this.world, Region, Id, Number) = (world, region, id, number);
        launched = new Timeline<DateTimeOffset>(world.Now.AddDays(-30));
        this.state = new Timeline<Ec2State?>(state == "running" ? new Ec2State(state) : ByUser(state, world.Now.AddDays(-29)));
    }

    public string Id { get; }

    public string Region { get; }

    public string Zone => $"{Region}{"abc"[Number % 3]}";

    public string Type { get; init; } = "m6i.large";

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    public string Address => $"10.0.{Number / 250}.{Number % 250 + 4}";

    /// <summary>How many more StartInstances calls that name this instance are refused with InsufficientInstanceCapacity.</summary>
    public int RefusedStarts { get; set; }

    /// <summary>Whether a start of it was refused at least once for lack of capacity.</summary>
    public bool WasRefused { get; private set; }

    /// <summary>How many more starts go from pending to stopped, because of <see cref="BreaksWith"/>.</summary>
    public int BrokenStarts { get; set; }

    public string BreaksWith { get; set; } = ClientError;

    /// <summary>If set, the instance stops this long after each start.</summary>
    public TimeSpan? FallsBackAfter { get; set; }

    /// <summary>The instance runs and passes its status checks, but its application never answers.</summary>
    public bool Mute { get; set; }

    /// <summary>The true state now, such as <c>running</c>; <c>none</c> when the id is not known any more.</summary>
    public string State => At(world.Now)?.Name ?? "none";

    /// <summary>How often the instance was started; a start of a running instance does not count.</summary>
    public int Starts => starts;

    /// <summary>Whether its application answers now, provided that the Region is reachable.</summary>
    public bool IsServing => At(world.Now) is { Name: "running" } now && now.ServesFrom <= world.Now && !Mute && !impaired.At(world.Now);

    internal int Number { get; }

    /// <summary>Both status checks fail for that time; by default from now on.</summary>
    public void Impair(DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        impaired.Set(from ?? world.Now, true);
        if (to is { } end)
        {
            impaired.Set(end, false);
        }
    }

    public void Terminate()
    {
        Become(world.Now, ByUser("shutting-down", world.Now));
        Become(world.Now + world.DrawSeconds($"terminate {Key}", 10, 30), ByUser("terminated", world.Now));
    }

    /// <summary>The id becomes unknown, as an hour after termination.</summary>
    public void Remove() => state.Set(world.Now, null);

    /// <summary>Stops it, as a person or the service does.</summary>
    public void Stop()
    {
        Become(world.Now, ByUser("stopping", world.Now));
        Become(world.Now + world.DrawSeconds($"stop {Key} {starts}", 15, 40), ByUser("stopped", world.Now));
    }

    /// <summary>Refuses one start for lack of capacity.</summary>
    public void Refuse() => (RefusedStarts, WasRefused) = (RefusedStarts - 1, true);

    /// <summary>Starts it: pending at once, then running or broken, after seconds that are drawn for this instance and start.</summary>
    public void Start()
    {
        starts++;
        launched.Set(world.Now, world.Now);
        Become(world.Now, new Ec2State("pending"));
        var running = world.Now + world.DrawSeconds($"pending {Key} {starts}", 6, 20);
        if (BrokenStarts > 0)
        {
            BrokenStarts--;
            Become(running, new Ec2State("stopped", BreaksWith, $"Server.InternalError ({Stamp(running)} GMT)"));
            return;
        }

        // From stopped to reachable takes 21 to 65 s in all, and status checks take one to three minutes, as they do at AWS.
        Become(running, new Ec2State("running")
        {
            ServesFrom = running + world.DrawSeconds($"boot {Key} {starts}", 15, 45),
            ChecksFrom = running + world.DrawSeconds($"checks {Key} {starts}", 60, 180),
        });
        if (FallsBackAfter is { } after)
        {
            Become(running + after, new Ec2State("stopped", ShutItselfDown));
        }
    }

    /// <summary>Its state at that instant, or null if its id was not known.</summary>
    internal Ec2State? At(DateTimeOffset instant) => state.At(instant);

    internal DateTimeOffset LaunchedAt(DateTimeOffset instant) => launched.At(instant);

    /// <summary>What DescribeInstanceStatus says of its checks at that instant.</summary>
    internal string ChecksAt(DateTimeOffset instant) =>
        At(instant) is not { Name: "running" } now ? "not-applicable"
        : impaired.At(instant) ? "impaired"
        : instant < now.ChecksFrom ? "initializing"
        : "ok";

    string Key => $"{Region} {Id}";

    /// <summary>A state from an instant on, of which EventBridge is told then, unless another one has come before.</summary>
    void Become(DateTimeOffset at, Ec2State next)
    {
        state.Set(at, next);
        world.Events.SendAt(at, () => ReferenceEquals(state.At(world.Now), next), () => Ec2Events.Send(world, Region, Id, next.Name));
    }

    static Ec2State ByUser(string name, DateTimeOffset at) =>
        new(name, "Client.UserInitiatedShutdown: User initiated shutdown", $"User initiated ({Stamp(at)} GMT)");

    static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
