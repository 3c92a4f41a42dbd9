namespace LocalAws;

/// <summary>A front door's answer to a visitor: an HTTP answer, after a delay.</summary>
public sealed record DoorAnswer(int Status, string Body = "", TimeSpan Delay = default)
{
    /// <summary>Nothing listens there: the connection is refused.</summary>
    public static readonly DoorAnswer Refused = new(0);

    /// <summary>No answer ever comes, as from an unreachable Region.</summary>
    public static readonly DoorAnswer Hang = new(-1);
}

/// <summary>The simulated applications' front doors, by host. Probes and Route 53's health checkers visit the same ones.</summary>
public sealed class FrontDoors(World world)
{
    readonly SortedDictionary<string, Func<DateTimeOffset, DoorAnswer>> doors = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Sets what answers at <paramref name="address"/>: a host, or a host and a path (<c>shop.example.com/health</c>), which goes
    /// before the host alone. The answer is a function of the world's time.
    /// </summary>
    public void Set(string address, Func<DateTimeOffset, DoorAnswer> answer) => doors[address.TrimEnd('/')] = answer;

    /// <summary>A front door in a Region: it hangs while the Region is unreachable.</summary>
    public void Set(string address, string region, Func<DateTimeOffset, DoorAnswer> answer) =>
        Set(address, at => world.IsLit(region, at) ? answer(at) : DoorAnswer.Hang);

    public void Remove(string address) => doors.Remove(address.TrimEnd('/'));

    /// <summary>What a visitor gets now, or null where no such host is known. A port in <paramref name="host"/> is ignored.</summary>
    public DoorAnswer? Visit(string host, string path)
    {
        var name = host.Split(':')[0].TrimEnd('.');
        return doors.TryGetValue((name + path).TrimEnd('/'), out var door) || doors.TryGetValue(name, out door) ? door(world.Now) : null;
    }
}
