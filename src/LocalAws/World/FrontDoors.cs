using System.IO.Enumeration;

namespace LocalAws;

/// <summary>A front door's answer to a visitor: an HTTP answer, after a delay.</summary>
public sealed record DoorAnswer(int Status, string Body = "", TimeSpan Delay = default)
{
    /// <summary>Nothing listens there: the connection is refused.</summary>
    public static readonly DoorAnswer Refused = new(0);

    /// <summary>No answer ever comes, as from an unreachable Region.</summary>
    public static readonly DoorAnswer Hang = new(-1);

    /// <summary>TLS ends before the request: the certificate has not the name that the visitor wants.</summary>
    public static readonly DoorAnswer WrongCertificate = new(-2);
}

/// <summary>The names that a front door is set up for, as a load balancer is: the visitor's must be among both.</summary>
/// <param name="Certificate">The names in its certificate; <c>*.example.com</c> stands for one more label.</param>
/// <param name="Rules">The hosts that its rules forward; <c>*</c> stands for any characters, <c>?</c> for one.</param>
public sealed record DoorNames(IReadOnlyList<string> Certificate, IReadOnlyList<string> Rules)
{
    /// <summary>What a load balancer's default action answers to a host of which no rule knows.</summary>
    public static readonly DoorAnswer NoRule = new(404, "no rule for this host");

    public bool Certifies(string name) => Certificate.Any(certified =>
        string.Equals(certified, name, StringComparison.OrdinalIgnoreCase)
        || (certified.StartsWith("*.", StringComparison.Ordinal) && name.IndexOf('.', StringComparison.Ordinal) is > 0 and var label
            && string.Equals(certified[1..], name[label..], StringComparison.OrdinalIgnoreCase)));

    public bool Forwards(string name) => Rules.Any(rule => FileSystemName.MatchesSimpleExpression(rule, name));
}

/// <summary>The simulated applications' front doors, by host. Probes and Route 53's health checkers visit the same ones.</summary>
public sealed class FrontDoors(World world)
{
    readonly SortedDictionary<string, Func<DateTimeOffset, DoorAnswer>> doors = new(StringComparer.OrdinalIgnoreCase);
    readonly SortedDictionary<string, DoorNames> names = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Sets what answers at <paramref name="address"/>: a host, or a host and a path (<c>shop.example.com/health</c>), which goes
    /// before the host alone. The answer is a function of the world's time.
    /// </summary>
    public void Set(string address, Func<DateTimeOffset, DoorAnswer> answer) => doors[address.TrimEnd('/')] = answer;

    /// <summary>A front door in a Region: it hangs while the Region is unreachable.</summary>
    public void Set(string address, string region, Func<DateTimeOffset, DoorAnswer> answer) =>
        Set(address, at => world.IsLit(region, at) ? answer(at) : DoorAnswer.Hang);

    /// <summary>Which names the front door of a host is set up for; without this, any.</summary>
    public void SetNames(string host, DoorNames setUp) => names[host] = setUp;

    public void Remove(string address) => doors.Remove(address.TrimEnd('/'));

    /// <summary>
    /// Which door a request means: whoever connects to an address at which no door is, such as a bench's, means the one that its Host
    /// header names.
    /// </summary>
    public string Meant(string connectedTo, string path, string name) =>
        Uri.CheckHostName(Bare(connectedTo)) == UriHostNameType.Dns || Find(Bare(connectedTo), path) is not null ? connectedTo : name;

    /// <summary>What a visitor gets now, or null where no such host is known. Ports are ignored.</summary>
    /// <param name="host">Where the visitor connects.</param>
    /// <param name="name">The name that the visitor asks for, if it is another.</param>
    /// <param name="checksCertificate">Health checkers of Route 53, for one, do not.</param>
    public DoorAnswer? Visit(string host, string path, string? name = null, bool checksCertificate = false)
    {
        var (door, asked) = (Bare(host), Bare(name ?? host));
        return Find(door, path)?.Invoke(world.Now) is not { } answer ? null
            : answer == DoorAnswer.Hang || answer == DoorAnswer.Refused || !names.TryGetValue(door, out var setUp) ? answer
            : checksCertificate && !setUp.Certifies(asked) ? DoorAnswer.WrongCertificate
            : setUp.Forwards(asked) ? answer
            : DoorNames.NoRule;
    }

    Func<DateTimeOffset, DoorAnswer>? Find(string host, string path) =>
        doors.TryGetValue((host + path).TrimEnd('/'), out var door) || doors.TryGetValue(host, out door) ? door : null;

    /// <summary>Without the port; an address of IPv6 has colons of its own.</summary>
    static string Bare(string host) =>
        (host.StartsWith('[') ? host[..(host.IndexOf(']', StringComparison.Ordinal) + 1)] : host.Split(':')[0]).TrimEnd('.');
}
