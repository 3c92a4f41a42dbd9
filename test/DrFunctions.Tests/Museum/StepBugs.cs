namespace DrFunctions.Tests.Museum;

/// <summary>Bugs in starting instances and services, and in looking at them.</summary>
static class StepBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("Ec2Batches", "one bad id stops all", "One instance that is gone would keep all others from starting.",
            "if (!Trouble.IsThrottle(e) && !Trouble.IsDenied(e))", "if (unknown.Count > 0 && !Trouble.IsDenied(e))"),
        In("Ec2Batches", "what was held back counts as sent", "The rest of the instances would wait for a start that never comes.",
            "stopped = e;\n        }\n        catch (AmazonEC2Exception e)", "sent.UnionWith(ids);\n        }\n        catch (AmazonEC2Exception e)"),
        In("Ec2StartStep", "starts instances in the primary", "The primary is none of ours to change.",
            "var (region, saved) = (group[0].At.Step.Region,", "var (region, saved) = (group[0].At.Plan.Primary,"),
        In("Ec2StartStep", "half of the instances are started", "The rest would wait for a start that never comes.",
            "?.Stopped.Keys.AsEnumerable() ?? [];", "?.Stopped.Keys.Take(1) ?? [];"),
        In("Ec2Sight", "a pending instance serves", "The step would be done before anything runs.",
            "if (instance?.State?.Name == InstanceStateName.Running)", "if (instance?.State?.Name == InstanceStateName.Running || instance?.State?.Name == InstanceStateName.Pending)"),
        In("Ec2Sight", "an impaired instance serves", "It runs, and its status check says that it does not work.",
            "if (checks.Any(check => check == SummaryStatus.Impaired))", "if (checks.Length < 2)"),
        In("Ec2Sight", "a minimum of one is enough", "The plan says how many must run.",
            "var needed = settings.Minimum ?? Wanted.Count;", "var needed = Math.Min(1, settings.Minimum ?? Wanted.Count);"),
        In("EcsScaleStep", "lowers a service that has more", "What an autoscaler or a person has raised would be taken away.",
            "var updates = found.Desired < wanted || found.RolloutFailed == true;\n        var registers = found.MaxCapacity is not null && found.MinCapacity < wanted;\n        await ecs.TurnAsync(step.Saved, region, registers, updates, cancellation);\n        if (registers)\n        {\n            await ecs.RegisterAsync(region, settings.ResourceId, wanted, Math.Max(found.MaxCapacity!.Value, wanted), cancellation);\n            step.Saved?.Demand();\n        }\n\n        if (updates)\n        {\n            var request = new UpdateServiceRequest\n            {\n                Cluster = settings.Cluster,\n                Service = settings.Service,\n                DesiredCount = Math.Max(found.Desired, wanted),",
            "var updates = found.Desired != wanted || found.RolloutFailed == true;\n        var registers = found.MaxCapacity is not null && found.MinCapacity < wanted;\n        await ecs.TurnAsync(step.Saved, region, registers, updates, cancellation);\n        if (registers)\n        {\n            await ecs.RegisterAsync(region, settings.ResourceId, wanted, Math.Max(found.MaxCapacity!.Value, wanted), cancellation);\n            step.Saved?.Demand();\n        }\n\n        if (updates)\n        {\n            var request = new UpdateServiceRequest\n            {\n                Cluster = settings.Cluster,\n                Service = settings.Service,\n                DesiredCount = wanted,"),
        In("EcsScaleStep", "the autoscaler's floor is not raised", "The autoscaler would take away what was raised.",
            "found.MaxCapacity is not null && found.MinCapacity < wanted;", "found.MaxCapacity is not null && found.MinCapacity < 0;"),
        In("EcsScaleStep", "the autoscaler's ceiling is lowered", "The count would be clamped below what the standby had.",
            "wanted, Math.Max(found.MaxCapacity!.Value, wanted), cancellation);", "wanted, wanted, cancellation);"),
        In("EcsScaleStep", "scales the primary's service", "The primary is none of ours to change.",
            "var region = step.Step.Region;\n        var updates", "var region = step.Plan.Primary;\n        var updates"),
        In("EcsSight", "tasks that are desired count as running", "The step would be done before anything runs.",
            "if ((service.RunningCount ?? 0) < needed)", "if ((service.DesiredCount ?? 0) < needed)"),
        In("HttpCheckStep", "a bad answer is good enough", "Users would be sent to a standby that answers with errors.",
            "if (!answer.IsGood)", "if (!answer.IsGood && settings.Times > 10)"),
        In("StepKind", "a look that fails says done", "What cannot be seen is not known to be done.",
            "readings[at.Step.Id] = StepReading.Unknown(Trouble.Say(e));", "readings[at.Step.Id] = StepReading.Done(Trouble.Say(e));"),
        In("StepKind", "a look back that fails says undone", "What cannot be seen is not known to be undone.",
            "return (step.Step.Id, StepReading.Unknown(Trouble.Say(e)));", "return (step.Step.Id, StepReading.Done(Trouble.Say(e)));"),
    ];

    static PlantedBug In(string file, string name, string why, string find, string replace) => new("steps", name, why, $"src/DrFunctions/Steps/{file}.cs", find, replace);
}
