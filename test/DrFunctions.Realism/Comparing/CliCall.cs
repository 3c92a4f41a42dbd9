namespace DrFunctions.Realism.Comparing;

/// <summary>A command of the AWS CLI, and one member of what it prints; "" where an operation has no output.</summary>
sealed record CliCall(string Operation, string Command, string Path, string Expected)
{
    const string Account = "123456789012";
    const string Topic = $"arn:aws:sns:ap-northeast-1:{Account}:drfunctions-notices";
    const string Alarm = "shop-primary-unhealthy --region us-east-1";
    const string Service = "--service-namespace ecs --scalable-dimension ecs:service:DesiredCount";
    const string Schema = "--attribute-definitions AttributeName=pk,AttributeType=S --key-schema AttributeName=pk,KeyType=HASH --billing-mode PAY_PER_REQUEST";
    const string Record = """{"pk":{"S":"plan#shop"},"sk":{"S":"record"}}""";
    const string Other = """{"pk":{"S":"rate"},"sk":{"S":"route53"}}""";
    const string Taken = """{":t":{"N":"7"}}""";
    const string Query = """--key-condition-expression pk=:p --expression-attribute-values {":p":{"S":"plan#shop"}}""";
    const string Change = """{"Changes":[{"Action":"UPSERT","ResourceRecordSet":{"Name":"new.example.com","Type":"A","TTL":60,"ResourceRecords":[{"Value":"203.0.113.7"}]}}]}""";
    const string Writes = """[{"Put":{"TableName":"drfunctions","Item":{"pk":{"S":"plan#shop"},"sk":{"S":"history#2"}}}}]""";

    /// <summary>Reads, in any order.</summary>
    public static IReadOnlyList<CliCall> Reading { get; } =
    [
        new("application-autoscaling DescribeScalableTargets", "describe-scalable-targets --service-namespace ecs --resource-ids service/shop/api", "ScalableTargets[0].MaxCapacity", "2"),
        new("application-autoscaling ListTagsForResource", "list-tags-for-resource --resource-arn {target}", "Tags.dr-plan", "shop"),
        new("autoscaling DescribeAutoScalingGroups", "describe-auto-scaling-groups --auto-scaling-group-names shop-instances", "AutoScalingGroups[0].MaxSize", "2"),
        new("cloudwatch DescribeAlarms", $"describe-alarms --alarm-names {Alarm}", "MetricAlarms[0].StateValue", "ALARM"),
        new("dynamodb DescribeTable", "describe-table --table-name drfunctions", "Table.KeySchema[1].AttributeName", "sk"),
        new("dynamodb DescribeTimeToLive", "describe-time-to-live --table-name drfunctions", "TimeToLiveDescription.TimeToLiveStatus", "DISABLED"),
        new("dynamodb GetItem", $"get-item --table-name drfunctions --key {Record}", "Item.body.S", "here"),
        new("dynamodb ListTables", "list-tables", "TableNames[0]", "drfunctions"),
        new("dynamodb Query", $"query --table-name drfunctions {Query}", "Items[0].sk.S", "record"),
        new("ec2 DescribeInstances", "describe-instances --filters Name=instance-state-name,Values=stopped", "Reservations[0].Instances[0].State.Name", "stopped"),
        new("ec2 DescribeInstanceStatus", "describe-instance-status --instance-ids i-0123456789abcdef0", "InstanceStatuses[0].SystemStatus.Status", "ok"),
        new("ecs DescribeCapacityProviders", "describe-capacity-providers --capacity-providers shop-provider", "capacityProviders[0].status", "ACTIVE"),
        new("ecs DescribeClusters", "describe-clusters --clusters shop", "clusters[0].status", "ACTIVE"),
        new("ecs DescribeServices", "describe-services --cluster shop --services api", "services[0].deployments[0].rolloutState", "COMPLETED"),
        new("ecs ListClusters", "list-clusters", "clusterArns[0]", $"arn:aws:ecs:ap-northeast-1:{Account}:cluster/shop"),
        new("ecs ListServices", "list-services --cluster shop", "serviceArns[0]", $"arn:aws:ecs:ap-northeast-1:{Account}:service/shop/api"),
        new("elbv2 DescribeListeners", "describe-listeners --listener-arns {listener}", "Listeners[0].DefaultActions[0].Type", "forward"),
        new("elbv2 DescribeRules", "describe-rules --rule-arns {rule}", "Rules[0].Actions[0].ForwardConfig.TargetGroups[0].Weight", "100"),
        new("elbv2 DescribeTargetGroups", "describe-target-groups --names shop-api", "TargetGroups[0].Port", "80"),
        new("elbv2 DescribeTargetHealth", "describe-target-health --target-group-arn {group}", "TargetHealthDescriptions[3].TargetHealth.State", "healthy"),
        new("lambda GetAccountSettings", "get-account-settings", "AccountLimit.ConcurrentExecutions", "1000"),
        new("route53 GetChange", "get-change --id {change}", "ChangeInfo.Status", "INSYNC"),
        new("route53 GetHealthCheckStatus", "get-health-check-status --health-check-id hc-1", "HealthCheckObservations[0].StatusReport.Status", "Success: HTTP Status Code 200, OK"),
        new("route53 GetHostedZone", "get-hosted-zone --id Z123", "HostedZone.Name", "example.com."),
        new("route53 ListHostedZones", "list-hosted-zones", "HostedZones[0].Id", "/hostedzone/Z123"),
        new("route53 ListResourceRecordSets", "list-resource-record-sets --hosted-zone-id Z123 --start-record-name shop.example.com --start-record-type A", "ResourceRecordSets[1].Weight", "100"),
        new("sns GetTopicAttributes", $"get-topic-attributes --topic-arn {Topic}", "Attributes.Owner", Account),
        new("sns ListSubscriptionsByTopic", $"list-subscriptions-by-topic --topic-arn {Topic}", "Subscriptions[0].Endpoint", "on-call@example.com"),
        new("sns ListTopics", "list-topics", "Topics[0].TopicArn", Topic),
    ];

    /// <summary>Changes that do not touch each other, in any order.</summary>
    public static IReadOnlyList<CliCall> Changing { get; } =
    [
        new("application-autoscaling RegisterScalableTarget", $"register-scalable-target {Service} --resource-id service/shop/api --min-capacity 1 --max-capacity 3", "ScalableTargetARN", "{target}"),
        new("application-autoscaling TagResource", "tag-resource --resource-arn {target} --tags team=web", "", ""),
        new("application-autoscaling UntagResource", "untag-resource --resource-arn {target} --tag-keys none", "", ""),
        new("cloudwatch PutMetricData", "put-metric-data --namespace DrFunctions/Switch --metric-data MetricName=shop,Value=1", "", ""),
        new("cloudwatch SetAlarmState", $"set-alarm-state --state-value OK --state-reason drill --alarm-name {Alarm}", "", ""),
        new("dynamodb CreateTable", $"create-table --table-name new {Schema}", "TableDescription.TableName", "new"),
        new("dynamodb DeleteItem", $"delete-item --table-name drfunctions --return-values ALL_OLD --key {Record}", "Attributes.body.S", "here"),
        new("dynamodb PutItem", """put-item --table-name drfunctions --item {"pk":{"S":"plan#shop"},"sk":{"S":"history#1"}}""", "", ""),
        new("dynamodb TransactWriteItems", $"transact-write-items --transact-items {Writes}", "", ""),
        new("dynamodb UpdateItem", $"update-item --table-name drfunctions --return-values ALL_NEW --key {Other} --update-expression SET\ttaken=:t --expression-attribute-values {Taken}", "Attributes.taken.N", "7"),
        new("dynamodb UpdateTimeToLive", "update-time-to-live --table-name drfunctions --time-to-live-specification Enabled=true,AttributeName=expires", "TimeToLiveSpecification.AttributeName", "expires"),
        new("ec2 StartInstances", "start-instances --instance-ids {instance}", "StartingInstances[0].CurrentState.Name", "pending"),
        new("ec2 StopInstances", "stop-instances --instance-ids i-0123456789abcdef0", "StoppingInstances[0].CurrentState.Name", "stopping"),
        new("ec2 TerminateInstances", "terminate-instances --instance-ids i-0123456789abcdef1", "TerminatingInstances[0].CurrentState.Name", "shutting-down"),
        new("ecs UpdateService", "update-service --cluster shop --service api --desired-count 2", "service.desiredCount", "2"),
        new("lambda Invoke", "invoke --function-name WatchFunction --invocation-type Event --payload {} /dev/null", "StatusCode", "202"),
        new("route53 ChangeResourceRecordSets", $"change-resource-record-sets --hosted-zone-id Z123 --change-batch {Change}", "ChangeInfo.Status", "PENDING"),
        new("sns CreateTopic", "create-topic --name new", "TopicArn", $"arn:aws:sns:ap-northeast-1:{Account}:new"),
        new("sns Publish", $"publish --topic-arn {Topic} --message hello", "MessageId", "{uuid}"),
        new("sns Subscribe", $"subscribe --topic-arn {Topic} --protocol email --notification-endpoint second@example.com", "SubscriptionArn", "pending confirmation"),
        new("sns Unsubscribe", $"unsubscribe --subscription-arn {Topic}:00000000-0000-0000-0000-000000000000", "", ""),
    ];

    /// <summary>The CLI's arguments: the service, then the command with this estate's ids.</summary>
    public string[] Arguments(Side side) => [Operation.Split(' ')[0], .. side.Fill(Command).Split(' ')];
}
