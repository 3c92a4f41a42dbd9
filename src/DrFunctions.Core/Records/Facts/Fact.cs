using System.Text.Json;
using System.Text.Json.Serialization;

namespace DrFunctions.Core.Records.Facts;

/// <summary>
/// One thing that was decided, done or found, as values. Explaining renders it; the history keeps it; nothing reads the sentence.
/// </summary>
/// <remarks>A fact's name in the table stays for good: records of this version are read by later ones.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "fact", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(Quoted), "quoted")]
[JsonDerivedType(typeof(Several), "several")]
[JsonDerivedType(typeof(NoAction), "no-action")]
[JsonDerivedType(typeof(But), "but")]
[JsonDerivedType(typeof(PhaseEntered), "phase-entered")]
[JsonDerivedType(typeof(SignalsCounted), "signals-counted")]
[JsonDerivedType(typeof(SignalsUnreadable), "signals-unreadable")]
[JsonDerivedType(typeof(SignalsReadable), "signals-readable")]
[JsonDerivedType(typeof(NotEnoughDown), "not-enough-down")]
[JsonDerivedType(typeof(OutageSuspected), "outage-suspected")]
[JsonDerivedType(typeof(DownFor), "down-for")]
[JsonDerivedType(typeof(ClockHeld), "clock-held")]
[JsonDerivedType(typeof(PersonMayFailOver), "person-may-fail-over")]
[JsonDerivedType(typeof(CoolingDown), "cooling-down")]
[JsonDerivedType(typeof(PrimaryAnswersAgain), "primary-answers-again")]
[JsonDerivedType(typeof(PrimaryUpFor), "primary-up-for")]
[JsonDerivedType(typeof(FailbackPossible), "failback-possible")]
[JsonDerivedType(typeof(ApprovalAsked), "approval-asked")]
[JsonDerivedType(typeof(ApprovalPending), "approval-pending")]
[JsonDerivedType(typeof(Unanswered), "unanswered")]
[JsonDerivedType(typeof(UnansweredProceeds), "unanswered-proceeds")]
[JsonDerivedType(typeof(UnreadableHolds), "unreadable-holds")]
[JsonDerivedType(typeof(FailoverDeclined), "failover-declined")]
[JsonDerivedType(typeof(StaysDeclined), "stays-declined")]
[JsonDerivedType(typeof(RegionsUnreadable), "regions-unreadable")]
[JsonDerivedType(typeof(OtherRegionsFailedOver), "other-regions-failed-over")]
[JsonDerivedType(typeof(OtherPlanWaitsLonger), "other-plan-waits-longer")]
[JsonDerivedType(typeof(Queueing), "queueing")]
[JsonDerivedType(typeof(FailoverBegun), "failover-begun")]
[JsonDerivedType(typeof(FailoverProgress), "failover-progress")]
[JsonDerivedType(typeof(StepsProgress), "steps-progress")]
[JsonDerivedType(typeof(StepsFailed), "steps-failed")]
[JsonDerivedType(typeof(Recovery), "recovery")]
[JsonDerivedType(typeof(StandbyServes), "standby-serves")]
[JsonDerivedType(typeof(PersonNeeded), "person-needed")]
[JsonDerivedType(typeof(GoingBack), "going-back")]
[JsonDerivedType(typeof(UndoProgressed), "undo-progressed")]
[JsonDerivedType(typeof(BackInPrimary), "back-in-primary")]
[JsonDerivedType(typeof(UndoneSteps), "undone-steps")]
[JsonDerivedType(typeof(DrillOn), "drill-on")]
[JsonDerivedType(typeof(DrillInterrupted), "drill-interrupted")]
[JsonDerivedType(typeof(DrillDone), "drill-done")]
[JsonDerivedType(typeof(DrillUndoing), "drill-undoing")]
[JsonDerivedType(typeof(DrillOver), "drill-over")]
[JsonDerivedType(typeof(PrewarmBegun), "prewarm-begun")]
[JsonDerivedType(typeof(PrewarmProgress), "prewarm-progress")]
[JsonDerivedType(typeof(PrewarmKept), "prewarm-kept")]
[JsonDerivedType(typeof(PrewarmStandsDown), "prewarm-stands-down")]
[JsonDerivedType(typeof(PrewarmStoodDown), "prewarm-stood-down")]
[JsonDerivedType(typeof(StepStarted), "step-started")]
[JsonDerivedType(typeof(StepWouldStart), "step-would-start")]
[JsonDerivedType(typeof(StepOnItsWay), "step-on-its-way")]
[JsonDerivedType(typeof(StepRefused), "step-refused")]
[JsonDerivedType(typeof(StepWaitsOnceMore), "step-waits-once-more")]
[JsonDerivedType(typeof(StepDone), "step-done")]
[JsonDerivedType(typeof(StepFailed), "step-failed")]
[JsonDerivedType(typeof(StepHeld), "step-held")]
[JsonDerivedType(typeof(UndoStarted), "undo-started")]
[JsonDerivedType(typeof(UndoRefused), "undo-refused")]
[JsonDerivedType(typeof(UndoHeld), "undo-held")]
[JsonDerivedType(typeof(UndoDone), "undo-done")]
[JsonDerivedType(typeof(UndoFailed), "undo-failed")]
[JsonDerivedType(typeof(Paused), "paused")]
[JsonDerivedType(typeof(PauseUnreadable), "pause-unreadable")]
[JsonDerivedType(typeof(PauseOver), "pause-over")]
[JsonDerivedType(typeof(Disarmed), "disarmed")]
[JsonDerivedType(typeof(RequestAnswered), "request-answered")]
[JsonDerivedType(typeof(RequestRefused), "request-refused")]
[JsonDerivedType(typeof(InPhase), "in-phase")]
[JsonDerivedType(typeof(RequestTooOld), "request-too-old")]
[JsonDerivedType(typeof(ResumeFirst), "resume-first")]
[JsonDerivedType(typeof(CommandUnfit), "command-unfit")]
[JsonDerivedType(typeof(DrillNeedsAllUp), "drill-needs-all-up")]
[JsonDerivedType(typeof(FailbackTooEarly), "failback-too-early")]
[JsonDerivedType(typeof(MovedToStandby), "moved-to-standby")]
[JsonDerivedType(typeof(Ordered), "ordered")]
[JsonDerivedType(typeof(Approved), "approved")]
[JsonDerivedType(typeof(Rejected), "rejected")]
[JsonDerivedType(typeof(LetGoOn), "let-go-on")]
[JsonDerivedType(typeof(ArmedAgain), "armed-again")]
[JsonDerivedType(typeof(RunClosed), "run-closed")]
public abstract record Fact;

/// <summary>A sentence of somebody else: of an earlier version, or of another room.</summary>
public sealed record Quoted(string Text) : Fact;

public sealed record Several(IReadOnlyList<Fact> Facts) : Fact;

/// <summary>Nothing is done, and why.</summary>
public sealed record NoAction(Fact Why) : Fact;

/// <summary>What speaks for acting, and what holds it.</summary>
public sealed record But(Fact What, Fact Hold) : Fact;

public sealed record PhaseEntered(Phase Phase, Fact Because) : Fact;

/// <summary>Facts as they lie in the table: members in the order of their declaration, so that equal facts are equal bytes.</summary>
public static class FactJson
{
    public static string Write(IReadOnlyList<Fact> facts) => JsonSerializer.Serialize(facts, FactContext.Default.IReadOnlyListFact);

    /// <summary>Null when the text holds no facts that this version knows.</summary>
    public static IReadOnlyList<Fact>? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, FactContext.Default.IReadOnlyListFact);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(IReadOnlyList<Fact>))]
sealed partial class FactContext : JsonSerializerContext;
