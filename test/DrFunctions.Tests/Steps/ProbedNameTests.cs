using System.Net;
using System.Security.Cryptography.X509Certificates;
using DrFunctions.Aws;
using DrFunctions.Core.Plans;

namespace DrFunctions.Tests.Steps;

/// <summary>
/// A probe with connectTo, over real TLS: the connection goes to the standby's front door, and everything that the door and the client
/// judge by, that is, server name, certificate and Host header, is the name that users use.
/// </summary>
public sealed class ProbedNameTests
{
    const string Users = "shop.example.com";
    const string Own = "tokyo.shop.example.com";

    readonly List<string> resolved = [];

    [Fact]
    public async Task The_door_is_asked_for_the_name_of_the_url()
    {
        await using var door = new TlsDoor(Users);

        var answer = await AskAsync(door, Check(door, Users));

        Assert.True(answer.IsGood, answer.Because);
        Assert.Equal([Own], resolved);
        Assert.Equal([new TlsDoor.Visit(Users, Users, "/health?x=1")], door.Visits);
    }

    /// <summary>The fault: a check of the door's own name is good, and says nothing of what users will get.</summary>
    [Fact]
    public async Task A_certificate_without_that_name_fails_though_the_doors_own_name_is_good()
    {
        await using var door = new TlsDoor(Own);

        var (own, users) = (await AskAsync(door, Probe($"https://{Own}:{door.Port}/health")), await AskAsync(door, Check(door, Users)));

        Assert.True(own.IsGood, own.Because);
        Assert.False(users.IsGood);
        Assert.False(users.SaysNothing);
        Assert.StartsWith($"gives no answer (no TLS for {Users}: ", users.Because, StringComparison.Ordinal);
        Assert.Equal($"{Own}:{door.Port}", Assert.Single(door.Visits).Host);
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts_fails()
    {
        await using var door = new TlsDoor(Users);
        using var handler = Handler();
        using var prober = new Prober(new Calls(TimeProvider.System), handler);

        Assert.False((await prober.AskAsync(Check(door, Users), CancellationToken.None)).IsGood);
        Assert.Empty(door.Visits);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var door = new TlsDoor(Users, $"302 Found\r\nLocation: https://{Users}/login");

        Assert.Equal("answers 302, not 200", (await AskAsync(door, Check(door, Users))).Because);
        Assert.Single(door.Visits);
    }

    /// <summary>A connection that one check opened must not serve another check of the same name.</summary>
    [Fact]
    public async Task Two_doors_that_are_asked_for_one_name_at_once_are_not_mistaken_for_each_other()
    {
        await using var good = new TlsDoor(Users);
        await using var bad = new TlsDoor(Users, "503 Service Unavailable");
        using var handler = Handler(good.Certificate, bad.Certificate);
        using var prober = new Prober(new Calls(TimeProvider.System), handler);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async number =>
            (number, await prober.AskAsync(Check(number % 2 == 0 ? good : bad, Users), CancellationToken.None))));

        Assert.All(answers, answer => Assert.Equal(answer.number % 2 == 0, answer.Item2.IsGood));
    }

    [Theory]
    [InlineData("https://shop.example.com/h", "tokyo.example.com", "https://tokyo.example.com/h")]
    [InlineData("https://shop.example.com:8443/h", "tokyo.example.com", "https://tokyo.example.com:8443/h")]
    [InlineData("http://shop.example.com/h?a=b", "10.0.0.5:8080", "http://10.0.0.5:8080/h?a=b")]
    [InlineData("https://shop.example.com/", "[2001:db8::20]:444", "https://[2001:db8::20]:444/")]
    public void The_port_is_the_urls_unless_connectTo_has_one(string url, string connectTo, string target) =>
        Assert.Equal(target, (Probe(url) with { ConnectTo = FrontDoorAddress.Parse(connectTo) }).Target.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("https://tokyo.example.com")]
    [InlineData("tokyo.example.com/health")]
    [InlineData("user@tokyo.example.com")]
    [InlineData("tokyo.example.com:70000")]
    [InlineData("tokyo.example.com:0")]
    [InlineData("two hosts")]
    [InlineData("::1")]
    public void What_is_no_host_is_refused(string connectTo) => Assert.NotNull(FrontDoorAddress.Wrong(connectTo));

    static Probe Probe(string url) => new(new Uri(url), 200, null, TimeSpan.FromSeconds(10));

    static Probe Check(TlsDoor door, string name) => Probe($"https://{name}/health?x=1") with { ConnectTo = new FrontDoorAddress(Own, door.Port) };

    async Task<ProbeAnswer> AskAsync(TlsDoor door, Probe probe)
    {
        using var handler = Handler(door.Certificate);
        using var prober = new Prober(new Calls(TimeProvider.System), handler);
        return await prober.AskAsync(probe, CancellationToken.None);
    }

    /// <summary>The handler that ships, but for DNS and for whom it trusts.</summary>
    SocketsHttpHandler Handler(params X509Certificate2[] trusted)
    {
        var handler = ProbeConnections.Handler(anywhere: true, (name, _) =>
        {
            lock (resolved)
            {
                resolved.Add(name);
            }

            return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
        });
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(trusted);
        handler.SslOptions.CertificateChainPolicy = policy;
        return handler;
    }
}
