using DrFunctions.Core.Explaining;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Looping;

/// <summary>The result of one wake-up, for one plan.</summary>
/// <param name="Phase">Null where the record could not be read.</param>
/// <param name="Fact">What was decided, or why nothing was.</param>
public sealed record PlanResult(string Plan, Phase? Phase, Fact Fact, WakeOutcome Outcome)
{
    /// <summary>The sentence of <see cref="Fact"/>.</summary>
    public string Because => Sentences.Of(Fact);
}

/// <summary>How a wake-up ended; programs read it instead of the sentence.</summary>
public enum WakeOutcome
{
    /// <summary>The loop decided, or a command was answered.</summary>
    Decided,

    /// <summary>The loop decided, and some notices wait to be published.</summary>
    NoticesWait,

    /// <summary>Another invocation acts for the plan.</summary>
    LeftAlone,

    /// <summary>The event was not one for this function, or names no deployed plan.</summary>
    Refused,

    /// <summary>The state table could not be used; the next wake-up tries again.</summary>
    NoTable,

    /// <summary>The table answered, but the plan's record, or the plan that its run keeps to, cannot be used by this version.</summary>
    Unreadable,

    /// <summary>An unexpected error: a bug. The log has its trace.</summary>
    Failed,
}

/// <summary>What a sweep over many plans found of one of them.</summary>
/// <param name="NeedsDriver">The plan moves, or would: an invocation has to drive it.</param>
public sealed record SweptPlan(PlanResult Result, bool NeedsDriver);
