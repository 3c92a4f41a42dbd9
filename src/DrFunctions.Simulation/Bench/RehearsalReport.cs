using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Simulation.Bench;

/// <summary>One line of a rehearsal's timeline.</summary>
/// <param name="After">Since the disaster began; negative before it.</param>
/// <param name="Fact">What the loop's sentence says; null for all others.</param>
public sealed record RehearsalEntry(DateTimeOffset At, TimeSpan After, RehearsalSource Source, string Text, Fact? Fact = null);

public enum RehearsalSource
{
    /// <summary>Something that happened in the simulated world.</summary>
    World,

    /// <summary>A sentence that the loop logged.</summary>
    Loop,

    /// <summary>A call that changed something at the local AWS.</summary>
    Call,

    /// <summary>A notice that was emailed to the subscribers.</summary>
    Notice,
}

/// <summary>An email as a subscriber would read it.</summary>
/// <param name="Kind">Unknown for an email that is not about a notice of ours.</param>
public sealed record RehearsalEmail(DateTimeOffset At, string To, NoticeKind Kind, string Subject, string Body)
{
    /// <summary>Each notice that the email tells.</summary>
    public IReadOnlyList<ToldNotice> Tells { get; init; } = [];
}

/// <summary>The recovery time by four clocks: detect, decide, execute, verify. A time is null if the run did not get that far.</summary>
public sealed record RecoveryTime(TimeSpan? Detect, TimeSpan? Decide, TimeSpan? Execute, TimeSpan? Verify)
{
    /// <summary>The sum, if the plan recovered.</summary>
    public TimeSpan? Total => Detect + Decide + Execute + Verify;
}

/// <summary>What a rehearsal showed.</summary>
/// <param name="Phase">The phase in which the plan ended.</param>
/// <param name="Passed">The plan ended in the phase in which the scenario should end, and nothing happened that must not happen.</param>
/// <param name="Verdict">One sentence.</param>
public sealed record RehearsalReport(
    Plan Plan,
    string Scenario,
    int Seed,
    IReadOnlyList<RehearsalEntry> Timeline,
    IReadOnlyList<RehearsalEmail> Emails,
    Phase Phase,
    RecoveryTime Time,
    int Calls,
    int Invocations,
    bool Passed,
    string Verdict)
{
    /// <summary>How the plan stands at the end, in one sentence.</summary>
    public required string Status { get; init; }

    /// <summary>The plan decided in mode shadow: there was no recovery whose time could be taken.</summary>
    public bool IsShadow { get; init; }
}
