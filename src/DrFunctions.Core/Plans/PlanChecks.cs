namespace DrFunctions.Core.Plans;

/// <summary>What must hold between the parts of a plan, once each part by itself could be read.</summary>
static class PlanChecks
{
    public static void Check(Plan plan, Mistakes mistakes)
    {
        if (plan.Primary == plan.Standby)
        {
            mistakes.Add(1, $"primary and standby are both {plan.Primary}; a standby in the same Region goes down with it.");
        }

        CheckOrder(plan, mistakes);
        CheckTraffic(plan, mistakes);
        CheckBlindness(plan, mistakes);
        foreach (var twice in plan.Trigger.Signals.GroupBy(signal => signal.Title).Where(group => group.Count() > 1))
        {
            mistakes.Add(1, $"trigger.signals has {twice.Key} twice; one witness counts once.");
        }
    }

    static void CheckOrder(Plan plan, Mistakes mistakes)
    {
        foreach (var twice in plan.Steps.GroupBy(step => step.Id).Where(group => group.Count() > 1))
        {
            mistakes.Add(twice.Last().Source.Line, $"two steps have the id \"{twice.Key}\"; give each its own.");
        }

        var ids = plan.Steps.Select(step => step.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var step in plan.Steps)
        {
            foreach (var id in step.After.Where(id => !ids.Contains(id)))
            {
                mistakes.Add(step.Source.Line, $"step \"{step.Id}\" comes after \"{id}\", which is no step of this plan.{Spelling.DidYouMean(id, ids)}");
            }
        }

        // Take away what waits for nothing that is left, again and again; what then remains waits in a circle.
        var left = plan.Steps.ToList();
        while (left.RemoveAll(step => !step.After.Any(id => left.Exists(other => other.Id == id))) > 0)
        {
        }

        if (left.Count > 0)
        {
            mistakes.Add(left[0].Source.Line, $"the steps {string.Join(", ", left.Select(step => $"\"{step.Id}\""))} wait for each other in a circle; take one \"after\" away.");
        }
    }

    static void CheckTraffic(Plan plan, Mistakes mistakes)
    {
        foreach (var step in plan.Steps.Where(step => step.Traits.Role == StepRole.Traffic))
        {
            if (!plan.Before(step).Any(before => before.Traits.Role == StepRole.Verification))
            {
                mistakes.Add(step.Source.Line, $"step \"{step.Id}\" moves traffic without an http-check of the standby before it; "
                    + "add an http-check step and name it in \"after\", or users are sent to something nobody has seen answer.");
            }
        }
    }

    static void CheckBlindness(Plan plan, Mistakes mistakes)
    {
        var probes = plan.Trigger.Signals.Count(signal => signal is ProbeSignal);
        if (probes < plan.Trigger.AtLeast && !plan.Trigger.AlarmOnly)
        {
            mistakes.Add(1, $"trigger.atLeast is {plan.Trigger.AtLeast}, but only {probes} of the signals are probes: while alarms cannot be read "
                + "(those of Route 53 all lie in us-east-1) this plan could never fire. Add probes, lower atLeast, or accept it with \"alarmOnly\": true.");
        }
    }
}
