namespace LocalAws.Services.Route53;

/// <summary>What a health check observes. Types: HTTP, HTTPS, HTTP_STR_MATCH, HTTPS_STR_MATCH and CLOUDWATCH_METRIC.</summary>
public sealed record HealthCheckSettings(string Type)
{
    public string Host { get; init; } = "";

    public string Path { get; init; } = "/";

    /// <summary>What the body must contain, for the STR_MATCH types.</summary>
    public string Search { get; init; } = "";

    /// <summary>10 s or 30 s.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(30);

    public int FailureThreshold { get; init; } = 3;

    public string AlarmRegion { get; init; } = "";

    public string AlarmName { get; init; } = "";

    /// <summary>What too little data of the alarm's metric means: Healthy, Unhealthy or LastKnownStatus.</summary>
    public string InsufficientData { get; init; } = "LastKnownStatus";
}

/// <summary>One of Route 53's health checkers, with its newest result.</summary>
public sealed class Checker(string region, string address, DateTimeOffset madeAt)
{
    int against;

    public string Region { get; } = region;

    public string Address { get; } = address;

    public bool Healthy { get; private set; } = true;

    public string Report { get; private set; } = "Success: HTTP Status Code 200, OK";

    public DateTimeOffset CheckedAt { get; private set; } = madeAt;

    internal void Saw(bool good, string report, DateTimeOffset at, int threshold)
    {
        (Report, CheckedAt) = (report, at);
        against = good == Healthy ? 0 : against + 1;
        if (against >= threshold)
        {
            (Healthy, against) = (good, 0);
        }
    }
}

/// <summary>
/// A health check: eight checkers, each at the check's interval, and a status that is healthy while more than 18 % of them
/// report healthy.
/// </summary>
public sealed class HealthCheck
{
    const double Quorum = 0.18;
    static readonly string[] regions =
        ["ap-northeast-1", "ap-southeast-1", "ap-southeast-2", "eu-west-1", "sa-east-1", "us-east-1", "us-west-1", "us-west-2"];

    // A checker does not wait longer than this for an answer.
    static readonly TimeSpan patience = TimeSpan.FromSeconds(2);

    readonly World world;
    readonly FrontDoors doors;
    readonly Timeline<bool> status = new(true);

    internal HealthCheck(World world, FrontDoors doors, string id, HealthCheckSettings settings, Func<string, string, string?> alarmData)
    {
        (this.world, this.doors, Id, Settings) = (world, doors, id, settings);
        if (settings.Type == "CLOUDWATCH_METRIC")
        {
            // It takes some seconds from the alarm's data to the answers of all name servers.
            Follow(alarmData(settings.AlarmRegion, settings.AlarmName));
            world.Every(TimeSpan.Zero, TimeSpan.FromSeconds(10), () =>
            {
                var data = alarmData(settings.AlarmRegion, settings.AlarmName);
                world.After(world.DrawSeconds($"follow {id}", 1, 15), () => Follow(data));
            });
            return;
        }

        Checkers = [.. regions.Select((region, i) => new Checker(region, $"192.0.2.{i + 1}", world.Now))];
        foreach (var checker in Checkers)
        {
            var first = world.DrawSeconds($"checker {id} {checker.Region}", 0, settings.Interval.TotalSeconds);
            world.Every(first, settings.Interval, () => Look(checker));
        }
    }

    public string Id { get; }

    public HealthCheckSettings Settings { get; }

    public IReadOnlyList<Checker> Checkers { get; } = [];

    public bool Inverted { get; set; }

    /// <summary>A disabled check counts as healthy.</summary>
    public bool Disabled { get; set; }

    public bool IsHealthy(DateTimeOffset at) => Final(status.At(at));

    /// <summary>Whether the check was healthy at every instant of the span: the metric's minimum.</summary>
    public bool WasHealthy(DateTimeOffset from, DateTimeOffset to) => status.Between(from, to).All(Final);

    bool Final(bool healthy) => Disabled || healthy != Inverted;

    void Look(Checker checker)
    {
        if (!world.IsLit(checker.Region))
        {
            return;
        }

        var (good, report) = Judge(doors.Visit(Settings.Host, Settings.Path));
        checker.Saw(good, report, world.Now, Settings.FailureThreshold);
        var seeing = Checkers.Where(one => world.IsLit(one.Region)).ToArray();
        Become(seeing.Count(one => one.Healthy) > Quorum * seeing.Length);
    }

    (bool Good, string Report) Judge(DoorAnswer? answer) =>
        answer is null ? (false, "Failure: DNS resolution failed: Rcode NXDomain")
        : answer == DoorAnswer.Refused ? (false, "Failure: The endpoint refused the connection.")
        : answer == DoorAnswer.Hang || answer.Delay > patience
            ? (false, "Failure: Connection timed out. The endpoint or the internet connection is down, " +
                "or requests are being blocked by your firewall.")
        : answer.Status is < 200 or >= 400 ? (false, $"Failure: HTTP Status Code {answer.Status}.")
        : Settings.Type.EndsWith("STR_MATCH", StringComparison.Ordinal) && !answer.Body.Contains(Settings.Search, StringComparison.Ordinal)
            ? (false, "Failure: The specified string was not found in the response body.")
        : (true, $"Success: HTTP Status Code {answer.Status}, OK");

    void Follow(string? data)
    {
        if (data is not null || Settings.InsufficientData != "LastKnownStatus")
        {
            Become(data is not null ? data == "OK" : Settings.InsufficientData == "Healthy");
        }
    }

    void Become(bool healthy)
    {
        if (status.At(world.Now) != healthy)
        {
            status.Set(world.Now, healthy);
        }
    }
}
