using System.Text.Json.Nodes;
using System.Text;
using LocalAws.Services.ApplicationAutoScaling;
using LocalAws.Services.Ecs;
using LocalAws.Services.ElasticLoadBalancing;
using LocalAws.Wire;
using LocalAws;

namespace DrFunctions.Tests.LocalAws;

public sealed class ApplicationAutoScalingTests
{
    const string Tokyo = "ap-northeast-1";

    readonly VirtualClock clock = new(new DateTimeOffset(2026, 11, 21, 3, 0, 0, TimeSpan.Zero));
    readonly ApplicationAutoScalingApi scaling;
    readonly EcsService web;
    readonly ScalableTarget target;

    public ApplicationAutoScalingTests()
    {
        var world = new World(clock, seed: 7);
        var ecs = new EcsApi(world, new ElasticLoadBalancingApi(world));
        scaling = new ApplicationAutoScalingApi(world, ecs);
        web = ecs.Add(Tokyo, "shop", "web", 1);
        ecs.Add(Tokyo, "shop", "worker", 1);
        target = scaling.Add(web, min: 1, max: 3);
    }

    [Fact]
    public void Registering_moves_the_desired_count_into_the_range()
    {
        Assert.Equal(200, Register("web", """ "MinCapacity":4,"MaxCapacity":6 """).Status);
        Advance(3);
        Assert.Equal(4, web.Desired);
        Register("web", """ "MinCapacity":1,"MaxCapacity":2 """);
        Advance(3);
        Assert.Equal(2, web.Desired);
        Register("web", """ "MinCapacity":1 """);
        Advance(3);
        Assert.Equal((2, new ScalableRange(1, 2)), (web.Desired, target.Range));
    }

    [Fact]
    public void A_person_may_go_above_Max_until_somebody_registers_again()
    {
        web.SetDesired(9);
        Advance(60);
        Assert.Equal(9, web.Desired);
        Register("web", """ "MinCapacity":2 """);
        Advance(3);
        Assert.Equal(3, web.Desired);
    }

    [Fact]
    public void An_idle_service_sinks_to_Min_unless_Min_was_raised()
    {
        target.IdleAfter = TimeSpan.FromMinutes(5);
        web.SetDesired(3);
        Advance(299);
        Assert.Equal(3, web.Desired);
        Advance(1);
        Assert.Equal(1, web.Desired);

        Register("web", """ "MinCapacity":3 """);
        Advance(3600);
        Assert.Equal(3, web.Desired);
        Register("web", """ "MinCapacity":1 """);
        Advance(300);
        Assert.Equal(1, web.Desired);
    }

    [Fact]
    public void A_suspended_policy_leaves_the_count_alone()
    {
        target.IdleAfter = TimeSpan.FromMinutes(5);
        Register("web", """ "SuspendedState":{"DynamicScalingInSuspended":true} """);
        web.SetDesired(3);
        Advance(3600);
        Assert.Equal(3, web.Desired);
        Assert.Equal(true, (bool?)Describe()["ScalableTargets"]![0]!["SuspendedState"]!["DynamicScalingInSuspended"]);
    }

    [Fact]
    public void Targets_are_described_by_id_and_in_pages_and_lag()
    {
        Register("worker", """ "MinCapacity":0,"MaxCapacity":2 """);
        Register("web", """ "MinCapacity":2 """);
        Assert.Equal(1, (int?)Describe()["ScalableTargets"]![0]!["MinCapacity"]);
        Advance(2);
        var one = Assert.Single(Describe(""","ResourceIds":["service/shop/web","service/shop/nobody"]""")["ScalableTargets"]!.AsArray())!;
        Assert.Equal((2, 3, "ecs:service:DesiredCount"),
            ((int)one["MinCapacity"]!, (int)one["MaxCapacity"]!, (string)one["ScalableDimension"]!));

        var first = Describe(""","MaxResults":1""");
        var second = Describe($$""","MaxResults":1,"NextToken":"{{first["NextToken"]}}" """);
        Assert.Equal("service/shop/worker", (string?)second["ScalableTargets"]!.AsArray().Single()!["ResourceId"]);
        Assert.Null(second["NextToken"]);
    }

    [Theory]
    [InlineData("web", """ "MinCapacity":5,"MaxCapacity":4 """)]
    [InlineData("web", """ "MinCapacity":4 """)]
    [InlineData("web", """ "MinCapacity":-1 """)]
    [InlineData("worker", """ "MinCapacity":1 """)]
    [InlineData("nobody", """ "MinCapacity":1,"MaxCapacity":2 """)]
    [InlineData("a/b", """ "MinCapacity":1,"MaxCapacity":2 """)]
    public void Bad_ranges_and_unknown_services_are_refused(string service, string range)
    {
        var (status, answer) = Register(service, range);
        Assert.Equal((400, "ValidationException"), (status, (string?)answer["__type"]));
        Advance(10);
        Assert.Equal((1, new ScalableRange(1, 3)), (web.Desired, target.Range));
    }

    [Fact]
    public void Tags_are_given_at_the_first_registration_or_by_their_own_call()
    {
        Register("worker", """ "MinCapacity":0,"MaxCapacity":2,"Tags":{"team":"shop"} """);
        var worker = (string)Describe(""","ResourceIds":["service/shop/worker"]""")["ScalableTargets"]![0]!["ScalableTargetARN"]!;
        Assert.Equal("""{"team":"shop"}""", TagsOf(worker).Answer.ToJsonString());

        Assert.Equal("""{}""", TagsOf(target.Arn).Answer.ToJsonString());
        Assert.Equal(200, Ask("TagResource", $$$"""{"ResourceARN":"{{{target.Arn}}}","Tags":{"dr-plan":"shop","team":"web"}}""").Status);
        Assert.Equal(200, Ask("UntagResource", $$"""{"ResourceARN":"{{target.Arn}}","TagKeys":["team"]}""").Status);
        Assert.Equal("""{"dr-plan":"shop"}""", TagsOf(target.Arn).Answer.ToJsonString());

        var (status, answer) = Register("web", """ "MinCapacity":2,"Tags":{"team":"web"} """);
        Assert.Equal((400, "ValidationException", 1), (status, (string?)answer["__type"], target.Range.Min));
        Assert.Equal((400, "ResourceNotFoundException"), (TagsOf(target.Arn + "0").Status, (string?)TagsOf(target.Arn + "0").Answer["__type"]));
    }

    (int Status, JsonNode Answer) TagsOf(string arn)
    {
        var (status, answer) = Ask("ListTagsForResource", $$"""{"ResourceARN":"{{arn}}"}""");
        return (status, status == 200 ? answer["Tags"]! : answer);
    }

    JsonNode Describe(string more = "") => Ask("DescribeScalableTargets", $$"""{"ServiceNamespace":"ecs"{{more}}}""").Answer;

    (int Status, JsonNode Answer) Register(string service, string range) => Ask("RegisterScalableTarget",
        $$"""{"ServiceNamespace":"ecs","ScalableDimension":"ecs:service:DesiredCount","ResourceId":"service/shop/{{service}}",{{range}}}""");

    (int Status, JsonNode Answer) Ask(string operation, string body)
    {
        var request = new WireRequest("POST", $"application-autoscaling.{Tokyo}.amazonaws.com", "/", "",
            new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            { ["X-Amz-Target"] = "AnyScaleFrontendService." + operation },
            Encoding.UTF8.GetBytes(body));
        var response = scaling.Answer(new Call(request, Tokyo));
        return (response.Status, JsonNode.Parse(response.Text)!);
    }

    void Advance(double seconds)
    {
        using var timer = clock.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
        clock.FireNext();
    }
}
