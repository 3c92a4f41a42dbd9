using DrFunctions.Core.Plans;
using DrFunctions.Core.Reading;

namespace DrFunctions.Core.Deciding;

/// <summary>The signals of one look, counted.</summary>
sealed record SignalCount(int Down, int Unknown, int All, string Words)
{
    public static SignalCount Of(Plan plan, Readings readings)
    {
        // A failed probe speaks of the primary only if something outside both Regions answered in the same look.
        var cutOff = plan.Trigger.Reference.Count > 0 && readings.ReferenceAnswered != true;
        var signals = readings.Signals
            .Select(reading => cutOff && reading is { Signal: ProbeSignal, State: SignalState.Down }
                ? reading with { State = SignalState.Unknown, Because = $"{reading.Because}, but no reference answers either: it may be us who are cut off" }
                : reading)
            .ToList();
        var words = string.Join("; ", signals.Where(reading => reading.State != SignalState.Up).Select(reading => $"{reading.Signal.Title} {reading.Because}"));
        return new SignalCount(
            signals.Count(reading => reading.State == SignalState.Down),
            signals.Count(reading => reading.State == SignalState.Unknown),
            signals.Count,
            words.Length > 0 ? $" ({words})" : "");
    }

    /// <summary>Surely enough.</summary>
    public bool IsDown(Plan plan) => Down >= plan.Trigger.AtLeast;

    /// <summary>Perhaps enough: what cannot be read may be down.</summary>
    public bool MayBeDown(Plan plan) => Down + Unknown >= plan.Trigger.AtLeast;
}
