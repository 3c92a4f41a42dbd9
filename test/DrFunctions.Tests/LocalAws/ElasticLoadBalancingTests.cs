using System.Text;
using System.Xml.Linq;
using LocalAws.Services.ElasticLoadBalancing;
using LocalAws.Wire;
using LocalAws;

namespace DrFunctions.Tests.LocalAws;

public sealed class ElasticLoadBalancingTests
{
    const string Tokyo = "ap-northeast-1";

    readonly VirtualClock clock = new(new DateTimeOffset(2026, 11, 21, 3, 0, 0, TimeSpan.Zero));
    readonly ElasticLoadBalancingApi elb;
    readonly TargetGroup group;

    public ElasticLoadBalancingTests()
    {
        elb = new ElasticLoadBalancingApi(new World(clock, seed: 7) { ReadLag = TimeSpan.Zero });
        group = elb.Add(Tokyo, "shop-web");
    }

    [Fact]
    public void A_target_is_initial_then_healthy_then_draining_then_gone()
    {
        Assert.Equal([], Health());
        var target = group.Register("10.1.0.5");
        Assert.Equal(["initial Elb.RegistrationInProgress"], Health());
        Advance(5);
        Assert.Equal(["initial Elb.InitialHealthChecking"], Health());
        Advance(25);
        Assert.Equal(["healthy"], Health());
        target.To = clock.GetUtcNow();
        Assert.Equal(["draining Target.DeregistrationInProgress"], Health());
        Advance(30);
        Assert.Equal([], Health());
    }

    [Fact]
    public void A_sick_group_has_no_healthy_target_until_it_is_well_for_a_while()
    {
        group.Register("10.1.0.5");
        Advance(60);
        group.Sicken(to: clock.GetUtcNow().AddMinutes(2));
        Assert.Equal(["healthy"], Health());
        Advance(20);
        Assert.Equal(["unhealthy Target.ResponseCodeMismatch"], Health());
        group.Register("10.1.0.6");
        Advance(10);
        Assert.Equal(["unhealthy Target.ResponseCodeMismatch", "initial Elb.InitialHealthChecking"], Health());
        Advance(11);
        Assert.Equal(["unhealthy Target.ResponseCodeMismatch", "unhealthy Target.ResponseCodeMismatch"], Health());
        Advance(110);
        Assert.Equal(["healthy", "healthy"], Health());
    }

    [Fact]
    public void A_short_illness_goes_unnoticed()
    {
        var target = group.Register("10.1.0.5");
        Advance(60);
        group.Sicken(to: clock.GetUtcNow().AddSeconds(10));
        Advance(15);
        Assert.Equal(["healthy"], Health());
        Assert.NotNull(group.HealthySince(target, clock.GetUtcNow()));
    }

    [Fact]
    public void A_target_that_is_asked_for_and_not_registered_is_unused()
    {
        group.Register("10.1.0.5");
        Assert.Equal(["unused Target.NotRegistered"], Health("&Targets.member.1.Id=10.1.0.9&Targets.member.1.Port=80"));
    }

    [Fact]
    public void An_unknown_group_is_refused_as_AWS_does()
    {
        var (status, answer) = Ask($"Action=DescribeTargetHealth&TargetGroupArn={Uri.EscapeDataString(group.Arn)}0");
        Assert.Equal(400, status);
        Assert.Equal("ErrorResponse", answer.Name.LocalName);
        Assert.Equal(["TargetGroupNotFound"], Texts(answer, "Code"));
        Assert.Equal(["ValidationError"], Texts(Ask("Action=DescribeTargetHealth").Answer, "Code"));
        Assert.Equal(["TargetGroupNotFound"], Texts(Ask("Action=DescribeTargetGroups&Names.member.1=else").Answer, "Code"));
        Assert.Equal([group.Arn], Texts(Ask("Action=DescribeTargetGroups&Names.member.1=shop-web").Answer, "TargetGroupArn"));
    }

    string[] Health(string more = "") =>
        [.. Ask($"Action=DescribeTargetHealth&TargetGroupArn={Uri.EscapeDataString(group.Arn)}{more}").Answer.Descendants()
            .Where(one => one.Name.LocalName == "TargetHealth")
            .Select(one => string.Join(' ', Texts(one, "State").Concat(Texts(one, "Reason"))))];

    static IEnumerable<string> Texts(XElement answer, string name) =>
        answer.Descendants().Where(one => one.Name.LocalName == name).Select(one => one.Value);

    (int Status, XElement Answer) Ask(string body)
    {
        var request = new WireRequest("POST", $"elasticloadbalancing.{Tokyo}.amazonaws.com", "/", "", new Dictionary<string, string>(),
            Encoding.UTF8.GetBytes(body + "&Version=2015-12-01"));
        var response = elb.Answer(new Call(request, Tokyo));
        return (response.Status, XElement.Parse(response.Text));
    }

    void Advance(double seconds)
    {
        using var timer = clock.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
        clock.FireNext();
    }
}
