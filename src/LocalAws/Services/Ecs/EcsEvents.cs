namespace LocalAws.Services.Ecs;

/// <summary>One event of a service.</summary>
internal sealed record EcsEvent(DateTimeOffset At, string Id, string Message);

/// <summary>The events of a service, in ECS's sentences.</summary>
internal sealed class EcsEvents(World world, string service)
{
    const string Steady = "has reached a steady state.";

    readonly List<EcsEvent> events = [];

    /// <summary>The newest hundred events at an instant, newest first.</summary>
    public IEnumerable<EcsEvent> At(DateTimeOffset at) => events.Where(one => one.At <= at).OrderByDescending(one => one.At).Take(100);

    public void Tell(DateTimeOffset at, string sentence) =>
        events.Add(new EcsEvent(at, world.NewUuid(), $"(service {service}) {sentence}"));

    public void Tell(DateTimeOffset at, string verb, List<EcsTask> about)
    {
        if (about.Count > 0)
        {
            Tell(at, $"{verb} {about.Count} tasks: {string.Join(" ", about.Select(task => $"(task {task.Id})"))}.");
        }
    }

    /// <summary>Adds the event that the service reached a steady state then, if there is none yet.</summary>
    public void TellSteady(DateTimeOffset? since)
    {
        if (since is { } at && !events.Exists(one => one.At == at && one.Message.EndsWith(Steady, StringComparison.Ordinal)))
        {
            Tell(at, Steady);
        }
    }
}
