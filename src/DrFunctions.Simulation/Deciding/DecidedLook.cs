using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Simulation.Deciding;

/// <summary>One effective cycle: the record and the readings before it, and what was decided and saved.</summary>
/// <param name="At">The instant in the truth.</param>
/// <param name="Clock">The same instant as the decider counts it.</param>
/// <param name="EverUp">The signals that earlier cycles saw up, or that a person armed.</param>
sealed record DecidedLook(
    Plan Plan, Record Before, Snapshot Snapshot, Decision Decision, DateTimeOffset At, DateTimeOffset Clock, IReadOnlySet<Signal> EverUp)
{
    public Record After => Decision.Next;

    public bool HasSignals => Snapshot.Signals.Count > 0;

    /// <summary>Signals that are down and were up before; a failed probe counts only if the reference answered.</summary>
    int Down => Snapshot.Signals.Count(reading => reading.State == SignalState.Down && !Doubtful(reading));

    int Unknown => Snapshot.Signals.Count(reading => reading.State == SignalState.Unknown || Doubtful(reading));

    /// <summary>Enough signals are down, and a probe among them if the primary is being deployed.</summary>
    public bool IsSurelyDown => Down >= Plan.Trigger.AtLeast
        && (Snapshot.Deploying is not { State: not SignalState.Up }
            || Snapshot.Signals.Any(reading => reading is { Signal: ProbeSignal, State: SignalState.Down } && !Doubtful(reading)));

    /// <summary>The vantages that say up: one signal up, none down.</summary>
    public bool SomebodySaysUp => Plan.Trigger.Witnesses == Witnesses.All && Vantages.Any(vantage =>
        vantage.Any(reading => reading.State == SignalState.Up) && !vantage.Any(IsTrulyDown));

    /// <summary>Enough signals are down, or all of one vantage.</summary>
    public bool IsSuspect => IsSurelyDown || (Plan.Trigger.Witnesses == Witnesses.All && Vantages.Any(vantage => vantage.All(IsTrulyDown))
        && (Snapshot.Deploying is not { State: not SignalState.Up }
            || Snapshot.Signals.Any(reading => reading.Signal is ProbeSignal && IsTrulyDown(reading))));

    public bool IsDisputed => IsSuspect && SomebodySaysUp;

    public bool MayBeDown => IsHeld || IsSuspect;

    /// <summary>Enough signals are down, or may be.</summary>
    public bool IsHeld => Down + Unknown >= Plan.Trigger.AtLeast;

    IEnumerable<List<SignalObservation>> Vantages =>
        Snapshot.Signals.GroupBy(reading => reading.Signal.Vantage).Select(vantage => vantage.ToList());

    bool IsTrulyDown(SignalObservation reading) => reading.State == SignalState.Down && !Doubtful(reading);

    bool Doubtful(SignalObservation reading) => (reading.State == SignalState.Down && !EverUp.Contains(reading.Signal))
        || (reading is { Signal: ProbeSignal, State: SignalState.Down } && Plan.Trigger.Reference.Count > 0
            && Snapshot.ReferenceAnswered != true);
}
