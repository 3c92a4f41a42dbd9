using DrFunctions.Core.Deciding;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;
using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Chaos;
using DrFunctions.Simulation.Kinds;
using DrFunctions.Steps;
using LocalAws;

namespace DrFunctions.Simulation.Invariants;

/// <summary>The safety invariants, one function each, checked against the world and the table at that instant.</summary>
sealed class SafetyInvariants(LocalCloud cloud, KindWorlds worlds, Verdicts verdicts, People people, ProbeLog probes, PauseReads store)
{
    /// <summary>A call takes some milliseconds to leave, and its wait ends some milliseconds late.</summary>
    static readonly TimeSpan Wire = TimeSpan.FromSeconds(1);

    /// <summary>One cycle with its save, and the longest gap between cycles: one period of the schedule.</summary>
    static readonly TimeSpan LongestLook = Timing.LongestLook + TimeSpan.FromMinutes(1);

    /// <summary>A start outside of a step's attempts is repeated no sooner than this.</summary>
    static readonly TimeSpan MoreEvery = TimeSpan.FromMinutes(5);

    static readonly string[] Secrets = [TestBench.Secret, "AKIDEXAMPLE", "AWS4-HMAC-SHA256", "X-Amz-Security-Token"];

    public void S1(PlanWitness plan, FaultPoint point, IEnumerable<Step> steps)
    {
        foreach (var check in steps.SelectMany(step => plan.Plan.Before(step)).Where(step => step.Traits.Role == StepRole.Verification)
            .Distinct())
        {
            if (check.Settings is not IFrontDoorCheck { Probe: var probe })
            {
                continue;
            }

            var seen = probes.Newest(Caller.Current, probe);
            verdicts.Must(Invariant.S1, seen is { Good: true } && cloud.World.Now - seen.Value.At <= TimeSpan.FromSeconds(60),
                () => $"{point.Operation} of {plan.Plan.Name}, whose check {check.Id} "
                    + $"{(seen is { } one ? $"was {(one.Good ? "good" : "bad")} at {one.At:HH:mm:ss}" : "was never asked")}");
        }
    }

    /// <summary>The loop is the retry: a client that sends a change again without a new decision acts twice on one.</summary>
    public void S2(FaultPoint point) =>
        verdicts.Must(Invariant.S2, point.Request.Header("amz-sdk-request") is not { } attempts || attempts.EndsWith("max=1", StringComparison.Ordinal),
            () => $"{point.Operation}: the client may send it again ({point.Request.Header("amz-sdk-request")})");

    /// <param name="effects">The call's effects for the step: many instances may take several calls, but no instance two.</param>
    public void S2(PlanWitness plan, TracedCall call, Step step, Decided? decided, IReadOnlyList<string> effects) =>
        verdicts.Must(Invariant.S2, decided is null || effects.All(decided.Effects.Add) || IsSecondPart(call, decided),
            () => $"{call}: a second effect of one decision, for {plan.Plan.Name}'s {step.Id}");

    public void S3(PlanWitness plan, TracedCall call, Step step, Decided decided, IReadOnlyList<string> effects)
    {
        var earlier = plan.Decisions.FindLast(one => !ReferenceEquals(one, decided) && one.Step.Id == step.Id && one.RunId == decided.RunId
            && !one.IsUndo && one.Effects.Overlaps(effects));
        if (earlier is not null)
        {
            var least = Timing.RepeatedAfter(answered: !earlier.IsLost);
            verdicts.Must(Invariant.S3, decided.StartedAt - earlier.StartedAt >= least,
                () => $"{call}: {step.Id} was started {decided.StartedAt - earlier.StartedAt} before{(earlier.IsLost ? ", and the answer was lost" : "")}");
        }
    }

    public void S4(IReadOnlyList<PlanWitness> plans, FaultPoint point)
    {
        if (!worlds.IsGlobal(point.Service))
        {
            var lowers = worlds.Lowers(point.Operation);
            verdicts.Must(Invariant.S4, plans.All(plan => plan.Plan.Primary != point.Region), () => $"{point.Operation} in {point.Region}, the primary");
            verdicts.Must(Invariant.S4, !lowers || plans.Any(plan => IsUndoing(plan, point)), () => $"{point.Operation} in {point.Region}, and nothing was being undone");
        }
    }

    /// <param name="before">The service's count or floor before the call.</param>
    public void S4(PlanWitness plan, TracedCall call, Decided? decided, int before, int after)
    {
        // What a person raised seconds ago, reads need not show yet, and ECS sets a count without a condition.
        var isHidden = cloud.World.Now - people.ByHandAt < Timing.ReadsLag + Timing.SentAfterAnswer;
        if (after < before && !isHidden)
        {
            verdicts.Must(Invariant.S4, decided?.IsUndo == true, () => $"{call}: lowered from {before} to {after} for {plan.Plan.Name}");
        }
    }

    public void S6(PlanWitness plan)
    {
        var (was, now) = (plan.Before.Phase, plan.Saved.Phase);
        if (plan.IsAutomatic)
        {
            // The records' own clocks may be minutes apart.
            var gap = plan.EndedByItself is { } ended ? cloud.World.Now - ended + TimeSpan.FromMinutes(20) : TimeSpan.MaxValue;
            verdicts.Must(Invariant.S6, gap >= plan.Plan.Trigger.Cooldown, () => $"{plan.Plan.Name} fails over again {gap} after it became Recovered or Stuck");
            verdicts.Must(Invariant.S6, plan.Saved.Run!.Disputed || plan.DownWithin(LongestLook) >= plan.Plan.Trigger.AtLeast,
                () => $"{plan.Plan.Name} fails over ({plan.Saved.Because}), but only {plan.DownWithin(LongestLook)} of its signals were down");
        }

        if (was != Phase.FailingBack && now == Phase.FailingBack && plan.Saved.Run!.Undoing == Undoing.StandDown)
        {
            verdicts.Must(
                Invariant.S6, !plan.Decisions.Exists(one => one.RunId == plan.Saved.Run!.Id && one.Effects.Any(worlds.MovesUsers)),
                () => $"{plan.Plan.Name} stands down although users were moved: {plan.Saved.Because}");
        }

        if (was == Phase.Recovered && now != was && !plan.Before.IsShadow(plan.Plan))
        {
            verdicts.Must(Invariant.S6, people.Asked(plan.Plan.Name), () => $"{plan.Plan.Name} left Recovered for {now} by itself");
        }
    }

    public void S7(IReadOnlyList<PlanWitness> plans, FaultPoint point, IReadOnlyList<string> targets) =>
        verdicts.Must(Invariant.S7, targets.Count > 0 && targets.All(target => plans.Any(plan => plan.Resources.ContainsKey(target))),
            () => $"{point.Operation} names {string.Join(", ", targets)}");

    public void S8(PlanWitness plan, FaultPoint point)
    {
        verdicts.Must(Invariant.S8, plan.Plan.Trigger.Mode != Mode.Shadow || plan.Saved.Run?.OverridesShadow == true, () => $"{point.Operation} for {plan.Plan.Name}");
    }

    public void S9(string where, string text) =>
        verdicts.Must(Invariant.S9, !Secrets.Any(secret => text.Contains(secret, StringComparison.Ordinal)), () => $"{where}: {text}");

    public void S10(PlanWitness plan, TracedCall call, Step step, Decided? decided, bool frozenOnTheWay)
    {
        verdicts.Must(Invariant.S10, decided is not null, () => $"{call}: {plan.Plan.Name}'s {step.Id} was not decided by who acts");
        if (decided is not null && !frozenOnTheWay)
        {
            verdicts.Must(Invariant.S10, cloud.World.Now - decided.At <= Timing.Lost + Wire, () => $"{call}: decided {cloud.World.Now - decided.At} ago");
        }
    }

    /// <summary>When the call leaves; a call that is frozen on its way left at the right time.</summary>
    public void S10(PlanWitness plan, FaultPoint point, Step step, Decided decided)
    {
        var (age, name) = (cloud.World.Now - decided.At, $"{point.Operation} for {plan.Plan.Name}'s {step.Id}");
        verdicts.Must(Invariant.S10, age <= Timing.SentAfterDecision + Wire, () => $"{name}: sent {age} after the save");
        verdicts.Must(Invariant.S10, age <= decided.Drives + Wire, () => $"{name}: sent {age} after the save, whose driver counted as alive for {decided.Drives}");
        verdicts.Must(Invariant.S10, cloud.World.Now - decided.AnsweredAt is not { } since || since <= Timing.SentAfterAnswer + Wire,
            () => $"{name}: sent {cloud.World.Now - decided.AnsweredAt} after the save's answer");
    }

    public void S10(PlanWitness plan, Decided decided)
    {
        var isTold = decided.IsUndo
            ? plan.Told.OfType<UndoStarted>().Any(undo => undo.Step == decided.Step.Id)
            : plan.Told.OfType<StepStarted>().Any(start => start.Step == decided.Step.Id);
        verdicts.Must(
            Invariant.S10, isTold, () => $"{plan.Plan.Name}'s {decided.Step.Id} was decided, and the history does not tell: {plan.HistoryText}");
    }

    public void S11(PlanWitness plan, Decided decided)
    {
        var (step, was, now) = (decided.Step, plan.Was(decided.Step), plan.Is(decided.Step));
        verdicts.Must(
            Invariant.S11, was.Progress != StepProgress.Done || was.Degraded, () => $"{plan.Plan.Name}'s {step.Id} was done and is started again");
        verdicts.Must(
            Invariant.S11, now.Extra == was.Extra || !(now.StartedAt - was.StartedAt < MoreEvery),
            () => $"{plan.Plan.Name}'s {step.Id} is started outside of its attempts, {now.StartedAt - was.StartedAt} after its start before");
        verdicts.Must(Invariant.S11, now.Attempts <= step.Attempts, () => $"{plan.Plan.Name}'s {step.Id} is started {now.Attempts} times of {step.Attempts}");
        verdicts.Must(Invariant.S11, step.After.All(id => plan.Is(plan.Plan.Step(id)).Progress == StepProgress.Done),
            () => $"{plan.Plan.Name}'s {step.Id} is started before {string.Join(", ", step.After)}");
    }

    public void S12(PlanWitness plan, FaultPoint point, Decided? decided)
    {
        var (since, name) = (plan.Saved.Run?.OverridesPause == true ? null : people.PausedSince(plan.Plan.Name), plan.Plan.Name);
        verdicts.Must(Invariant.S12, !(cloud.World.Now - since > LongestLook), () => $"{point.Operation} for {name}, paused since {since:HH:mm:ss}");
        // A person who overrides the pause also overrides a pause that cannot be read.
        verdicts.Must(
            Invariant.S12, plan.Saved.Run?.OverridesPause == true || decided?.By is not { } by || !store.DecidedBlindly(by), () => $"{point.Operation} for {name}, though the pause could not be read");
    }

    bool IsUndoing(PlanWitness plan, FaultPoint point) =>
        plan.Decisions.Exists(one => one.IsUndo && one.By == Caller.Current
            && worlds.TargetsOf(point).Any(target => plan.Resources.GetValueOrDefault(target)?.Id == one.Step.Id));

    bool IsSecondPart(TracedCall call, Decided decided) =>
        decided.IsUndo && worlds.SecondPartOf(call.Operation) is { } part && decided.Effects.Add(part);
}
