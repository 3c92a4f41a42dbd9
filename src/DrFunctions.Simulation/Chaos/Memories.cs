using DrFunctions.Simulation.Bench;
using LocalAws;

namespace DrFunctions.Simulation.Chaos;

/// <summary>What each invocation's own probes saw last, by host.</summary>
sealed class ProbeMemory
{
    readonly Dictionary<(Caller?, string), (DateTimeOffset At, bool Good)> newest = [];

    public void Saw(Caller? by, string host, DateTimeOffset at, DoorAnswer? answer) => newest[(by, host)] = (at, answer?.Status == 200);

    public (DateTimeOffset At, bool Good)? Newest(Caller? by, string host) => newest.TryGetValue((by, host), out var seen) ? seen : null;
}

/// <summary>Whether each invocation could read the pause of all plans before it saved its newest decision.</summary>
sealed class StoreMemory
{
    readonly Dictionary<Caller, bool> unreadable = [];
    readonly Dictionary<Caller, bool> decided = [];

    public void Asked(FaultPoint point, Fault? fault)
    {
        if (Caller.Current is not { } caller || point.Service != OwnServices.Store)
        {
            return;
        }

        if (point.Operation == "GetItem")
        {
            // The velocity lies there too; it may be unreadable, and then only holds what begins by itself.
            if (!point.Request.Text.Contains("\"pause\"", StringComparison.Ordinal))
            {
                return;
            }

            unreadable[caller] = fault?.Kind is FaultKind.Throttle or FaultKind.Error or FaultKind.Denied or FaultKind.Expired or FaultKind.Internal or FaultKind.Unavailable
                or FaultKind.ResetBefore or FaultKind.ResetAfter or FaultKind.Hang or FaultKind.HangAfter;
        }
        else if (!LocalCloud.IsReading(point.Operation))
        {
            decided[caller] = unreadable.GetValueOrDefault(caller);
        }
    }

    public bool DecidedBlindly(Caller caller) => decided.GetValueOrDefault(caller);
}
