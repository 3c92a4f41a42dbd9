using System.Net;
using Amazon.AutoScaling;
using Amazon.AutoScaling.Model;
using Amazon.ECS;
using Amazon.ECS.Model;

namespace DrFunctions.Tests.StandIns;

public sealed class EcsClientTests
{
    readonly Recorder wire = new();

    AmazonECSClient Client => new(Recorder.Credentials, wire.Config<AmazonECSConfig>());

    [Fact]
    public async Task Describing_services_reads_counts_deployments_and_failures()
    {
        wire.Answers("""
            {"services":[{"serviceArn":"arn:s","serviceName":"web","clusterArn":"arn:c","status":"ACTIVE","desiredCount":4,"runningCount":3,
            "pendingCount":1,"launchType":"FARGATE","taskDefinition":"web:7","createdAt":1767323045.5,"roleArn":null,
            "loadBalancers":[{"targetGroupArn":"arn:tg","containerName":"web","containerPort":80}],
            "deployments":[{"id":"d","status":"PRIMARY","desiredCount":4,"runningCount":3,"pendingCount":1,"failedTasks":2,
            "rolloutState":"IN_PROGRESS","rolloutStateReason":"going","createdAt":1767323045,"updatedAt":"2026-01-02T03:04:06Z"}],
            "events":[{"id":"e","createdAt":1767323045,"message":"(service web) has started 1 tasks"}]}],
            "failures":[{"arn":"arn:x","reason":"MISSING"}],"somethingNew":{}}
            """);
        var answer = await Client.DescribeServicesAsync(new DescribeServicesRequest { Cluster = "shop", Services = ["web", "x"] });

        var sent = Assert.Single(wire.Sent);
        Assert.Equal(("POST", "https://ecs.eu-west-1.amazonaws.com/"), (sent.Method, sent.Uri.AbsoluteUri));
        Assert.Equal("eu-west-1/ecs/aws4_request", sent.Scope);
        Assert.Equal("AmazonEC2ContainerServiceV20141113.DescribeServices", sent.Headers["X-Amz-Target"]);
        Assert.Equal("application/x-amz-json-1.1", sent.Headers["Content-Type"]);
        Assert.Equal("""{"cluster":"shop","services":["web","x"]}""", sent.Body);
        var service = Assert.Single(answer.Services);
        Assert.Equal(("ACTIVE", 4, 3, 1), (service.Status, service.DesiredCount, service.RunningCount, service.PendingCount));
        Assert.Equal((LaunchType.FARGATE, "arn:tg", 80),
            (service.LaunchType, service.LoadBalancers[0].TargetGroupArn, service.LoadBalancers[0].ContainerPort));
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 5, 500, DateTimeKind.Utc), service.CreatedAt);
        var deployment = Assert.Single(service.Deployments);
        Assert.Equal((DeploymentRolloutState.IN_PROGRESS, "going", 2),
            (deployment.RolloutState, deployment.RolloutStateReason, deployment.FailedTasks));
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 6, DateTimeKind.Utc), deployment.UpdatedAt);
        Assert.Equal("(service web) has started 1 tasks", service.Events[0].Message);
        Assert.Equal(("arn:x", "MISSING"), (answer.Failures[0].Arn, answer.Failures[0].Reason));
        Assert.Null(service.RoleArn);
        Assert.Equal("header-request-id", answer.ResponseMetadata.RequestId);
    }

    [Fact]
    public async Task Describing_services_reads_who_deploys_them_and_their_task_sets()
    {
        wire.Answers("""
            {"services":[{"serviceName":"web","deploymentController":{"type":"CODE_DEPLOY"},
            "deploymentConfiguration":{"maximumPercent":200,"minimumHealthyPercent":100,"strategy":"LINEAR","bakeTimeInMinutes":5},
            "taskSets":[{"id":"ecs-svc/1","status":"PRIMARY","computedDesiredCount":2,"pendingCount":1,"runningCount":1,"stabilityStatus":"STABILIZING",
            "stabilityStatusAt":1767323045,"scale":{"value":50.5,"unit":"PERCENT"},"launchType":"FARGATE","loadBalancers":[{"targetGroupArn":"arn:green"}]}],
            "loadBalancers":[{"targetGroupArn":"arn:b","advancedConfiguration":{"alternateTargetGroupArn":"arn:g","productionListenerRule":"arn:rule"}}],
            "capacityProviderStrategy":[{"capacityProvider":"FARGATE_SPOT","weight":3,"base":1}]}],"failures":[]}
            """);
        var service = Assert.Single((await Client.DescribeServicesAsync(new DescribeServicesRequest { Services = ["web"] })).Services);

        Assert.Equal(DeploymentControllerType.CODE_DEPLOY, service.DeploymentController.Type);
        var how = service.DeploymentConfiguration;
        Assert.Equal((DeploymentStrategy.LINEAR, 5, 200, 100),
            (how.Strategy, how.BakeTimeInMinutes, how.MaximumPercent, how.MinimumHealthyPercent));
        var set = Assert.Single(service.TaskSets);
        Assert.Equal(("ecs-svc/1", "PRIMARY", 2, 1, 1), (set.Id, set.Status, set.ComputedDesiredCount, set.PendingCount, set.RunningCount));
        Assert.Equal((StabilityStatus.STABILIZING, 50.5, ScaleUnit.PERCENT, "arn:green"),
            (set.StabilityStatus, set.Scale.Value, set.Scale.Unit, set.LoadBalancers[0].TargetGroupArn));
        Assert.Equal(("arn:g", "arn:rule"), (service.LoadBalancers[0].AdvancedConfiguration.AlternateTargetGroupArn,
            service.LoadBalancers[0].AdvancedConfiguration.ProductionListenerRule));
        var item = Assert.Single(service.CapacityProviderStrategy);
        Assert.Equal(("FARGATE_SPOT", 3, 1), (item.CapacityProvider, item.Weight, item.Base));
    }

    [Fact]
    public async Task Capacity_providers_and_the_groups_of_their_instances_are_read()
    {
        wire.Answers("""
            {"capacityProviders":[{"capacityProviderArn":"arn:p","name":"ec2","status":"ACTIVE","autoScalingGroupProvider":{
            "autoScalingGroupArn":"arn:aws:autoscaling:eu-west-1:1:autoScalingGroup:u:autoScalingGroupName/g",
            "managedScaling":{"status":"ENABLED","targetCapacity":100}}}],"failures":[{"arn":"arn:x","reason":"MISSING"}]}
            """);
        var asked = new DescribeCapacityProvidersRequest { CapacityProviders = ["ec2", "x"] };
        var providers = await Client.DescribeCapacityProvidersAsync(asked);

        Assert.Equal("""{"capacityProviders":["ec2","x"]}""", wire.Sent[0].Body);
        var provider = Assert.Single(providers.CapacityProviders);
        Assert.Equal(("ec2", ManagedScalingStatus.ENABLED, 100), (provider.Name, provider.AutoScalingGroupProvider.ManagedScaling.Status,
            provider.AutoScalingGroupProvider.ManagedScaling.TargetCapacity));
        Assert.EndsWith("/g", provider.AutoScalingGroupProvider.AutoScalingGroupArn, StringComparison.Ordinal);
        Assert.Equal("MISSING", providers.Failures[0].Reason);

        wire.Answers("""
            <DescribeAutoScalingGroupsResponse xmlns="http://autoscaling.amazonaws.com/doc/2011-01-01/"><DescribeAutoScalingGroupsResult>
            <AutoScalingGroups><member><AutoScalingGroupName>g</AutoScalingGroupName><MinSize>0</MinSize><MaxSize>3</MaxSize>
            <DesiredCapacity>2</DesiredCapacity><SuspendedProcesses><member><ProcessName>Launch</ProcessName></member></SuspendedProcesses></member>
            </AutoScalingGroups></DescribeAutoScalingGroupsResult></DescribeAutoScalingGroupsResponse>
            """);
        var client = new AmazonAutoScalingClient(Recorder.Credentials, wire.Config<AmazonAutoScalingConfig>());
        var answer = await client.DescribeAutoScalingGroupsAsync(new DescribeAutoScalingGroupsRequest { AutoScalingGroupNames = ["g"] });

        Assert.Equal(("https://autoscaling.eu-west-1.amazonaws.com/", "eu-west-1/autoscaling/aws4_request"),
            (wire.Sent[1].Uri.AbsoluteUri, wire.Sent[1].Scope));
        Assert.Equal("Action=DescribeAutoScalingGroups\nAutoScalingGroupNames.member.1=g\nVersion=2011-01-01", wire.Sent[1].Form);
        var group = Assert.Single(answer.AutoScalingGroups);
        Assert.Equal(("g", 0, 3, 2, "Launch"),
            (group.AutoScalingGroupName, group.MinSize, group.MaxSize, group.DesiredCapacity, group.SuspendedProcesses[0].ProcessName));
    }

    [Fact]
    public async Task Updating_sends_only_what_is_set()
    {
        wire.Answers("""{"service":{"serviceName":"web","desiredCount":0,"events":[]}}""");
        var answer = await Client.UpdateServiceAsync(new UpdateServiceRequest { Cluster = "shop", Service = "web", DesiredCount = 0 });
        Assert.Equal("""{"cluster":"shop","desiredCount":0,"service":"web"}""", wire.Sent[0].Body);
        Assert.Equal(0, answer.Service.DesiredCount);
        Assert.Empty(answer.Service.Events);
        Assert.Null(answer.Service.Deployments);
    }

    [Fact]
    public async Task Errors_are_typed()
    {
        wire.Answers(
            """{"__type":"com.amazonaws.ecs#ClusterNotFoundException","message":"Cluster not found."}""",
            HttpStatusCode.BadRequest);
        var known = await Assert.ThrowsAsync<ClusterNotFoundException>(() => Client.DescribeServicesAsync(new DescribeServicesRequest()));
        Assert.Equal(("ClusterNotFoundException", "Cluster not found.", "header-request-id"),
            (known.ErrorCode, known.Message, known.RequestId));

        wire.Answers("""{"__type":"ThrottlingException","message":"Rate exceeded"}""", HttpStatusCode.BadRequest);
        var other = await Assert.ThrowsAsync<AmazonECSException>(() => Client.DescribeServicesAsync(new DescribeServicesRequest()));
        Assert.Equal("ThrottlingException", other.ErrorCode);
    }
}
