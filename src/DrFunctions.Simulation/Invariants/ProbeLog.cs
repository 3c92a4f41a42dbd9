using DrFunctions.Core.Plans;
using LocalAws;

namespace DrFunctions.Simulation.Invariants;

/// <summary>The newest result of each invocation's own probes, by the front door and the name that it was asked for.</summary>
sealed class ProbeLog
{
    readonly Dictionary<(Caller?, string, string), (DateTimeOffset At, bool Good)> newest = [];

    public void Saw(Caller? by, string door, string name, DateTimeOffset at, DoorAnswer? answer) =>
        newest[(by, door, name)] = (at, answer?.Status == 200);

    public (DateTimeOffset At, bool Good)? Newest(Caller? by, Probe probe) =>
        newest.TryGetValue((by, probe.Target.Authority, probe.Url.Authority), out var seen) ? seen : null;
}
