using Amazon.Route53;
using Amazon.Route53.Model;
using DrFunctions.Steps.Route53Switch;

namespace DrFunctions.Tests.Steps;

/// <summary>The target state of a switch for each routing policy, as docs/STEPS.md says it.</summary>
public class DnsTests
{
    const string Name = "shop.example.com.";

    static readonly RecordsSwitch ById = new("Z1", Name, "A", "standby", null, null, null);

    static ResourceRecordSet Set(string id, Action<ResourceRecordSet>? more = null)
    {
        var set = new ResourceRecordSet { Name = Name, Type = RRType.A, SetIdentifier = id, TTL = 60,
            ResourceRecords = [new ResourceRecord { Value = $"192.0.2.{id.Length}" }] };
        more?.Invoke(set);
        return set;
    }

    static List<ResourceRecordSet> Weighted(long primary, long standby) =>
        [Set("primary", set => set.Weight = primary), Set("standby", set => set.Weight = standby)];

    static RecordsLedger Sort(List<ResourceRecordSet> sets, RecordsSwitch? settings = null)
    {
        var (found, problem) = DnsTarget.Sort(sets, settings ?? ById, null);
        return found ?? throw new InvalidOperationException(problem);
    }

    static string? Problem(List<ResourceRecordSet> sets, RecordsSwitch? settings = null)
    {
        var (found, problem) = DnsTarget.Sort(sets, settings ?? ById, null);
        Assert.Null(found);
        return problem;
    }

    [Theory]
    [InlineData(70, 0, null, 70)]
    [InlineData(70, 5, 30, 70)]
    [InlineData(0, 0, 30, 30)]
    [InlineData(0, 0, null, 100)]
    public void Weighted_the_standby_gets_the_first_weight_that_is_not_zero_and_the_primary_none(
        long primary, long standby, int? weight, long wanted)
    {
        var settings = ById with { Weight = weight };
        var found = Sort(Weighted(primary, standby));
        Assert.Equal((DnsPolicy.Weighted, "standby"), (found.Policy, found.Standby.SetIdentifier));
        Assert.False(DnsTarget.IsReached(found, settings));
        var target = DnsTarget.Of(found, settings, found);
        Assert.Equal([("standby", wanted), ("primary", 0)], target.Select(record => (record.SetIdentifier!, record.Weight!.Value)));
        Assert.True(DnsTarget.IsReached(found with { Records = target }, settings));
    }

    [Fact]
    public void Weighted_a_repeated_start_still_takes_the_weight_of_the_ledger()
    {
        var now = Sort(Weighted(0, 0));
        Assert.Equal(70, DnsTarget.Of(now, ById, Sort(Weighted(70, 0)))[0].Weight);
    }

    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(1, 1, false)]
    [InlineData(0, 0, false)]
    public void Weighted_is_reached_when_the_standby_has_all(long primary, long standby, bool reached) =>
        Assert.Equal(reached, DnsTarget.IsReached(Sort(Weighted(primary, standby)), ById));

    [Fact]
    public void Failover_swaps_the_roles_and_nothing_else()
    {
        var found = Sort([
            Set("primary", set => (set.Failover, set.HealthCheckId) = (ResourceRecordSetFailover.PRIMARY, "h1")),
            Set("standby", set => (set.Failover, set.HealthCheckId) = (ResourceRecordSetFailover.SECONDARY, "h2")),
        ]);
        var target = DnsTarget.Of(found, ById, found);
        Assert.Equal(
            [("standby", "PRIMARY", "h2"), ("primary", "SECONDARY", "h1")], target.Select(record => (record.SetIdentifier!, record.Failover!, record.HealthCheckId!)));
        Assert.Equal((false, true), (DnsTarget.IsReached(found, ById), DnsTarget.IsReached(found with { Records = target }, ById)));
    }

    [Fact]
    public void Failover_needs_a_standby_that_could_be_PRIMARY()
    {
        List<ResourceRecordSet> sets = [
            Set("primary", set => set.Failover = ResourceRecordSetFailover.PRIMARY),
                Set("standby", set => set.Failover = ResourceRecordSetFailover.SECONDARY)];
        Assert.Equal("the record \"standby\" of shop.example.com. (A, zone Z1) could not be PRIMARY: it is no alias and has no health check", Problem(sets));
        sets[1].AliasTarget = new AliasTarget { HostedZoneId = "Z2", DNSName = "lb.example.com.", EvaluateTargetHealth = true };
        sets[1].ResourceRecords = null;
        Assert.Equal(DnsPolicy.Failover, Sort(sets).Policy);
    }

    [Fact]
    public void Simple_gets_the_values_of_the_step_and_keeps_its_TTL()
    {
        var settings = ById with { SetIdentifier = null, Records = ["198.51.100.1", "198.51.100.2"] };
        var found = Sort([Set("")], settings);
        var target = Assert.Single(DnsTarget.Of(found, settings, found));
        Assert.Equal((60L, "198.51.100.1 198.51.100.2"), (target.Ttl!.Value, string.Join(' ', target.Values!)));
        Assert.Equal(
            (false, true), (DnsTarget.IsReached(found, settings), DnsTarget.IsReached(found with { Records = [target] }, settings)));
    }

    [Fact]
    public void Simple_is_reached_in_whatever_order_the_values_come()
    {
        var settings = ById with { SetIdentifier = null, Records = ["198.51.100.1", "198.51.100.2"] };
        var set = Set("", set => set.ResourceRecords = [new ResourceRecord { Value = "198.51.100.2" }, new ResourceRecord { Value = "198.51.100.1" }]);
        Assert.True(DnsTarget.IsReached(Sort([set], settings), settings));
    }

    [Fact]
    public void Simple_becomes_an_alias_and_is_reached_however_Route_53_spells_its_name()
    {
        var settings = ById with { SetIdentifier = null, Alias = new DnsAlias("Z2", "LB.example.com", true) };
        var target = Assert.Single(DnsTarget.Of(Sort([Set("")], settings), settings, Sort([Set("")], settings)));
        Assert.Equal((settings.Alias, null, null), (target.Alias, target.Values, target.Ttl));
        var listed = Set("", set => (set.TTL, set.ResourceRecords, set.AliasTarget) =
            (null, null, new AliasTarget { HostedZoneId = "Z2", DNSName = "lb.example.com.", EvaluateTargetHealth = true }));
        Assert.True(DnsTarget.IsReached(Sort([listed], settings), settings));
        listed.AliasTarget.EvaluateTargetHealth = false;
        Assert.False(DnsTarget.IsReached(Sort([listed], settings), settings));
    }

    public static TheoryData<string> Others => ["latency", "geolocation", "geoproximity", "cidr", "multivalue", "traffic policy", "none at all"];

    [Theory]
    [MemberData(nameof(Others))]
    public void Other_policies_are_refused(string policy)
    {
        void Route(ResourceRecordSet set)
        {
            switch (policy)
            {
                case "latency": set.Region = ResourceRecordSetRegion.ApNortheast1; break;
                case "geolocation": set.GeoLocation = new GeoLocation { CountryCode = "JP" }; break;
                case "geoproximity": set.GeoProximityLocation = new GeoProximityLocation { AWSRegion = "ap-northeast-1" }; break;
                case "cidr": set.CidrRoutingConfig = new CidrRoutingConfig { CollectionId = "c", LocationName = "l" }; break;
                case "multivalue": set.MultiValueAnswer = true; break;
                case "traffic policy": set.TrafficPolicyInstanceId = "t"; break;
            }

            set.HealthCheckId = "h";
        }

        Assert.Equal("shop.example.com. (A, zone Z1) is routed by a policy other than weighted, failover or simple", Problem([Set("primary", Route), Set("standby", Route)]));
    }

    [Fact]
    public void Records_that_do_not_fit_the_step_are_told()
    {
        Assert.Equal("there is no record shop.example.com. (A, zone Z1)", Problem([]));
        Assert.Equal("shop.example.com. (A, zone Z1) has the records \"primary\"; exactly two are expected, one of them \"standby\"", Problem([Set("primary", set => set.Weight = 1)]));
        Assert.Equal("shop.example.com. (A, zone Z1) has the records \"standby\", \"a\", \"b\"; exactly two are expected, one of them \"standby\"",
            Problem([Set("a", set => set.Weight = 1), Set("standby", set => set.Weight = 1), Set("b", set => set.Weight = 1)]));
        Assert.Equal("shop.example.com. (A, zone Z1) is not a simple record; name the standby's record by setIdentifier",
            Problem(Weighted(1, 0), ById with { SetIdentifier = null, Records = ["192.0.2.1"] }));
    }

    [Fact]
    public void The_ledger_comes_back_as_it_was()
    {
        var found = Sort(Weighted(70, 0)) with { Epoch = "shop R1 3" };
        var back = RecordsLedger.Parse(found.ToJson())!;
        Assert.Equal((found.Policy, found.Epoch, 2), (back.Policy, back.Epoch, back.Records.Count));
        Assert.All(found.Records.Zip(back.Records), pair => Assert.True(pair.First.SameAs(pair.Second)));
        Assert.Null(RecordsLedger.Parse(null));
    }

    [Fact]
    public void A_record_goes_to_Route_53_as_it_came()
    {
        var set = Set("standby", set => (set.Weight, set.HealthCheckId) = (7, "h"));
        var back = DnsRecord.Of(set).ToSet();
        Assert.Equal(
            (set.Name, set.Type, set.SetIdentifier, set.Weight, set.TTL, set.HealthCheckId),
            (back.Name, back.Type, back.SetIdentifier, back.Weight, back.TTL, back.HealthCheckId));
        Assert.Equal(set.ResourceRecords[0].Value, back.ResourceRecords[0].Value);
        Assert.Equal((null, null), (back.Failover, back.AliasTarget));
    }

    [Theory]
    [InlineData(null, "shop R2 1")]
    [InlineData("shop R1 3", "shop R2 4")]
    [InlineData("other R9 12", "shop R2 13")]
    [InlineData("", "shop R2 1")]
    [InlineData("written by hand", "shop R2 1")]
    public void The_epoch_only_rises(string? epoch, string next) => Assert.Equal(next, DnsEpoch.Next(epoch, "shop", "R2"));

    [Theory]
    [InlineData("shop R2 1", true)]
    [InlineData("shop R22 1", false)]
    [InlineData("shop2 R2 1", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void The_epoch_tells_whose_it_is(string? epoch, bool ours) => Assert.Equal(ours, DnsEpoch.IsOf(epoch, "shop", "R2"));

    [Fact]
    public void The_epoch_is_a_quoted_TXT_beside_the_record()
    {
        var record = DnsEpoch.Record(Name, "shop R2 1");
        Assert.Equal(("_drfunctions.shop.example.com.", "TXT", 60L, "\"shop R2 1\""), (record.Name, record.Type, record.Ttl!.Value, Assert.Single(record.Values!)));
    }

    [Theory]
    [InlineData("shop.example.com", "Shop.Example.com.", true)]
    [InlineData("\\052.example.com.", "*.example.com", true)]
    [InlineData("a\\100b.example.com.", "a@b.example.com.", true)]
    [InlineData("a\\134b.example.com.", "a\\b.example.com.", true)]
    [InlineData("\\052\\052.x.", "**.x.", true)]
    [InlineData("a\\08.x.", "a\\08.x.", true)]
    [InlineData("x.\\052", "x.*", true)]
    [InlineData("a\\", "a\\", true)]
    [InlineData("shop.example.com", "xshop.example.com", false)]
    [InlineData("", ".", true)]
    public void Names_are_the_same_whatever_their_case_last_dot_and_escapes(string one, string other, bool same) =>
        Assert.Equal(same, RecordsSwitch.SameName(one, other));
}
