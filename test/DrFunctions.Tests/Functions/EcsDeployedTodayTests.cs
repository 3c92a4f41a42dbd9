using DrFunctions.Core.Observations;
using LocalAws;
using LocalAws.Services.Ecs;
using LocalAws.Services.ElasticLoadBalancing;

namespace DrFunctions.Tests.Functions;

/// <summary>What of a service serves, whoever deploys it and wherever its tasks run, and what is said when they find no place.</summary>
public sealed class EcsDeployedTodayTests : IDisposable
{
    const string Standby = "ap-northeast-1";

    readonly Bench bench = new();
    readonly OneStep step;

    public EcsDeployedTodayTests() => step = new OneStep(bench, "api");

    LocalCloud Cloud => bench.TestBench.Cloud;

    EcsService Service => Cloud.Ecs.Find(Standby, "shop", "api")!;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void While_users_are_shifted_only_the_tasks_that_they_reach_count(bool isListener)
    {
        Replace(ecs => ecs.AddGreen(Standby, "shop", "api", 4, Group("blue"), Group("green"), isListener));
        Assert.Equal(StepState.Done, step.Look().State);

        Service.Capacity = 4;
        Service.BeginDeployment();
        bench.Pass(TimeSpan.FromMinutes(3));
        Assert.Equal((StepState.Done, 4), (step.Look().State, Service.Ready));

        Service.Shift(100);
        var shifted = step.Look();
        Assert.Equal((StepState.Working, new Capacity(0, 4), 0), (shifted.State, shifted.Serves, Service.Ready));

        Service.EndDeployment();
        bench.Pass(TimeSpan.FromMinutes(3));
        Assert.Equal((StepState.Done, 4), (step.Look().State, Service.Ready));
    }

    [Fact]
    public void In_a_canary_deployment_each_group_must_carry_its_share()
    {
        var (blue, green) = (Group("blue"), Group("green"));
        Replace(ecs => ecs.AddGreen(Standby, "shop", "api", 4, blue, green));
        Service.BeginDeployment();
        bench.Pass(TimeSpan.FromMinutes(3));

        Service.Shift(50);
        Assert.Equal(StepState.Done, step.Look().State);

        blue.Sicken();
        bench.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(new Capacity(0, 4), step.Look().Serves);
    }

    [Theory]
    [InlineData("CODE_DEPLOY")]
    [InlineData("EXTERNAL")]
    public void Under_another_controller_the_primary_task_set_is_scaled_counted_and_given_back(string controller)
    {
        Replace(ecs => ecs.AddUnder(controller, Standby, "shop", "api", 1, Group("blue"), Group("green")));
        Service.BeginDeployment();
        bench.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal("1 of 4 tasks run, 1 is desired", step.Look().Because);

        step.Start();
        Assert.Equal((StepState.Done, 4, 8), (step.Look().State, Service.Desired, Service.Running));

        Assert.Equal("1 task is desired, as before", step.UndoToTheEnd());
        Assert.Equal(1, Service.Desired);
    }

    [Fact]
    public void A_task_set_that_is_not_primary_serves_nobody()
    {
        Replace(ecs => ecs.AddUnder("EXTERNAL", Standby, "shop", "api", 4, Group("blue"), Group("green")));
        Service.BeginDeployment();
        bench.Pass(TimeSpan.FromMinutes(3));
        Service.TargetGroups[0].Sicken();
        bench.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(StepState.Done, step.Look().State);

        Service.Shift(100);
        bench.Pass(TimeSpan.FromSeconds(10));

        Assert.Equal((StepState.Working, new Capacity(0, 4)), (step.Look().State, step.Look().Serves));
    }

    [Fact]
    public void A_primary_task_set_of_a_lower_scale_is_named()
    {
        Replace(ecs => ecs.AddUnder("EXTERNAL", Standby, "shop", "api", 4, Group("blue"), Group("green")));
        Service.Scale(50);
        bench.Pass(TimeSpan.FromMinutes(1));

        var seen = step.Look();

        Assert.Equal((StepState.Working, new Capacity(2, 4)), (seen.State, seen.Serves));
        Assert.Contains("its PRIMARY task set has 50% of the desired count, which is 2", seen.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rollout_that_fails_beside_a_revision_that_serves_is_not_forced_again()
    {
        Replace(ecs => ecs.AddGreen(Standby, "shop", "api", 0, Group("blue"), Group("green")));
        step.Start();
        Service.BeginDeployment();
        Service.CrashLoop(newestOnly: true);
        bench.Pass(TimeSpan.FromMinutes(8));

        Assert.Equal((StepState.Done, 4), (step.Look().State, Service.Ready));
    }

    [Theory]
    [InlineData(0, "FARGATE_SPOT")]
    [InlineData(1, "FARGATE or FARGATE_SPOT")]
    public void Where_spare_capacity_is_missing_its_provider_is_named(int sure, string named)
    {
        var spot = OnSpot(sure);
        spot.Room = 0;
        step.Start();

        var seen = step.Look();

        Assert.Equal((StepState.Working, new Capacity(sure, 4)), (seen.State, seen.Serves));
        Assert.EndsWith($"ECS cannot place a task on {named}: Capacity is unavailable at this time", seen.Because, StringComparison.Ordinal);

        spot.Room = int.MaxValue;
        bench.Pass(TimeSpan.FromMinutes(3));
        Assert.Equal(StepState.Done, step.Look().State);
    }

    [Fact]
    public void Instances_that_cannot_become_more_are_named_and_those_that_can_are_waited_for()
    {
        Replace(ecs => ecs.Add(Standby, "shop", "api", 0, Group("only")));
        var group = Cloud.AutoScaling.Add(Standby, "api-instances", 0, 1);
        Service.Strategy = [new EcsStrategyItem(Cloud.Ecs.AddProvider("api-ec2", group, tasksAnInstance: 2))];
        step.Start();
        bench.Pass(TimeSpan.FromMinutes(4));

        var full = step.Look();
        Assert.Equal(new Capacity(2, 4), full.Serves);
        Assert.EndsWith("the capacity provider api-ec2 cannot grow: its Auto Scaling group api-instances has its maximum of 1 instance", full.Because, StringComparison.Ordinal);

        group.Max = 3;
        bench.Pass(TimeSpan.FromMinutes(6));
        Assert.Equal((StepState.Done, 2), (step.Look().State, group.Desired));
    }

    [Fact]
    public void A_reason_that_may_not_be_read_costs_no_reading()
    {
        Replace(ecs => ecs.Add(Standby, "shop", "api", 0, Group("only")));
        var group = Cloud.AutoScaling.Add(Standby, "api-instances", 0, 0);
        Service.Strategy = [new EcsStrategyItem(Cloud.Ecs.AddProvider("api-ec2", group, tasksAnInstance: 2))];
        Cloud.Faults = point => point.Operation is "DescribeCapacityProviders" ? Fault.Denied : null;

        step.Start();

        Assert.Equal(StepState.Working, step.Look().State);
    }

    [Theory]
    [InlineData(0, "its tasks run on FARGATE_SPOT alone, spare capacity that may be gone when a Region fails: give FARGATE a base of 4")]
    [InlineData(2, "only 2 of the 4 tasks that must run would run elsewhere than on FARGATE_SPOT, spare capacity that may be gone when a Region "
        + "fails: give FARGATE a base of 4")]
    [InlineData(4, null)]
    public void Spare_capacity_is_doubted_beforehand_where_it_is_needed(int sure, string? doubt)
    {
        OnSpot(sure);

        Assert.Equal(doubt, step.Doubt());
    }

    [Fact]
    public void A_service_of_a_launch_type_is_not_doubted() => Assert.Null(step.Doubt());

    public void Dispose() => bench.Dispose();

    EcsCapacityProvider OnSpot(int sure)
    {
        Replace(ecs => ecs.Add(Standby, "shop", "api", 0, Group("only")));
        var spot = Cloud.Ecs.Provider(Standby, "FARGATE_SPOT");
        Service.Strategy = sure == 0 ? [new EcsStrategyItem(spot)]
            : [new EcsStrategyItem(Cloud.Ecs.Provider(Standby, "FARGATE"), Weight: 0, Base: sure), new EcsStrategyItem(spot)];
        return spot;
    }

    TargetGroup Group(string name) => Cloud.ElasticLoadBalancing.Add(Standby, name);

    void Replace(Func<EcsApi, EcsService> add)
    {
        Cloud.Ecs.Remove(Standby, "shop", "api");
        add(Cloud.Ecs);
        bench.Pass(TimeSpan.FromMinutes(1));
    }
}
