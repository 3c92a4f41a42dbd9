using System.Text.Json;
using System.Text.Json.Serialization;
using DrFunctions.Core.Explaining;

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
[JsonDerivedType(typeof(NotReadable), "not-readable")]
[JsonDerivedType(typeof(PerhapsStale), "perhaps-stale")]
[JsonDerivedType(typeof(StartRefused), "start-refused")]
[JsonDerivedType(typeof(WouldBeStarted), "would-be-started")]
[JsonDerivedType(typeof(OverLimit), "over-limit")]
[JsonDerivedType(typeof(AttemptsUsed), "attempts-used")]
[JsonDerivedType(typeof(CheckFailsAgain), "check-fails-again")]
[JsonDerivedType(typeof(SwitchHeld), "switch-held")]
[JsonDerivedType(typeof(GoingBackHeld), "going-back-held")]
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
[JsonDerivedType(typeof(OtherInvocationLooks), "other-invocation-looks")]
[JsonDerivedType(typeof(OtherInvocationSaved), "other-invocation-saved")]
[JsonDerivedType(typeof(TableUnusable), "table-unusable")]
[JsonDerivedType(typeof(UnexpectedError), "unexpected-error")]
[JsonDerivedType(typeof(StepsMove), "steps-move")]
[JsonDerivedType(typeof(FoundBySweep), "found-by-sweep")]
[JsonDerivedType(typeof(HandedOver), "handed-over")]
[JsonDerivedType(typeof(NoticesWait), "notices-wait")]
public abstract record Fact
{
    /// <summary>The fact without the time that it counts.</summary>
    internal virtual Fact Uncounted() => this;

    /// <summary>The sentence, so that a log line that is given a fact shows it and keeps it.</summary>
    public sealed override string ToString() => Sentences.Of(this);
}

/// <summary>A sentence of somebody else: of an earlier version, or of another room.</summary>
public sealed record Quoted(string Text) : Fact;

public sealed record Several(IReadOnlyList<Fact> Facts) : Fact;

/// <summary>Nothing is done, and why.</summary>
public sealed record NoAction(Fact Why) : Fact
{
    /// <summary>Whether the other look found the same, but for the time that passed between the two.</summary>
    public bool IsAsBefore(NoAction other)
    {
        ArgumentNullException.ThrowIfNull(other);
        // As text, because lists are equal by reference.
        return FactJson.Write([Uncounted()]) == FactJson.Write([other.Uncounted()]);
    }

    internal override Fact Uncounted() => new NoAction(Why.Uncounted());
}

/// <summary>What speaks for acting, and what holds it.</summary>
public sealed record But(Fact What, Fact Hold) : Fact
{
    internal override Fact Uncounted() => new But(What.Uncounted(), Hold.Uncounted());
}

public sealed record PhaseEntered(Phase Phase, Fact Because) : Fact;

/// <summary>Where observations are plain text mostly, they lie in the table as that text, and everything else as its fact.</summary>
sealed class FactOrText : JsonConverter<Fact>
{
    public override Fact? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? new Quoted(reader.GetString()!) : JsonSerializer.Deserialize(ref reader, FactContext.Default.Fact);

    public override void Write(Utf8JsonWriter writer, Fact value, JsonSerializerOptions options)
    {
        if (value is Quoted quoted)
        {
            writer.WriteStringValue(quoted.Text);
        }
        else
        {
            JsonSerializer.Serialize(writer, value, FactContext.Default.Fact);
        }
    }
}

/// <summary>Facts as they lie in the table: members in the order of their declaration, so that equal facts are equal bytes.</summary>
public static class FactJson
{
    public static string Write(IReadOnlyList<Fact> facts) => JsonSerializer.Serialize(facts, FactContext.Default.IReadOnlyListFact);

    public static void Write(Utf8JsonWriter writer, Fact fact) => JsonSerializer.Serialize(writer, fact, FactContext.Default.Fact);

    /// <summary>Null when it is no fact that this version knows.</summary>
    public static Fact? Read(JsonElement json)
    {
        try
        {
            return HasHole(json) ? null : json.Deserialize(FactContext.Default.Fact);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Null when the text holds no facts that this version knows.</summary>
    public static IReadOnlyList<Fact>? Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return HasHole(document.RootElement) ? null : document.RootElement.Deserialize(FactContext.Default.IReadOnlyListFact);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>A null in a list, which the serializer lets through.</summary>
    static bool HasHole(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Null || HasHole(item)),
        JsonValueKind.Object => json.EnumerateObject().Any(member => HasHole(member.Value)),
        _ => false,
    };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Fact))]
[JsonSerializable(typeof(IReadOnlyList<Fact>))]
sealed partial class FactContext : JsonSerializerContext;
