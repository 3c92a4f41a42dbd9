using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Explaining;

static class RunSentences
{
    public static string? Of(Fact fact) => Failover(fact) ?? Back(fact) ?? Drill(fact) ?? Prewarm(fact);

    static string? Failover(Fact fact) => fact switch
    {
        FailoverBegun { IsShadow: true } begun => $"the primary is down; nothing is changed in mode shadow, which would fail over to {begun.Standby} now: {Sentences.Say(begun.Because)}",
        FailoverBegun begun => $"failing over to {begun.Standby}: {Sentences.Say(begun.Because)}",
        FailoverProgress { IsShadow: true } going => $"nothing is changed in mode shadow, which would be failing over: {Sentences.Say(going.Steps)}",
        FailoverProgress going => $"failing over: {Sentences.Say(going.Steps)}",
        StepsProgress steps => string.Join("; ", steps.Open.Select(step => $"{step.Step}: {Sentences.Say(step.Because)}").Prepend($"{steps.Done} of {steps.All} steps done")),
        StepsFailed failed => string.Join("; ", failed.Steps.Select(step => $"step {step.Step} cannot {(failed.IsUndo ? "be undone" : "go on")}: {Sentences.Say(step.Because)}")),
        Recovery { IsShadow: true } shadow =>
            $"the primary is down and nothing was changed in mode shadow; {shadow.Plan} would have failed over to {shadow.Standby}",
        Recovery recovery =>
            $"{Where(recovery)}: {Plural.All(recovery.Steps, "step")} {(recovery.Steps == 1 ? "is" : "are")} done, {Durations.Say(recovery.Took)} after {(recovery.WasOrdered ? "it was ordered" : "the outage was first seen")}{Degraded(recovery)}{string.Concat((recovery.Names ?? []).Select(name => $"; {PostSwitchSentences.Of(name)}"))}",
        NothingMoved nothing => $"nothing was moved: {string.Join("; ", nothing.Steps.Select(step => $"{step.Step} was as the plan wants it already ({Sentences.Say(step.Because)})"))}; find out whether users are served from {nothing.Standby}",
        UndoResumes on => $"the undo goes on by itself with {string.Join(", ", on.Steps)}",
        ResumesByItself on => $"{Sentences.Say(on.Signals)}; going on by itself with {string.Join(", ", on.Steps)}",
        CapacityLost lost => $"capacity is lost: {string.Join("; ", lost.Steps.Select(step => $"{step.Step} was done, and now {Sentences.Say(step.Because)}"))}",
        CapacityComplete complete => $"no step is degraded any more: {string.Join("; ", complete.Steps.Select(step => $"{step.Step}: {Sentences.Say(step.Because)}"))}",
        StandbyServes serves => $"the standby {(serves.UsersStay ? "stays ready" : "serves")} until a person fails back{InPart(serves)}{Found(serves)}{(serves.PrimaryUp is { } up ? $"; the primary has been healthy for {Durations.Say(up)}" : "")}",
        ShadowOver over => $"the primary {over.Primary} has been healthy for {Durations.Say(over.Up)}; nothing was changed in mode shadow, which watches again",
        ShadowHolds holds => InShadow(holds),
        PersonNeeded person => $"a person is needed: {Sentences.Say(person.For)}",
        _ => null,
    };

    static string InPart(StandbyServes serves) => string.Concat((serves.Degraded ?? []).Select(
        step => $"; {step.Step} is {Sentences.Say(step.Because)}, and the rest is still being started"));

    static string Found(StandbyServes serves) => string.Concat((serves.Found ?? []).Select(found => $"; {PostSwitchSentences.Of(found)}"));

    static string InShadow(ShadowHolds holds) => (holds.Signals is { } signals ? $"{Sentences.Say(signals)}; " : "")
        + (holds.Began is { } began ? $"a failover would have begun at {began.UtcDateTime:HH:mm:ss}Z, and " : "")
        + "nothing was changed in mode shadow, which watches again once the primary "
        + (holds.Needed is { } needed ? $"has been healthy for {Durations.Say(needed)}" : "is healthy")
        + (holds.Up is { } up ? $" ({Durations.Say(up)} so far)" : "");

    static string Degraded(Recovery recovery) => recovery.Degraded is not { } steps ? ""
        : string.Concat(steps.Select(step => $"; {step.Step} is {Sentences.Say(step.Because)}"));

    static string Where(Recovery recovery) => recovery.UsersStay
        ? $"{recovery.Plan} is ready in {recovery.Standby}, and no step moves its users"
        : $"{recovery.Plan} is served from {recovery.Standby}";

    static string? Back(Fact fact) => fact switch
    {
        GoingBack { Undoing: Undoing.Failback } back => $"failing back to {back.Primary}: {Sentences.Say(back.Because)}",
        GoingBack back => $"standing down: {Sentences.Say(back.Because)}",
        UndoProgressed { Undoing: Undoing.Failback } back => $"failing back: {Sentences.Say(back.Steps)}",
        UndoProgressed { Undoing: Undoing.DrillEnd } back => $"drilling: undoing, {Sentences.Say(back.Steps)}",
        UndoProgressed back => $"standing down: {Sentences.Say(back.Steps)}",
        BackInPrimary { UsersStay: true } back => $"all changes of {back.Plan} are reverted: {Sentences.Say(back.Steps)}",
        BackInPrimary back => $"{back.Plan} is back in {back.Primary}; all changes are reverted: {Sentences.Say(back.Steps)}",
        UndoneSteps { Steps.Count: 0 } => "nothing was left to undo",
        UndoneSteps undone => string.Join("; ", undone.Steps.Select(step => $"{step.Step}: {Of(step)}")),
        _ => null,
    };

    static string Of(UndoneStep step) => !step.CanUndo ? $"what {step.Kind} did cannot be undone and stays" : step.Because is { } because ? Sentences.Say(because) : "not yet";

    static string? Drill(Fact fact) => fact switch
    {
        DrillOn drill => $"drilling: {Sentences.Say(drill.Because)}",
        DrillInterrupted interrupted => $"{Sentences.Say(interrupted.Signals)} during a drill; what the drill started is kept",
        DrillDone done => $"{Plural.All(done.Steps, "step")} {(done.Steps == 1 ? "was" : "were")} done {Durations.Say(done.Took)} after the drill began",
        DrillUndoing undoing => $"{(undoing.IsNew ? "drilling:" : "the drill ended:")} {Sentences.Say(undoing.Shown)}; undoing its changes",
        DrillOver over => $"the drill is over: {Sentences.Say(over.Result)}; {Sentences.Say(over.Steps)}",
        _ => null,
    };

    static string? Prewarm(Fact fact) => fact switch
    {
        PrewarmBegun => "prewarming",
        PlanPinned pinned => $"the run keeps to the plan as it is now (SHA-256 {PlanHash.Short(pinned.Sha256)})",
        PrewarmProgress prewarm => $"{prewarm.Done} of {prewarm.All} prewarm steps done",
        PrewarmKept kept => $"prewarmed capacity is kept until the primary has been healthy for {Durations.Say(kept.Needed)} ({Durations.Say(kept.Up)} so far)",
        PrewarmStandsDown { Up: { } up } => $"undoing the prewarm: the primary has been healthy for {Durations.Say(up)}",
        PrewarmStandsDown { Steps: { } steps } => $"undoing what was started: {Sentences.Say(steps)}",
        PrewarmStandsDown => "undoing the prewarm",
        PrewarmStoodDown stood => $"what was started is undone: {Sentences.Say(stood.Steps)}",
        NoLongerShared free => $"undoing {string.Join(", ", free.Steps)}, which was left: no other plan counts on it any more",
        _ => null,
    };
}
