using System.Text.Json.Serialization;

namespace DrFunctions.Core.Records.Facts;

public sealed record FailoverBegun(string Standby, bool IsShadow, Fact Because) : Fact;

public sealed record FailoverProgress(bool IsShadow, StepsProgress Steps) : Fact;

/// <param name="Open">The steps that are under way or delayed, each with its reason.</param>
public sealed record StepsProgress(int Done, int All, IReadOnlyList<StepSaid> Open) : Fact;

/// <param name="Because">What was observed of the step, or decided about it.</param>
public sealed record StepSaid(string Step, [property: JsonConverter(typeof(FactOrText))] Fact Because);

/// <summary>The failed steps, for which a person is needed.</summary>
public sealed record StepsFailed(IReadOnlyList<StepSaid> Steps, bool IsUndo) : Fact;

/// <summary>Users were to be moved, and the steps that move them found their target state already, without a start of ours.</summary>
public sealed record NothingMoved(string Standby, IReadOnlyList<StepSaid> Steps) : Fact;

/// <summary>A Stuck run goes on without a person.</summary>
/// <param name="Steps">The steps that are tried again, or are done by now.</param>
public sealed record ResumesByItself(SignalsCounted Signals, IReadOnlyList<string> Steps) : Fact;

/// <summary>A Stuck undo goes on without a person.</summary>
/// <param name="Steps">The steps whose undo is tried again, or is done by now.</param>
public sealed record UndoResumes(IReadOnlyList<string> Steps) : Fact;

/// <summary>While the standby serves, capacity does not run any more.</summary>
public sealed record CapacityLost(IReadOnlyList<StepSaid> Steps) : Fact;

/// <summary>While the standby serves, what was missing of degraded steps has arrived, and no step is degraded any more.</summary>
/// <param name="Steps">The steps that became complete in this look.</param>
public sealed record CapacityComplete(IReadOnlyList<StepSaid> Steps) : Fact;

/// <param name="UsersStay">The plan has no step that moves users.</param>
/// <param name="WasOrdered">No signal was down when a person ordered it: the time counts from the order.</param>
public sealed record Recovery(
    string Plan, string Standby, int Steps, TimeSpan Took, bool IsShadow, bool UsersStay = false, bool WasOrdered = false) : Fact
{
    /// <summary>The steps of which only a part serves; null if all of it does.</summary>
    public IReadOnlyList<StepSaid>? Degraded { get; init; }

    /// <summary>Where names lead by DNS, as far as it was asked before the recovery; null if it was not.</summary>
    public IReadOnlyList<NameSaid>? Names { get; init; }
}

/// <param name="PrimaryUp">How long the primary has been healthy again; null if it is not.</param>
/// <param name="UsersStay">The plan has no step that moves users.</param>
public sealed record StandbyServes(TimeSpan? PrimaryUp = null, bool UsersStay = false) : Fact
{
    /// <summary>The steps of which only a part serves, and the rest is still being started; null if there are none.</summary>
    public IReadOnlyList<StepSaid>? Degraded { get; init; }

    /// <summary>What two readings found since the switch; null if nothing is wrong.</summary>
    public IReadOnlyList<PostSwitchSaid>? Found { get; init; }

    internal override Fact Uncounted() => this with { PrimaryUp = PrimaryUp is null ? null : default(TimeSpan) };
}

/// <summary>A plan in mode shadow watches again, because the primary is healthy.</summary>
public sealed record ShadowOver(string Primary, TimeSpan Up) : Fact;

/// <summary>In mode shadow nothing is changed, whatever the primary is like.</summary>
/// <param name="Signals">What this look found; null in records of earlier versions, and if it read no signals.</param>
/// <param name="Began">When a failover would have begun.</param>
/// <param name="Up">How long the primary has been healthy again; null if it is not.</param>
/// <param name="Needed">How long it must have been, before the plan watches again.</param>
public sealed record ShadowHolds(
    SignalsCounted? Signals = null, DateTimeOffset? Began = null, TimeSpan? Up = null, TimeSpan? Needed = null) : Fact
{
    internal override Fact Uncounted() => this with { Up = Up is null ? null : default(TimeSpan) };
}

public sealed record PersonNeeded(Fact For) : Fact;

public sealed record GoingBack(Undoing Undoing, string Primary, Fact Because) : Fact;

public sealed record UndoProgressed(Undoing Undoing, UndoneSteps Steps) : Fact;

/// <param name="UsersStay">The plan has no step that moves users.</param>
public sealed record BackInPrimary(string Plan, string Primary, UndoneSteps Steps, bool UsersStay = false) : Fact;

/// <summary>The progress of each step's undo; empty if nothing was left to undo.</summary>
public sealed record UndoneSteps(IReadOnlyList<UndoneStep> Steps) : Fact;

/// <param name="Because">Null if the undo has not begun.</param>
public sealed record UndoneStep(string Step, string Kind, bool CanUndo, [property: JsonConverter(typeof(FactOrText))] Fact? Because = null);

public sealed record DrillOn(Fact Because) : Fact;

public sealed record DrillInterrupted(SignalsCounted Signals) : Fact;

public sealed record DrillDone(int Steps, TimeSpan Took) : Fact;

/// <param name="IsNew">The undo was decided in this look.</param>
public sealed record DrillUndoing(Fact Shown, bool IsNew) : Fact;

public sealed record DrillOver([property: JsonConverter(typeof(FactOrText))] Fact Result, UndoneSteps Steps) : Fact;

public sealed record PrewarmBegun : Fact;

/// <summary>A run keeps to the plan as it is now.</summary>
/// <param name="Sha256">Of the plan's bytes in the record.</param>
public sealed record PlanPinned(string Sha256) : Fact;

public sealed record PrewarmProgress(int Done, int All) : Fact;

public sealed record PrewarmKept(TimeSpan Up, TimeSpan Needed) : Fact
{
    internal override Fact Uncounted() => this with { Up = default };
}

/// <param name="Up">How long the primary has been healthy; null once the undo is under way.</param>
public sealed record PrewarmStandsDown(TimeSpan? Up = null, UndoneSteps? Steps = null) : Fact;

/// <summary>No other plan counts any more on what an earlier run of this plan has started and left.</summary>
public sealed record NoLongerShared(IReadOnlyList<string> Steps) : Fact;

/// <param name="IsNote">For the history, where no other sentence surrounds it.</param>
public sealed record PrewarmStoodDown(UndoneSteps Steps, bool IsNote) : Fact;
