namespace DrFunctions.Core.Records;

/// <summary>Where a plan stands, in the words of an incident call.</summary>
public enum Phase
{
    /// <summary>Nothing is wrong.</summary>
    Watching,

    /// <summary>Down, but not for long enough yet.</summary>
    Confirming,

    /// <summary>A person was asked.</summary>
    AwaitingApproval,

    /// <summary>A person said no, or nobody answered.</summary>
    Declined,

    /// <summary>Steps are under way.</summary>
    Recovering,

    /// <summary>The standby serves. Only a person changes that.</summary>
    Recovered,

    /// <summary>The ledger is being undone, in reverse order.</summary>
    FailingBack,

    /// <summary>A rehearsal on the real estate, undoable steps only.</summary>
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
        [Phase.Stuck] = [Phase.Recovering, Phase.FailingBack, Phase.Watching],
    };

    public static bool MayGo(Phase from, Phase to) => Doors[from].Contains(to);

    /// <summary>One sentence for a person who reads the phase's name for the first time.</summary>
    public static string Sentence(this Phase phase) => phase switch
    {
        Phase.Watching => "Nothing is wrong.",
        Phase.Confirming => "The primary looks down, but not for long enough yet.",
        Phase.AwaitingApproval => "A person was asked whether to fail over.",
        Phase.Declined => "A person said no, or nobody answered in time.",
        Phase.Recovering => "Failing over: steps are under way.",
        Phase.Recovered => "The standby serves; only a person changes that.",
        Phase.FailingBack => "What the failover changed is being undone, in reverse order.",
        Phase.Drilling => "A drill is under way; it leaves everything as it found it.",
        Phase.Stuck => "A person is needed.",
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, null),
    };

    /// <summary>Whether an invocation drives the record, look after look.</summary>
    public static bool Moves(this Phase phase) =>
        phase is Phase.Confirming or Phase.AwaitingApproval or Phase.Recovering or Phase.FailingBack or Phase.Drilling;
}
