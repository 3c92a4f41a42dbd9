using LocalAws;
using LocalAws.Services.Route53;

namespace DrFunctions.Tests.LocalAws;

/// <summary>The DNS of the local AWS: what users get is not always what Route 53 holds.</summary>
public sealed class DnsTests : IDisposable
{
    const string Name = "shop.example.com.";

    readonly VirtualClock clock = new(new DateTimeOffset(2026, 1, 15, 3, 0, 0, TimeSpan.Zero));
    readonly LocalCloud cloud;

    public DnsTests()
    {
        cloud = new LocalCloud(clock, seed: 5);
        cloud.Route53.CreateZone("Z1", "example.com");
        Put("192.0.2.1");
    }

    static IReadOnlyList<string> Servers => global::LocalAws.Services.Route53.Dns.Servers;

    global::LocalAws.Services.Route53.Dns Dns => cloud.Route53.Dns;

    public void Dispose() => cloud.Dispose();

    [Fact]
    public void A_resolver_keeps_an_answer_for_its_ttl()
    {
        Assert.Equal("192.0.2.1", Dns.Resolve("isp", Name, "A").Values.Single());
        Put("192.0.2.2");
        Pass(TimeSpan.FromSeconds(59));
        Assert.Equal("192.0.2.1", Dns.Resolve("isp", Name, "A").Values.Single());
        Assert.Equal("192.0.2.2", Dns.Resolve("other isp", Name, "A").Values.Single());
        Pass(TimeSpan.FromSeconds(2));
        Assert.Equal("192.0.2.2", Dns.Resolve("isp", Name, "A").Values.Single());
    }

    [Fact]
    public void Only_the_servers_to_which_it_is_delegated_answer()
    {
        Assert.Equal(Servers, Dns.Resolve("isp", "example.com", "NS").Values);
        Dns.Delegate(Name, clock.GetUtcNow(), "ns1.other.example");
        Pass(TimeSpan.FromMinutes(1));
        Put("192.0.2.2");
        Pass(TimeSpan.FromMinutes(2));

        Assert.Equal("ns1.other.example", Dns.Resolve("isp", "example.com", "NS").Values.Single());
        Assert.Equal(DnsStatus.Refused, Dns.Ask(Servers[0], Name, "A").Status);
        Assert.Equal("192.0.2.1", Dns.Ask("ns1.other.example", Name, "A").Values.Single());
        Dns.Mend();
        Assert.Equal("192.0.2.2", Dns.Ask(Servers[0], Name, "A").Values.Single());
    }

    [Fact]
    public void A_silent_server_leaves_the_other_and_nobody_asks_a_private_zones()
    {
        Dns.Silence(Servers[0]);
        Assert.Equal(DnsStatus.Silent, Dns.Ask(Servers[0], Name, "A").Status);
        Assert.Equal("192.0.2.1", Dns.Resolve("isp", Name, "A").Values.Single());
        cloud.Route53.CreateZone("Z2", "corp.example", isPrivate: true);
        cloud.Route53.Put("Z2", new RecordSet("db.corp.example.", "A") { Ttl = 60, Values = ["10.0.0.1"] });

        Assert.Equal(DnsStatus.Refused, Dns.Ask(global::LocalAws.Services.Route53.Dns.PrivateServers[0], "db.corp.example", "A").Status);
        Assert.Equal("10.0.0.1", Dns.Resolve("vpc", "db.corp.example", "A").Values.Single());
    }

    void Pass(TimeSpan time) => Pump.Run(clock, () => Task.Delay(time, clock));

    void Put(string address) => cloud.Route53.Put("Z1", new RecordSet(Name, "A") { Ttl = 60, Values = [address] });
}
