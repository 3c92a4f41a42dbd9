using System.Text.Json.Nodes;
using DrFunctions.Core.Plans;
using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Kinds;
using DrFunctions.Tests.Functions;
using DrFunctions.Tests;

namespace DrFunctions.Realism;

/// <summary>The AWS CLI against the local AWS: its output agrees with the simulated world, before and after a failover.</summary>
[Collection(Published.Name)]
public sealed class AwsCliTests(PublishedFunctions functions)
{
    const string Region = "ap-northeast-1";
    const string Instance = "i-0123456789abcdef0";
    const string Zone = "Z123";
    const string Alarm = "shop-primary-unhealthy";
    const string RecordKey = """{"pk":{"S":"plan#shop"},"sk":{"S":"record"}}""";

    [Fact]
    public async Task The_cli_tells_the_truth_before_and_after_a_failover()
    {
        using var plans = new PlansFolder(json => json["trigger"]!["for"] = "4s");
        await using var aws = await StartAsync(plans.Plan, speed: 30);
        var cli = new AwsCli(aws.Address, Region);

        await UntilAsync(aws, () => AlarmState(aws) == "OK");
        Assert.Equal(new Seen("stopped", 0, 0, "primary 100, standby 0", "OK"), await SeeAsync(cli, aws));

        // A signal can be down only after it was seen up.
        await functions.InvokeAsync(
            new Dictionary<string, string>(aws.Environment) { ["DR_FUNCTION"] = "watch", ["DR_PLANS"] = plans.Path },
            Files.Event("scheduled.json"),
            untilPhase: "Watching");
        lock (aws.Cloud.World.Gate)
        {
            aws.Cloud.World.Darken(plans.Plan.Primary, aws.Cloud.World.Now);
        }

        await functions.InvokeAsync(
            new Dictionary<string, string>(aws.Environment) { ["DR_FUNCTION"] = "alarm", ["DR_PLANS"] = plans.Path },
            Files.Event("route53-alarm.json"),
            untilPhase: "Recovered");

        // The health check's alarm fires minutes after the outage, in the world's time, perhaps after the recovery.
        await UntilAsync(aws, () => AlarmState(aws) == "ALARM");
        Assert.Equal(new Seen("running", 4, 4, "primary 0, standby 100", "ALARM"), await SeeAsync(cli, aws));
        await AssertRecordAsync(cli, aws, "Recovered");
    }

    [Fact]
    public async Task What_the_watch_saves_and_what_the_cli_puts_is_got_as_it_is()
    {
        using var plans = new PlansFolder(_ => { });
        await using var aws = await StartAsync(plans.Plan);
        var cli = new AwsCli(aws.Address, Region);
        var nothing = await cli.RunAsync("dynamodb", "get-item", "--table-name", HomeEstate.Table, "--key", RecordKey);
        Assert.Equal("", nothing.Good().Trim());

        // The new alarm has no data yet, which the watch notes.
        await functions.InvokeAsync(
            new Dictionary<string, string>(aws.Environment) { ["DR_FUNCTION"] = "watch", ["DR_PLANS"] = plans.Path },
            Files.Event("scheduled.json"),
            untilPhase: "Watching");
        await AssertRecordAsync(cli, aws, "Watching");

        const string Pause = """{"pk":{"S":"all"},"sk":{"S":"pause"},"by":{"S":"Ann"},"reason":{"S":"we move house, naïvely"}}""";
        (await cli.RunAsync("dynamodb", "put-item", "--table-name", HomeEstate.Table, "--item", Pause)).Good();
        var got = await cli.AskAsync(
            "dynamodb", "get-item", "--table-name", HomeEstate.Table, "--key", """{"pk":{"S":"all"},"sk":{"S":"pause"}}""", "--consistent-read");
        AssertSame(JsonNode.Parse(Pause)!, got["Item"]!);
        AssertSame(Assert.Single(Items(aws), item => PublishedFunctions.Text(item["sk"]!, "S") == "pause"), got["Item"]!);
    }

    [Fact]
    public async Task What_the_cli_publishes_reaches_the_subscriber()
    {
        using var plans = new PlansFolder(_ => { });
        await using var aws = await StartAsync(plans.Plan, speed: 30);
        var topic = aws.Environment.Single(variable => variable.Key == "DR_NOTICE_TOPIC").Value;

        var answer = await new AwsCli(aws.Address, Region).AskAsync("sns", "publish", "--topic-arn", topic, "--subject", "Hello", "--message", "A test & more");

        Assert.True(Guid.TryParse(PublishedFunctions.Text(answer, "MessageId"), out _), answer.ToJsonString());
        await UntilAsync(aws, () => aws.Cloud.Sns.Emails.Any(email =>
            email is { To: HomeEstate.OnCall, Subject: "Hello" } && email.Body.Contains("A test & more", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_figure_that_the_cli_puts_moves_the_users_of_a_switch()
    {
        var plan = Files.Bank().Plan!;
        await using var aws = await StartAsync(plan, speed: 30);
        var cli = new AwsCli(aws.Address, plan.Standby);

        (await cli.RunAsync("cloudwatch", "put-metric-data", "--namespace", "DrFunctions/Switch", "--metric-data", "MetricName=bank-switch,Value=1")).Good();

        // The health check follows the figure itself, and the alarm its evaluation each minute: either may be first, and each for a while.
        var (moved, alarmed) = (false, false);
        await UntilAsync(aws, () =>
        {
            moved |= aws.Cloud.Route53.Resolver.Resolve("bank.example.com.", "A").Values is [PlanEstate.StandbyAddress];
            alarmed |= aws.Cloud.CloudWatch.Find(plan.Standby, "bank-switch")!.State.Value == "ALARM";
            return moved && alarmed;
        });
    }

    /// <summary>
    /// LocalAws refuses what AWS refuses, with AWS's error code; the CLI then exits with 254, or 255 before its version 2.
    /// </summary>
    [Theory]
    [InlineData("InvalidInstanceID.NotFound", "DescribeInstances", "ec2 describe-instances --instance-ids i-0aaaaaaaaaaaaaaaa")]
    [InlineData("InvalidInstanceID.Malformed", "StartInstances", "ec2 start-instances --instance-ids shop")]
    [InlineData("ClusterNotFoundException", "DescribeServices", "ecs describe-services --cluster nowhere --services api")]
    [InlineData("NoSuchHostedZone", "ListResourceRecordSets", "route53 list-resource-record-sets --hosted-zone-id Z999")]
    [InlineData("NotFound", "Publish", "sns publish --topic-arn arn:aws:sns:ap-northeast-1:123456789012:nowhere --message hello")]
    [InlineData("ResourceNotFoundException", "GetItem", """dynamodb get-item --table-name nowhere --key {"pk":{"S":"a"},"sk":{"S":"b"}}""")]
    [InlineData("ValidationException", "GetItem", """dynamodb get-item --table-name drfunctions --key {"pk":{"S":"a"}}""")]
    public async Task What_does_not_exist_is_refused_with_the_code_of_aws(string code, string operation, string command)
    {
        using var plans = new PlansFolder(_ => { });
        await using var aws = await StartAsync(plans.Plan);

        var told = await new AwsCli(aws.Address, Region).RunAsync(command.Split(' '));

        Assert.True(told.ExitCode is 254 or 255, $"exit code {told.ExitCode}\n{told.Output}{told.Errors}");
        Assert.Contains($"({code}) when calling the {operation} operation", told.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dark_region_does_not_answer()
    {
        using var plans = new PlansFolder(_ => { });
        await using var aws = await StartAsync(plans.Plan, 1, plans.Plan.Primary);

        var told = await new AwsCli(aws.Address, plans.Plan.Primary).RunAsync("--cli-read-timeout", "1", "ec2", "describe-instances");

        Assert.Equal(255, told.ExitCode);
        Assert.Contains("Read timeout on endpoint URL", told.Errors, StringComparison.Ordinal);
    }

    static async Task<LocalAwsHost> StartAsync(Plan plan, double speed = 1, params IReadOnlyList<string> dark)
    {
        var aws = await LocalAwsHost.StartAsync(plan, "127.0.0.1", 0, seed: 1, speed, dark);
        // A read that lags shows an earlier state, and this test compares it with the present one.
        aws.Cloud.World.ReadLag = TimeSpan.Zero;
        return aws;
    }

    /// <summary>The CLI's output about the estate, once it agrees with the world.</summary>
    static async Task<Seen> SeeAsync(AwsCli cli, LocalAwsHost aws)
    {
        var instances = cli.AskAsync("ec2", "describe-instances", "--filters", $"Name=instance-id,Values={Instance}");
        var services = cli.AskAsync("ecs", "describe-services", "--cluster", "shop", "--services", "api");
        var records = cli.AskAsync("route53", "list-resource-record-sets", "--hosted-zone-id", Zone);
        var alarms = new AwsCli(aws.Address, HomeEstate.AlarmRegion).AskAsync("cloudwatch", "describe-alarms", "--alarm-names", Alarm);
        var service = Assert.Single((await services)["services"]!.AsArray())!;
        var weights = (await records)["ResourceRecordSets"]!.AsArray().Where(record => record!["Weight"] is not null)
            .Select(record => $"{PublishedFunctions.Text(record!, "SetIdentifier")} {record!["Weight"]}");
        var seen = new Seen(
            PublishedFunctions.Text((await instances)["Reservations"]![0]!["Instances"]![0]!["State"]!, "Name"),
            service["desiredCount"]!.GetValue<int>(),
            service["runningCount"]!.GetValue<int>(),
            string.Join(", ", weights),
            PublishedFunctions.Text(Assert.Single((await alarms)["MetricAlarms"]!.AsArray())!, "StateValue"));
        Assert.Equal(Truth(aws), seen);
        return seen;
    }

    static Seen Truth(LocalAwsHost aws)
    {
        var cloud = aws.Cloud;
        lock (cloud.World.Gate)
        {
            var service = cloud.Ecs.Find(Region, "shop", "api")!;
            var weights = cloud.Route53.Zones[Zone].Records.Values.Where(record => record.Weight is not null)
                .Select(record => $"{record.SetIdentifier} {record.Weight}");
            return new Seen(cloud.Ec2.Find(Region, Instance)!.State, service.Desired, service.Running,
                string.Join(", ", weights), AlarmState(aws));
        }
    }

    static async Task AssertRecordAsync(AwsCli cli, LocalAwsHost aws, string phase)
    {
        var got = (await cli.AskAsync("dynamodb", "get-item", "--table-name", HomeEstate.Table, "--key", RecordKey, "--consistent-read"))["Item"]!;
        AssertSame(Assert.Single(Items(aws), item => PublishedFunctions.Text(item["sk"]!, "S") == "record"), got);
        Assert.Equal(phase, PublishedFunctions.Text(JsonNode.Parse(PublishedFunctions.Text(got["body"]!, "S"))!, "phase"), ignoreCase: true);
    }

    static IReadOnlyList<JsonObject> Items(LocalAwsHost aws)
    {
        lock (aws.Cloud.World.Gate)
        {
            return aws.Cloud.DynamoDb.Items(Region, HomeEstate.Table);
        }
    }

    static void AssertSame(JsonNode expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(expected, actual), $"expected {expected.ToJsonString()}\nbut got  {actual.ToJsonString()}");

    static string AlarmState(LocalAwsHost aws) => aws.Cloud.CloudWatch.Find(HomeEstate.AlarmRegion, Alarm)!.State.Value;

    /// <summary>Waits for something to happen in the simulated world.</summary>
    static async Task UntilAsync(LocalAwsHost aws, Func<bool> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!Holds())
        {
            await Task.Delay(100, limit.Token);
        }

        bool Holds()
        {
            lock (aws.Cloud.World.Gate)
            {
                return isSo();
            }
        }
    }

    sealed record Seen(string Instance, int Desired, int Running, string Weights, string Alarm);
}
