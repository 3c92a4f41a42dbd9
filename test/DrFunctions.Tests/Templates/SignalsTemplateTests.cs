namespace DrFunctions.Tests.Templates;

/// <summary>The contents of src/Signals/template.yaml, the stack of us-east-1.</summary>
public class SignalsTemplateTests
{
    readonly TemplateNode template = TemplateNode.Load("src/Signals/template.yaml");

    TemplateNode Properties(string resource) => template["Resources"][resource]["Properties"];

    [Fact]
    public void It_refuses_to_be_deployed_where_Route_53_reports_nothing()
    {
        var rule = Assert.Single(template["Rules"]["OnlyWhereRoute53Reports"]["Assertions"].Items);
        Assert.Equal("!Equals", rule["Assert"].Tag);
        Assert.Equal(["!Ref AWS::Region", "us-east-1"], rule["Assert"].Texts);
    }

    [Fact]
    public void The_health_check_asks_the_front_door_and_may_look_for_a_text()
    {
        var check = Properties("HealthCheck")["HealthCheckConfig"];
        Assert.Equal("!Ref Domain", check["FullyQualifiedDomainName"].Text);
        Assert.Equal("!Ref Path", check["ResourcePath"].Text);
        Assert.Equal("!Ref Interval", check["RequestInterval"].Text);
        Assert.Equal("!Ref Threshold", check["FailureThreshold"].Text);
        Assert.Equal(["SearchesText", "!Sub ${Protocol}_STR_MATCH", "!Ref Protocol"], check["Type"].Texts);
        Assert.Equal(["SearchesText", "!Ref SearchString", "!Ref AWS::NoValue"], check["SearchString"].Texts);
    }

    [Fact]
    public void The_alarm_follows_the_health_check_and_tells_all_three_states()
    {
        var alarm = Properties("PrimaryUnhealthy");
        Assert.Equal("AWS/Route53", alarm["Namespace"].Text);
        Assert.Equal("HealthCheckStatus", alarm["MetricName"].Text);
        Assert.Equal("!Ref HealthCheck", Assert.Single(alarm["Dimensions"].Items)["Value"].Text);
        Assert.Equal("missing", alarm["TreatMissingData"].Text);
        string[] actions = ["AlarmActions", "OKActions", "InsufficientDataActions"];
        Assert.All(actions, action => Assert.Equal(["!Ref AlarmTopic"], alarm[action].Texts));
        Assert.Equal("shop-primary-unhealthy", template["Parameters"]["AlarmName"]["Default"].Text);
    }

    [Fact]
    public void Only_CloudWatch_of_this_account_may_publish()
    {
        var statements = Properties("AlarmTopicPolicy")["PolicyDocument"]["Statement"].Items.ToArray();
        var allow = Assert.Single(statements, statement => statement["Effect"].Text == "Allow");
        Assert.Equal("cloudwatch.amazonaws.com", allow["Principal"]["Service"].Text);
        Assert.Equal(["sns:Publish"], allow["Action"].Texts);
        Assert.Equal("!Ref AWS::AccountId", allow["Condition"]["StringEquals"]["aws:SourceAccount"].Text);

        // Without this, an identity policy of the same account would be enough to publish.
        var deny = Assert.Single(statements, statement => statement["Effect"].Text == "Deny");
        Assert.Equal("*", deny["Principal"].Text);
        Assert.Equal("false", deny["Condition"]["Bool"]["aws:PrincipalIsAWSService"].Text);
    }

    [Fact]
    public void Undelivered_alarms_wait_14_days_in_a_queue_that_only_the_topic_fills()
    {
        Assert.Equal("1209600", Properties("AlarmDeadLetterQueue")["MessageRetentionPeriod"].Text);
        var statement = Assert.Single(Properties("AlarmDeadLetterQueuePolicy")["PolicyDocument"]["Statement"].Items);
        Assert.Equal("sns.amazonaws.com", statement["Principal"]["Service"].Text);
        Assert.Equal("!Ref AlarmTopic", statement["Condition"]["ArnEquals"]["aws:SourceArn"].Text);
        Assert.NotEqual(["!Ref AlarmTopic"], Properties("UndeliveredAlarm")["AlarmActions"].Texts);
    }

    /// <summary>The heartbeat alarm and its topic are in the standby Region: a dark standby tells nobody.</summary>
    [Fact]
    public void A_dead_standby_is_told_from_here_once_its_alarm_is_given()
    {
        Assert.All(["StandbyHealthCheck", "StandbySilent"], name => Assert.Equal("WatchesStandby", template["Resources"][name]["Condition"].Text));
        Assert.All(["StandbyRegion", "HeartbeatAlarmName"], name => Assert.Equal("", template["Parameters"][name]["Default"].Text));
        var check = Properties("StandbyHealthCheck")["HealthCheckConfig"];
        Assert.Equal(["CLOUDWATCH_METRIC", "Unhealthy"], new[] { check["Type"].Text, check["InsufficientDataHealthStatus"].Text });
        Assert.Equal(["!Ref HeartbeatAlarmName", "!Ref StandbyRegion"], new[] { check["AlarmIdentifier"]["Name"].Text, check["AlarmIdentifier"]["Region"].Text });
        var alarm = Properties("StandbySilent");
        Assert.Equal("!Ref StandbyHealthCheck", Assert.Single(alarm["Dimensions"].Items)["Value"].Text);
        Assert.Equal(["LessThanThreshold", "1", "Minimum"], new[] { alarm["ComparisonOperator"].Text, alarm["Threshold"].Text, alarm["Statistic"].Text });
        Assert.All(["AlarmActions", "OKActions"], actions => Assert.Equal(["!Ref UndeliveredTopic"], alarm[actions].Texts));
        Assert.Matches(template["Parameters"]["StandbyRegion"]["AllowedPattern"].Text, "us-gov-west-1");
    }

    [Fact]
    public void Its_outputs_are_the_parameters_of_the_standbys_template()
    {
        var parameters = TemplateNode.Load("template.yaml")["Parameters"];
        string[] handed = ["AlarmTopicArn", "AlarmDeadLetterQueueArn"];
        Assert.All(handed, name => Assert.True(template["Outputs"].Find(name) is not null && parameters.Find(name) is not null, name));
        Assert.NotNull(TemplateNode.Load("template.yaml")["Outputs"].Find("HeartbeatAlarmName"));
    }
}
