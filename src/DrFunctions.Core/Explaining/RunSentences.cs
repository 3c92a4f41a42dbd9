using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Explaining;

static class RunSentences
{
    public static string? Of(Fact fact) => Failover(fact) ?? Back(fact) ?? Drill(fact) ?? Prewarm(fact);

    static string? Failover(Fact fact) => fact switch
    {
        FailoverBegun begun => $"{(begun.IsShadow ? "would be failing" : "failing")} over to {begun.Standby}: {Sentences.Say(begun.Because)}",
        FailoverProgress going => $"{(going.IsShadow ? "would be failing" : "failing")} over: {Sentences.Say(going.Steps)}",
        StepsProgress steps => string.Join("; ", steps.Open.Select(step => $"{step.Step}: {step.Because}").Prepend($"{steps.Done} of {steps.All} steps done")),
        StepsFailed failed => string.Join("; ", failed.Steps.Select(step => $"step {step.Step} cannot {(failed.IsUndo ? "be undone" : "go on")}: {step.Because}")),
        Recovery { IsShadow: true } shadow =>
            $"{shadow.Plan} would now be served from {shadow.Standby}; nothing was changed, {Durations.Say(shadow.Took)} after the outage was first seen",
        Recovery recovery =>
            $"{recovery.Plan} is served from {recovery.Standby}: all {recovery.Steps} steps are done, {Durations.Say(recovery.Took)} after the outage was first seen",
        StandbyServes serves => $"the standby serves; only a person changes that{(serves.PrimaryUp is { } up ? $"; the primary has been up for {Durations.Say(up)}" : "")}",
        PersonNeeded person => $"a person is needed: {Sentences.Say(person.For)}",
        _ => null,
    };

    static string? Back(Fact fact) => fact switch
    {
        GoingBack { Undoing: Undoing.Failback } back => $"failing back to {back.Primary}: {Sentences.Say(back.Because)}",
        GoingBack back => $"standing down: {Sentences.Say(back.Because)}",
        UndoProgressed { Undoing: Undoing.Failback } back => $"failing back: {Sentences.Say(back.Steps)}",
        UndoProgressed { Undoing: Undoing.DrillEnd } back => $"drilling: undoing, {Sentences.Say(back.Steps)}",
        UndoProgressed back => $"standing down: {Sentences.Say(back.Steps)}",
        BackInPrimary back => $"{back.Plan} is served from {back.Primary}, and what the run changed is undone: {Sentences.Say(back.Steps)}",
        UndoneSteps { Steps.Count: 0 } => "nothing of ours was left",
        UndoneSteps undone => string.Join("; ", undone.Steps.Select(step => $"{step.Step}: {Of(step)}")),
        _ => null,
    };

    static string Of(UndoneStep step) => !step.CanUndo ? $"what {step.Kind} did cannot be undone and stays" : step.Because ?? "not yet";

    static string? Drill(Fact fact) => fact switch
    {
        DrillOn drill => $"drilling: {Sentences.Say(drill.Because)}",
        DrillInterrupted interrupted => $"{Sentences.Say(interrupted.Signals)} while a drill was under way; what it has started is kept",
        DrillDone done => $"all {done.Steps} steps were done {Durations.Say(done.Took)} after the drill began",
        DrillUndoing undoing => $"{(undoing.IsNew ? "drilling:" : "the drill has shown:")} {Sentences.Say(undoing.Shown)}; undoing it",
        DrillOver over => $"the drill is over: {over.Result}; {Sentences.Say(over.Steps)}",
        _ => null,
    };

    static string? Prewarm(Fact fact) => fact switch
    {
        PrewarmBegun => "prewarming",
        PrewarmProgress prewarm => $"{prewarm.Done} of {prewarm.All} prewarm steps done",
        PrewarmKept kept => $"what was prewarmed is kept until the primary has been up for {Durations.Say(kept.Needed)}, now {Durations.Say(kept.Up)}",
        PrewarmStandsDown { Up: { } up } => $"standing down what was prewarmed: the primary has been up for {Durations.Say(up)}",
        PrewarmStandsDown { Steps: { } steps } => $"standing down: {Sentences.Say(steps)}",
        PrewarmStandsDown => "standing down what was prewarmed",
        PrewarmStoodDown { IsNote: true } stood => $"what was prewarmed is stood down: {Sentences.Say(stood.Steps)}",
        PrewarmStoodDown stood => $"stood down: {Sentences.Say(stood.Steps)}",
        _ => null,
    };
}
