namespace LocalAws.Services.Ecs;

/// <summary>The tasks that a service has and had.</summary>
sealed class EcsTasks
{
    public List<EcsTask> All { get; } = [];

    public List<EcsTask> AliveAt(DateTimeOffset at) => All.FindAll(task => !(task.Stopped <= at));

    public int RunningAt(DateTimeOffset at) => All.Count(task => task.IsRunning(at));

    public int PendingAt(DateTimeOffset at) => All.Count(task => task.IsPending(at));

    public int RunningAt(DateTimeOffset at, EcsRevision revision) => All.Count(task => task.Revision == revision && task.IsRunning(at));

    public int PendingAt(DateTimeOffset at, EcsRevision revision) => All.Count(task => task.Revision == revision && task.IsPending(at));

    public int ReadyAt(DateTimeOffset at, EcsRevision revision) =>
        All.Count(task => task.Revision == revision && task.ReadySince(at) is not null);

    /// <summary>Since when each of the tasks that are ready has been so.</summary>
    public List<DateTimeOffset> ReadySinceAt(DateTimeOffset at) => [.. All.Select(task => task.ReadySince(at)).OfType<DateTimeOffset>()];

    /// <summary>How many serve users: as many as the revision can carry that is loaded most.</summary>
    public int ServingAt(DateTimeOffset at, IEnumerable<EcsRevision> revisions)
    {
        var loaded = revisions.Select(revision => (Ready: ReadyAt(at, revision), Weight: revision.WeightAt(at)))
            .Where(one => one.Weight > 0).ToList();
        var weights = loaded.Sum(one => one.Weight);
        return loaded.Count == 0 ? 0 : Math.Min(loaded.Sum(one => one.Ready), loaded.Min(one => one.Ready * weights / one.Weight));
    }
}
