using DrFunctions.Core.Explaining;

namespace DrFunctions.Core.Plans;

/// <summary>
/// Checks the parts of a plan against each other. A part that could not be read has its own mistake already, so nothing is reported about
/// what depends on it.
/// </summary>
sealed class PlanChecks(LocatedObject root, Mistakes mistakes)
{
    const int MostCompact = 70_000;

    public void Check(string? primary, string? standby, Trigger? trigger, IReadOnlyList<Step> steps)
    {
        if (primary is not null && primary == standby)
        {
            mistakes.Add(root.LineOf("standby"), $"primary and standby are both {primary}; a standby in the same Region goes down with it.");
        }

        if (trigger is not null && root.Find("trigger")?.Value is LocatedObject source && source.ItemsOf("signals").Count == trigger.Signals.Count)
        {
            CheckWitnesses(trigger, source);
            WarnOfWitnesses(primary, trigger, source);
            WarnOfLoneVantage(trigger, source, steps);
        }

        // Checking the order of a plan that is far too large takes too long.
        if (IsOfSize(root) && CheckOrder(steps) && root.ItemsOf("steps").Count == steps.Count && steps.All(HasReadableOrder))
        {
            CheckTraffic(steps);
        }
    }

    /// <summary>An "after" that cannot be read has its own mistake; what depends on the order would only repeat it.</summary>
    static bool HasReadableOrder(Step step) =>
        step.Source.Find("after")?.Value is null or LocatedArray && step.Source.ItemsOf("after").Count == step.After.Count;

    /// <summary>What weakens the witnesses without making the plan useless.</summary>
    void WarnOfWitnesses(string? primary, Trigger trigger, LocatedObject source)
    {
        if (trigger.Reference.Count == 0 && source.Find("reference") is null && trigger.Signals.Any(signal => signal is ProbeSignal))
        {
            mistakes.Warn(source.LineOf("signals"), "trigger names no \"reference\": when the standby's own network fails, every probe reads as down. "
                + "Name an address outside both Regions.");
        }

        // Alarms on Route 53's health checks all lie in us-east-1, whatever the primary is.
        foreach (var alarm in trigger.Signals.OfType<AlarmSignal>().Where(alarm => alarm.Region == primary && primary != "us-east-1"))
        {
            mistakes.Warn(source.LineOf("signals"), $"trigger.signals: the {alarm.Title} lies in {primary}, the primary: while that is down the alarm cannot be read. "
                + "Let it lie elsewhere.");
        }
    }

    /// <summary>
    /// One vantage has nobody who could object: one wrong view of it moves users. Whoever writes "any" has accepted that one view is
    /// enough.
    /// </summary>
    void WarnOfLoneVantage(Trigger trigger, LocatedObject source, IReadOnlyList<Step> steps)
    {
        string[] judged = ["mode", "onApprovalTimeout", "witnesses"];
        if (judged.Any(trigger.Refused.Contains) || !trigger.ActsUnasked || trigger.LoneVantage is not { } vantage
            || steps.Where(step => step.Traits.IsGated).ToList() is not [var moves, ..])
        {
            return;
        }

        var other = trigger.Signals.Any(signal => signal is AlarmSignal) ? "a probe" : "an alarm";
        mistakes.Warn(source.LineOf("signals"), $"trigger.signals: {(trigger.Signals.Count == 1 ? "the only signal" : "every signal")} looks from {vantage}, so with \"witnesses\": \"all\" there is nobody to agree with: "
            + $"one wrong view moves {(moves.Traits.Role == StepRole.Data ? "data" : "users")}. Add {other} that looks from elsewhere, or accept it with \"witnesses\": \"any\".");
    }

    /// <summary>
    /// A run stores the plan and everything it finds in one record of at most 300 KB; the values found take about three times as much space
    /// as the plan.
    /// </summary>
    bool IsOfSize(LocatedObject plan)
    {
        var size = CompactJson.Write(plan).Length;
        if (size > MostCompact)
        {
            mistakes.Add(1, $"without comments and white space the plan has {size / 1000} KB, and a run can keep {MostCompact / 1000} KB; split the plan.");
        }

        return size <= MostCompact;
    }

    void CheckWitnesses(Trigger trigger, LocatedObject source)
    {
        foreach (var twice in trigger.Signals.GroupBy(signal => (signal.Title, (signal as AlarmSignal)?.Region))
            .Where(group => group.Count() > 1))
        {
            mistakes.Add(source.LineOf("signals"), $"trigger.signals has {twice.Key.Title} twice; one witness counts once.");
        }

        // While alarms cannot be read, only the probes can show an outage.
        var probes = trigger.Signals.Count(signal => signal is ProbeSignal);
        if (probes < trigger.AtLeast && trigger.AtLeast <= trigger.Signals.Count && !trigger.AlarmOnly
            && !trigger.Refused.Contains("atLeast") && !trigger.Refused.Contains("alarmOnly"))
        {
            mistakes.Add(source.LineOf("atLeast"), $"trigger.atLeast is {trigger.AtLeast}, but {Probes(probes)}: while alarms cannot "
                + "be read (those of Route 53 all lie in us-east-1) this plan could never fire. Add probes, lower atLeast, or accept it with \"alarmOnly\": true.");
        }
    }

    static string Probes(int count) => count switch
    {
        0 => "none of the signals is a probe",
        1 => "only 1 of the signals is a probe",
        _ => $"only {count} of the signals are probes",
    };

    /// <summary>Whether the steps can be ordered: unique ids, known references, no circle.</summary>
    bool CheckOrder(IReadOnlyList<Step> steps)
    {
        var before = mistakes.Count;
        foreach (var twice in steps.GroupBy(step => step.Id).Where(group => group.Count() > 1))
        {
            mistakes.Add(twice.Last().Source.Line, $"two steps have the id \"{twice.Key}\"; give each its own.");
        }

        var ids = root.ItemsOf("steps").OfType<LocatedObject>().Select(step => step.Find("id")?.Value).OfType<LocatedText>().Select(id => id.Text)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var step in steps)
        {
            foreach (var id in step.After.Where(id => !ids.Contains(id)))
            {
                mistakes.Add(step.Source.Line, $"step \"{step.Id}\" comes after \"{PrintableText.Of(id)}\", which is no step of this plan.{Spelling.DidYouMean(id, ids)}");
            }
        }

        CheckCircle(steps);
        return mistakes.Count == before;
    }

    void CheckCircle(IReadOnlyList<Step> steps)
    {
        // Steps that wait for a circle or are in one; then, of these, the steps that a circle waits for.
        var waiting = PlanOrder.Waiting(steps.SelectMany(step => step.After.Select(id => (step.Id, id))));
        var circle = PlanOrder.Waiting(steps.Where(step => waiting.Contains(step.Id))
            .SelectMany(step => step.After.Where(waiting.Contains).Select(id => (id, step.Id))));
        if (steps.Where(step => circle.Contains(step.Id)).ToList() is [var first, ..] left)
        {
            mistakes.Add(first.Source.Line, $"the steps {PrintableText.Of(string.Join(", ", left.Select(step => $"\"{step.Id}\"")), 500)} wait for each other in a circle; take one \"after\" away.");
        }
    }

    void CheckTraffic(IReadOnlyList<Step> steps)
    {
        if (steps.Count > 0 && !steps.Any(step => step.Traits.Role == StepRole.Traffic))
        {
            mistakes.Warn(root.LineOf("steps"), "no step moves users: after this plan they still go to the primary, unless something else moves them.");
        }

        foreach (var step in steps.Where(step => step.Traits.Role == StepRole.Traffic))
        {
            if (!PlanOrder.Before(steps, step).Any(before => before.Traits.Role == StepRole.Verification))
            {
                mistakes.Add(step.Source.Line, $"step \"{step.Id}\" moves traffic without an http-check of the standby before it; "
                    + "add an http-check step and name it in \"after\", or users are sent to something nobody has seen answer.");
            }
        }
    }
}
