using System.Xml.Linq;
using LocalAws.Services.Route53;
using LocalAws;

namespace DrFunctions.Tests.LocalAws;

public sealed class Route53Tests : IDisposable
{
    const string Shop = "shop.example.com.";
    static readonly XNamespace ns = "https://route53.amazonaws.com/doc/2013-04-01/";
    static readonly DateTimeOffset start = new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero);

    readonly VirtualClock clock = new(start);
    readonly LocalCloud cloud;
    readonly WireClient client;

    public Route53Tests()
    {
        cloud = new LocalCloud(clock, seed: 7);
        client = new WireClient(cloud);
        cloud.Route53.CreateZone("Z123", "example.com");
        cloud.Route53.Put("Z123", Weighted("primary", 100, "192.0.2.1"), Weighted("standby", 0, "192.0.2.2"));
    }

    public void Dispose()
    {
        client.Dispose();
        cloud.Dispose();
    }

    [Fact]
    public void A_listing_goes_by_labels_from_the_right_and_pages() => Pump.Run(clock, async () =>
    {
        cloud.Route53.Put("Z123", Simple("a.b.example.com.", "192.0.2.3"), Simple("zzz.example.com.", "192.0.2.4"));
        var all = await client.Route53("hostedzone/Z123/rrset");
        Assert.Equal(["example.com. NS", "example.com. SOA", "a.b.example.com. A", "shop.example.com. A", "shop.example.com. A",
            "zzz.example.com. A"],
            all.Xml.Descendants("ResourceRecordSet").Select(set => $"{set.Element("Name")!.Value} {set.Element("Type")!.Value}"));
        var page = await client.Route53("hostedzone/Z123/rrset?name=shop.example.com&type=A&identifier=primary&maxitems=1");
        Assert.Equal("primary", page.Xml.Descendants("SetIdentifier").Single().Value);
        Assert.Equal(("true", "standby"), (page.Xml.Element("IsTruncated")!.Value, page.Xml.Element("NextRecordIdentifier")!.Value));
    });

    [Fact]
    public void A_change_is_pending_then_in_sync_and_the_names_follow() => Pump.Run(clock, async () =>
    {
        var (status, xml) = await Change(("UPSERT", Weighted("primary", 0, "192.0.2.1")),
            ("UPSERT", Weighted("standby", 100, "192.0.2.2")));
        Assert.Equal((200, "PENDING"), (status, xml.Descendants("Status").Single().Value));
        var id = xml.Descendants("Id").Single().Value;
        Assert.Equal("192.0.2.1", Leads());
        await Task.Delay(TimeSpan.FromSeconds(60), clock);
        Assert.Equal("INSYNC", (await client.Route53(id.TrimStart('/'))).Xml.Descendants("Status").Single().Value);
        Assert.Equal("192.0.2.2", Leads());
        Assert.Equal("NoSuchChange", Code(await client.Route53("change/CNONE")));
    });

    [Fact]
    public void A_zone_that_takes_a_change_in_refuses_the_next_for_a_moment() => Pump.Run(clock, async () =>
    {
        await Change(("CREATE", Simple("one.example.com.", "192.0.2.9")));
        var (status, xml) = await Change(("CREATE", Simple("two.example.com.", "192.0.2.9")));
        Assert.Equal((400, "PriorRequestNotComplete"), (status, xml.Descendants("Code").Single().Value));
        await Task.Delay(TimeSpan.FromSeconds(4), clock);
        Assert.Equal(200, (await Change(("CREATE", Simple("two.example.com.", "192.0.2.9")))).Status);
    });

    [Fact]
    public void What_AWS_would_refuse_is_refused_and_nothing_changes() => Pump.Run(clock, async () =>
    {
        var before = cloud.Route53.Zones["Z123"].Records.Count;
        await Refused("InvalidChangeBatch", "already exists", ("CREATE", Weighted("primary", 1, "192.0.2.1")));
        await Refused("InvalidChangeBatch", "was not found", ("DELETE", Weighted("other", 1, "192.0.2.1")));
        await Refused("InvalidChangeBatch", "do not match", ("DELETE", Weighted("primary", 100, "192.0.2.1") with { Ttl = 61 }));
        await Refused("InvalidChangeBatch", "do not match", ("DELETE", Weighted("primary", 99, "192.0.2.1")));
        await Refused("InvalidChangeBatch", "is not permitted in zone example.com.", ("CREATE", Simple("shop.example.org.", "192.0.2.1")));
        await Refused("InvalidChangeBatch", "weighted RRSet exists", ("CREATE", Simple(Shop, "192.0.2.1")));
        await Refused("InvalidChangeBatch", "not a valid IPv4 address", ("CREATE", Simple("x.example.com.", "192.0.2")));
        await Refused("InvalidChangeBatch", "quotation marks",
            ("CREATE", new RecordSet("x.example.com.", "TXT") { Ttl = 60, Values = ["bare"] }));
        await Refused("InvalidChangeBatch", "conflicting RRSet",
            ("CREATE", new RecordSet(Shop, "CNAME") { Ttl = 60, Values = ["x.example.com"] }));
        await Refused("InvalidInput", "Missing field 'SetIdentifier'", ("CREATE", Weighted("", 1, "192.0.2.1")));
        await Refused("InvalidInput", "Missing field 'HealthCheckId'",
            ("CREATE", Failover("PRIMARY") with { Alias = null, Ttl = 60, Values = ["192.0.2.1"] }));
        await Refused("NoSuchHealthCheck", "hc-none", ("CREATE", Simple("x.example.com.", "192.0.2.1") with { HealthCheckId = "hc-none" }));

        // All or nothing: the first of the two would have been right.
        await Refused("InvalidChangeBatch", "already exists", ("CREATE", Simple("x.example.com.", "192.0.2.1")),
            ("CREATE", Weighted("primary", 1, "192.0.2.1")));
        Assert.Equal(before, cloud.Route53.Zones["Z123"].Records.Count);
        Assert.Equal("NoSuchHostedZone", Code(await client.Route53("hostedzone/ZNONE/rrset")));
    });

    [Fact]
    public void Failover_roles_are_swapped_by_deleting_and_creating_both_in_one_batch() => Pump.Run(clock, async () =>
    {
        cloud.Buckets = null;
        var (primary, secondary) = (Failover("PRIMARY"), Failover("SECONDARY"));
        cloud.Route53.Put("Z123", primary, secondary);
        await Refused("InvalidChangeBatch", "another PRIMARY RRSet exists", ("UPSERT", secondary with { Failover = "PRIMARY" }));
        var (status, _) = await Change(("DELETE", primary), ("DELETE", secondary),
            ("CREATE", primary with { Failover = "SECONDARY" }), ("CREATE", secondary with { Failover = "PRIMARY" }));
        Assert.Equal(200, status);
        await Task.Delay(TimeSpan.FromMinutes(1), clock);
        Assert.Equal("secondary.elb.example.net.", cloud.Route53.Resolver.Resolve("api.example.com", "A").Values.Single());
    });

    [Fact]
    public void A_health_check_visits_the_front_door_and_moves_a_failover_pair() => Pump.Run(clock, async () =>
    {
        cloud.FrontDoors.Set("singapore.example.com", "ap-southeast-1", _ => new DoorAnswer(200, "ok"));
        var check = cloud.Route53.CreateHealthCheck("hc-1", new HealthCheckSettings("HTTPS")
        {
            Host = "singapore.example.com", Path = "/health", Interval = TimeSpan.FromSeconds(10), FailureThreshold = 3,
        });
        cloud.Route53.Put("Z123", Failover("PRIMARY") with { HealthCheckId = "hc-1" }, Failover("SECONDARY"));
        await Task.Delay(TimeSpan.FromMinutes(2), clock);
        Assert.True(check.IsHealthy(clock.GetUtcNow()));
        cloud.World.Darken("ap-southeast-1", clock.GetUtcNow(), clock.GetUtcNow().AddMinutes(5));
        await Task.Delay(TimeSpan.FromSeconds(15), clock);
        Assert.True(check.IsHealthy(clock.GetUtcNow()));
        await Task.Delay(TimeSpan.FromSeconds(20), clock);
        Assert.False(check.IsHealthy(clock.GetUtcNow()));
        Assert.Equal("secondary.elb.example.net.", cloud.Route53.Resolver.Resolve("api.example.com", "A").Values.Single());
        var reports = (await client.Route53("healthcheck/hc-1/status")).Xml.Descendants("Status").Select(one => one.Value).ToArray();
        Assert.Equal(8, reports.Length);
        Assert.Equal(7, reports.Count(one => one.StartsWith("Failure: Connection timed out", StringComparison.Ordinal)));

        // The pair fails back by itself as soon as the check is green, which is why a plan must hold it.
        await Task.Delay(TimeSpan.FromMinutes(5), clock);
        Assert.Equal("primary.elb.example.net.", cloud.Route53.Resolver.Resolve("api.example.com", "A").Values.Single());
        check.Inverted = true;
        Assert.False(check.IsHealthy(clock.GetUtcNow()));
        check.Disabled = true;
        Assert.True(check.IsHealthy(clock.GetUtcNow()));
    });

    [Fact]
    public void Weights_share_the_traffic_and_a_client_keeps_an_answer_for_its_TTL() => Pump.Run(clock, async () =>
    {
        cloud.Route53.Put("Z123", Weighted("primary", 75, "192.0.2.1"), Weighted("standby", 25, "192.0.2.2"));
        var answers = Enumerable.Range(0, 1000).Select(i => cloud.Route53.Resolver.Resolve(Shop, "A", $"client {i}").Values[0]).ToArray();
        Assert.InRange(answers.Count(value => value == "192.0.2.2"), 200, 300);

        cloud.Route53.Put("Z123", Weighted("primary", 1, "192.0.2.1"), Weighted("standby", 0, "192.0.2.2"));
        var dns = cloud.Route53.CreateDnsClient("browser");
        Assert.Equal("192.0.2.1", dns.Resolve(Shop, "A").Values[0]);
        cloud.Route53.Put("Z123", Weighted("primary", 0, "192.0.2.1"), Weighted("standby", 1, "192.0.2.2"));
        await Task.Delay(TimeSpan.FromSeconds(59), clock);
        Assert.Equal("192.0.2.1", dns.Resolve(Shop, "A").Values[0]);
        await Task.Delay(TimeSpan.FromSeconds(1), clock);
        Assert.Equal("192.0.2.2", dns.Resolve(Shop, "A").Values[0]);
    });

    [Fact]
    public void The_control_plane_is_dark_when_us_east_1_is_but_names_still_resolve() => Pump.Run(clock, async () =>
    {
        cloud.World.Darken("us-east-1", start, start.AddMinutes(1));
        var call = client.Route53("hostedzone/Z123/rrset");
        await Task.Delay(TimeSpan.FromSeconds(30), clock);
        Assert.False(call.IsCompleted);
        Assert.Equal("192.0.2.1", Leads());
    });

    [Fact]
    public void The_account_s_requests_share_a_bucket_whatever_they_ask() => Pump.Run(clock, async () =>
    {
        cloud.Latency = false;
        var answers = new List<int>();
        for (var i = 0; i < 30; i++)
        {
            answers.Add((await client.Route53("hostedzone/Z123/rrset")).Status);
            answers.Add((await client.Route53("hostedzone")).Status);
        }

        Assert.Equal((50, 10), (answers.Count(status => status == 200), answers.Count(status => status == 400)));
        Assert.Equal("Throttling", Code(await client.Route53("hostedzone/Z123")));
        await Task.Delay(TimeSpan.FromSeconds(1), clock);
        answers.Clear();
        for (var i = 0; i < 12; i++)
        {
            answers.Add((await client.Route53("hostedzone/Z123")).Status);
        }

        Assert.Equal(10, answers.Count(status => status == 200));
    });

    [Fact]
    public void A_second_bucket_counts_the_changes_in_batches() => Pump.Run(clock, async () =>
    {
        cloud.Latency = false;
        (string, RecordSet)[] batch = [.. Enumerable.Range(1, 200).Select(number => ("UPSERT", Simple($"n{number}.example.com.", "192.0.2.9")))];
        var codes = new List<string?>();
        for (var i = 0; i < 6; i++)
        {
            codes.Add((await Change(batch)).Xml.Descendants("Code").SingleOrDefault()?.Value);
        }

        Assert.Equal([null, "PriorRequestNotComplete", "PriorRequestNotComplete", "PriorRequestNotComplete", "PriorRequestNotComplete", "Throttling"], codes);
        Assert.Equal(200, (await client.Route53("hostedzone/Z123")).Status);
    });

    async Task Refused(string code, string words, params (string Action, RecordSet Record)[] changes)
    {
        await Task.Delay(TimeSpan.FromSeconds(1), clock);
        var answer = await Change(changes);
        Assert.Equal(code, Code(answer));
        Assert.Contains(words, answer.Xml.Descendants("Message").First().Value, StringComparison.Ordinal);
    }

    Task<(int Status, XElement Xml)> Change(params (string Action, RecordSet Record)[] changes) => client.Route53("hostedzone/Z123/rrset/",
        new XElement(ns + "ChangeResourceRecordSetsRequest", new XElement(ns + "ChangeBatch", new XElement(ns + "Changes",
            changes.Select(change => new XElement(ns + "Change", new XElement(ns + "Action", change.Action), change.Record.ToXml(ns))))))
            .ToString(SaveOptions.DisableFormatting));

    string Leads() => cloud.Route53.Resolver.Resolve(Shop, "A").Values.Single();

    static string Code((int Status, XElement Xml) answer) => answer.Xml.Descendants("Code").Single().Value;

    static RecordSet Simple(string name, string address) => new(name, "A") { Ttl = 60, Values = [address] };

    static RecordSet Weighted(string id, int weight, string address) => Simple(Shop, address) with { SetIdentifier = id, Weight = weight };

    static RecordSet Failover(string role) => new("api.example.com.", "A")
    {
        SetIdentifier = role.ToLowerInvariant(), Failover = role,
            Alias = new Alias("ZELB", $"{role.ToLowerInvariant()}.elb.example.net.", true),
    };
}
