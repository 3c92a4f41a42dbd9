using Amazon.ApplicationAutoScaling;
using Amazon.ApplicationAutoScaling.Model;
using Amazon.AutoScaling.Model;
using Amazon.CloudWatch.Model;
using Amazon.DynamoDBv2.Model;
using Amazon.EC2.Model;
using Amazon.ECS.Model;
using Amazon.ElasticLoadBalancingV2.Model;
using Amazon.Route53.Model;
using Amazon.SimpleNotificationService.Model;
using DrFunctions.Aws;

namespace DrFunctions.Realism.Comparing;

/// <summary>
/// A call by one of the product's clients, and the members to read from its answer. Names in braces become the side's ids.
/// </summary>
sealed record OwnCall(string Say, Func<AwsClients, Func<string, string>, Task<object>> Ask)
{
    /// <summary>The time that passes in the simulated world before the call.</summary>
    public TimeSpan After { get; init; }
}

/// <summary>Every operation that the product calls, good and bad.</summary>
static class OwnClientCalls
{
    const string R = LocalEstate.Region;
    static readonly TimeSpan minutes = TimeSpan.FromMinutes(5);

    public static IReadOnlyList<OwnCall> All { get; } = [.. Signals, .. Ec2, .. Containers, .. Dns, .. Store];

    static OwnCall[] Ec2 =>
    [
        new("DescribeInstances",
            async (aws, fill) =>
                Shown((await aws.Ec2(R).DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = [fill("{instance}")] })).Reservations)),
        new("DescribeInstances of none",
            async (aws, _) =>
                Shown(
                    (await aws.Ec2(R)
                        .DescribeInstancesAsync(
                            new DescribeInstancesRequest { Filters = [new() { Name = "tag:plan", Values = ["none"] }] })).Reservations)),
        new("DescribeInstances of what is not there",
            async (aws, _) =>
                Shown((await aws.Ec2(R).DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = ["i-0aaaaaaaaaaaaaaaa"] })).Reservations)),
        new("StartInstances",
            async (aws, fill) =>
                new { (await aws.Ec2(R).StartInstancesAsync(new StartInstancesRequest { InstanceIds = [fill("{instance}")] })).StartingInstances }),
        new("StartInstances, only tried",
            async (aws, fill) =>
                new { (
                    await aws.Ec2(R)
                        .StartInstancesAsync(new StartInstancesRequest { InstanceIds = [fill("{instance}")], DryRun = true })).StartingInstances }),
        new("StartInstances of what is not there",
            async (aws, _) =>
                new { (await aws.Ec2(R).StartInstancesAsync(new StartInstancesRequest { InstanceIds = ["i-0aaaaaaaaaaaaaaaa"] })).StartingInstances }),
        new("DescribeInstanceStatus", async (aws, fill) => new
        {
            Statuses = (
                await aws.Ec2(R)
                    .DescribeInstanceStatusAsync(new DescribeInstanceStatusRequest { InstanceIds = [fill("{instance}")] })).InstanceStatuses
                .Select(
                    one => new { one.InstanceId, one.InstanceState, Instance = one.Status.Status.Value,
                        System = one.SystemStatus.Status.Value }),
        }) { After = minutes },
        new("StopInstances",
            async (aws, fill) =>
                new { (await aws.Ec2(R).StopInstancesAsync(new StopInstancesRequest { InstanceIds = [fill("{instance}")] })).StoppingInstances }),
    ];

    static OwnCall[] Containers =>
    [
        new("DescribeServices",
            async (aws, _) =>
                Shown(await aws.Ecs(R).DescribeServicesAsync(new DescribeServicesRequest { Cluster = "shop", Services = ["api", "nowhere"] }))),
        new("DescribeServices of a cluster that is not there",
            async (aws, _) => Shown(await aws.Ecs(R).DescribeServicesAsync(new DescribeServicesRequest { Cluster = "nowhere", Services = ["api"] }))),
        new("DescribeTargetHealth", async (aws, _) =>
        {
            var service =
                (await aws.Ecs(R).DescribeServicesAsync(new DescribeServicesRequest { Cluster = "shop", Services = ["api"] })).Services[0];
            var health = await aws.LoadBalancing(R)
                .DescribeTargetHealthAsync(new DescribeTargetHealthRequest { TargetGroupArn = service.LoadBalancers[0].TargetGroupArn });
            return new { Targets = health.TargetHealthDescriptions.Select(
                one => new { one.Target.Id, one.Target.Port, State = one.TargetHealth.State.Value }) };
        }),
        new("DescribeTargetHealth of what is not there", async (aws, _) => await aws.LoadBalancing(R).DescribeTargetHealthAsync(
            new DescribeTargetHealthRequest { TargetGroupArn = $"arn:aws:elasticloadbalancing:{R}:123456789012:targetgroup/nowhere/50dc6c495c0c9188" })),
        new("DescribeRules", async (aws, fill) => Weights(
            (await aws.LoadBalancing(R).DescribeRulesAsync(new DescribeRulesRequest { RuleArns = [fill("{rule}")] })).Rules[0].Actions)),
        new("DescribeListeners", async (aws, fill) => Weights(
            (await aws.LoadBalancing(R).DescribeListenersAsync(new DescribeListenersRequest { ListenerArns = [fill("{listener}")] }))
                .Listeners[0].DefaultActions)),
        new("DescribeRules of what is not there", async (aws, _) => await aws.LoadBalancing(R).DescribeRulesAsync(
            new DescribeRulesRequest { RuleArns = [$"arn:aws:elasticloadbalancing:{R}:123456789012:listener-rule/app/shop/0/0/0"] })),
        new("DescribeServices of task sets", async (aws, _) =>
        {
            var asked = new DescribeServicesRequest { Cluster = "shop", Services = ["sets"] };
            var service = (await aws.Ecs(R).DescribeServicesAsync(asked)).Services[0];
            return new { Controller = service.DeploymentController.Type.Value, Sets = service.TaskSets.Select(set => new
            {
                set.Status, set.Scale.Value, Groups = set.LoadBalancers.Count,
            }) };
        }),
        new("DescribeCapacityProviders", async (aws, _) => new
        {
            Providers = (await aws.Ecs(R).DescribeCapacityProvidersAsync(new DescribeCapacityProvidersRequest { CapacityProviders = ["shop-provider"] }))
                .CapacityProviders.Select(one => new
                {
                    one.Name, Scaling = one.AutoScalingGroupProvider.ManagedScaling.Status.Value,
                    Group = one.AutoScalingGroupProvider.AutoScalingGroupArn.Split('/')[^1],
                }),
        }),
        new("DescribeAutoScalingGroups", async (aws, _) => new
        {
            Groups = (await aws.AutoScaling(R).DescribeAutoScalingGroupsAsync(
                new DescribeAutoScalingGroupsRequest { AutoScalingGroupNames = ["shop-instances"] })).AutoScalingGroups
                .Select(one => new { one.AutoScalingGroupName, one.MinSize, one.MaxSize, one.DesiredCapacity }),
        }),
        new("UpdateService", async (aws, _) =>
        {
            var service =
                (await aws.Ecs(R).UpdateServiceAsync(new UpdateServiceRequest { Cluster = "shop", Service = "api", DesiredCount = 2 })).Service;
            return new { service.ServiceName, service.Status, service.DesiredCount };
        }),
        new("UpdateService of what is not there", async (aws, _) => await aws.Ecs(R)
            .UpdateServiceAsync(new UpdateServiceRequest { Cluster = "shop", Service = "nowhere", DesiredCount = 2 })),
        new("RegisterScalableTarget",
            async (aws, _) =>
                new { IsNamed = (
                    await aws.ApplicationAutoScaling(R).RegisterScalableTargetAsync(Target("service/shop/api"))).ScalableTargetARN?.Length > 0 }),
        new("RegisterScalableTarget of what is not there", async (aws, _) => await aws.ApplicationAutoScaling(R).RegisterScalableTargetAsync(Target("service/shop/nowhere"))),
        new("DescribeScalableTargets", async (aws, _) => new
        {
            Targets = (await aws.ApplicationAutoScaling(R).DescribeScalableTargetsAsync(
                    new DescribeScalableTargetsRequest { ServiceNamespace = ServiceNamespace.Ecs, ResourceIds = ["service/shop/api"] })).ScalableTargets
                .Select(
                    one => new { one.ResourceId, one.MinCapacity, one.MaxCapacity, Dimension = one.ScalableDimension.Value,
                        one.SuspendedState }),
        }),
        new("DescribeServices, scaled",
            async (aws, _) =>
                Shown(await aws.Ecs(R).DescribeServicesAsync(new DescribeServicesRequest { Cluster = "shop", Services = ["api"] }))) { After =
                    minutes },
    ];

    static object Weights(IEnumerable<Amazon.ElasticLoadBalancingV2.Model.Action> actions) =>
        new { Shares = actions.SelectMany(action => action.ForwardConfig.TargetGroups).Select(group => group.Weight) };

    static OwnCall[] Dns =>
    [
        new("ListResourceRecordSets", async (aws, fill) => await RecordsAsync(aws, fill("{zone}"))),
        new("ListResourceRecordSets of what is not there", async (aws, _) => await RecordsAsync(aws, "Z999")),
        new("ChangeResourceRecordSets and GetChange", async (aws, fill) =>
        {
            var made = await aws.Route53(R).ChangeResourceRecordSetsAsync(Switch(fill("{zone}")));
            return new { HasId = made.ChangeInfo.Id.Length > 0,
                (await aws.Route53(R).GetChangeAsync(new GetChangeRequest { Id = made.ChangeInfo.Id })).ChangeInfo.Comment };
        }),
        new("ListResourceRecordSets, switched", async (aws, fill) => await RecordsAsync(aws, fill("{zone}"))) { After = minutes },
        new("ChangeResourceRecordSets of what is not there", async (aws, _) => await aws.Route53(R).ChangeResourceRecordSetsAsync(Switch("Z999"))),
        new("GetChange of what is not there", async (aws, _) => await aws.Route53(R).GetChangeAsync(new GetChangeRequest { Id = "C999" })),
    ];

    static OwnCall[] Signals =>
    [
        new("DescribeAlarms", async (aws, _) => new
        {
            Alarms = (
                await aws.CloudWatch(LocalEstate.AlarmRegion)
                    .DescribeAlarmsAsync(new DescribeAlarmsRequest { AlarmNames = ["shop-primary-unhealthy"] })).MetricAlarms
                .Select(one => new
                {
                    one.AlarmName, State = one.StateValue.Value, one.Namespace, one.MetricName, one.Threshold, Way =
                        one.ComparisonOperator.Value, one.Dimensions, one.Period,
                }),
        }),
        new("DescribeAlarms of none",
            async (aws, _) =>
                new { (await aws.CloudWatch(R).DescribeAlarmsAsync(new DescribeAlarmsRequest { AlarmNames = ["none"] })).MetricAlarms?.Count }),
        new("PutMetricData", async (aws, _) => new { Status = (int)(await aws.CloudWatch(R).PutMetricDataAsync(Figure("DrFunctions/Switch"))).HttpStatusCode }),
        new("PutMetricData into AWS's own namespace", async (aws, _) => await aws.CloudWatch(R).PutMetricDataAsync(Figure("AWS/EC2"))),
        new("Publish", async (aws, _) => new { HasId = (await aws.Sns(R).PublishAsync(Notice("drfunctions-notices"))).MessageId.Length > 0 }),
        new("Publish to what is not there", async (aws, _) => await aws.Sns(R).PublishAsync(Notice("nowhere"))),
    ];

    static OwnCall[] Store =>
    [
        new("GetItem of none",
            async (aws, fill) =>
                new { (await aws.DynamoDb(R).GetItemAsync(new GetItemRequest { TableName = fill("{table}"), Key = Key("a") })).Item?.Count }),
        new("PutItem", async (aws, fill) => await PutAsync(aws, fill("{table}"))),
        new("PutItem of what is there", async (aws, fill) => await PutAsync(aws, fill("{table}"))),
        new("PutItem in what is not there", async (aws, _) => await PutAsync(aws, "nowhere")),
        new("GetItem", async (aws, fill) => new
        {
            Item = (
                await aws.DynamoDb(R).GetItemAsync(new GetItemRequest { TableName = fill("{table}"), Key = Key("a"), ConsistentRead = true })).Item
                .ToDictionary(one => one.Key, one => one.Value.S ?? one.Value.N),
        }),
        new("Query", async (aws, fill) =>
        {
            var query = new QueryRequest { TableName = fill("{table}"), KeyConditionExpression = "pk = :p",
                ExpressionAttributeValues = new() { [":p"] = new("plan#shop") } };
            var told = await aws.DynamoDb(R).QueryAsync(query);
            return new { told.Count, Keys = told.Items.Select(item => item["sk"].S), More = told.LastEvaluatedKey?.Count };
        }),
        new("TransactWriteItems, cancelled", async (aws, fill) =>
        {
            try
            {
                var put = new Put { TableName = fill("{table}"), Item = Key("a"), ConditionExpression = "attribute_not_exists(pk)" };
                return await aws.DynamoDb(R).TransactWriteItemsAsync(new TransactWriteItemsRequest
                {
                    TransactItems = [new() { Delete = new Delete { TableName = fill("{table}"), Key = Key("b") } }, new() { Put = put }],
                });
            }
            catch (TransactionCanceledException e)
            {
                return new { e.ErrorCode, e.StatusCode, Reasons = e.CancellationReasons.Select(reason => reason.Code) };
            }
        }),
        new("DeleteItem", async (aws, fill) => new
        {
            (await aws.DynamoDb(R).DeleteItemAsync(
                new DeleteItemRequest { TableName = fill("{table}"), Key = Key("a"),
                    ReturnValues = Amazon.DynamoDBv2.ReturnValue.ALL_OLD })).Attributes["version"].N,
        }),
    ];

    static object Shown(List<Reservation>? reservations) => new
    {
        Instances = (reservations ?? []).SelectMany(one => one.Instances)
            .Select(one => new { one.InstanceId, one.State, one.StateTransitionReason, one.StateReason, Tags = one.Tags?.Count ?? 0 }),
    };

    static object Shown(DescribeServicesResponse told) => new
    {
        Services = told.Services.Select(one => new
        {
            one.ServiceName, one.Status, one.DesiredCount, one.RunningCount, one.PendingCount,
            Rollouts = one.Deployments.Select(
                rollout => new { rollout.Status, State = rollout.RolloutState?.Value, IsDated = rollout.UpdatedAt is not null }),
        }),
        Failures = told.Failures?.Select(one => new { one.Arn, one.Reason }),
    };

    static async Task<object> RecordsAsync(AwsClients aws, string zone)
    {
        var told = await aws.Route53(R).ListResourceRecordSetsAsync(
            new ListResourceRecordSetsRequest { HostedZoneId = zone, StartRecordName = "shop.example.com", StartRecordType = "A", MaxItems = "2" });
        return new { Records = told.ResourceRecordSets.Select(
            one => new { one.Name, Type = one.Type.Value, one.SetIdentifier, one.Weight, one.TTL, one.ResourceRecords }) };
    }

    static RegisterScalableTargetRequest Target(string resource) => new()
    {
        ServiceNamespace = ServiceNamespace.Ecs, ScalableDimension = ScalableDimension.EcsServiceDesiredCount, ResourceId =
            resource, MinCapacity = 2, MaxCapacity = 4,
    };

    static ChangeResourceRecordSetsRequest Switch(string zone) => new()
    {
        HostedZoneId = zone,
        ChangeBatch = new ChangeBatch
        {
            Comment = "a switch",
            Changes =
            [
                new()
                {
                    Action = "UPSERT",
                    ResourceRecordSet = new() { Name = "shop.example.com", Type = "A", SetIdentifier = "standby", Weight = 100, TTL = 60,
                        ResourceRecords = [new() { Value = "203.0.113.20" }] },
                },
            ],
        },
    };

    static PutMetricDataRequest Figure(string space) => new()
    {
        Namespace = space, MetricData = [new() { MetricName = "shop", Value = 1, Dimensions = [new() { Name = "Plan", Value = "shop" }] }],
    };

    static PublishRequest Notice(string topic) => new() { TopicArn = $"arn:aws:sns:{R}:123456789012:{topic}", Subject = "Hello", Message = "A test & more" };

    static async Task<object> PutAsync(AwsClients aws, string table)
    {
        var item = Key("a");
        item["version"] = new() { N = "1" };
        return new { Status = (int)(
            await aws.DynamoDb(R)
                .PutItemAsync(new PutItemRequest { TableName = table, Item = item, ConditionExpression = "attribute_not_exists(pk)" })).HttpStatusCode };
    }

    static Dictionary<string, AttributeValue> Key(string sk) => new() { ["pk"] = new("plan#shop"), ["sk"] = new(sk) };
}
