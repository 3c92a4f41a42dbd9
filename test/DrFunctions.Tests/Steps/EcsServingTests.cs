using Amazon.ECS;
using Amazon.ECS.Model;
using DrFunctions.Steps.EcsScale;

namespace DrFunctions.Tests.Steps;

/// <summary>What of a service serves users, and whether its tasks have a place.</summary>
public sealed class EcsServingTests
{
    static readonly DateTime Then = new(2026, 3, 1, 3, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_rolling_service_serves_with_all_its_tasks()
    {
        var serving = EcsServing.Of(Rolling(3, 2, 1));

        Assert.Equal((3, false, false), (serving.Running, serving.HasSets, serving.IsShifting));
    }

    [Theory]
    [InlineData("BLUE_GREEN", 2, 2, true)]
    [InlineData("BLUE_GREEN", 1, 3, false)]
    [InlineData("ROLLING", 2, 3, false)]
    [InlineData(null, 2, 3, false)]
    public void While_users_are_shifted_the_larger_revision_serves(string? strategy, int revisions, int running, bool shifting)
    {
        var service = Rolling(3, [.. Enumerable.Range(1, revisions)]);
        service.DeploymentConfiguration = strategy is null ? null : new DeploymentConfiguration { Strategy = strategy };

        var serving = EcsServing.Of(service);

        Assert.Equal((running, shifting), (serving.Running, serving.IsShifting));
    }

    [Theory]
    [InlineData("CODE_DEPLOY", 5)]
    [InlineData("EXTERNAL", 5)]
    [InlineData("ECS", 8)]
    public void Of_a_service_of_task_sets_the_primary_one_serves(string controller, int running)
    {
        var service = Rolling(8);
        service.DeploymentController = new DeploymentController { Type = controller };
        service.TaskSets = [Tasks("ACTIVE", 3, 3), Tasks("PRIMARY", 5, 5)];

        Assert.Equal(running, EcsServing.Of(service).Running);
        service.TaskSets.RemoveAt(1);
        Assert.Equal(controller == "ECS" ? 8 : 0, EcsServing.Of(service).Running);
    }

    /// <summary>Each revision of a deployment has the desired count once.</summary>
    [Theory]
    [InlineData(2, 2, 1, false)]
    [InlineData(3, 2, 1, true)]
    [InlineData(4, 2, 2, false)]
    [InlineData(5, 2, 2, true)]
    [InlineData(2, 2, 0, false)]
    [InlineData(3, 2, 0, true)]
    public void A_surplus(int running, int desired, int revisions, bool surplus) =>
        Assert.Equal(surplus, EcsServing.HasSurplus(Rolling(running, [.. Enumerable.Range(1, revisions)]), desired));

    [Theory]
    [InlineData(3, 3, false)]
    [InlineData(4, 3, true)]
    public void A_surplus_of_a_task_set(int running, int most, bool surplus)
    {
        var service = Rolling(9);
        service.TaskSets = [Tasks("ACTIVE", 1, 1), Tasks("PRIMARY", running, most)];

        Assert.Equal(surplus, EcsServing.HasSurplus(service, 1));
    }

    [Fact]
    public void A_load_balancer_has_each_target_group_once()
    {
        var balancer = new LoadBalancer { TargetGroupArn = "blue", AdvancedConfiguration = new() { AlternateTargetGroupArn = "green" } };
        Assert.Equal(["blue", "green"], EcsServing.GroupsOf(balancer));
        balancer.AdvancedConfiguration.AlternateTargetGroupArn = "blue";
        Assert.Equal(["blue"], EcsServing.GroupsOf(balancer));
        Assert.Empty(EcsServing.GroupsOf(new LoadBalancer { TargetGroupArn = "" }));
    }

    /// <summary>Four tasks of which so many must run: base and weight of FARGATE and of FARGATE_SPOT.</summary>
    [Theory]
    [InlineData(0, 1, 0, 0, 4, false)]
    [InlineData(0, 0, 0, 1, 1, true)]
    [InlineData(0, 1, 0, 1, 2, false)]
    [InlineData(0, 1, 0, 1, 3, true)]
    [InlineData(2, 1, 0, 1, 3, false)]
    [InlineData(2, 1, 0, 1, 4, true)]
    [InlineData(0, 1, 2, 1, 1, false)]
    [InlineData(0, 1, 2, 1, 2, true)]
    [InlineData(4, 0, 0, 1, 4, false)]
    [InlineData(3, 0, 0, 1, 4, true)]
    public async Task What_would_run_on_spare_capacity_alone(int @base, int weight, int spotBase, int spotWeight, int needed, bool doubt)
    {
        var service = Rolling(4);
        service.CapacityProviderStrategy =
        [
            new() { CapacityProvider = "FARGATE", Base = @base, Weight = weight },
            new() { CapacityProvider = "FARGATE_SPOT", Base = spotBase, Weight = spotWeight },
        ];

        Assert.Equal(doubt, await EcsPlaces.DoubtAsync(null!, "eu-west-1", service, 4, needed, CancellationToken.None) is not null);
    }

    [Theory]
    [InlineData(99, true)]
    [InlineData(100, false)]
    public async Task A_task_set_with_a_part_of_the_desired_count(double scale, bool doubt)
    {
        var service = Rolling(4);
        service.DeploymentController = new DeploymentController { Type = DeploymentControllerType.EXTERNAL };
        service.TaskSets = [Tasks("PRIMARY", 4, 4)];
        service.TaskSets[0].Scale = new Scale { Value = scale };

        Assert.Equal(doubt, await EcsPlaces.DoubtAsync(null!, "eu-west-1", service, 4, 4, CancellationToken.None) is not null);
    }

    /// <summary>What ECS last said counts while tasks are missing and none is being launched.</summary>
    [Theory]
    [InlineData(1, 0, "unable to place a task. Reason: no capacity.", "steady state", true)]
    [InlineData(1, 0, "steady state", "unable to place a task. Reason: no capacity.", false)]
    [InlineData(1, 1, "unable to place a task. Reason: no capacity.", "steady state", false)]
    [InlineData(2, 0, "unable to place a task. Reason: no capacity.", "steady state", false)]
    [InlineData(1, 0, "something else", "another thing", false)]
    public async Task Tasks_that_have_no_place(int running, int pending, string newest, string before, bool said)
    {
        var service = Rolling(running);
        (service.DesiredCount, service.PendingCount) = (2, pending);
        service.Events =
        [
            new ServiceEvent { Message = before, CreatedAt = Then.AddMinutes(-1) }, new ServiceEvent { Message = newest, CreatedAt = Then },
        ];

        var trouble = await EcsPlaces.TroubleAsync(null!, "eu-west-1", service, CancellationToken.None);
        Assert.Equal(said, trouble is not null);
    }

    static Service Rolling(int running, params IReadOnlyList<int> revisions) => new()
    {
        ServiceName = "api",
        DesiredCount = 4,
        RunningCount = running,
        PendingCount = 0,
        Deployments = [.. revisions.Select(count => new Deployment { RunningCount = count })],
    };

    static TaskSet Tasks(string status, int running, int desired) =>
        new() { Status = status, RunningCount = running, ComputedDesiredCount = desired };
}
