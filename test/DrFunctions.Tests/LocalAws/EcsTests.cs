using System.Text.Json.Nodes;
using System.Text;
using LocalAws.Services.Ecs;
using LocalAws.Services.ElasticLoadBalancing;
using LocalAws.Wire;
using LocalAws;

namespace DrFunctions.Tests.LocalAws;

public sealed class EcsTests
{
    const string Tokyo = "ap-northeast-1";

    readonly VirtualClock clock = new(new DateTimeOffset(2026, 11, 21, 3, 0, 0, TimeSpan.Zero));
    readonly ElasticLoadBalancingApi elb;
    readonly EcsApi ecs;
    readonly TargetGroup group;
    readonly EcsService web;

    public EcsTests()
    {
        var world = new World(clock, seed: 7);
        elb = new ElasticLoadBalancingApi(world);
        ecs = new EcsApi(world, elb);
        group = elb.Add(Tokyo, "shop-web");
        web = ecs.Add(Tokyo, "shop", "web", 0, group);
        ecs.Add(Tokyo, "shop", "worker", 2);
    }

    [Fact]
    public void Tasks_run_one_after_the_other_and_then_become_healthy()
    {
        var (status, answer) = Scale(4);
        Assert.Equal(200, status);
        Assert.Equal((4, 0, "IN_PROGRESS"), Counts(answer["service"]!));

        var running = new List<int>();
        var toFour = Until(() =>
        {
            running.Add(web.Running);
            return web.Running == 4;
        });
        Assert.InRange(toFour.TotalSeconds, 31, 71);
        Assert.True(running.Distinct().Count() >= 4, $"Running counts seen: {string.Join(' ', running.Distinct())}");
        Advance(2);
        Assert.Equal((4, 4, "IN_PROGRESS"), Counts(See()));
        Assert.InRange(web.Ready, 0, 3);

        Assert.InRange(Until(() => web.Ready == 4).TotalSeconds, 15, 32);
        Advance(2);
        Assert.Equal((4, 4, "COMPLETED"), Counts(See()));
        Assert.Equal("(service web) has reached a steady state.", (string?)See()["events"]![0]!["message"]);
        Assert.Contains("has started 4 tasks: (task ", (string?)See()["events"]![1]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public void What_happens_does_not_depend_on_who_looks()
    {
        Scale(4);
        var watched = Until(() => web.Ready == 4).TotalSeconds;

        var blind = new EcsTests();
        blind.Scale(4);
        blind.Advance(watched - 1);
        Assert.NotEqual(4, blind.web.Ready);
        blind.Advance(1);
        Assert.Equal(4, blind.web.Ready);
    }

    [Fact]
    public void A_read_lags_an_update_but_its_own_answer_does_not()
    {
        Scale(4);
        Assert.Equal((0, 0, "COMPLETED"), Counts(See()));
        Advance(2);
        Assert.Equal((4, 0, "IN_PROGRESS"), Counts(See()));
    }

    [Fact]
    public void A_crash_loop_never_keeps_its_tasks_and_fails_the_rollout()
    {
        web.CrashLoop();
        Scale(4);
        Until(() => (string?)See()["deployments"]![0]!["rolloutState"] == "FAILED");
        var deployment = See()["deployments"]![0]!;
        Assert.Equal("ECS deployment circuit breaker: tasks failed to start.", (string?)deployment["rolloutStateReason"]);
        Assert.InRange((int)deployment["failedTasks"]!, 3, 4);
        Assert.Equal(0, web.Ready);
        Advance(600);
        Assert.Equal((4, 0, "FAILED"), Counts(See()));

        web.Mend();
        Until(() => web.Ready == 4);
        Advance(2);
        Assert.Equal((4, 4, "COMPLETED"), Counts(See()));
    }

    [Fact]
    public void Running_tasks_can_begin_to_crash()
    {
        Scale(4);
        Until(() => web.Ready == 4);
        web.CrashLoop(clock.GetUtcNow().AddMinutes(2));
        Advance(110);
        Assert.Equal(4, web.Ready);
        Advance(45);
        Assert.Equal(0, web.Ready);
        Assert.True(web.Running < 4);
    }

    [Fact]
    public void Without_capacity_fewer_tasks_run_and_an_event_says_so()
    {
        web.Capacity = 3;
        Scale(4);
        Advance(150);
        Assert.Equal((4, 3, "IN_PROGRESS"), Counts(See()));
        Assert.Contains(See()["events"]!.AsArray(),
            one => ((string)one!["message"]!).Contains("Capacity is unavailable", StringComparison.Ordinal));

        web.Capacity = 4;
        Until(() => web.Ready == 4);
    }

    [Fact]
    public void Somebody_lowers_the_count_later()
    {
        web.SetDesired(1, clock.GetUtcNow().AddMinutes(5));
        Scale(4);
        Advance(299);
        Assert.Equal((4, 4), (web.Desired, web.Ready));
        Advance(1);
        Assert.Equal((1, 1), (web.Desired, web.Running));
        Advance(2);
        Assert.Equal((1, 1, "COMPLETED"), Counts(See()));
    }

    [Fact]
    public void A_target_group_that_is_never_healthy_holds_the_service_up()
    {
        group.Sicken();
        Scale(4);
        Advance(600);
        Assert.Equal((4, 4, "IN_PROGRESS"), Counts(See()));
        Assert.Equal(0, web.Ready);
    }

    [Fact]
    public void Services_are_named_by_name_or_ARN_and_missing_ones_are_failures_of_a_good_answer()
    {
        var (status, answer) = Ask("DescribeServices",
            $$"""{"cluster":"arn:aws:ecs:{{Tokyo}}:123456789012:cluster/shop","services":["{{web.Arn}}","worker","nobody"]}""");
        Assert.Equal(200, status);
        Assert.Equal(["web", "worker"], answer["services"]!.AsArray().Select(one => (string?)one!["serviceName"]));
        var failure = Assert.Single(answer["failures"]!.AsArray())!;
        Assert.Equal(("MISSING", $"arn:aws:ecs:{Tokyo}:123456789012:service/shop/nobody"),
            ((string?)failure["reason"], (string?)failure["arn"]));
    }

    [Theory]
    [InlineData("DescribeServices", """{"cluster":"else","services":["web"]}""", "ClusterNotFoundException")]
    [InlineData("DescribeServices", """{"services":["web"]}""", "ClusterNotFoundException")]
    [InlineData("DescribeServices", """{"cluster":"shop","services":[]}""", "InvalidParameterException")]
    [InlineData("DescribeServices", """{"cluster":"shop","services":["1","2","3","4","5","6","7","8","9","10","11"]}""",
        "InvalidParameterException")]
    [InlineData("DescribeServices", """{"cluster":"shop","services":["arn:aws:ecs:eu-west-1:123456789012:service/shop/web"]}""",
        "InvalidParameterException")]
    [InlineData("DescribeServices", """{"cluster":"shop","services":["arn:aws:ecs"]}""", "InvalidParameterException")]
    [InlineData("DescribeServices", """{"cluster":"shop","services":7}""", "SerializationException")]
    [InlineData("UpdateService", """{"cluster":"shop","service":"nobody","desiredCount":1}""", "ServiceNotFoundException")]
    [InlineData("UpdateService", """{"cluster":"else","service":"web","desiredCount":1}""", "ClusterNotFoundException")]
    [InlineData("UpdateService", """{"cluster":"shop","service":"web","desiredCount":-1}""", "InvalidParameterException")]
    [InlineData("UpdateService", """{"cluster":"shop","service":"web","desiredCount":100000}""", "InvalidParameterException")]
    [InlineData("UpdateService", """{"cluster":"shop","service":"web","taskDefinition":"web:2"}""", "InvalidParameterException")]
    [InlineData("UpdateService", """{"cluster":"shop","service":"web","desiredCount":"many"}""", "SerializationException")]
    [InlineData("DeleteService", """{"cluster":"shop","service":"web"}""", "UnknownOperationException")]
    public void Bad_calls_are_refused_in_the_words_of_AWS(string operation, string body, string code)
    {
        var (status, answer) = Ask(operation, body);
        Assert.Equal((400, code), (status, (string?)answer["__type"]));
        Assert.Equal(0, web.Desired);
    }

    [Theory]
    [InlineData("CODE_DEPLOY", "taskDefinition", "\"web:2\"")]
    [InlineData("CODE_DEPLOY", "forceNewDeployment", "true")]
    [InlineData("CODE_DEPLOY", "capacityProviderStrategy", "[]")]
    [InlineData("EXTERNAL", "networkConfiguration", "{}")]
    public void A_service_of_task_sets_takes_a_count_and_nothing_that_would_deploy_it(string controller, string member, string value)
    {
        ecs.Remove(Tokyo, "shop", "web");
        var sets = ecs.AddUnder(controller, Tokyo, "shop", "web", 0, elb.Add(Tokyo, "blue"), elb.Add(Tokyo, "green"));
        var (status, refused) = Ask("UpdateService", $$"""{"cluster":"shop","service":"web","desiredCount":3,"{{member}}":{{value}}}""");
        Assert.Equal((400, "InvalidParameterException", 0), (status, (string?)refused["__type"], sets.Desired));
        var message = (string?)refused["message"] ?? (string?)refused["Message"];
        Assert.Contains($"{controller} deployment controller", message, StringComparison.Ordinal);

        Assert.Equal(200, Scale(3).Status);
        Until(() => sets.Ready == 3);
        Advance(2);
        var set = Assert.Single(See()["taskSets"]!.AsArray())!;
        Assert.Equal(("PRIMARY", 3, 3, "STEADY_STATE"),
            ((string?)set["status"], (int)set["computedDesiredCount"]!, (int)set["runningCount"]!, (string?)set["stabilityStatus"]));
        Assert.Empty(See()["deployments"]!.AsArray());
    }

    [Fact]
    public void A_linear_deployment_moves_users_in_steps_and_ends_with_the_old_tasks()
    {
        ecs.Remove(Tokyo, "shop", "web");
        var native = ecs.AddGreen(Tokyo, "shop", "web", 2, elb.Add(Tokyo, "blue"), elb.Add(Tokyo, "green"));
        native.RollOut(TimeSpan.FromMinutes(1), 50, 100);
        var weights = new List<int>();
        Until(() =>
        {
            weights.Add(native.Rule!.WeightAt(native.TargetGroups[0], clock.GetUtcNow()));
            return native.Running == 2 && weights[^1] == 100;
        });
        Assert.Equal([0, 50, 100], weights.Distinct());
        Advance(60);
        Assert.Single(See()["deployments"]!.AsArray());
    }

    [Fact]
    public void Tasks_are_spread_by_base_and_weight_and_never_move_to_another_provider()
    {
        var (sure, spot) = (ecs.Provider(Tokyo, "FARGATE"), ecs.Provider(Tokyo, "FARGATE_SPOT"));
        web.Strategy = [new EcsStrategyItem(sure, Weight: 1, Base: 1), new EcsStrategyItem(spot, Weight: 3)];
        spot.Room = 1;
        Scale(9);
        Until(() => web.Running == 4);
        Advance(120);

        Assert.Equal(4, web.Running);
        Assert.Contains(
            See()["events"]!.AsArray(), one => ((string?)one!["message"])!.Contains("Capacity is unavailable", StringComparison.Ordinal));
    }

    [Fact]
    public void A_deleted_service_is_described_as_inactive_and_refuses_updates()
    {
        web.Delete();
        Advance(2);
        Assert.Equal("INACTIVE", (string?)See()["status"]);
        Assert.Equal("ServiceNotActiveException", (string?)Scale(4).Answer["__type"]);
    }

    [Fact]
    public void Clusters_and_services_can_be_listed()
    {
        Assert.Equal([$"arn:aws:ecs:{Tokyo}:123456789012:cluster/shop"],
            Ask("ListClusters", "{}").Answer["clusterArns"]!.AsArray().Select(one => (string?)one));
        Assert.Equal(2, Ask("ListServices", """{"cluster":"shop"}""").Answer["serviceArns"]!.AsArray().Count);
        var clusters = Ask("DescribeClusters", """{"clusters":["shop","else"]}""").Answer;
        Assert.Equal((2, 2),
            ((int?)clusters["clusters"]![0]!["activeServicesCount"], (int?)clusters["clusters"]![0]!["runningTasksCount"]));
        Assert.Equal("MISSING", (string?)clusters["failures"]![0]!["reason"]);
    }

    static (int Desired, int Running, string Rollout) Counts(JsonNode service) =>
        ((int)service["desiredCount"]!, (int)service["runningCount"]!, (string)service["deployments"]![0]!["rolloutState"]!);

    JsonNode See() => Ask("DescribeServices", """{"cluster":"shop","services":["web"]}""").Answer["services"]![0]!;

    (int Status, JsonNode Answer) Scale(int count) =>
        Ask("UpdateService", $$"""{"cluster":"shop","service":"web","desiredCount":{{count}}}""");

    (int Status, JsonNode Answer) Ask(string operation, string body)
    {
        var request = new WireRequest("POST", $"ecs.{Tokyo}.amazonaws.com", "/", "",
            new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            { ["X-Amz-Target"] = "AmazonEC2ContainerServiceV20141113." + operation },
            Encoding.UTF8.GetBytes(body));
        var response = ecs.Answer(new Call(request, Tokyo));
        return (response.Status, JsonNode.Parse(response.Text)!);
    }

    void Advance(double seconds)
    {
        using var timer = clock.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
        clock.FireNext();
    }

    TimeSpan Until(Func<bool> reached)
    {
        var from = clock.GetUtcNow();
        while (!reached())
        {
            Assert.True(clock.GetUtcNow() - from < TimeSpan.FromMinutes(15), "It did not happen within a quarter of an hour.");
            Advance(1);
        }

        return clock.GetUtcNow() - from;
    }
}
