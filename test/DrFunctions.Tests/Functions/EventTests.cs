using System.Text.Json.Nodes;
using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Functions;

/// <summary>Each file of events/ through the handler that AWS would wake with it.</summary>
public sealed class EventTests
{
    [Trait("about", "text")]
    [Theory]
    [InlineData("route53-alarm.json")]
    [InlineData("route53-ok.json")]
    [InlineData("route53-insufficient-data.json")]
    [InlineData("composite-alarm.json")]
    public void An_alarm_message_makes_nothing_down_by_itself(string file)
    {
        using var bench = new Bench();

        var result = Assert.Single(bench.Invoke(Bench.Alarm, Files.Event(file)));

        Assert.Equal(("shop", "Watching"), (result.Plan, result.Phase));
        Assert.StartsWith("no action: 0 of 3 signals down", result.Because, StringComparison.Ordinal);
        Assert.Empty(bench.Changes);
    }

    [Theory]
    [InlineData("route53-alarm.json")]
    [InlineData("composite-alarm.json")]
    public void An_alarm_message_in_a_true_outage_fails_over(string file)
    {
        using var bench = new Bench();
        bench.DarkenPrimary();

        var result = Assert.Single(bench.Invoke(Bench.Alarm, Files.Event(file)));

        Assert.Equal("Recovered", result.Phase);
        Assert.Equal(Phase.Recovered, bench.Record.Phase);
        Assert.Empty(bench.Estate.Missing);
        Assert.Equal(["ChangeResourceRecordSets", "StartInstances", "UpdateService"], bench.Changes.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_schedule_alone_fails_over_when_every_message_is_lost()
    {
        using var bench = new Bench();
        bench.TestBench.Cloud.Sns.Copies = (_, _) => 0;
        bench.DarkenPrimary();

        var result = bench.Tick();

        Assert.Equal("Recovered", result.Phase);
        Assert.Empty(bench.Estate.Missing);
        Assert.Contains("\"Heartbeat\":1", bench.TestBench.Metrics.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ec2-running.json")]
    [InlineData("ec2-terminated.json")]
    [InlineData("ecs-steady-state.json")]
    public void A_change_of_an_instance_or_service_is_a_nudge_for_the_plan_that_names_it(string file)
    {
        using var bench = new Bench();

        var result = Assert.Single(bench.Invoke(Bench.Watch, Files.Event(file)));

        Assert.Equal(("shop", "Watching"), (result.Plan, result.Phase));
        Assert.Empty(bench.Changes);
    }

    [Fact]
    public void A_change_of_a_foreign_instance_concerns_nobody()
    {
        using var bench = new Bench();

        var result = Assert.Single(bench.Invoke(Bench.Watch, Files.Event("ec2-running.json").Replace("i-0123456789abcdef0", "i-0fedcba9876543210", StringComparison.Ordinal)));

        Assert.Null(result.Plan);
        Assert.Equal("no plan names i-0fedcba9876543210, so nothing was done", result.Because);
    }

    [Trait("about", "text")]
    [Fact]
    public void Duplicates_and_late_messages_change_nothing_once_recovered()
    {
        using var bench = new Bench();
        bench.DarkenPrimary();
        bench.Invoke(Bench.Alarm, Files.Event("route53-alarm.json"));
        var (changes, version) = (bench.Changes.Count, bench.Record.LookedAt);

        foreach (var file in new[] { "route53-alarm.json", "route53-alarm.json", "route53-ok.json", "route53-insufficient-data.json" })
        {
            var result = Assert.Single(bench.Invoke(Bench.Alarm, Files.Event(file)));
            Assert.Equal(("Recovered", "no action: the standby serves until a person fails back"), (result.Phase, result.Because));
        }

        Assert.Equal((changes, version), (bench.Changes.Count, bench.Record.LookedAt));
    }

    [Theory]
    [InlineData("{}", "the event holds no alarm")]
    [InlineData("{\"Records\":[]}", "the event holds no alarm")]
    [InlineData("{\"Records\":[{\"eventSource\":\"aws:sqs\",\"body\":\"{}\"}]}", "the SQS message is JSON but not a CloudWatch alarm")]
    [InlineData("{\"Records\":[{\"eventSource\":\"aws:s3\"}]}", "the event holds a record of aws:s3, and this function takes those of SNS and SQS")]
    [InlineData("{\"source\":\"aws.cloudwatch\",\"alarmArn\":\"arn:aws:sns:a:b:c\",\"alarmData\":{\"alarmName\":\"x\"}}", "the event holds no alarm")]
    [InlineData("[1,2", "the event is not of the form that this function takes")]
    [InlineData("null", "the event holds no alarm")]
    [InlineData("{\"Records\":[{\"Sns\":{\"Message\":\"hello\"}}]}", "the SNS message is not JSON")]
    [InlineData("{\"Records\":[{\"Sns\":{\"Message\":\"{}\"}}]}", "the SNS message is JSON but not a CloudWatch alarm")]
    [InlineData("{\"Records\":[{\"Sns\":{\"Message\":\"[[[[1]]]]\"}}]}", "the SNS message is JSON but not a CloudWatch alarm")]
    [InlineData("{\"Records\":[{\"Sns\":{}}]}", "the SNS message is empty")]
    [InlineData("{\"Records\":[null]}", "the SNS message is empty")]
    public void A_malformed_event_gets_a_sentence(string json, string because)
    {
        using var bench = new Bench();

        var result = Assert.Single(bench.Invoke(Bench.Alarm, json));

        Assert.Null(result.Plan);
        Assert.StartsWith(because, result.Because, StringComparison.Ordinal);
        Assert.Contains(bench.Log, line => line == $"Warning: {result.Because}");
    }

    [Fact]
    public void An_alarm_that_no_plan_names_gets_a_sentence_and_the_known_one_beside_it_still_counts()
    {
        using var bench = new Bench();
        var json = JsonNode.Parse(Files.Event("route53-alarm.json"))!;
        var foreign = json["Records"]![0]!.DeepClone();
        foreign["Sns"]!["Message"] = ((string)foreign["Sns"]!["Message"]!).Replace("shop-primary-unhealthy", "somebody-elses", StringComparison.Ordinal);
        json["Records"]!.AsArray().Add(foreign);

        var results = bench.Invoke(Bench.Alarm, json.ToJsonString());

        Assert.Equal("shop", results[0].Plan);
        Assert.StartsWith("no plan names the alarm somebody-elses of us-east-1, so nothing was done", results[1].Because, StringComparison.Ordinal);
    }

    /// <summary>An alarm's Lambda action, EventBridge, and SQS behind SNS, with and without its wrapping.</summary>
    [Theory]
    [InlineData("alarm-lambda-action.json")]
    [InlineData("alarm-state-change.json")]
    [InlineData("alarm-by-sqs.json")]
    public void Other_ways_of_an_alarm_are_nudges_too(string file)
    {
        using var bench = new Bench();
        bench.DarkenPrimary();

        var result = Assert.Single(bench.Invoke(Bench.Alarm, Files.Event(file)));

        Assert.Equal(("shop", "Recovered"), (result.Plan, result.Phase));
    }

    [Fact]
    public void A_raw_message_of_SQS_is_a_nudge_and_an_alarm_of_nobody_is_refused_by_name()
    {
        using var bench = new Bench();
        var raw = (string)JsonNode.Parse(Files.Event("route53-alarm.json"))!["Records"]![0]!["Sns"]!["Message"]!;
        var json = new JsonObject { ["Records"] = new JsonArray(new JsonObject { ["eventSource"] = "aws:sqs", ["body"] = raw }) };
        Assert.Equal("shop", Assert.Single(bench.Invoke(Bench.Alarm, json.ToJsonString())).Plan);

        var foreign = Files.Event("alarm-state-change.json").Replace("shop-primary-unhealthy", "somebody-elses", StringComparison.Ordinal);
        var refused = Assert.Single(bench.Invoke(Bench.Alarm, foreign));
        Assert.StartsWith("no plan names the alarm somebody-elses of us-east-1", refused.Because, StringComparison.Ordinal);
        Assert.Contains("is for AlarmFunction", Assert.Single(bench.Invoke(Bench.Watch, foreign)).Because, StringComparison.Ordinal);
    }

    [Fact]
    public void An_alarm_twice_in_one_event_is_one_look()
    {
        using var bench = new Bench();
        var json = JsonNode.Parse(Files.Event("route53-alarm.json"))!;
        json["Records"]!.AsArray().Add(json["Records"]![0]!.DeepClone());

        Assert.Equal("shop", Assert.Single(bench.Invoke(Bench.Alarm, json.ToJsonString())).Plan);
    }

    [Fact]
    public void A_huge_message_is_refused_by_its_size()
    {
        using var bench = new Bench();
        var json = new JsonObject { ["Records"] = new JsonArray(new JsonObject { ["Sns"] = new JsonObject { ["Message"] = new string('x', 500_000) } }) };

        var result = Assert.Single(bench.Invoke(Bench.Alarm, json.ToJsonString()));

        Assert.StartsWith("the SNS message has 500000 characters, more than SNS carries", result.Because, StringComparison.Ordinal);
    }
}
