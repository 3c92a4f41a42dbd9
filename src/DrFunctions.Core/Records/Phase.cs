namespace DrFunctions.Core.Records;

/// <summary>The state of a plan, named as people name it on an incident call.</summary>
public enum Phase
{
    /// <summary>Nothing is wrong.</summary>
    Watching,

    /// <summary>The primary is down, but not for long enough yet.</summary>
    Confirming,

    /// <summary>A person is asked to approve the failover.</summary>
    AwaitingApproval,

    /// <summary>A person declined, or nobody answered.</summary>
    Declined,

    /// <summary>Steps are under way.</summary>
    Recovering,

    /// <summary>The standby serves until a person fails back.</summary>
    Recovered,

    /// <summary>The run's changes are being undone, in reverse order.</summary>
    FailingBack,

    /// <summary>A rehearsal in the real standby: only checks, and steps that can be undone.</summary>
    Drilling,

    /// <summary>A person is needed.</summary>
    Stuck,
}

public static class Phases
{
    static readonly IReadOnlyDictionary<Phase, Phase[]> Doors = new Dictionary<Phase, Phase[]>
    {
        [Phase.Watching] = [Phase.Confirming, Phase.Recovering, Phase.Drilling],
        [Phase.Confirming] = [Phase.Watching, Phase.AwaitingApproval, Phase.Recovering],
        [Phase.AwaitingApproval] = [Phase.Recovering, Phase.Declined, Phase.Watching],
        [Phase.Declined] = [Phase.Watching, Phase.Recovering],
        [Phase.Recovering] = [Phase.Recovered, Phase.Stuck, Phase.FailingBack],
        [Phase.Recovered] = [Phase.FailingBack, Phase.Watching],
        [Phase.FailingBack] = [Phase.Watching, Phase.Stuck],
        [Phase.Drilling] = [Phase.Watching, Phase.Confirming, Phase.Stuck],
        [Phase.Stuck] = [Phase.Recovering, Phase.FailingBack, Phase.Drilling, Phase.Watching],
    };

    public static bool MayGo(Phase from, Phase to) => Doors[from].Contains(to);

    /// <summary>Whether an invocation drives the record, look after look.</summary>
    public static bool Moves(this Phase phase) =>
        phase is Phase.Confirming or Phase.AwaitingApproval or Phase.Recovering or Phase.FailingBack or Phase.Drilling;
}
