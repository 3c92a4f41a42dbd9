namespace DrFunctions.Tests.Museum;

/// <summary>Bugs in starting instances and services, and in looking at them.</summary>
static class StepBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("Ec2Batches", "TryAsync", "one bad id stops all", "One instance that is gone would keep all others from starting.",
            "&& !AwsErrors.IsThrottle(e) && !AwsErrors.IsDenied(e)", "&& unknown.Count > 0 && !AwsErrors.IsDenied(e)"),
        In("Ec2Batches", "TryAsync", "what was held back counts as sent",
            "The rest of the instances would wait for a start that never comes.",
            "catch (Exception e) when (AwsErrors.Is(e)) {", "catch (Exception e) when (AwsErrors.Is(e)) { if (e is HeldBackException) { sent.UnionWith(ids); }"),
        In("Ec2StartStep", "StartGroupAsync", "starts instances in the primary", "The primary is none of ours to change.",
            "group[0].At.Step.Region", "group[0].At.Plan.Primary"),
        In("Ec2StartStep", "ToStart", "half of the instances are started", "The rest would wait for a start that never comes.",
            "Stopped.Keys.AsEnumerable()", "Stopped.Keys.Take(1)"),
        In("Ec2StartReadiness", "Of", "a pending instance serves", "The step would be done before anything runs.",
            "Name == InstanceStateName.Running", "Name == InstanceStateName.Running || instance?.State?.Name == InstanceStateName.Pending"),
        In("Ec2StartReadiness", "AddRunning", "an impaired instance serves", "It runs, and its status check says that it does not work.",
            "checks.Any(check => check == SummaryStatus.Impaired)", "checks.Length < 2"),
        In("Ec2StartReadiness", "Reading", "a minimum of one is enough", "The plan says how many must run.",
            "settings.Minimum ?? Wanted.Count", "Math.Min(1, settings.Minimum ?? Wanted.Count)"),
        In("EcsScaleStep", "StartAsync", "lowers a service that has more", "What an autoscaler or a person has raised would be taken away.",
            "var updates =", "found = found.Desired > wanted ? found with { Desired = -1 } : found; var updates ="),
        In("EcsScaleStep", "StartAsync", "the autoscaler's floor is not raised", "The autoscaler would take away what was raised.",
            "found.MinCapacity < wanted", "found.MinCapacity < 0"),
        In("EcsScaleStep", "StartAsync", "the autoscaler's ceiling is lowered", "The count would be clamped below what the standby had.",
            "Math.Max(found.MaxCapacity!.Value, wanted)", "wanted"),
        In("EcsScaleStep", "StartAsync", "scales the primary's service", "The primary is none of ours to change.",
            "var region = step.Step.Region", "var region = step.Plan.Primary"),
        In("EcsScaleReadiness", "ReadAsync", "tasks that are desired count as running", "The step would be done before anything runs.",
            "new Capacity(serving.Running, needed)", "new Capacity(service.DesiredCount ?? 0, needed)"),
        In("HttpCheckStep", "ObserveAsync", "a bad answer is good enough", "Users would be sent to a standby that answers with errors.",
            "if (!answer.IsGood)", "if (!answer.IsGood && settings.Times > 10)"),
        In("StepKind", "TryObserveAsync", "a look that fails says done", "What cannot be seen is not known to be done.",
            "StepObservation.Unknown(AwsErrors.Describe(e))", "StepObservation.Done(AwsErrors.Describe(e))"),
        In("UndoableKind", "TryObserveUndoAsync", "a look back that fails says undone", "What cannot be seen is not known to be undone.",
            "StepObservation.Unknown(AwsErrors.Describe(e))", "StepObservation.Done(AwsErrors.Describe(e))"),
    ];

    static PlantedBug In(string type, string member, string name, string why, string find, string replace) =>
        new("steps", name, why, type, member, find, replace);
}
