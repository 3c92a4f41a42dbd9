using DrFunctions.Simulation.Bench;
using LocalAws.Wire;
using LocalAws;

namespace DrFunctions.Simulation.Chaos;

/// <summary>What goes wrong with single calls, and for a while with all calls to a service or of an operation.</summary>
/// <param name="shared">Draws when another caller of the account uses a rate up: dice of their own, so that they move no other draw.</param>
sealed class CallFaults(TestBench bench, Dice dice, Dice shared, Tally tally, DateTimeOffset from, DateTimeOffset to)
{
    const string UsedUp = "another caller uses the account's rate";

    static readonly string[] DuringOutage = ["store unavailable", "denied for all", "credentials expired"];

    readonly LocalCloud cloud = bench.Cloud;
    readonly double often = dice.OneOf(0, 0.01, 0.03, 0.08, 0.15);
    readonly Dictionary<string, DateTimeOffset> changed = new(StringComparer.Ordinal);
    readonly List<Outage> outages = [];
    readonly List<Outage> greedy = [];

    /// <summary>When the store was unavailable, for the invariants about time.</summary>
    public IEnumerable<(DateTimeOffset From, DateTimeOffset To)> StoreOutages =>
        outages.Where(outage => outage.Hits(OwnServices.Store, "Query")).Select(outage => (outage.From, outage.To));

    /// <summary>Plans the faults that last.</summary>
    public void Plan()
    {
        if (dice.Chance(0.12))
        {
            Add("all calls slow", (_, _) => true, 30, 300);
        }

        foreach (var name in DuringOutage.Where(_ => dice.Chance(0.12)))
        {
            Add(name, (service, _) => name != "store unavailable" || service == OwnServices.Store, 10, 150);
        }

        if (dice.Chance(0.15))
        {
            var denied = dice.OneOf<string>([.. bench.GrantedOperations]);
            Add("denied for one action", (_, operation) => operation == denied, 60, 300);
        }

        if (shared.Chance(0.2))
        {
            var begin = from + shared.Seconds(0, (to - from).TotalSeconds);
            greedy.Add(new Outage(UsedUp, begin, begin + shared.Seconds(20, 120), (service, _) => cloud.ProfileOf(service).SharesItsRates));
        }
    }

    /// <summary>The fault of this call; null for none.</summary>
    public Fault? At(FaultPoint point)
    {
        var now = cloud.World.Now;
        if (now >= to || now < from)
        {
            return null;
        }

        if (outages.Find(outage => outage.From <= now && now < outage.To && outage.Hits(point.Service, point.Operation)) is { } met)
        {
            tally.Add(met.Name);
            return met.Name switch
            {
                "credentials expired" => Fault.Expired,
                "all calls slow" => Fault.Slow(dice.Seconds(1, 14)),
                "store unavailable" => dice.OneOf(Fault.Internal, Fault.Hang, Fault.ResetBefore, Fault.ResetAfter, Fault.HangAfter),
                _ => Fault.Denied,
            };
        }

        if (greedy.Exists(other => other.From <= now && now < other.To && other.Hits(point.Service, point.Operation)) && shared.Chance(0.5))
        {
            Drain(point, cloud.ProfileOf(point.Service));
            tally.Add(UsedUp);
        }

        // Faults at calls that change the estate can break most, so there are more of them.
        var fault = dice.Chance(OwnServices.IsChangeElsewhere(point) ? Math.Min(0.5, often * 3) : often) ? Draw(point)
            : Lagging(point, now);
        if (cloud.ProfileOf(point.Service).Transitions.Contains(point.Operation))
        {
            changed[point.Service] = now;
        }

        return fault;
    }

    /// <summary>Soon after a change, a read may show the state before it.</summary>
    Fault? Lagging(FaultPoint point, DateTimeOffset now)
    {
        if (!LocalCloud.IsReading(point.Operation) || !changed.TryGetValue(point.Service, out var at) || now - at > TimeSpan.FromSeconds(8)
            || !dice.Chance(0.3))
        {
            return null;
        }

        tally.Add("read lags a start");
        return new Fault(FaultKind.Stale) { For = now - at + TimeSpan.FromSeconds(1) };
    }

    Fault? Draw(FaultPoint point)
    {
        var (name, fault) = dice.Chance(0.45) && OfItsOwn(point) is { } own ? own : dice.Between(1, 16) switch
        {
            1 or 2 => ("throttled", Fault.Throttle),
            3 or 4 => ("server error", Fault.Internal),
            5 => ("reset before", Fault.ResetBefore),
            6 => ("reset after", Fault.ResetAfter),
            7 => ("hang without effect", Fault.Hang),
            8 => ("hang with effect", Fault.HangAfter),
            9 => ("killed before a call", Fault.KillBefore),
            10 => ("killed after a call's effect", Fault.KillAfter),
            11 => ("killed after a call's answer", Fault.KillAnswered),
            12 => Freeze("frozen before a call", FaultKind.FreezeBefore),
            13 => Freeze("frozen after a call", FaultKind.FreezeAfter),
            14 or 15 => ("slow call", Fault.Slow(dice.Seconds(2, 50))),
            _ => Jump(),
        };
        tally.Add(name);
        return fault;
    }

    /// <summary>
    /// A fault that only a few calls can have, and that would be too rare if it were drawn for all calls; null if this call has none.
    /// </summary>
    (string, Fault?)? OfItsOwn(FaultPoint point)
    {
        var profile = cloud.ProfileOf(point.Service);
        if (profile.LostWrites.TryGetValue(point.Operation, out var words))
        {
            return ("write took effect, reported failed", new Fault(FaultKind.ErrorAfter) { Words = words });
        }

        return OwnServices.Contains(point.Service) ? null
            : profile.SharesItsRates && dice.Chance(0.25) ? Drain(point, profile)
            : !LocalCloud.IsReading(point.Operation) ? ("change took effect, reported failed", new Fault(FaultKind.ErrorAfter))
            : profile.PartialReads.Contains(point.Operation) && dice.Chance(0.8) ? ("partial failure with status 200", new Fault(FaultKind.Partial))
            : profile.ReadsLag ? ("stale read", new Fault(FaultKind.Stale) { For = dice.Seconds(1, 9) })
            : null;
    }

    (string, Fault?) Freeze(string name, FaultKind kind)
    {
        // At least one of the two clocks shows the freeze; if neither did, no code could notice it.
        var which = dice.Between(1, 3);
        return (name, new Fault(kind) { For = dice.Seconds(4, 240), WallJumps = which != 1, MonotonicJumps = which != 2 });
    }

    /// <summary>Another user of the account has used up the rate limit.</summary>
    (string, Fault?) Drain(FaultPoint point, ServiceProfile profile)
    {
        for (var taken = 0; taken < 1000 && cloud.Buckets!.TryTake(profile.Rates(point)); taken++)
        {
        }

        return ("rate limit used up", null);
    }

    (string, Fault?) Jump()
    {
        Caller.Current!.WallOffset += dice.OneOf(-1, 1) * dice.Seconds(1, 240);
        return ("clock jumps", null);
    }

    void Add(string name, Func<string, string, bool> hits, double least, double most)
    {
        var begin = from + dice.Seconds(0, (to - from).TotalSeconds);
        outages.Add(new Outage(name, begin, begin + dice.Seconds(least, most), hits));
    }

    sealed record Outage(string Name, DateTimeOffset From, DateTimeOffset To, Func<string, string, bool> Hits);
}
