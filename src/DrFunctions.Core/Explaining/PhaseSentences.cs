using DrFunctions.Core.Records;

namespace DrFunctions.Core.Explaining;

public static class PhaseSentences
{
    /// <summary>One sentence for a person who reads the phase's name for the first time.</summary>
    public static string Sentence(this Phase phase) => Wording.Of(phase switch
    {
        Phase.Watching => "Nothing is wrong.",
        Phase.Confirming => "The primary looks down, but not for long enough yet.",
        Phase.AwaitingApproval => "Your approval is needed to fail over.",
        Phase.Declined => "The failover was declined, or nobody answered in time.",
        Phase.Recovering => "Failing over: steps are under way.",
        Phase.Recovered => "The failover is done; only a person goes back.",
        Phase.FailingBack => "The changes of the failover are being undone, in reverse order.",
        Phase.Drilling => "A drill is under way; it leaves everything as it found it.",
        Phase.Stuck => "A person is needed.",
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, null),
    });
}
