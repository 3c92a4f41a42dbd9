using System.Text.Json.Nodes;

namespace DrFunctions.Realism;

/// <summary>Both templates as moto's CloudFormation creates them, once for all the tests below.</summary>
public sealed class Stacks : IAsyncLifetime
{
    readonly GuardedMoto moto = new();

    public JsonNode Home { get; private set; } = null!;

    public JsonNode Signals { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await moto.InitializeAsync();
        Home = await DeployAsync("template.yaml", "ap-northeast-1", "NoticeEmail=oncall@example.com",
            "EscalationEmail=manager@example.com", "AlarmTopicArn=arn:aws:sns:us-east-1:123456789012:alarms", "AlarmDeadLetterQueueArn=arn:aws:sqs:us-east-1:123456789012:lost", "LooksPerMinute=4");
        Signals = await DeployAsync("src/Signals/template.yaml", "us-east-1", "NoticeEmail=oncall@example.com", "Domain=singapore.shop.example.com",
            "StandbyRegion=ap-northeast-1", "HeartbeatAlarmName=drfunctions-heartbeat");
    }

    public Task DisposeAsync() => moto.DisposeAsync();

    async Task<JsonNode> DeployAsync(string template, string region, params string[] parameters)
    {
        var stack = await moto.StackAsync("deploy", [template, region, .. parameters]);
        stack["read"] = await moto.StackAsync("read", region, stack["resources"]!.ToJsonString());
        return stack;
    }
}

/// <summary>
/// The resources of the stacks, read through boto3. moto creates no resource of the types below, and of those that it creates it omits
/// the table's time to live and recovery and the functions' log group: those are asserted on the translated template.
/// </summary>
public class StackTests(Stacks stacks) : IClassFixture<Stacks>
{
    static readonly string[] Made =
    [
        "AWS::DynamoDB::Table", "AWS::Events::Rule", "AWS::IAM::Policy", "AWS::IAM::Role", "AWS::Lambda::Function", "AWS::Lambda::Permission", "AWS::Logs::LogGroup",
        "AWS::Route53::HealthCheck", "AWS::SNS::Topic", "AWS::SQS::Queue",
    ];

    static readonly string[] Skipped =
    [
        "AWS::CloudWatch::Alarm", "AWS::Lambda::EventInvokeConfig", "AWS::SNS::Subscription", "AWS::SNS::TopicPolicy", "AWS::SQS::QueuePolicy",
    ];

    JsonNode Home => stacks.Home["read"]!;

    JsonNode Template(string resource) => stacks.Home["template"]![resource]!["Properties"]!;

    /// <summary>A type in neither list would be asserted nowhere: add it to one, and assert its properties.</summary>
    [Fact]
    public void Every_resource_is_made_or_known_to_be_skipped()
    {
        foreach (var stack in new[] { stacks.Home, stacks.Signals })
        {
            Assert.Equal("CREATE_COMPLETE", Text(stack["status"]));
            Assert.Subset(Skipped.ToHashSet(), stack["skipped"]!.AsArray().Select(Text).ToHashSet());
            Assert.Subset(Made.ToHashSet(), stack["resources"]!.AsObject().Select(one => Text(one.Value!["type"])).ToHashSet());
        }

        var types = new[] { stacks.Home, stacks.Signals }.SelectMany(stack => stack["template"]!.AsObject()).Select(one => Text(one.Value!["Type"]))
            .Distinct();
        Assert.Equal(Made.Concat(Skipped).Order(), types.Order());
    }

    [Theory]
    [InlineData("AlarmFunction", "alarm", "900", "AlarmLog")]
    [InlineData("WatchFunction", "watch", "900", "WatchLog")]
    [InlineData("OperatorFunction", "operator", "180", "OperatorLog")]
    public void A_function_exists_with_its_runtime_limits_and_environment(string name, string handler, string timeout, string log)
    {
        var function = Home[name]!;
        Assert.Equal(["dotnet10", "DrFunctions", "1024", timeout, """["x86_64"]""", "arn:aws:iam::123456789012:role/FunctionRole"],
            new[] { "Runtime", "Handler", "MemorySize", "Timeout", "Architectures", "Role" }.Select(member => Text(function[member])));
        var expected = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["AWS_LAMBDA_HANDLER_LOG_FORMAT"] = "Unformatted",
            ["DR_ESCALATION_TOPIC"] = "arn:aws:sns:ap-northeast-1:123456789012:EscalationTopic",
            ["DR_FUNCTION"] = handler,
            ["DR_RESERVED_CONCURRENCY"] = "",
            ["DR_SCALABLE_TARGETS"] = "tagged",
            ["DR_NOTICE_TOPIC"] = "arn:aws:sns:ap-northeast-1:123456789012:NoticeTopic",
            ["DR_TABLE"] = "StateTable",
        };
        if (handler == "watch")
        {
            expected["DR_LOOKS_PER_MINUTE"] = "4";
        }

        Assert.Equal(expected, function["Environment"]!.AsObject().ToDictionary(one => one.Key, one => Text(one.Value)));
        Assert.Equal(log, Text(Template(name)["LoggingConfig"]!["LogGroup"]!["Ref"]));
        Assert.Equal("365", Text(Home[log]!["retentionInDays"]));
    }

    [Theory]
    [InlineData("AlarmFunction", "arn:aws:sns:us-east-1:123456789012:alarms")]
    [InlineData("WatchFunction", "arn:aws:events:ap-northeast-1:123456789012:rule/WatchFunctionEveryMinute",
        "arn:aws:events:ap-northeast-1:123456789012:rule/WatchFunctionInstanceChanged", "arn:aws:events:ap-northeast-1:123456789012:rule/WatchFunctionServiceChanged")]
    [InlineData("OperatorFunction")]
    public void Only_its_sources_may_invoke_a_function(string name, params string[] sources) =>
        Assert.Equal(sources, Home[name]!["Callers"]!.AsArray().Select(caller => Text(caller!["Condition"]!["ArnLike"]!["AWS:SourceArn"])).Order());

    [Theory]
    [InlineData("EveryMinute", "rate(1 minute)", "")]
    [InlineData("InstanceChanged", "", """{"detail":{"state":["running","stopped","terminated"]},"detail-type":["EC2 Instance State-change Notification"],"source":["aws.ec2"]}""")]
    [InlineData("ServiceChanged", "", """{"detail-type":["ECS Service Action","ECS Deployment State Change"],"source":["aws.ecs"]}""")]
    public void A_rule_is_enabled_and_wakes_the_watch(string name, string schedule, string pattern)
    {
        var rule = Home[$"WatchFunction{name}"]!;
        Assert.Equal([schedule, pattern, "ENABLED"], new[] { "ScheduleExpression", "EventPattern", "State" }.Select(member => Text(rule[member])));
        var target = Assert.Single(rule["Targets"]!.AsArray())!;
        Assert.Equal("arn:aws:lambda:ap-northeast-1:123456789012:function:WatchFunction", Text(target["Arn"]));
        Assert.Equal("""{"MaximumEventAgeInSeconds":60,"MaximumRetryAttempts":0}""", Text(target["RetryPolicy"]));
    }

    [Fact]
    public void The_table_has_its_keys_and_what_keeps_it()
    {
        var table = Home["StateTable"]!;
        Assert.Equal("""[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}]""", Text(table["KeySchema"]));
        Assert.Equal(["PAY_PER_REQUEST", "true"], new[] { "BillingMode", "DeletionProtectionEnabled" }.Select(member => Text(table[member])));
        Assert.Equal("""{"AttributeName":"expires","Enabled":true}""", Text(Template("StateTable")["TimeToLiveSpecification"]));
        Assert.Equal("""{"PointInTimeRecoveryEnabled":true}""", Text(Template("StateTable")["PointInTimeRecoverySpecification"]));
    }

    [Fact]
    public void The_role_is_for_lambda_alone_and_has_no_policy_but_those_written_out()
    {
        var statement = Assert.Single(Home["FunctionRole"]!["AssumeRolePolicyDocument"]!["Statement"]!.AsArray())!;
        Assert.Equal("""{"Service":"lambda.amazonaws.com"}""", Text(statement["Principal"]));
        Assert.Equal(["Alarms", "Concurrency", "Ec2Start", "EcsScale", "Notices", "NoticesEscalation", "Route53SwitchHealth", "Running", "SelfInvocation", "State"],
            stacks.Home["policies"]!.AsObject().Select(policy => policy.Key).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("AlarmFailures", "1209600")]
    [InlineData("WatchFailures", "3600")]
    public void What_failed_waits_in_an_encrypted_queue(string queue, string seconds) =>
        Assert.Equal([seconds, "true"], new[] { "MessageRetentionPeriod", "SqsManagedSseEnabled" }.Select(member => Text(Home[queue]![member])));

    [Fact]
    public void The_signals_are_a_check_from_outside_a_topic_and_a_queue_in_us_east_1()
    {
        var read = stacks.Signals["read"]!;
        var check = read["HealthCheck"]!["HealthCheckConfig"]!;
        Assert.Equal(["HTTPS", "singapore.shop.example.com", "443", "/health", "10", "3"],
            new[] { "Type", "FullyQualifiedDomainName", "Port", "ResourcePath", "RequestInterval", "FailureThreshold" }.Select(member => Text(check[member])));
        Assert.Equal("1209600", Text(read["AlarmDeadLetterQueue"]!["MessageRetentionPeriod"]));
        var told = Assert.Single(read["UndeliveredTopic"]!["Subscriptions"]!.AsArray())!;
        Assert.Equal(["email", "oncall@example.com"], new[] { "Protocol", "Endpoint" }.Select(member => Text(told[member])));
        Assert.Equal("arn:aws:sns:us-east-1:123456789012:AlarmTopic", Text(read["AlarmTopic"]!["TopicArn"]));
    }

    /// <summary>
    /// The resources that moto skips, read from the translated template; StandbyTemplateTests and SignalsTemplateTests read the original.
    /// </summary>
    [Theory]
    [InlineData("AlarmFailuresAlarm", """{"Ref":"NoticeTopic"}""", "GreaterThanThreshold 0 notBreaching")]
    [InlineData("WatchFailuresAlarm", """{"Ref":"NoticeTopic"}""", "GreaterThanOrEqualToThreshold 3 notBreaching")]
    [InlineData("HeartbeatAlarm", """{"Ref":"NoticeTopic"}""", "LessThanThreshold 1 breaching")]
    [InlineData("PrimaryUnhealthy", """{"Ref":"AlarmTopic"}""", "LessThanThreshold 1 missing")]
    [InlineData("UndeliveredAlarm", """{"Ref":"UndeliveredTopic"}""", "GreaterThanThreshold 0 notBreaching")]
    public void An_alarm_tells_its_topic_and_says_what_silence_means(string name, string topic, string rule)
    {
        var alarm = (stacks.Home["template"]![name] ?? stacks.Signals["template"]![name]!)["Properties"]!;
        Assert.All(["AlarmActions", "OKActions"], actions => Assert.Equal($"[{topic}]", Text(alarm[actions])));
        Assert.Equal(rule, $"{alarm["ComparisonOperator"]} {alarm["Threshold"]} {alarm["TreatMissingData"]}");
    }

    [Fact]
    public void Subscriptions_and_policies_of_topic_and_queue_are_in_the_template()
    {
        Assert.Equal("""{"Ref":"AlarmDeadLetterQueueArn"}""", Text(Template("AlarmSubscription")["RedrivePolicy"]!["deadLetterTargetArn"]));
        Assert.Equal(["email", """{"Ref":"NoticeEmail"}"""], new[] { "Protocol", "Endpoint" }.Select(member => Text(Template("NoticeByEmail")[member])));
        var signals = stacks.Signals["template"]!;
        Assert.Equal("""[{"Ref":"AlarmTopic"}]""", Text(signals["AlarmTopicPolicy"]!["Properties"]!["Topics"]));
        Assert.Equal("""[{"Ref":"AlarmDeadLetterQueue"}]""", Text(signals["AlarmDeadLetterQueuePolicy"]!["Properties"]!["Queues"]));
        Assert.All(["AlarmFunction", "WatchFunction"], name => Assert.Equal($$"""{"Fn::GetAtt":["{{name.Replace("Function", "Failures", StringComparison.Ordinal)}}","Arn"]}""",
            Text(Template($"{name}EventInvokeConfig")["DestinationConfig"]!["OnFailure"]!["Destination"])));
    }

    /// <summary>A text unchanged, anything else as JSON, and null as null.</summary>
    static string Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : node?.ToJsonString() ?? "";
}
