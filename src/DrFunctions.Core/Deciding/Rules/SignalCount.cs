using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>The signals of one look, counted.</summary>
/// <param name="Observations">All signals; one that was never seen up, and a failed probe while no reference answers, count as Unknown.</param>
/// <param name="LacksProbe">The primary was changed minutes ago, or that cannot be read, and no probe agrees that it is down.</param>
sealed record SignalCount(
    int Down, int Unknown, int All, SignalsCounted Fact, IReadOnlyList<SignalObservation> Observations, bool LacksProbe)
{
    public static SignalCount Of(Plan plan, Record record, Snapshot snapshot)
    {
        // A failed probe proves something about the primary only if an address outside both Regions answered in the same look.
        var cutOff = plan.Trigger.Reference.Count > 0 && snapshot.ReferenceAnswered != true;
        var signals = snapshot.Signals
            .Select(reading => reading.State != SignalState.Down ? reading
                : !SeenUp.Has(record, reading.Signal) ? reading with { State = SignalState.Unknown, Discount = Discount.NeverUp }
                : cutOff && reading.Signal is ProbeSignal
                ? reading with { State = SignalState.Unknown, Discount = Discount.NoReferenceAnswers }
                : reading)
            .ToList();
        var lacksProbe = snapshot.Deploying is { State: not SignalState.Up }
            && !signals.Exists(reading => reading is { Signal: ProbeSignal, State: SignalState.Down });
        var (down, unknown) =
            (signals.Count(reading => reading.State == SignalState.Down), signals.Count(reading => reading.State == SignalState.Unknown));
        var notUp = signals.Where(reading => reading.State != SignalState.Up)
            .Select(reading => new SignalSaid(reading.Signal.Title, reading.State, reading.Because, reading.Discount));
        return new SignalCount(
            down,
            unknown,
            signals.Count,
            new SignalsCounted(down, unknown, signals.Count, [.. notUp]),
            signals,
            lacksProbe);
    }

    /// <summary>Surely down: enough signals are down, and a probe agrees if it must.</summary>
    public bool IsDown(Plan plan) => Down >= plan.Trigger.AtLeast && !LacksProbe;

    /// <summary>Perhaps down: a signal that cannot be read may be down.</summary>
    public bool MayBeDown(Plan plan) => Down + Unknown >= plan.Trigger.AtLeast;
}
