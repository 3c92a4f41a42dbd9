using Amazon.EC2;
using Amazon.EC2.Model;
using DrFunctions.Core.Observations;

namespace DrFunctions.Steps.Ec2Start;

/// <summary>How far the instances that we started are stopped again.</summary>
static class Ec2StartUndo
{
    /// <summary>
    /// More than our clock and EC2's differ: an instance launched this long after our newest start was launched by somebody else.
    /// </summary>
    static readonly TimeSpan Later = TimeSpan.FromMinutes(10);

    /// <param name="ours">The instances that were stopped before our first start; all others are left alone.</param>
    /// <param name="startedAt">Our newest start.</param>
    public static StepObservation Of(IReadOnlyList<string> ours, List<Instance> found, DateTimeOffset? startedAt)
    {
        var states = ours.ToLookup(id => StateOf(found.Find(one => one.InstanceId == id), startedAt), StringComparer.Ordinal);
        var running = states["running"].ToList();
        return states["pending"].Any() ? StepObservation.Working($"{Say(states["pending"], "is", "are")} pending; stopped as soon as EC2 allows it")
            : running.Count > 0 ? StepObservation.NotStarted($"{Say(running, "is", "are")} still running", new Ec2Running(running).ToJson())
            : states["stopping"].Any() ? StepObservation.Working($"{Say(states["stopping"], "is", "are")} stopping")
            : StepObservation.Done(ours.Count == 0 ? "nothing was started by us" : string.Join("; ", Rest(states)));
    }

    public static string Say(IEnumerable<string> ids)
    {
        var all = ids.ToList();
        return all.Count > 5 ? $"{string.Join(", ", all.Take(5))} and {all.Count - 5} more"
            : all.Count > 1 ? $"{string.Join(", ", all.SkipLast(1))} and {all[^1]}"
            : string.Concat(all);
    }

    static string Say(IEnumerable<string> ids, string one, string several) => $"{Say(ids)} {(ids.Skip(1).Any() ? several : one)}";

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
            yield return $"{Say(states["stopped"], "is", "are")} stopped, as before";
        }

        if (states["left"].Any())
        {
            yield return $"{Say(states["left"], "was", "were")} started by somebody else since, which stays as it is";
        }

        if (states["gone"].Any())
        {
            yield return $"{Say(states["gone"], "is", "are")} gone";
        }
    }
}
