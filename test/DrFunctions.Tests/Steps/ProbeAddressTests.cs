using System.Net;
using System.Net.Sockets;
using DrFunctions.Aws;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Signals;

namespace DrFunctions.Tests.Steps;

/// <summary>What probes never ask, whatever a plan or DNS says; docs/SAFETY.md has the rule.</summary>
public sealed class ProbeAddressTests
{
    [Theory]
    [InlineData("0.0.0.0", "an unspecified address")]
    [InlineData("0.1.2.3", "an unspecified address")]
    [InlineData("127.0.0.1", "a loopback address")]
    [InlineData("127.255.255.254", "a loopback address")]
    [InlineData("169.254.169.254", "a link-local address, that of AWS's metadata")]
    [InlineData("169.254.170.2", "a link-local address, that of AWS's metadata")]
    [InlineData("169.254.100.1", "a link-local address")]
    [InlineData("224.0.0.1", "a multicast address")]
    [InlineData("239.255.255.255", "a multicast address")]
    [InlineData("255.255.255.255", "the broadcast address")]
    [InlineData("::", "an unspecified address")]
    [InlineData("::1", "a loopback address")]
    [InlineData("::1%1", "a loopback address")]
    [InlineData("fe80::1", "a link-local address")]
    [InlineData("fe80::1%2", "a link-local address")]
    [InlineData("febf::1", "a link-local address")]
    [InlineData("ff02::1", "a multicast address")]
    [InlineData("fd00:ec2::254", "an address of AWS's metadata")]
    [InlineData("fd00:ec2::23", "an address of AWS's metadata")]
    [InlineData("::ffff:127.0.0.1", "a loopback address")]
    [InlineData("::ffff:169.254.169.254", "a link-local address, that of AWS's metadata")]
    [InlineData("::ffff:0:127.0.0.1", "a loopback address")]
    [InlineData("::127.0.0.1", "a loopback address")]
    [InlineData("64:ff9b::169.254.169.254", "a link-local address, that of AWS's metadata")]
    [InlineData("64:ff9b:1::127.0.0.1", "a loopback address")]
    [InlineData("2002:7f00:1::1", "a loopback address")]
    [InlineData("2002:a9fe:a9fe::", "a link-local address, that of AWS's metadata")]
    public void Refused(string address, string why) => Assert.Equal(why, ProbeAddresses.WhyRefused(IPAddress.Parse(address)));

    /// <summary>Private addresses are among them: front doors may be private.</summary>
    [Theory]
    [InlineData("10.0.0.5")]
    [InlineData("172.16.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("203.0.113.20")]
    [InlineData("128.0.0.1")]
    [InlineData("223.255.255.255")]
    [InlineData("2001:db8::20")]
    [InlineData("fd12:3456::1")]
    [InlineData("fc00::1")]
    [InlineData("::ffff:10.0.0.5")]
    [InlineData("64:ff9b::203.0.113.20")]
    [InlineData("2002:cb00:7114::1")]
    public void Asked(string address) => Assert.Null(ProbeAddresses.WhyRefused(IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://127.0.0.1:9001/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::ffff:169.254.169.254]/latest/meta-data")]
    [InlineData("http://localhost/")]
    [InlineData("http://door.localhost./")]
    public void Of_a_plan_a_literal_address_is_seen_at_once(string url) => Assert.NotNull(ProbeAddresses.WhyRefused(new Uri(url)));

    [Fact]
    public void Dr_check_warns_of_it()
    {
        var said = Kinds.Of().Read("shop.json", Kinds.Text(
            """{ "id": "own", "kind": "http-check", "url": "http://169.254.169.254/latest" }""",
            """{ "id": "users", "kind": "http-check", "url": "https://shop.example.com/", "connectTo": "127.0.0.1:8443" }"""));

        Assert.NotNull(said.Plan);
        Assert.Equal(["step \"own\".url", "step \"users\".connectTo"], said.Mistakes
            .Where(mistake => mistake.Sentence.Contains("probes do not ask it", StringComparison.Ordinal)).Select(mistake => mistake.Sentence.Split(" leads")[0]));
    }

    /// <summary>One bad address among good ones is enough: whoever answers for the name chooses which is connected to.</summary>
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("203.0.113.20", "169.254.169.254")]
    public async Task A_name_that_leads_there_is_not_asked_and_says_nothing_about_the_primary(params string[] addresses)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = new Uri($"http://door.example.com:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        using var prober = Prober([.. addresses.Select(IPAddress.Parse)]);

        var answer = await prober.AskAsync(new Probe(url, 200, null, TimeSpan.FromSeconds(5)), CancellationToken.None);
        var read = await ReadAsync(prober, url);

        Assert.Equal((false, true), (answer.IsGood, answer.SaysNothing));
        Assert.Equal($"is not asked: door.example.com leads to {addresses[^1]}, {ProbeAddresses.WhyRefused(IPAddress.Parse(addresses[^1]))}; correct the plan", answer.Because);
        Assert.Equal(SignalState.Unknown, read);
        Assert.False(await prober.AnswersAsync(url, TimeSpan.FromSeconds(5), CancellationToken.None));
        Assert.False(listener.Pending());
    }

    /// <summary>DNS that answers differently a second time is not asked a second time.</summary>
    [Fact]
    public async Task Only_what_was_judged_is_connected_to()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var asked = 0;
        using var prober = new Prober(new Calls(TimeProvider.System), ProbeConnections.Handler(anywhere: false, (_, _) =>
            Task.FromResult<IPAddress[]>([++asked == 1 ? IPAddress.Parse("192.0.2.1") : IPAddress.Loopback])));
        var url = new Uri($"http://door.example.com:{((IPEndPoint)listener.LocalEndpoint).Port}/");

        var answer = await prober.AskAsync(new Probe(url, 200, null, TimeSpan.FromSeconds(1)), CancellationToken.None);

        Assert.Equal((false, 1, false), (answer.IsGood, asked, listener.Pending()));
    }

    /// <summary>Without the exemption of a test bench, the shipped handler refuses this machine by every name.</summary>
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task The_handler_that_ships_asks_nothing_of_this_machine(string host)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var prober = new Prober(new Calls(TimeProvider.System));

        var answer = await prober.AskAsync(
            new Probe(new Uri($"http://{host}:{((IPEndPoint)listener.LocalEndpoint).Port}/"), 200, null, TimeSpan.FromSeconds(5)), CancellationToken.None);

        Assert.True(answer.SaysNothing, answer.Because);
        Assert.False(listener.Pending());
    }

    static Prober Prober(IPAddress[] addresses) =>
        new(new Calls(TimeProvider.System), ProbeConnections.Handler(anywhere: false, (_, _) => Task.FromResult(addresses)));

    static async Task<SignalState> ReadAsync(Prober prober, Uri url)
    {
        using var aws = new AwsClients();
        var trigger = new Trigger { Signals = [new ProbeSignal(new Probe(url, 200, null, TimeSpan.FromSeconds(5)))] };
        var reader = new SignalReader(aws, prober, new Calls(TimeProvider.System));
        return (await reader.ReadAsync(trigger, null, CancellationToken.None)).Signals[0].State;
    }
}
