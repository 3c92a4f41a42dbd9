using Amazon.EC2;
using Amazon.EC2.Model;
using DrFunctions.Core.Observations;
using DrFunctions.Steps.Ec2Start;

namespace DrFunctions.Tests.Steps;

/// <summary>How far an undo of ec2-start is, and in which batches instances are asked for.</summary>
public sealed class Ec2UndoReadingTests
{
    static readonly DateTimeOffset Started = new(2026, 3, 1, 3, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(new[] { "running", "stopped" }, StepState.NotStarted)]
    [InlineData(new[] { "running", "stopping" }, StepState.NotStarted)]
    [InlineData(new[] { "running", "pending" }, StepState.Working)]
    [InlineData(new[] { "stopping", "stopped" }, StepState.Working)]
    [InlineData(new[] { "stopped", "stopped" }, StepState.Done)]
    [InlineData(new[] { "stopped", "terminated" }, StepState.Done)]
    [InlineData(new[] { "shutting-down", "" }, StepState.Done)]
    public void What_was_started_is_stopped_again(string[] states, StepState wanted)
    {
        var found = states.Index().Where(one => one.Item.Length > 0).Select(one => Instance($"i-{one.Index}", one.Item)).ToList();

        Assert.Equal(wanted, Ec2StartUndo.Of(["i-0", "i-1"], found, Started).State);
    }

    [Fact]
    public void Only_what_runs_is_stopped()
    {
        List<Instance> found = [Instance("i-0", "running"), Instance("i-1", "stopped"), Instance("i-2", "running")];
        var reading = Ec2StartUndo.Of(["i-0", "i-1"], found, Started);

        Assert.Equal(["i-0"], Ec2Running.Parse(reading.Saw)!.Running);
    }

    /// <summary>Ten minutes are more than two clocks differ: what was launched later, somebody else has launched.</summary>
    [Theory]
    [InlineData(600, StepState.NotStarted)]
    [InlineData(601, StepState.Done)]
    public void What_somebody_else_has_started_since_is_left(int seconds, StepState wanted)
    {
        var instance = Instance("i-0", "running");
        instance.LaunchTime = Started.AddSeconds(seconds).UtcDateTime;

        Assert.Equal(wanted, Ec2StartUndo.Of(["i-0"], [instance], Started).State);
    }

    [Fact]
    public void Batches_have_fifty_instances_and_halves_of_what_was_refused()
    {
        var suspects = new Ec2Suspects();
        var ids = Enumerable.Range(100, 101).Select(number => $"i-{number}").ToList();
        Assert.Equal([50, 50, 1], Sizes());

        suspects.Refused(ids[..8]);
        Assert.Equal([50, 43, 4, 4], Sizes());
        suspects.Refused(ids[..4]);
        Assert.Equal([50, 43, 4, 2, 2], Sizes());
        // A larger batch that is refused again says no more than the smaller one did.
        suspects.Refused(ids[..8]);
        Assert.Equal([50, 43, 4, 2, 2], Sizes());
        suspects.Refused([ids[0]]);
        Assert.Equal([50, 43, 4, 2, 1, 1], Sizes());
        suspects.Accepted(ids[..8]);
        Assert.Equal([50, 50, 1], Sizes());

        IEnumerable<int> Sizes() => suspects.Batches(ids).Select(batch => batch.Count);
    }

    static Instance Instance(string id, string state) => new()
    {
        InstanceId = id,
        State = new InstanceState { Name = InstanceStateName.FindValue(state) },
        LaunchTime = Started.UtcDateTime,
    };
}
