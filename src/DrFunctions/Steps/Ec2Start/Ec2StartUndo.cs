using Amazon.EC2;
using Amazon.EC2.Model;
using DrFunctions.Core.Observations;

namespace DrFunctions.Steps.Ec2Start;

/// <summary>How far the instances that we started are back.</summary>
static class Ec2StartUndo
{
    /// <summary>Longer than our clock and EC2's differ: an instance launched so much after our newest start was launched by somebody else.</summary>
    static readonly TimeSpan Later = TimeSpan.FromMinutes(10);

    /// <param name="ours">Those that were stopped before our first start; all others are left alone.</param>
    /// <param name="startedAt">Our newest start.</param>
    public static StepObservation Of(IReadOnlyList<string> ours, List<Instance> found, DateTimeOffset? startedAt)
    {
        var states = ours.ToLookup(id => StateOf(found.Find(one => one.InstanceId == id), startedAt), StringComparer.Ordinal);
        var running = states["running"].ToList();
        return states["pending"].Any() ? StepObservation.Working($"{Say(states["pending"])} is pending, and can be stopped once it runs")
            : running.Count > 0 ? StepObservation.NotStarted($"{Say(running)} still runs", new Ec2Running(running).ToJson())
            : states["stopping"].Any() ? StepObservation.Working($"{Say(states["stopping"])} is stopping")
            : StepObservation.Done(ours.Count == 0 ? "nothing was started by us" : string.Join("; ", Rest(states)));
    }

    public static string Say(IEnumerable<string> ids)
    {
        var all = ids.ToList();
        return all.Count <= 5 ? string.Join(", ", all) : $"{string.Join(", ", all.Take(5))} and {all.Count - 5} more";
    }

    static string StateOf(Instance? instance, DateTimeOffset? startedAt)
    {
        var state = instance?.State?.Name;
        return state is null || state == InstanceStateName.Terminated || state == InstanceStateName.ShuttingDown ? "gone"
            : state == InstanceStateName.Running && instance!.LaunchTime?.ToUniversalTime() > (startedAt + Later)?.UtcDateTime ? "left"
            : state.Value;
    }

    static IEnumerable<string> Rest(ILookup<string, string> states)
    {
        if (states["stopped"].Any())
        {
            yield return $"{Say(states["stopped"])} is stopped, as before";
        }

        if (states["left"].Any())
        {
            yield return $"{Say(states["left"])} was started by somebody else since, and is left as it is";
        }

        if (states["gone"].Any())
        {
            yield return $"{Say(states["gone"])} is gone";
        }
    }
}
