using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Store;

/// <summary>A record as it was read, with what a save must know: the version it replaces.</summary>
/// <param name="Owner">The nonce of its newest writer.</param>
public sealed record Stored(Record Record, long Version, string Owner, Automation Automation, string PauseSentence)
{
    /// <summary>The open requests, oldest first.</summary>
    public IReadOnlyList<Request> Requests { get; init; } = [];

    /// <summary>By the id of each request that cannot be carried out, what is wrong with it, in one sentence.</summary>
    public IReadOnlyDictionary<string, string> Unreadable { get; init; } = new Dictionary<string, string>();

    /// <summary>When the pause ends by itself; null if only a person ends it, or there is none.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>Who ended the pause that ended last, when and why; null if a pause stands, or if that one ended by itself.</summary>
    public string? ResumedSentence { get; init; }

    /// <summary>The plan's own pause is in force.</summary>
    public bool PlanPaused { get; init; }

    /// <summary>The pause of all plans is in force.</summary>
    public bool AllPaused { get; init; }

    /// <summary>What the newest quiet look found.</summary>
    public StoredReadiness Readiness { get; init; } = new(null, 0);

    /// <summary>When an event led to the newest look.</summary>
    public StoredPrompt Prompt { get; init; } = new(null, 0);

    /// <summary>The failovers of all plans; null if they were not read or could not be.</summary>
    public StoredRegionFailovers? RegionFailovers { get; init; }
}

/// <summary>Whether all plans are paused: who paused, when and why, or why that cannot be read.</summary>
public sealed record PauseOfAll(Automation Automation, string Sentence)
{
    /// <summary>When it ends by itself; null if only a person ends it.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>How the last one ended; null if it stands, or is not known any more.</summary>
    public PauseEnd? End { get; init; }
}

/// <param name="Resumed">Who resumed, when and why: by ann at 2026-01-15 03:00:00Z: "the deployment is done"; null if it ended by itself.</param>
public sealed record PauseEnd(DateTimeOffset At, string? Resumed);

/// <param name="Version">The version that a save replaces; 0 if there is none yet.</param>
public sealed record StoredRegionFailovers(RegionFailovers RegionFailovers, long Version);

public enum Saving
{
    Saved,

    /// <summary>Somebody else saved first: this invocation does nothing.</summary>
    Lost,
}
