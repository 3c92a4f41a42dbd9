using System.Xml.Linq;
using DrFunctions.Aws;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Resolution;
using DrFunctions.Simulation.Bench;
using DrFunctions.Steps;
using LocalAws;
using LocalAws.Services.Route53;

namespace DrFunctions.Tests.Functions;

/// <summary>Where a name leads by DNS, as the functions find out: on the local AWS's name servers.</summary>
public sealed class NameCheckTests : IDisposable
{
    const string Name = "shop.example.com.";
    const string Primary = "192.0.2.1";
    const string Standby = "192.0.2.2";

    static readonly DateTimeOffset Start = new(2026, 1, 15, 3, 0, 0, TimeSpan.Zero);
    static readonly Probe Health = new(new Uri("https://tokyo.example.com/health"), 200, "ok", TimeSpan.FromSeconds(5));

    readonly VirtualClock clock = new(Start);
    readonly LocalCloud cloud;
    readonly Prober prober;
    readonly NameCheck check;

    public NameCheckTests()
    {
        cloud = new LocalCloud(clock, seed: 3);
        cloud.Route53.CreateZone("Z1", "example.com");
        var calls = new Calls(clock);
        prober = new Prober(calls, cloud.CreateHandler());
        check = new NameCheck(new SimulatedDns(cloud, clock), prober, calls);
    }

    global::LocalAws.Services.Route53.Dns Dns => cloud.Route53.Dns;

    static SwitchedName Known => new(Name, "A") { Standby = [Standby], Primary = [Primary], IsKnown = true };

    public void Dispose()
    {
        prober.Dispose();
        cloud.Dispose();
    }

    [Fact]
    public void All_answers_of_all_servers_at_the_standby_are_right()
    {
        Weighted(primary: 0, standby: 100);

        Assert.Equal((NameState.AtStandby, "20 of 20 answers of 2 name servers lead shop.example.com to the standby"), Said(Known));
    }

    [Fact]
    public void A_part_of_the_weight_elsewhere_shows_in_twenty_answers()
    {
        Weighted(primary: 40, standby: 100);

        Assert.Equal(NameState.Elsewhere, Said(Known).State);
    }

    [Fact]
    public void A_delegation_to_other_servers_is_found_though_the_records_are_right()
    {
        Weighted(primary: 100, standby: 0);
        Dns.Delegate(Name, clock.GetUtcNow(), "ns1.other.example");
        Pass(TimeSpan.FromMinutes(5));
        Weighted(primary: 0, standby: 100);

        Assert.Equal(
            (NameState.Elsewhere, $"20 of 20 answers of 1 name server for shop.example.com lead elsewhere: ns1.other.example answers {Primary}"), Said(Known));
    }

    [Fact]
    public void One_server_that_does_not_follow_is_named()
    {
        Weighted(primary: 100, standby: 0);
        Dns.Freeze("ns-2.awsdns-01.net", clock.GetUtcNow());
        Pass(TimeSpan.FromMinutes(5));
        Weighted(primary: 0, standby: 100);

        Assert.Equal(
            (NameState.Elsewhere, $"10 of 20 answers of 2 name servers for shop.example.com lead elsewhere: ns-2.awsdns-01.net answers {Primary}"), Said(Known));
    }

    [Fact]
    public void A_silent_server_is_passed_over_and_silence_of_all_is_no_mismatch()
    {
        Weighted(primary: 0, standby: 100);
        Dns.Silence("ns-1.awsdns-01.com");
        Assert.Equal(NameState.AtStandby, Said(Known).State);

        Dns.Silence("ns-2.awsdns-01.net");
        Assert.Equal(NameState.Unknown, Said(Known).State);
    }

    [Fact]
    public void A_name_that_is_gone_leads_nowhere()
    {
        Assert.Equal(NameState.Elsewhere, Said(Known).State);
    }

    [Fact]
    public void While_old_answers_may_be_kept_nothing_is_asked()
    {
        Weighted(primary: 100, standby: 0);

        Assert.Null(Look(Known, after: TimeSpan.FromSeconds(59)));
        Assert.Null(Look(Known with { Kept = TimeSpan.FromMinutes(5) }, after: TimeSpan.FromMinutes(4)));
        Assert.NotNull(Look(Known, after: TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public void An_alias_is_compared_by_overlap_with_the_addresses_of_its_target()
    {
        Dns.SetHost("standby.elb.example.net", "198.51.100.1", "198.51.100.2");
        Dns.SetHost("primary.elb.example.net", "198.51.100.9");
        var name = Known with { Standby = ["standby.elb.example.net."], Primary = ["primary.elb.example.net."] };

        cloud.Route53.Put("Z1", new RecordSet(Name, "A") { Alias = new Alias("ZELB", "standby.elb.example.net.", false) });
        Assert.Equal(NameState.AtStandby, Said(name).State);
        cloud.Route53.Put("Z1", new RecordSet(Name, "A") { Alias = new Alias("ZELB", "primary.elb.example.net.", false) });
        Assert.Equal(NameState.Elsewhere, Said(name).State);
    }

    [Fact]
    public void A_latency_record_that_leads_clients_of_one_Region_elsewhere_is_found()
    {
        RecordSet Near(string region, string address) => new(Name, "A")
        {
            SetIdentifier = region, Ttl = 60, Values = [address], Other = new XElement("Region", region),
        };
        cloud.Route53.Put("Z1", Near("us-east-1", Standby), Near("eu-west-1", Primary), Near("ap-northeast-1", Standby));

        var (state, because) = Said(Known);
        Assert.Equal(NameState.Elsewhere, state);
        Assert.Contains($"answers {Primary} for clients near eu-west-1", because, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_geographic_record_is_asked_for_clients_of_three_continents()
    {
        RecordSet Of(string continent, string address) => new(Name, "A")
        {
            SetIdentifier = continent, Ttl = 60, Values = [address], Other = new XElement("GeoLocation", new XElement("ContinentCode", continent)),
        };
        cloud.Route53.Put("Z1", Of("NA", Standby), Of("EU", Standby), Of("AS", Primary));
        Assert.Equal(NameState.Elsewhere, Said(Known).State);

        cloud.Route53.Put("Z1", Of("AS", Standby));
        Assert.Equal(NameState.AtStandby, Said(Known).State);
    }

    [Fact]
    public void A_private_zone_is_asked_of_the_resolver()
    {
        cloud.Route53.CreateZone("Z2", "corp.example.net", isPrivate: true);
        cloud.Route53.Put("Z2", new RecordSet("shop.corp.example.net.", "A") { Ttl = 60, Values = [Standby] });

        Assert.Equal(
            (NameState.AtStandby, "1 of 1 answers of the resolver lead shop.corp.example.net to the standby"), Said(Known with { Name = "shop.corp.example.net." }));
    }

    [Fact]
    public void Where_nothing_says_whose_an_answer_is_it_proves_nothing()
    {
        Weighted(primary: 0, standby: 100);
        var name = Known with { IsKnown = false, Standby = ["tokyo.example.com"] };
        Dns.SetHost("tokyo.example.com", "198.51.100.7");
        Assert.Equal(NameState.Unknown, Said(name).State);

        Dns.SetHost("tokyo.example.com", Standby);
        Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(NameState.AtStandby, Said(name).State);
        Weighted(primary: 100, standby: 0);
        Assert.Equal(NameState.Elsewhere, Said(name).State);
    }

    [Fact]
    public void The_name_itself_is_asked_as_the_standby_was()
    {
        Weighted(primary: 0, standby: 100);
        var name = Known with { Check = Health };
        cloud.FrontDoors.Set("shop.example.com", _ => new DoorAnswer(200, "ok"));
        Assert.Equal((true, "https://shop.example.com/health answers 200 with \"ok\""), Requested(name));
        cloud.FrontDoors.Set("shop.example.com", _ => new DoorAnswer(503));
        Assert.Equal((false, "https://shop.example.com/health answers 503, not 200"), Requested(name));
        cloud.FrontDoors.Set("shop.example.com", _ => new DoorAnswer(403));
        Assert.Null(Requested(name).IsServed);
    }

    [Fact]
    public void A_test_bench_has_no_name_servers()
    {
        var calls = new Calls(clock);
        var bench = new NameCheck(new NoDns(), prober, calls);
        NameObservation? seen = null;
        var name = Known with { Check = Health };
        Pump.Run(clock, async () => seen = await bench.ObserveAsync(Done(TimeSpan.FromHours(1)), name, CancellationToken.None));

        Assert.Equal((NameState.Unknown, null), (seen!.State, seen.IsServed));
    }

    void Pass(TimeSpan time) => Pump.Run(clock, () => Task.Delay(time, clock));

    void Weighted(int primary, int standby) => cloud.Route53.Put("Z1",
        new RecordSet(Name, "A") { SetIdentifier = "primary", Weight = primary, Ttl = 60, Values = [Primary] },
        new RecordSet(Name, "A") { SetIdentifier = "standby", Weight = standby, Ttl = 60, Values = [Standby] });

    (NameState State, string Because) Said(SwitchedName name) =>
        Look(name, TimeSpan.FromHours(1)) is { } seen ? (seen.State, seen.Because) : default;

    (bool? IsServed, string Request) Requested(SwitchedName name) =>
        Look(name, TimeSpan.FromHours(1)) is { } seen ? (seen.IsServed, seen.Request) : default;

    NameObservation? Look(SwitchedName name, TimeSpan after)
    {
        NameObservation? seen = null;
        Pump.Run(clock, async () => seen = await check.ObserveAsync(Done(after), name, CancellationToken.None));
        return seen;
    }

    StepAt Done(TimeSpan ago)
    {
        var plan = Files.Shop().Plan!;
        return new StepAt(plan, plan.Step("traffic"), new StepRecord { Progress = StepProgress.Done, DoneAt = clock.GetUtcNow() - ago }, "R1");
    }
}
