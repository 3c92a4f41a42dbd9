using Amazon.EC2;
using Amazon.EC2.Model;
using DrFunctions.Core.Observations;
using DrFunctions.Steps.Ec2Start;

namespace DrFunctions.Tests.Steps;

/// <summary>The readings that follow from EC2's answers.</summary>
public class Ec2StartReadinessTests
{
    const string One = "i-11111111";
    const string Two = "i-22222222";

    readonly List<Instance> found = [];
    readonly Dictionary<string, InstanceStatus> status = [];

    void Is(string id, InstanceStateName state, string? reason = null) => found.Add(new Instance
    {
        InstanceId = id,
        State = new InstanceState { Name = state },
        StateReason = reason is null ? null : new StateReason { Message = reason },
    });

    void Checks(string id, SummaryStatus instance, SummaryStatus system) => status[id] = new InstanceStatus
    {
        InstanceId = id,
        Status = new InstanceStatusSummary { Status = instance },
        SystemStatus = new InstanceStatusSummary { Status = system },
    };

    StepObservation Read(bool verified = true, int? minimum = null, Ec2StartLedger? before = null, params string[] wanted)
    {
        wanted = wanted.Length > 0 ? wanted : [One, Two];
        return Ec2StartReadiness.Of(wanted, found, status, verified, before).Reading(new Ec2StartSettings(wanted, null, minimum));
    }

    static Ec2StartLedger Found(params (string Id, string Reason)[] stopped) =>
        new(new SortedDictionary<string, string>(
            stopped.ToDictionary(one => one.Id, one => Ec2StartLedger.MarkOf(one.Reason)), StringComparer.Ordinal));

    [Fact]
    public void All_running_is_done()
    {
        Is(One, InstanceStateName.Running);
        Is(Two, InstanceStateName.Running);
        var reading = Read();
        Assert.Equal((StepState.Done, "2 of 2 instances run"), (reading.State, reading.Because));
    }

    [Fact]
    public void Stopped_is_not_started_and_the_ledger_keeps_which_and_why()
    {
        Is(One, InstanceStateName.Running);
        Is(Two, InstanceStateName.Stopped, "Client.UserInitiatedShutdown");
        var reading = Read();
        Assert.Equal((StepState.NotStarted, $"1 of 2 instances run ({Two} is stopped)"), (reading.State, reading.Because));
        Assert.Equal("{\"stopped\":{\"i-22222222\":\"f3ad0b0d\"}}", reading.Saw!.Value.GetRawText());
        Assert.Equal(Ec2StartLedger.MarkOf("Client.UserInitiatedShutdown"), Ec2StartLedger.Parse(reading.Saw)!.Stopped[Two]);
    }

    [Fact]
    public void The_minimum_is_enough()
    {
        Is(One, InstanceStateName.Running);
        Is(Two, InstanceStateName.Stopped);
        Assert.Equal(StepState.Done, Read(minimum: 1).State);
    }

    [Theory]
    [InlineData("pending")]
    [InlineData("stopping")]
    public void On_its_way_is_working(string state)
    {
        Is(One, InstanceStateName.Running);
        Is(Two, new InstanceStateName(state));
        var reading = Read();
        Assert.Equal((StepState.Working, $"1 of 2 instances run ({Two} is {state})"), (reading.State, reading.Because));
    }

    [Fact]
    public void Stopped_again_after_our_start_is_broken_and_quotes_the_reason()
    {
        Is(One, InstanceStateName.Running);
        Is(Two, InstanceStateName.Stopped, "Server.InsufficientInstanceCapacity: none left");
        var reading = Read(before: Found((Two, "Client.UserInitiatedShutdown")));
        Assert.Equal((StepState.Broken, true), (reading.State, reading.StartMayHelp));
        Assert.Equal($"1 of 2 instances run ({Two} was started and stopped again: Server.InsufficientInstanceCapacity: none left)", reading.Because);
        Assert.NotNull(reading.Saw);
    }

    [Fact]
    public void Stopped_for_the_reason_of_before_may_be_an_old_sight()
    {
        Is(One, InstanceStateName.Stopped, "by hand");
        Assert.Equal(StepState.NotStarted, Read(before: Found((One, "by hand")), wanted: One).State);
    }

    [Fact]
    public void An_id_that_begins_another_hides_none()
    {
        const string Longer = One + "1";
        Is(One, InstanceStateName.Stopped, "by hand");
        Is(Longer, InstanceStateName.Stopped, "no capacity");
        var reading = Read(before: Found((One, "by hand"), (Longer, "by hand")), wanted: [One, Longer]);
        Assert.Equal($"0 of 2 instances run ({Longer} was started and stopped again: no capacity; {One} is stopped)", reading.Because);
    }

    [Fact]
    public void One_stale_id_does_not_stop_the_good_one()
    {
        Is(One, InstanceStateName.Stopped);
        var reading = Read();
        Assert.Equal((StepState.NotStarted, $"0 of 2 instances run ({Two} does not exist; {One} is stopped)"), (reading.State, reading.Because));
        Assert.Equal([One], Ec2StartLedger.Parse(reading.Saw)!.Stopped.Keys);
        found.Clear();
        Is(One, InstanceStateName.Pending);
        Assert.Equal(StepState.Working, Read().State);
        found.Clear();
        Is(One, InstanceStateName.Running);
        reading = Read();
        Assert.Equal((StepState.Broken, false, $"1 of 2 instances run ({Two} does not exist)"), (reading.State, reading.StartMayHelp, reading.Because));
        Assert.Equal(StepState.Done, Read(minimum: 1).State);
    }

    [Fact]
    public void Terminated_is_broken()
    {
        Is(One, InstanceStateName.Terminated);
        Assert.Equal((StepState.Broken, $"0 of 1 instances run ({One} is terminated)"), (Read(wanted: One).State, Read(wanted: One).Because));
    }

    [Fact]
    public void Tags_that_nothing_has_are_broken()
    {
        var reading = Ec2StartReadiness.Of([], found, status, true, null)
            .Reading(new Ec2StartSettings(null, new Dictionary<string, string> { ["a"] = "b" }, null));
        Assert.Equal((StepState.Broken, "no instance has the tags of the step"), (reading.State, reading.Because));
    }

    [Theory]
    [InlineData("ok", "ok", true, "Done")]
    [InlineData("ok", "ok", false, "Done")]
    [InlineData("initializing", "ok", true, "Done")]
    [InlineData("initializing", "ok", false, "Working")]
    [InlineData("ok", "not-applicable", false, "Done")]
    [InlineData("impaired", "ok", true, "Working")]
    [InlineData("ok", "impaired", true, "Working")]
    [InlineData("ok", "impaired", false, "Working")]
    public void Impaired_blocks_and_initializing_only_when_no_check_follows(string instance, string system, bool verified, string state)
    {
        Is(One, InstanceStateName.Running);
        Checks(One, new SummaryStatus(instance), new SummaryStatus(system));
        Assert.Equal(state, Read(verified, wanted: One).State.ToString());
    }

    [Fact]
    public void A_running_one_without_status_checks_yet_is_waited_for_only_when_no_check_follows()
    {
        Is(One, InstanceStateName.Running);
        Assert.Equal(StepState.Done, Read(verified: true, wanted: One).State);
        Assert.Equal($"0 of 1 instances run ({One} runs, its status checks are not through yet)", Read(verified: false, wanted: One).Because);
    }

    [Fact]
    public void A_long_list_is_cut_short()
    {
        var wanted = Enumerable.Range(0, 8).Select(n => $"i-0000000{n}").ToArray();
        Assert.Equal("0 of 8 instances run (i-00000000 does not exist; i-00000001 does not exist; i-00000002 does not exist; "
            + "i-00000003 does not exist; i-00000004 does not exist; and 3 more)", Read(wanted: wanted).Because);
    }
}
