using System.Text;
using System.Xml.Linq;
using LocalAws.Services.Ec2;
using LocalAws.Wire;
using LocalAws;

namespace DrFunctions.Tests.LocalAws;

public sealed class Ec2Tests
{
    const string Tokyo = "ap-northeast-1";
    const string Web = "i-0123456789abcdef0";
    const string Worker = "i-0123456789abcdef1";

    readonly VirtualClock clock = new(new DateTimeOffset(2026, 11, 21, 3, 0, 0, TimeSpan.Zero));
    readonly Ec2Api ec2;

    public Ec2Tests()
    {
        ec2 = new Ec2Api(new World(clock, seed: 7));
        ec2.Add(Tokyo, Web, tags: new Dictionary<string, string> { ["Name"] = "shop web", ["Tier"] = "" });
        ec2.Add(Tokyo, Worker, tags: new Dictionary<string, string> { ["Name"] = "shop worker" });
    }

    [Fact]
    public void A_start_is_pending_then_running_then_serving_then_checked()
    {
        var (status, answer) = Ask($"Action=StartInstances&InstanceId.1={Web}");

        Assert.Equal(200, status);
        Assert.Equal("StartInstancesResponse", answer.Name.LocalName);
        Assert.Equal(["pending"], Values(answer, "currentState", "name"));
        Assert.Equal(["stopped"], Values(answer, "previousState", "name"));

        var running = Until(() => ec2.Find(Tokyo, Web)!.State == "running");
        Assert.InRange(running.TotalSeconds, 6, 21);
        Assert.False(ec2.Find(Tokyo, Web)!.IsServing);
        Advance(2);
        Assert.Equal(["running", "stopped"], Values(Describe(), "instanceState", "name"));
        Assert.Equal("initializing", Check(Web));

        Assert.InRange((running + Until(() => ec2.Find(Tokyo, Web)!.IsServing)).TotalSeconds, 21, 66);
        Until(() => Check(Web) == "ok");
        Assert.Equal(1, ec2.Find(Tokyo, Web)!.Starts);
    }

    [Fact]
    public void A_read_lags_a_start_but_the_answer_of_the_start_does_not()
    {
        Ask($"Action=StartInstances&InstanceId.1={Web}");
        Assert.Equal(["stopped", "stopped"], Values(Describe(), "instanceState", "name"));
        Advance(2);
        Assert.Equal(["pending", "stopped"], Values(Describe(), "instanceState", "name"));
    }

    [Fact]
    public void Starting_what_runs_changes_nothing()
    {
        Ask($"Action=StartInstances&InstanceId.1={Web}");
        Until(() => ec2.Find(Tokyo, Web)!.State == "running");
        var (_, answer) = Ask($"Action=StartInstances&InstanceId.1={Web}");
        Assert.Equal(["running"], Values(answer, "currentState", "name"));
        Assert.Equal(["running"], Values(answer, "previousState", "name"));
        Assert.Equal(1, ec2.Find(Tokyo, Web)!.Starts);
    }

    [Theory]
    [InlineData("DescribeInstances", "i-0123456789abcdeff", "i-11112222", "InvalidInstanceID.NotFound",
        "The instance IDs 'i-0123456789abcdeff, i-11112222' do not exist")]
    [InlineData("StartInstances", "i-0123456789abcdeff", Web, "InvalidInstanceID.NotFound",
        "The instance ID 'i-0123456789abcdeff' does not exist")]
    [InlineData("StartInstances", "i-web", Web, "InvalidInstanceID.Malformed", "Invalid id: \"i-web\"")]
    public void One_bad_id_fails_the_whole_call(string action, string one, string other, string code, string message)
    {
        // AWS names the ids in the order it meets them; describe meets them sorted.
        Refused($"Action={action}&InstanceId.1={one}&InstanceId.2={other}", code, message);
        Assert.Equal("stopped", ec2.Find(Tokyo, Web)!.State);
    }

    [Fact]
    public void A_terminated_or_stopping_instance_cannot_be_started_and_spoils_the_batch()
    {
        ec2.Find(Tokyo, Worker)!.Terminate();
        Advance(60);
        Refused($"Action=StartInstances&InstanceId.1={Web}&InstanceId.2={Worker}", "IncorrectInstanceState",
            $"The instance '{Worker}' is not in a state from which it can be started.");
        Assert.Equal("stopped", ec2.Find(Tokyo, Web)!.State);

        var busy = ec2.Add(Tokyo, state: "running");
        var (_, answer) = Ask($"Action=StopInstances&InstanceId.1={busy.Id}");
        Assert.Equal(["stopping"], Values(answer, "currentState", "name"));
        Refused($"Action=StartInstances&InstanceId.1={busy.Id}", "IncorrectInstanceState",
            $"The instance '{busy.Id}' is not in a state from which it can be started.");
        Until(() => busy.State == "stopped");
    }

    [Fact]
    public void A_start_can_be_refused_for_capacity_and_then_succeed()
    {
        ec2.Find(Tokyo, Web)!.RefusedStarts = 1;
        Refused($"Action=StartInstances&InstanceId.1={Worker}&InstanceId.2={Web}", "InsufficientInstanceCapacity",
            "Insufficient capacity.", 500);
        Assert.Equal("stopped", ec2.Find(Tokyo, Worker)!.State);
        Assert.Equal(200, Ask($"Action=StartInstances&InstanceId.1={Worker}&InstanceId.2={Web}").Status);
    }

    [Fact]
    public void A_broken_start_ends_stopped_and_says_why()
    {
        ec2.Find(Tokyo, Web)!.BrokenStarts = 1;
        Ask($"Action=StartInstances&InstanceId.1={Web}");
        Assert.Equal("pending", ec2.Find(Tokyo, Web)!.State);
        Until(() => ec2.Find(Tokyo, Web)!.State == "stopped");
        Advance(2);
        var answer = Describe($"&Filter.1.Name=instance-id&Filter.1.Value.1={Web}");
        Assert.Equal(["Client.InternalError"], Values(answer, "stateReason", "code"));
        Assert.Equal(["Client.InternalError: Client error on launch"], Values(answer, "stateReason", "message"));
    }

    [Fact]
    public void An_instance_can_fall_back_after_it_ran()
    {
        var web = ec2.Find(Tokyo, Web)!;
        web.FallsBackAfter = TimeSpan.FromMinutes(3);
        web.Start();
        Until(() => web.IsServing);
        Until(() => web.State == "stopped");
        Assert.False(web.IsServing);
    }

    [Fact]
    public void An_impaired_instance_says_so_and_does_not_serve_while_it_lasts()
    {
        var web = ec2.Find(Tokyo, Web)!;
        web.Start();
        web.Impair(to: clock.GetUtcNow().AddMinutes(10));
        Advance(300);
        Assert.Equal("impaired", Check(Web));
        Assert.False(web.IsServing);
        Advance(302);
        Assert.Equal("ok", Check(Web));
        Assert.True(web.IsServing);
    }

    [Fact]
    public void Status_is_told_of_running_instances_unless_all_are_asked_for()
    {
        Assert.Empty(Values(Ask("Action=DescribeInstanceStatus").Answer, "instanceId"));
        var all = Ask("Action=DescribeInstanceStatus&IncludeAllInstances=true").Answer;
        Assert.Equal([Web, Worker], Values(all, "instanceId"));
        Assert.Equal(["not-applicable", "not-applicable"], Values(all, "instanceStatus", "status"));
    }

    [Theory]
    [InlineData("tag:Name", "shop w*", 2)]
    [InlineData("tag:Name", "shop we?", 1)]
    [InlineData("tag:Name", "Shop web", 0)]
    [InlineData("tag:Tier", "", 1)]
    [InlineData("tag-key", "T*", 1)]
    [InlineData("instance-state-name", "stopped", 2)]
    [InlineData("instance-id", Worker, 1)]
    [InlineData("instance-id", "i-0000000000000dead", 0)]
    public void Filters_select(string name, string value, int count) =>
        Assert.Equal(count, Values(Describe($"&Filter.1.Name={name}&Filter.1.Value.1={Uri.EscapeDataString(value)}"), "instanceId").Length);

    [Fact]
    public void Filters_are_all_passed_and_unknown_ones_are_refused()
    {
        Assert.Empty(Values(Describe($"&Filter.1.Name=instance-id&Filter.1.Value.1={Web}" +
            "&Filter.2.Name=tag:Name&Filter.2.Value.1=shop%20worker"), "instanceId"));
        Refused("Action=DescribeInstances&Filter.1.Name=colour&Filter.1.Value.1=blue", "InvalidParameterValue",
            "The filter 'colour' is invalid");
        var values = string.Join('&', Enumerable.Range(1, 201).Select(i => $"Filter.1.Value.{i}=i-{i:x17}"));
        Refused("Action=DescribeInstances&Filter.1.Name=instance-id&" + values,
            "FilterLimitExceeded", "The maximum number of filter values specified on a single call is 200");
    }

    [Fact]
    public void Pages_give_every_instance_once()
    {
        for (var i = 0; i < 10; i++)
        {
            ec2.Add(Tokyo);
        }

        var ids = new List<string>();
        var (pages, token) = (0, "");
        do
        {
            var page = Describe("&MaxResults=5" + (token == "" ? "" : $"&NextToken={Uri.EscapeDataString(token)}"));
            ids.AddRange(Values(page, "instanceId"));
            token = Values(page, "nextToken").SingleOrDefault("");
            pages++;
        }
        while (token != "");

        Assert.Equal(3, pages);
        Assert.Equal(12, ids.Distinct().Count());
        Assert.Equal(12, ids.Count);
        Refused("Action=DescribeInstances&NextToken=tampered", "InvalidNextToken", "The specified NextToken is not valid.");
        Refused("Action=DescribeInstances&MaxResults=2", "InvalidParameterValue",
            "Value ( 2 ) for parameter maxResults is invalid. Expecting a value greater than or equal to 5.");
        Refused($"Action=DescribeInstances&MaxResults=5&InstanceId.1={Web}", "InvalidParameterCombination",
            "The parameter instancesSet cannot be used with the parameter maxResults");
    }

    [Fact]
    public void A_removed_id_is_unknown_once_the_lag_is_over()
    {
        ec2.Find(Tokyo, Web)!.Remove();
        Advance(2);
        Refused($"Action=DescribeInstances&InstanceId.1={Web}", "InvalidInstanceID.NotFound", $"The instance ID '{Web}' does not exist");
        Assert.Equal([Worker], Values(Describe(), "instanceId"));
    }

    [Fact]
    public void A_dry_run_touches_nothing_and_Regions_are_apart()
    {
        Refused($"Action=StartInstances&DryRun=true&InstanceId.1={Web}", "DryRunOperation",
            "Request would have succeeded, but DryRun flag is set.", 412);
        Assert.Equal("stopped", ec2.Find(Tokyo, Web)!.State);
        Assert.Null(ec2.Find("eu-west-1", Web));
    }

    string Check(string id)
    {
        Advance(2);
        return Values(Ask($"Action=DescribeInstanceStatus&InstanceId.1={id}").Answer, "instanceStatus", "status").Single();
    }

    XElement Describe(string more = "") => Ask("Action=DescribeInstances" + more).Answer;

    void Refused(string body, string code, string message, int status = 400)
    {
        var (was, answer) = Ask(body);
        Assert.Equal(status, was);
        Assert.Equal((code, message), (Values(answer, "Code").Single(), Values(answer, "Message").Single()));
    }

    (int Status, XElement Answer) Ask(string body)
    {
        var request = new WireRequest("POST", $"ec2.{Tokyo}.amazonaws.com", "/", "", new Dictionary<string, string>(),
            Encoding.UTF8.GetBytes(body + "&Version=2016-11-15"));
        var response = ec2.Answer(new Call(request, Tokyo));
        return (response.Status, XElement.Parse(response.Text));
    }

    /// <summary>The values at the end of a path of element names, wherever in the answer it begins.</summary>
    static string[] Values(XElement answer, params string[] path) =>
        [.. path.Skip(1).Aggregate(
            answer.Descendants().Where(one => one.Name.LocalName == path[0]),
            (found, name) => found.Elements().Where(one => one.Name.LocalName == name)).Select(one => one.Value)];

    void Advance(double seconds)
    {
        using var timer = clock.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
        clock.FireNext();
    }

    TimeSpan Until(Func<bool> reached)
    {
        var from = clock.GetUtcNow();
        while (!reached())
        {
            Assert.True(clock.GetUtcNow() - from < TimeSpan.FromMinutes(15), "It did not happen within a quarter of an hour.");
            Advance(1);
        }

        return clock.GetUtcNow() - from;
    }
}
