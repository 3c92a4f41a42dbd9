using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;

namespace DrFunctions.Simulation.Deciding;

/// <summary>The primaries, which go down and recover, for seconds or for hours, and the signals about them.</summary>
sealed class FakeRegions(Random random, DateTimeOffset begin, Random brownOuts)
{
    static readonly int[] Spells = [15, 60, 200, 900, 3600];

    readonly Dictionary<string, (bool Down, DateTimeOffset Until)> regions = [];
    readonly bool alarmsAreDark = random.Next(5) == 0;
    readonly bool cutOff = random.Next(4) == 0;
    readonly bool answersSome = brownOuts.Next(4) == 0;
    readonly bool deploys = random.Next(2) == 0;

    /// <summary>While true, no signal is wrong.</summary>
    public bool Calm { get; set; }

    public bool IsDown(string region, DateTimeOffset now)
    {
        var state = regions.TryGetValue(region, out var known) ? known
            : (Down: false, Until: begin + TimeSpan.FromSeconds(random.Next(2) * random.Next(200)));
        while (state.Until <= now && !Calm)
        {
            state = (!state.Down, state.Until + TimeSpan.FromSeconds(random.Next(5, Spells[random.Next(Spells.Length)])));
        }

        regions[region] = state;
        return state.Down;
    }

    public Snapshot Observe(Plan plan, DateTimeOffset now)
    {
        var down = IsDown(plan.Primary, now) && !(answersSome && !Calm && brownOuts.Next(10) < 3);
        var weAreCutOff = cutOff && Errs(8);
        return new Snapshot
        {
            Signals = [.. plan.Trigger.Signals.Select(signal => Read(signal, down, weAreCutOff))],
            ReferenceAnswered = plan.Trigger.Reference.Count == 0 ? null : !weAreCutOff && !Errs(60),
            Deploying = plan.Trigger.Deploying is { } alarm ? Deploying(alarm) : null,
        };
    }

    SignalObservation Read(Signal signal, bool down, bool weAreCutOff)
    {
        var unknown = signal is AlarmSignal ? (alarmsAreDark && !Errs(3)) || Errs(25) : Errs(40);
        return unknown ? new SignalObservation(signal, SignalState.Unknown, "cannot be read")
            : down || (weAreCutOff && signal is ProbeSignal) || Errs(40) ? new SignalObservation(signal, SignalState.Down, "is down")
            : new SignalObservation(signal, SignalState.Up, "is up");
    }

    SignalObservation Deploying(AlarmSignal alarm) =>
        new(alarm, Errs(20) ? SignalState.Unknown : deploys && Errs(3) ? SignalState.Down : SignalState.Up, "says so");

    bool Errs(int oneIn) => !Calm && random.Next(oneIn) == 0;
}
