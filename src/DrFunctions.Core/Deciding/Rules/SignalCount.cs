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
        var vantages = plan.Trigger.Witnesses == Witnesses.Any ? [] : signals.GroupBy(reading => reading.Signal.Vantage).ToList();
        return new SignalCount(
            down,
            unknown,
            signals.Count,
            new SignalsCounted(down, unknown, signals.Count, [.. notUp]),
            signals,
            lacksProbe)
        {
            UpAt = [.. vantages.Where(SaysUp).Select(vantage => vantage.Key)],
            OneIsDown = vantages.Any(vantage => vantage.All(reading => reading.State == SignalState.Down)),
        };
    }

    /// <summary>The vantages that say that the primary is up; none where the plan's witnesses need not agree.</summary>
    public IReadOnlyList<string> UpAt { get; init; } = [];

    /// <summary>Every signal of one vantage is down; false where the plan's witnesses need not agree.</summary>
    public bool OneIsDown { get; init; }

    /// <summary>Surely down: enough signals are down, and a probe agrees if it must.</summary>
    public bool IsDown(Plan plan) => Down >= plan.Trigger.AtLeast && !LacksProbe;

    /// <summary>Down as far as one vantage can tell: this prewarms, and decides nothing.</summary>
    public bool IsSuspect(Plan plan) => IsDown(plan) || (OneIsDown && !LacksProbe);

    /// <summary>One vantage says that the primary is down, and another that it is up.</summary>
    public bool IsDisputed(Plan plan) => IsSuspect(plan) && UpAt.Count > 0;

    /// <summary>Signals that cannot be read may be down, so that time neither counts nor is forgotten.</summary>
    public bool Holds(Plan plan) => Down + Unknown >= plan.Trigger.AtLeast;

    /// <summary>Perhaps down: a signal that cannot be read may be down.</summary>
    public bool MayBeDown(Plan plan) => Holds(plan) || IsSuspect(plan);

    /// <summary>One signal up and none down; a vantage with neither cannot be read.</summary>
    static bool SaysUp(IEnumerable<SignalObservation> vantage) =>
        vantage.Any(reading => reading.State == SignalState.Up) && vantage.All(reading => reading.State != SignalState.Down);
}
