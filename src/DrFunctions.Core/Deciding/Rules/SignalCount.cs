using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;

namespace DrFunctions.Core.Deciding;

/// <summary>The signals of one look, counted.</summary>
/// <param name="Observations">Those that count, a probe that nobody vouches for as Unknown.</param>
/// <param name="LacksProbe">The primary was changed minutes ago, or whether it was cannot be read, and no probe agrees that it is down.</param>
sealed record SignalCount(int Down, int Unknown, int All, string Words, IReadOnlyList<SignalObservation> Observations, bool LacksProbe)
{
    public static SignalCount Of(Plan plan, Snapshot snapshot)
    {
        // A failed probe speaks of the primary only if something outside both Regions answered in the same look.
        var cutOff = plan.Trigger.Reference.Count > 0 && snapshot.ReferenceAnswered != true;
        var signals = snapshot.Signals
            .Select(reading => cutOff && reading is { Signal: ProbeSignal, State: SignalState.Down }
                ? reading with { State = SignalState.Unknown, Because = $"{reading.Because}, but no reference answers either: it may be us who are cut off" }
                : reading)
            .ToList();
        var lacksProbe = snapshot.Deploying is { State: not SignalState.Up } && !signals.Exists(reading => reading is { Signal: ProbeSignal, State: SignalState.Down });
        var words = string.Join("; ", signals.Where(reading => reading.State != SignalState.Up).Select(reading => $"{reading.Signal.Title} {reading.Because}"));
        return new SignalCount(
            signals.Count(reading => reading.State == SignalState.Down),
            signals.Count(reading => reading.State == SignalState.Unknown),
            signals.Count,
            words.Length > 0 ? $" ({words})" : "",
            signals,
            lacksProbe);
    }

    /// <summary>"2 of 3 signals down", with what each says.</summary>
    public string Sentence => $"{Down} of {All} signals down{Words}";

    /// <summary>Surely enough.</summary>
    public bool IsDown(Plan plan) => Down >= plan.Trigger.AtLeast && !LacksProbe;

    /// <summary>Perhaps enough: what cannot be read may be down.</summary>
    public bool MayBeDown(Plan plan) => Down + Unknown >= plan.Trigger.AtLeast;
}
