using System.Globalization;
using DrFunctions.Core.Deciding;
using DrFunctions.Handlers;
using DrFunctions.Steps;
using DrFunctions.Steps.Route53Switch;

namespace DrFunctions.Tests.Templates;

/// <summary>The contents of template.yaml, the stack of the standby Region.</summary>
public class StandbyTemplateTests
{
    readonly TemplateNode template = TemplateNode.Load("template.yaml");

    TemplateNode Properties(string resource) => template["Resources"][resource]["Properties"];

    TemplateNode Globals => template["Globals"]["Function"];

    [Theory]
    [InlineData("AlarmFunction", "alarm")]
    [InlineData("WatchFunction", "watch")]
    [InlineData("OperatorFunction", "operator")]
    public void A_function_is_the_one_assembly_and_its_handler_is_picked_by_name(string function, string handler)
    {
        Assert.Equal("dotnet10", Globals["Runtime"].Text);
        Assert.Equal("!Ref MemorySize", Globals["MemorySize"].Text);
        Assert.Equal("1024", template["Parameters"]["MemorySize"]["Default"].Text);
        Assert.Equal("DrFunctions", Globals["Handler"].Text);
        Assert.Equal("src/DrFunctions", Globals["CodeUri"].Text);
        Assert.Equal(["!Ref Architecture"], Globals["Architectures"].Texts);
        Assert.Equal("x86_64", template["Parameters"]["Architecture"]["Default"].Text);
        Assert.Equal(handler, Properties(function)["Environment"]["Variables"]["DR_FUNCTION"].Text);
        Assert.Equal("makefile", template["Resources"][function]["Metadata"]["BuildMethod"].Text);
        var makefile = File.ReadAllText(Path.Combine(TemplateNode.RepositoryRoot(), "src/DrFunctions/Makefile"));
        Assert.Contains($"build-{function}", makefile, StringComparison.Ordinal);
    }

    [Fact]
    public void The_environment_names_the_table_and_the_topic_and_leaves_the_test_bench_out()
    {
        var variables = Globals["Environment"]["Variables"];
        Assert.Equal("!Ref StateTable", variables["DR_TABLE"].Text);
        Assert.Equal("!Ref NoticeTopic", variables["DR_NOTICE_TOPIC"].Text);
        Assert.Equal("!Ref AWS::NoValue", variables["AWS_ENDPOINT_URL"].Text);
        Assert.Equal("!Ref AWS::NoValue", variables["DR_PROBE_VIA"].Text);
        var targets = variables["DR_SCALABLE_TARGETS"].Items.ToList();
        Assert.Equal(("NamesScalableTargets", "tagged"), (targets[0].Text, targets[2].Text));
        Assert.Equal(RoleLimits.Tagged, RoleLimits.Read(targets[2].Text));
    }

    [Fact]
    public void A_tick_that_is_late_or_failed_is_dropped_at_the_rule_and_at_the_function()
    {
        var watch = Properties("WatchFunction");
        Assert.Equal("rate(1 minute)", watch["Events"]["EveryMinute"]["Properties"]["Schedule"].Text);
        var rules = watch["Events"].Keys.Select(name => watch["Events"][name]["Properties"]["RetryPolicy"]);
        var limits = rules.Append(watch["EventInvokeConfig"]);
        Assert.All(limits, limit =>
        {
            Assert.Equal("60", limit["MaximumEventAgeInSeconds"].Text);
            Assert.Equal("0", limit["MaximumRetryAttempts"].Text);
        });
    }

    [Theory]
    [InlineData("InstanceChanged", "aws.ec2", "EC2 Instance State-change Notification")]
    [InlineData("ServiceChanged", "aws.ecs", "ECS Service Action", "ECS Deployment State Change")]
    public void State_changes_wake_the_watch(string rule, string source, params string[] kinds)
    {
        var pattern = Properties("WatchFunction")["Events"][rule]["Properties"]["Pattern"];
        Assert.Equal([source], pattern["source"].Texts);
        Assert.Equal(kinds, pattern["detail-type"].Texts);
    }

    [Fact]
    public void The_alarm_subscription_lies_in_us_east_1_with_its_queue_and_is_left_out_for_an_opt_in_Region()
    {
        var subscription = Properties("AlarmSubscription");
        Assert.Equal("us-east-1", subscription["Region"].Text);
        Assert.Equal("!Ref AlarmTopicArn", subscription["TopicArn"].Text);
        Assert.Equal("!GetAtt AlarmFunction.Arn", subscription["Endpoint"].Text);
        Assert.Equal("!Ref AlarmDeadLetterQueueArn", subscription["RedrivePolicy"]["deadLetterTargetArn"].Text);
        Assert.Equal("!Ref AlarmTopicArn", Properties("AlarmPermission")["SourceArn"].Text);

        string[] conditional = ["AlarmSubscription", "AlarmPermission"];
        Assert.All(conditional, name => Assert.Equal("SubscribesToAlarms", template["Resources"][name]["Condition"].Text));
        var optIn = template["Conditions"]["SubscribesToAlarms"].Items.Last();
        Assert.Equal(["!Ref StandbyIsOptInRegion", "false"], optIn.Texts);
    }

    [Fact]
    public void The_state_outlives_the_stack_and_every_mistake_of_the_last_35_days()
    {
        var table = template["Resources"]["StateTable"];
        Assert.Equal("Retain", table["DeletionPolicy"].Text);
        Assert.Equal("Retain", table["UpdateReplacePolicy"].Text);
        var properties = table["Properties"];
        Assert.Null(properties.Find("TableName"));
        Assert.Equal("true", properties["DeletionProtectionEnabled"].Text);
        Assert.Equal("true", properties["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"].Text);
        Assert.Equal("PAY_PER_REQUEST", properties["BillingMode"].Text);
        Assert.Equal("expires", properties["TimeToLiveSpecification"]["AttributeName"].Text);
        Assert.Equal(["pk", "sk"], properties["KeySchema"].Items.Select(key => key["AttributeName"].Text));
    }

    [Fact]
    public void No_concurrency_is_reserved_unless_asked_for_and_never_less_than_a_plan_needs()
    {
        var parameter = template["Parameters"]["ReservedConcurrency"];
        Assert.Equal("", parameter["Default"].Text);
        Assert.Equal(5, Concurrency.Needed(plans: 1));
        Assert.All(["0", "1", "4", "05", "10000", "-5"], refused => Assert.DoesNotMatch(parameter["AllowedPattern"].Text, refused));
        Assert.All(["", "5", "9", "10", "45", "9999"], taken => Assert.Matches(parameter["AllowedPattern"].Text, taken));
        Assert.Equal("!Ref ReservedConcurrency", Globals["Environment"]["Variables"]["DR_RESERVED_CONCURRENCY"].Text);
        var reserved = Globals["ReservedConcurrentExecutions"].Texts;
        Assert.Equal(["ReservesConcurrency", "!Ref ReservedConcurrency", "!Ref AWS::NoValue"], reserved);
    }

    [Fact]
    public void People_are_told_when_the_watch_falls_silent()
    {
        var alarm = Properties("HeartbeatAlarm");
        Assert.Equal("DrFunctions", alarm["Namespace"].Text);
        Assert.Equal("Heartbeat", alarm["MetricName"].Text);
        Assert.Equal("watch", Assert.Single(alarm["Dimensions"].Items)["Value"].Text);
        Assert.Equal("Sum", alarm["Statistic"].Text);
        Assert.Equal("300", alarm["Period"].Text);
        Assert.Equal("LessThanThreshold", alarm["ComparisonOperator"].Text);
        Assert.Equal("1", alarm["Threshold"].Text);
        Assert.Equal("breaching", alarm["TreatMissingData"].Text);
        Assert.Equal(["!Ref NoticeTopic"], alarm["AlarmActions"].Texts);
    }

    /// <summary>
    /// Route 53's health checks follow an alarm's metric only in standard resolution, by these statistics, without metric math, and not by
    /// "M out of N". They know nothing of how an alarm treats missing data.
    /// </summary>
    [Fact]
    public void A_health_check_of_Route_53_can_follow_the_heartbeat()
    {
        var alarm = Properties("HeartbeatAlarm");
        Assert.Contains(alarm["Statistic"].Text, new[] { "Average", "Minimum", "Maximum", "Sum", "SampleCount" });
        Assert.Equal(0, int.Parse(alarm["Period"].Text, CultureInfo.InvariantCulture) % 60);
        Assert.All(["Metrics", "ExtendedStatistic", "DatapointsToAlarm", "ThresholdMetricId"], name => Assert.Null(alarm.Find(name)));
        Assert.Equal("!Ref HeartbeatAlarm", template["Outputs"]["HeartbeatAlarmName"]["Value"].Text);
    }

    /// <summary>
    /// Every metric of a round has its alarm, whose text says what to do, and no alarm waits for a metric that nobody writes.
    /// </summary>
    [Fact]
    public void Each_thing_that_the_watch_cannot_do_has_an_alarm_that_says_what_to_do()
    {
        var resources = template["Resources"];
        var alarms = resources.Keys.Where(name => resources[name]["Type"].Text == "AWS::CloudWatch::Alarm")
            .Select(name => resources[name]["Properties"]).Where(alarm => alarm["Namespace"].Text == "DrFunctions").ToList();
        var written = new WatchRound(0, 0, 0, 0, 0).Metrics.Select(metric => metric.Name);

        Assert.Equal(written.Order(StringComparer.Ordinal), alarms.Select(alarm => alarm["MetricName"].Text).Order(StringComparer.Ordinal));
        foreach (var alarm in alarms)
        {
            Assert.Equal("watch", Assert.Single(alarm["Dimensions"].Items)["Value"].Text);
            Assert.Equal("Count", alarm["Unit"].Text);
            Assert.Equal("!Ref NoticeTopic", alarm["AlarmActions"].Items.First().Text);
            Assert.Matches("WatchLog", alarm["AlarmDescription"].Text);
        }

        Assert.All(alarms.Where(alarm => alarm["MetricName"].Text != "Heartbeat"), alarm =>
        {
            Assert.Equal("GreaterThanThreshold", alarm["ComparisonOperator"].Text);
            Assert.Equal("notBreaching", alarm["TreatMissingData"].Text);
            Assert.Equal("Maximum", alarm["Statistic"].Text);
        });
    }

    /// <summary>An alarm whose only way is the inbox that is cut off would say nothing.</summary>
    [Theory]
    [InlineData("SubscriptionsPendingAlarm")]
    [InlineData("SubscriptionsGoneAlarm")]
    public void Who_is_cut_off_is_told_to_the_second_address_too(string name)
    {
        foreach (var actions in new[] { "AlarmActions", "OKActions" })
        {
            var to = Properties(name)[actions].Items.ToList();
            Assert.Equal(2, to.Count);
            Assert.Equal(["Escalates", "!Ref EscalationTopic", "!Ref AWS::NoValue"], to[1].Texts);
        }
    }

    [Fact]
    public void The_second_topic_is_there_only_with_its_address()
    {
        Assert.Equal("", template["Parameters"]["EscalationEmail"]["Default"].Text);
        Assert.All(new[] { "EscalationTopic", "EscalationByEmail" }, name => Assert.Equal("Escalates", template["Resources"][name]["Condition"].Text));
        Assert.Equal("!Ref EscalationEmail", Properties("EscalationByEmail")["Endpoint"].Text);
        Assert.Equal(["Escalates", "!Ref EscalationTopic", "!Ref AWS::NoValue"],
            template["Globals"]["Function"]["Environment"]["Variables"]["DR_ESCALATION_TOPIC"].Texts);
        Assert.Equal("!Ref EscalationTopic", Statement("NoticesEscalation")["Resource"].Text);
    }

    [Fact]
    public void Plans_of_other_regions_are_allowed_by_number()
    {
        Assert.Equal("0", template["Parameters"]["PlansOfOtherRegions"]["Default"].Text);
        Assert.Equal("!Ref PlansOfOtherRegions", Properties("PlansOfOtherRegionsAlarm")["Threshold"].Text);
    }

    [Theory]
    [InlineData("AlarmFunction", "AlarmFailures")]
    [InlineData("WatchFunction", "WatchFailures")]
    public void What_a_function_cannot_handle_is_kept_and_told(string function, string queue)
    {
        var onFailure = Properties(function)["EventInvokeConfig"]["DestinationConfig"]["OnFailure"];
        Assert.Equal($"!GetAtt {queue}.Arn", onFailure["Destination"].Text);
        Assert.Contains($"!GetAtt {queue}.Arn", Statement("Failures")["Resource"].Texts);
        var alarm = Properties($"{queue}Alarm");
        Assert.Equal($"!GetAtt {queue}.QueueName", Assert.Single(alarm["Dimensions"].Items)["Value"].Text);
        Assert.Equal(["!Ref NoticeTopic"], alarm["AlarmActions"].Texts);
    }

    [Fact]
    public void Only_what_is_named_or_tagged_may_be_changed()
    {
        foreach (var sid in new[] { "Ec2Start", "EcsScale" })
        {
            var choice = Statement(sid)["Condition"].Items.ToArray();
            Assert.Equal("!Ref AWS::NoValue", choice[1].Text);
            Assert.Equal("false", choice[2]["Null"]["aws:ResourceTag/dr-plan"].Text);
        }

        var floor = Statement("EcsScaleFloor");
        Assert.Equal(["NamesScalableTargets", "!Ref ScalableTargetArns"], floor["Resource"].Texts.Take(2));
        var conditions = floor["Condition"].Items.Skip(1).ToList();
        Assert.All(conditions, condition => Assert.Equal("ecs", condition["StringEquals"]["application-autoscaling:service-namespace"].Text));
        Assert.Null(conditions[0].Find("Null"));
        Assert.Equal("false", conditions[1]["Null"]["aws:ResourceTag/dr-plan"].Text);

        Assert.Equal("!Ref HostedZoneArns", Statement("Route53Switch")["Resource"].Text);
        Assert.Equal("true", Statement("Ec2StartVolumes")["Condition"]["Bool"]["kms:GrantIsForAWSResource"].Text);
        Assert.Equal("!GetAtt StateTable.Arn", Statement("State")["Resource"].Text);
        Assert.Equal("!Ref NoticeTopic", Statement("Notices")["Resource"].Text);
        Assert.Equal("!GetAtt WatchFunction.Arn", Statement("SelfInvocation")["Resource"].Text);
    }

    [Fact]
    public void Only_what_looks_is_allowed_on_everything_and_no_action_is_a_wildcard()
    {
        var everywhere = TemplatePolicies.Statements()
            .Where(statement => statement["Resource"] is { Tag: "" } resource && resource.Texts.Contains("*") && statement["Sid"].Text != "Route53SwitchHealth")
            .SelectMany(statement => statement["Action"].Texts)
            .ToArray();
        Assert.NotEmpty(everywhere);
        Assert.All(everywhere, action => Assert.Matches(":(Describe|Get)", action));
        Assert.All(TemplatePolicies.BySid().Values.SelectMany(actions => actions), action => Assert.DoesNotContain('*', action));
    }

    /// <summary>
    /// PutMetricData has no resource to limit, so the policy limits the namespace to the one whose alarms a step accepts.
    /// </summary>
    [Fact]
    public void Figures_are_put_for_switches_only() =>
        Assert.Equal(Route53Alarm.Namespace, Statement("Route53SwitchHealth")["Condition"]["StringEquals"]["cloudwatch:namespace"].Text);

    [Fact]
    public void Every_parameter_explains_itself_and_only_the_email_address_must_be_given()
    {
        var parameters = template["Parameters"];
        Assert.All(parameters.Keys, name => Assert.EndsWith(".", parameters[name]["Description"].Text, StringComparison.Ordinal));
        Assert.All(parameters.Keys, name => Assert.Single(parameters[name].Keys, key => key is "AllowedPattern" or "AllowedValues"));
        Assert.Equal(["NoticeEmail"], parameters.Keys.Where(name => parameters[name].Find("Default") is null));
    }

    static TemplateNode Statement(string sid) => TemplatePolicies.Statements().Single(statement => statement["Sid"].Text == sid);
}
