using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Kinds;
using LocalAws.Services.Sns;
using LocalAws;

namespace DrFunctions.Simulation.Invariants;

/// <summary>The liveness invariants, which are checked at the end.</summary>
sealed class LivenessInvariants(LocalCloud cloud, Verdicts verdicts, DateTimeOffset calm)
{
    static readonly TimeSpan Periods = TimeSpan.FromMinutes(2);

    /// <summary>In the worst case a digest waits for the next round of the watch.</summary>
    public static readonly TimeSpan ToldWithin = TimeSpan.FromSeconds(60);

    /// <summary>A hold takes two minutes, and clocks that differ by minutes stretch every limit once.</summary>
    static readonly TimeSpan Slack = TimeSpan.FromMinutes(2 + 10);

    /// <summary>
    /// The longest time that a plan's steps may take without interruption; time in which AWS cannot be reached doubles it.
    /// </summary>
    public static TimeSpan LimitsOf(Plan plan) =>
        plan.Steps.Aggregate(TimeSpan.Zero, (sum, step) => sum + (2 * step.Limit * step.Attempts)) + Periods + Slack;

    /// <param name="held">How long the run was paused or without its store.</param>
    public void L1(PlanWitness plan, TimeSpan held)
    {
        if (plan.Saved.Run is not { } run)
        {
            return;
        }

        var limit = held + (run.Undoing is null ? LimitsOf(plan.Plan) : 2 * LimitsOf(plan.Plan));
        verdicts.Must(Invariant.L1, plan.EndedAt is not { } ended || run.Purpose == RunPurpose.Prewarm || ended - run.BeganAt <= limit,
            () => $"{plan.Plan.Name}'s run took {plan.EndedAt - run.BeganAt} of {limit}");
        if (plan.Saved.Phase == Phase.Recovered && !plan.Saved.IsShadow(plan.Plan))
        {
            var missing = plan.Plan.Steps.Where(step => step.Traits.Role == StepRole.Traffic)
                .Where(step => !IsSwitched(plan, step)).Select(plan.Estate.Worlds.NameOf).ToList();
            verdicts.Must(Invariant.L1, missing.Count == 0, () => $"{plan.Plan.Name} says Recovered, but users of {string.Join(", ", missing)} are not sent to the standby");
            verdicts.Must(Invariant.L1, plan.Plan.Steps.All(step => plan.Is(step).Progress == StepProgress.Done), () => $"{plan.Plan.Name} says Recovered with steps that are not done");
        }
    }

    /// <summary>After a complete undo the estate is as found, but for what a person kept, and users are sent to the primary.</summary>
    /// <param name="before">The estate's state before anything happened, without DNS answers, which depend on health checks too.</param>
    public void L1(PlanWitness plan, IEnumerable<Standing> before)
    {
        if (plan.Saved is not { Phase: Phase.Watching, Run: { Undoing: not null, EndedAt: not null } run }
            || plan.Plan.Trigger.Mode == Mode.Shadow
            || run.Steps.Values.Any(step => step.Undo is { Progress: not StepProgress.Done }))
        {
            return;
        }

        var kept = plan.Plan.Steps.Where(step => plan.Kept.Contains(step.Id))
            .SelectMany(step => plan.Estate.Worlds.Of(step).Restored(plan.Estate, step));
        var left = plan.Estate.Restored.Except(before).Except(kept).Select(stands => stands.ToString())
            .Concat(plan.Plan.Steps.Where(step => step.Traits.Role == StepRole.Traffic && IsSwitched(plan, step)).Select(step => $"{step.Id} is still switched"))
            .ToList();
        verdicts.Must(Invariant.L1, left.Count == 0, () => $"{plan.Plan.Name} says that all is undone ({plan.Saved.Because}), but {string.Join(", ", left)}");
    }

    static bool IsSwitched(PlanWitness plan, Step step) => plan.Estate.Worlds.Of(step).IsSwitched(plan.Estate, step);

    public void L2(PlanWitness plan, IEnumerable<Email> emails)
    {
        if (plan.Saved.Phase is Phase.Recovered or Phase.Stuck)
        {
            var kind = plan.Saved.Phase == Phase.Recovered ? NoticeKind.Recovered : NoticeKind.Stuck;
            verdicts.Must(Invariant.L2,
                emails.Any(email => email.Tells(plan.Plan.Name, kind)),
                () => $"nobody was told that {plan.Plan.Name} is {plan.Saved.Phase}; the outbox holds {plan.Saved.Outbox.Count}");
        }

        foreach (var (at, kind) in plan.Ends.Where(end => end.At >= calm))
        {
            verdicts.Must(Invariant.L2,
                emails.Any(email => email.Tells(plan.Plan.Name, kind)
                    && email.Publication!.At >= at && email.Publication.At <= at + ToldWithin),
                () => $"{plan.Plan.Name} was {kind} at {at:HH:mm:ss}, and nobody was told within {ToldWithin}");
        }
    }

    /// <summary>The topics of DrFunctions still reach everybody.</summary>
    public void L7(IEnumerable<string> topics)
    {
        foreach (var one in topics.SelectMany(cloud.Sns.SubscriptionsOf))
        {
            verdicts.Must(Invariant.L7, one.Suspended == 0, () => $"{one.Endpoint} got {one.Busiest} messages in one second");
        }
    }

    public void L3(PlanWitness plan) =>
        verdicts.Must(Invariant.L3, plan.Rests, () => $"{plan.Plan.Name} is still {plan.Saved.Phase} {cloud.World.Now - calm} after all faults ended: {plan.Saved.Because}");

    public void L4(PlanWitness plan, bool mustRun)
    {
        if (mustRun)
        {
            verdicts.Must(Invariant.L4, plan.HasBegun, () => $"{plan.Plan.Name} has no run: {plan.Saved.Phase}, {plan.Saved.Because}");
        }
    }

    /// <param name="poisoned">Resources that can never serve.</param>
    public void L5(PlanWitness plan, IReadOnlySet<string> poisoned, bool hasNeighbour)
    {
        if (hasNeighbour)
        {
            verdicts.Must(Invariant.L5, plan.Rests, () => $"{plan.Plan.Name} does not rest, beside another plan");
        }

        foreach (var step in plan.Plan.Steps.Where(
            step => plan.Is(step) is { Progress: StepProgress.Done or StepProgress.Failed, Attempts: > 0 }))
        {
            if (plan.Estate.Worlds.Of(step).HeldUp(plan.Estate, step, poisoned) is { } idle)
            {
                var tried = plan.Decisions.Exists(one => one.Step.Id == step.Id && one.Effects.Count > 0);
                verdicts.Must(Invariant.L5, !tried || idle.Count == 0, () => $"{plan.Plan.Name}'s {step.Id} started, but never {string.Join(", ", idle)}");
            }
        }
    }
}
