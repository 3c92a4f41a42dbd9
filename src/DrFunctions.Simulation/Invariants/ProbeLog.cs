using LocalAws;

namespace DrFunctions.Simulation.Invariants;

/// <summary>The newest result of each invocation's own probes, by host.</summary>
sealed class ProbeLog
{
    readonly Dictionary<(Caller?, string), (DateTimeOffset At, bool Good)> newest = [];

    public void Saw(Caller? by, string host, DateTimeOffset at, DoorAnswer? answer) => newest[(by, host)] = (at, answer?.Status == 200);

    public (DateTimeOffset At, bool Good)? Newest(Caller? by, string host) => newest.TryGetValue((by, host), out var seen) ? seen : null;
}
