using System.Net;
using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;
using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;

namespace DrFunctions.Tests.StandIns;

public sealed class NoticeAndAlarmClientTests
{
    readonly Recorder wire = new();

    AmazonSimpleNotificationServiceClient Sns => new(Recorder.Credentials, wire.Config<AmazonSimpleNotificationServiceConfig>());

    AmazonCloudWatchClient CloudWatch => new(Recorder.Credentials, wire.Config<AmazonCloudWatchConfig>());

    AmazonElasticLoadBalancingV2Client LoadBalancing
        => new(Recorder.Credentials, wire.Config<AmazonElasticLoadBalancingV2Config>());

    [Fact]
    public async Task A_notice_is_published_with_subject_and_attributes()
    {
        wire.Answers("""
            <PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>m-1</MessageId></PublishResult>
            <ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></PublishResponse>
            """);
        var answer = await Sns.PublishAsync(new PublishRequest
        {
            TopicArn = "arn:aws:sns:eu-west-1:1:n",
            Subject = "down",
            Message = "one\ntwo & é",
            MessageAttributes = new() { ["plan"] = new MessageAttributeValue { DataType = "String", StringValue = "shop" } },
        });
        var sent = Assert.Single(wire.Sent);
        Assert.Equal(("POST", "https://sns.eu-west-1.amazonaws.com/", "eu-west-1/sns/aws4_request"),
            (sent.Method, sent.Uri.AbsoluteUri, sent.Scope));
        Assert.Equal(
            "Action=Publish\nMessage=one\ntwo & é\nMessageAttributes.entry.1.Name=plan\nMessageAttributes.entry.1." +
            "Value.DataType=String\nMessageAttributes.entry.1.Value.StringValue=shop\nSubject=down\n" +
            "TopicArn=arn:aws:sns:eu-west-1:1:n\nVersion=2010-03-31",
            sent.Form);
        Assert.Equal(("m-1", "r-1"), (answer.MessageId, answer.ResponseMetadata.RequestId));
    }

    [Fact]
    public async Task A_topics_attributes_are_a_dictionary()
    {
        wire.Answers("""
            <GetTopicAttributesResponse><GetTopicAttributesResult><Attributes>
            <entry><key>SubscriptionsPending</key><value>1</value></entry><entry><key>DisplayName</key><value/></entry>
            </Attributes></GetTopicAttributesResult></GetTopicAttributesResponse>
            """);
        var answer = await Sns.GetTopicAttributesAsync(new GetTopicAttributesRequest { TopicArn = "arn" });
        Assert.Equal(("1", ""), (answer.Attributes["SubscriptionsPending"], answer.Attributes["DisplayName"]));
    }

    [Theory]
    [InlineData("NotFound", typeof(NotFoundException))]
    [InlineData("AuthorizationError", typeof(AuthorizationErrorException))]
    [InlineData("ParameterValueInvalid", typeof(Amazon.SimpleNotificationService.Model.InvalidParameterValueException))]
    [InlineData("Throttling", typeof(AmazonSimpleNotificationServiceException))]
    public async Task A_refused_notice_is_typed(string code, Type type)
    {
        wire.Answers(
            $"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>no</Message></Error></ErrorResponse>",
            HttpStatusCode.BadRequest);
        var error = await Assert.ThrowsAnyAsync<AmazonSimpleNotificationServiceException>(() => Sns.PublishAsync("arn", "text"));
        Assert.Equal((type, code, "no"), (error.GetType(), error.ErrorCode, error.Message));
    }

    [Fact]
    public async Task Alarms_of_both_kinds_are_read()
    {
        wire.Answers("""
            <DescribeAlarmsResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><DescribeAlarmsResult><CompositeAlarms><member>
            <AlarmName>both</AlarmName><StateValue>INSUFFICIENT_DATA</StateValue><AlarmRule>ALARM(a)</AlarmRule></member></CompositeAlarms>
            <MetricAlarms><member><AlarmName>a</AlarmName><AlarmArn>arn:a</AlarmArn><StateValue>ALARM</StateValue>
            <StateReason>1 datapoint</StateReason>
            <StateUpdatedTimestamp>2026-01-02T03:04:05.006Z</StateUpdatedTimestamp><Threshold>1.0</Threshold><Statistic>Minimum</Statistic>
            <Dimensions><member><Name>HealthCheckId</Name><Value>hc</Value></member></Dimensions><AlarmActions><member>arn:t</member>
            </AlarmActions>
            </member></MetricAlarms><NextToken>more</NextToken></DescribeAlarmsResult></DescribeAlarmsResponse>
            """);
        var answer = await CloudWatch.DescribeAlarmsAsync(new DescribeAlarmsRequest
        {
            AlarmNames = ["a", "both"],
            AlarmTypes = ["MetricAlarm", "CompositeAlarm"],
            StateValue = StateValue.ALARM,
            MaxRecords = 100,
        });
        var sent = Assert.Single(wire.Sent);
        Assert.Equal(("https://monitoring.eu-west-1.amazonaws.com/", "eu-west-1/monitoring/aws4_request"),
            (sent.Uri.AbsoluteUri, sent.Scope));
        Assert.Equal("Action=DescribeAlarms\nAlarmNames.member.1=a\nAlarmNames.member.2=both\nAlarmTypes.member.1=MetricAlarm\n" +
            "AlarmTypes.member.2=CompositeAlarm\nMaxRecords=100\nStateValue=ALARM\nVersion=2010-08-01", sent.Form);
        var (metric, composite) = (Assert.Single(answer.MetricAlarms), Assert.Single(answer.CompositeAlarms));
        Assert.Equal((StateValue.ALARM, "1 datapoint", 1.0, Statistic.Minimum),
            (metric.StateValue, metric.StateReason, metric.Threshold, metric.Statistic));
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 5, 6, DateTimeKind.Utc), metric.StateUpdatedTimestamp);
        Assert.Equal(("hc", "arn:t"), (metric.Dimensions[0].Value, metric.AlarmActions[0]));
        Assert.Equal((StateValue.INSUFFICIENT_DATA, "ALARM(a)", "more"), (composite.StateValue, composite.AlarmRule, answer.NextToken));
    }

    [Fact]
    public async Task A_bad_page_of_alarms_is_typed()
    {
        wire.Answers(
            "<ErrorResponse><Error><Code>InvalidNextToken</Code><Message>no</Message></Error></ErrorResponse>",
            HttpStatusCode.BadRequest);
        await Assert.ThrowsAsync<InvalidNextTokenException>(
            () => CloudWatch.DescribeAlarmsAsync(new DescribeAlarmsRequest { AlarmNames = [] }));
        Assert.Equal("Action=DescribeAlarms\nAlarmNames=\nVersion=2010-08-01", wire.Sent[0].Form); // an empty list is sent as one
    }

    [Fact]
    public async Task A_figure_is_put_with_its_dimensions_unit_and_time()
    {
        wire.Answers("<PutMetricDataResponse><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></PutMetricDataResponse>");
        var answer = await CloudWatch.PutMetricDataAsync(new PutMetricDataRequest
        {
            Namespace = "DrFunctions/Switch",
            MetricData =
            [
                new MetricDatum
                {
                    MetricName = "shop",
                    Dimensions = [new Dimension { Name = "Plan", Value = "shop" }],
                    Timestamp = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
                    Value = 1.5,
                    Unit = StandardUnit.Count,
                },
            ],
        });
        Assert.Equal(
            "Action=PutMetricData\nMetricData.member.1.Dimensions.member.1.Name=Plan\nMetricData.member.1.Dimensions.member.1.Value=shop\n" +
            "MetricData.member.1.MetricName=shop\nMetricData.member.1.Timestamp=2026-01-02T03:04:05Z\nMetricData.member.1.Unit=Count\n" +
            "MetricData.member.1.Value=1.5\nNamespace=DrFunctions/Switch\nVersion=2010-08-01",
            Assert.Single(wire.Sent).Form);
        Assert.Equal("r-1", answer.ResponseMetadata.RequestId);
    }

    [Fact]
    public async Task Target_health_is_read()
    {
        wire.Answers("""
            <DescribeTargetHealthResponse><DescribeTargetHealthResult><TargetHealthDescriptions><member><Target><Id>10.0.0.1</Id>
            <Port>80</Port></Target>
            <HealthCheckPort>80</HealthCheckPort><TargetHealth><State>unhealthy</State><Reason>Target.Timeout</Reason>
            <Description>timed out</Description>
            </TargetHealth></member></TargetHealthDescriptions></DescribeTargetHealthResult></DescribeTargetHealthResponse>
            """);
        var answer = await LoadBalancing.DescribeTargetHealthAsync(new DescribeTargetHealthRequest
        {
            TargetGroupArn = "arn:tg",
            Targets = [new TargetDescription { Id = "10.0.0.1", Port = 80 }],
        });
        var sent = Assert.Single(wire.Sent);
        Assert.Equal(("https://elasticloadbalancing.eu-west-1.amazonaws.com/", "eu-west-1/elasticloadbalancing/aws4_request"),
            (sent.Uri.AbsoluteUri, sent.Scope));
        Assert.Equal(
            "Action=DescribeTargetHealth\nTargetGroupArn=arn:tg\nTargets.member.1.Id=10.0.0.1\nTargets.member.1.Port=80\n" +
            "Version=2015-12-01",
            sent.Form);
        var target = Assert.Single(answer.TargetHealthDescriptions);
        Assert.Equal((80, TargetHealthStateEnum.Unhealthy, TargetHealthReasonEnum.TargetTimeout, "timed out"),
            (target.Target.Port, target.TargetHealth.State, target.TargetHealth.Reason, target.TargetHealth.Description));
    }

    [Fact]
    public async Task A_missing_target_group_is_typed()
    {
        wire.Answers(
            "<ErrorResponse><Error><Code>TargetGroupNotFound</Code><Message>no</Message></Error></ErrorResponse>",
            HttpStatusCode.BadRequest);
        await Assert.ThrowsAsync<TargetGroupNotFoundException>(
            () => LoadBalancing.DescribeTargetHealthAsync(new DescribeTargetHealthRequest { TargetGroupArn = "x" }));
    }

    [Theory]
    [InlineData("Rule")]
    [InlineData("Listener")]
    public async Task The_weights_of_a_rule_and_of_a_listener_are_read(string of)
    {
        var actions = of == "Rule" ? "Actions" : "DefaultActions";
        wire.Answers($"""
            <Describe{of}sResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/"><Describe{of}sResult><{of}s><member><{of}Arn>arn:r</{of}Arn>
            <{actions}><member><Type>forward</Type><ForwardConfig><TargetGroups><member><TargetGroupArn>arn:blue</TargetGroupArn><Weight>5</Weight></member>
            <member><TargetGroupArn>arn:green</TargetGroupArn><Weight>95</Weight></member></TargetGroups></ForwardConfig></member></{actions}>
            </member></{of}s></Describe{of}sResult></Describe{of}sResponse>
            """);
        var (rule, listener) = (new DescribeRulesRequest { RuleArns = ["arn:r"] }, new DescribeListenersRequest { ListenerArns = ["arn:r"] });
        var read = of == "Rule"
            ? (await LoadBalancing.DescribeRulesAsync(rule)).Rules[0].Actions
            : (await LoadBalancing.DescribeListenersAsync(listener)).Listeners[0].DefaultActions;

        Assert.Equal($"Action=Describe{of}s\n{of}Arns.member.1=arn:r\nVersion=2015-12-01", wire.Sent[0].Form);
        var forward = Assert.Single(read);
        Assert.Equal(ActionTypeEnum.Forward, forward.Type);
        Assert.Equal(
            [("arn:blue", 5), ("arn:green", 95)],
            forward.ForwardConfig.TargetGroups.Select(group => (group.TargetGroupArn, group.Weight ?? 0)));
    }
}
