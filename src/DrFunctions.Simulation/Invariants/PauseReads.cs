using System.Text.Json.Nodes;
using DrFunctions.Core.Deciding;
using DrFunctions.Simulation.Bench;
using LocalAws;

namespace DrFunctions.Simulation.Invariants;

/// <summary>Whether each invocation could read the pause of all plans before it saved its newest decision.</summary>
sealed class PauseReads
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
            // Other items are read one by one, too: the limit over all plans, for example, may be unreadable without holding a run.
            if ((string?)JsonNode.Parse(point.Request.Text)?["Key"]?["sk"]?["S"] != "pause")
            {
                return;
            }

            unreadable[caller] = fault?.Kind is FaultKind.Throttle or FaultKind.Error or FaultKind.Denied or FaultKind.Expired
                or FaultKind.Internal or FaultKind.Unavailable or FaultKind.ResetBefore or FaultKind.ResetAfter or FaultKind.Hang
                or FaultKind.HangAfter || fault is { Kind: FaultKind.Slow } slow && slow.For >= Timing.Read;
        }
        else if (!LocalCloud.IsReading(point.Operation))
        {
            decided[caller] = unreadable.GetValueOrDefault(caller);
        }
    }

    public bool DecidedBlindly(Caller caller) => decided.GetValueOrDefault(caller);
}
