using Amazon.EC2;
using Amazon.EC2.Model;
using DrFunctions.Core.Observations;

namespace DrFunctions.Steps.Ec2Start;

/// <summary>A step's instances, sorted by what their observed state means for the step.</summary>
sealed record Ec2StartReadiness(IReadOnlyList<string> Wanted)
{
    const int MostInstances = 1000;

    readonly List<string> serving = [];
    readonly List<string> onTheWay = [];
    readonly List<string> stopping = [];
    readonly SortedDictionary<string, string> stopped = new(StringComparer.Ordinal);
    readonly List<string> fellBack = [];
    readonly List<string> lost = [];

    /// <param name="verified">An http-check follows, so status checks that are still initializing need not be waited for.</param>
    /// <param name="before">What the newest start found; null if there was none.</param>
    public static Ec2StartReadiness Of(
        IReadOnlyList<string> wanted, List<Instance> found, IReadOnlyDictionary<string, InstanceStatus> status, bool verified,
            Ec2StartLedger? before)
    {
        var sight = new Ec2StartReadiness(wanted);
        foreach (var id in wanted)
        {
            var instance = found.Find(one => one.InstanceId == id);
            if (instance?.State?.Name == InstanceStateName.Running)
            {
                sight.AddRunning(id, status.GetValueOrDefault(id), verified);
            }
            else
            {
                sight.AddOther(id, instance, before);
            }
        }

        return sight;
    }

    public StepObservation Reading(Ec2StartSettings settings)
    {
        var needed = settings.Minimum ?? Wanted.Count;
        return Read(needed) with { Serves = new Capacity(serving.Count, needed) };
    }

    StepObservation Read(int needed)
    {
        var because = Because(needed);
        var saw = new Ec2StartLedger(stopped, stopping.Count > 0 ? stopping : null).ToJson();
        return Wanted.Count > MostInstances ? StepObservation.Broken($"{Wanted.Count} instances have the tags of the step, and at most {MostInstances} can be started")
            : Wanted.Count == 0 ? StepObservation.Broken("no instance has the tags of the step")
            : serving.Count >= needed ? StepObservation.Done(because, saw)
            : stopped.Count > 0 && fellBack.Count > 0 ? StepObservation.Broken(because, startMayHelp: true) with { Saw = saw }
            : stopped.Count > 0 ? StepObservation.NotStarted(because, saw)
            : onTheWay.Count > 0 ? StepObservation.Working(because, saw)
            : StepObservation.Broken(because);
    }

    void AddRunning(string id, InstanceStatus? status, bool verified)
    {
        SummaryStatus?[] checks = [status?.Status?.Status, status?.SystemStatus?.Status];
        if (checks.Any(check => check == SummaryStatus.Impaired))
        {
            onTheWay.Add($"{id} runs, but its status check is impaired");
        }
        else if (!verified && checks.Any(check => check != SummaryStatus.Ok && check != SummaryStatus.NotApplicable))
        {
            onTheWay.Add($"{id} runs, its status checks are not through yet");
        }
        else
        {
            serving.Add(id);
        }
    }

    void AddOther(string id, Instance? instance, Ec2StartLedger? before)
    {
        var state = instance?.State?.Name;
        if (state == InstanceStateName.Stopped)
        {
            var reason = Reason(instance!);
            stopped[id] = Ec2StartLedger.MarkOf(reason);
            if (before is not null && before.Stopped.TryGetValue(id, out var old) && old != stopped[id])
            {
                fellBack.Add($"{id} was started and stopped again: {(reason.Length > 0 ? reason : "EC2 gives no reason")}");
            }
        }
        else if (state == InstanceStateName.Pending || state == InstanceStateName.Stopping)
        {
            onTheWay.Add($"{id} is {state}");
            if (state == InstanceStateName.Stopping)
            {
                stopping.Add(id);
            }
        }
        else
        {
            lost.Add(instance is null ? $"{id} does not exist" : $"{id} is {state}");
        }
    }

    // The transition reason includes the time, so a new stop by the same person shows as well.
    static string Reason(Instance instance) =>
        string.Join(" ", new[] { instance.StateReason?.Message ?? instance.StateReason?.Code, instance.StateTransitionReason }
            .Where(part => !string.IsNullOrEmpty(part)));

    string Because(int needed)
    {
        var waiting = stopped.Keys.Where(id => !fellBack.Exists(sentence => sentence.StartsWith($"{id} ", StringComparison.Ordinal)))
            .Select(id => $"{id} is stopped");
        var rest = fellBack.Concat(lost).Concat(waiting).Concat(onTheWay).ToList();
        var shown = rest.Count <= 5 ? rest : [.. rest.Take(5), $"and {rest.Count - 5} more"];
        var least = needed == Wanted.Count ? "" : $", {needed} must";
        return $"{serving.Count} of {Wanted.Count} instances run{least}{(shown.Count > 0 ? $" ({string.Join("; ", shown)})" : "")}";
    }
}
