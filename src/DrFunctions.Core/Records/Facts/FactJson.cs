using System.Text.Json;
using System.Text.Json.Serialization;

namespace DrFunctions.Core.Records.Facts;

/// <summary>Facts as stored in the table: members in the order of their declaration, so that equal facts give equal bytes.</summary>
public static class FactJson
{
    public static string Write(IReadOnlyList<Fact> facts) => JsonSerializer.Serialize(facts, FactContext.Default.IReadOnlyListFact);

    public static void Write(Utf8JsonWriter writer, Fact fact) => JsonSerializer.Serialize(writer, fact, FactContext.Default.Fact);

    /// <summary>Null if this version knows no such fact.</summary>
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

    /// <summary>Null if the text is not a list of facts that this version knows.</summary>
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

    /// <summary>Whether a list contains a null, which the serializer lets through.</summary>
    static bool HasHole(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Null || HasHole(item)),
        JsonValueKind.Object => json.EnumerateObject().Any(member => HasHole(member.Value)),
        _ => false,
    };
}

/// <summary>
/// Writes a fact under its name. The serializer's own polymorphism would load the types of all facts for the first one, which takes a tenth
/// of a cold start.
/// </summary>
sealed class FactConverter : JsonConverter<Fact>
{
    public override Fact? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var ahead = reader;
        return ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName && ahead.ValueTextEquals("fact"u8)
            && ahead.Read() && ahead.TokenType == JsonTokenType.String && FactNames.TypeOf(ahead.GetString()!) is { } type
            ? (Fact?)JsonSerializer.Deserialize(ref reader, FactContext.Default.GetTypeInfo(type)!)
            : throw new JsonException("This version knows no such fact.");
    }

    public override void Write(Utf8JsonWriter writer, Fact value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, FactContext.Default.GetTypeInfo(value.GetType())!);
}

/// <summary>For members that are mostly plain text: a quotation is stored as its text, every other fact as a fact.</summary>
sealed class FactOrText : JsonConverter<Fact>
{
    public override Fact? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? new Quoted(reader.GetString()!)
            : JsonSerializer.Deserialize(ref reader, FactContext.Default.Fact);

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

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition =
        JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Fact))]
[JsonSerializable(typeof(Quoted))]
[JsonSerializable(typeof(Several))]
[JsonSerializable(typeof(NoAction))]
[JsonSerializable(typeof(But))]
[JsonSerializable(typeof(PhaseEntered))]
[JsonSerializable(typeof(SignalsCounted))]
[JsonSerializable(typeof(SignalsUnreadable))]
[JsonSerializable(typeof(SignalsReadable))]
[JsonSerializable(typeof(NotEnoughDown))]
[JsonSerializable(typeof(OutageSuspected))]
[JsonSerializable(typeof(DownFor))]
[JsonSerializable(typeof(MostlyDown))]
[JsonSerializable(typeof(SignalsWaver))]
[JsonSerializable(typeof(ClockHeld))]
[JsonSerializable(typeof(PersonMayFailOver))]
[JsonSerializable(typeof(CoolingDown))]
[JsonSerializable(typeof(OutageTold))]
[JsonSerializable(typeof(Escalated))]
[JsonSerializable(typeof(LedgersGivenUp))]
[JsonSerializable(typeof(FactsLeftOut))]
[JsonSerializable(typeof(RunLate))]
[JsonSerializable(typeof(PrimaryAnswersAgain))]
[JsonSerializable(typeof(PrimaryUpFor))]
[JsonSerializable(typeof(FailbackPossible))]
[JsonSerializable(typeof(SignalsArmed))]
[JsonSerializable(typeof(VantagesDisagree))]
[JsonSerializable(typeof(DefaultsChanged))]
[JsonSerializable(typeof(ApprovalAsked))]
[JsonSerializable(typeof(ApprovalPending))]
[JsonSerializable(typeof(QuestionStands))]
[JsonSerializable(typeof(Unanswered))]
[JsonSerializable(typeof(UnansweredProceeds))]
[JsonSerializable(typeof(StoodDownOften))]
[JsonSerializable(typeof(UnreadableHolds))]
[JsonSerializable(typeof(FailoverDeclined))]
[JsonSerializable(typeof(StaysDeclined))]
[JsonSerializable(typeof(RegionsUnreadable))]
[JsonSerializable(typeof(OtherRegionsFailedOver))]
[JsonSerializable(typeof(OtherPlanWaitsLonger))]
[JsonSerializable(typeof(Queueing))]
[JsonSerializable(typeof(FailoverBegun))]
[JsonSerializable(typeof(FailoverProgress))]
[JsonSerializable(typeof(StepsProgress))]
[JsonSerializable(typeof(StepsFailed))]
[JsonSerializable(typeof(NothingMoved))]
[JsonSerializable(typeof(ResumesByItself))]
[JsonSerializable(typeof(UndoResumes))]
[JsonSerializable(typeof(CapacityLost))]
[JsonSerializable(typeof(CapacityComplete))]
[JsonSerializable(typeof(NamesAsked))]
[JsonSerializable(typeof(PostSwitchFound))]
[JsonSerializable(typeof(PostSwitchOver))]
[JsonSerializable(typeof(Recovery))]
[JsonSerializable(typeof(StandbyServes))]
[JsonSerializable(typeof(ShadowOver))]
[JsonSerializable(typeof(ShadowHolds))]
[JsonSerializable(typeof(PersonNeeded))]
[JsonSerializable(typeof(GoingBack))]
[JsonSerializable(typeof(UndoProgressed))]
[JsonSerializable(typeof(BackInPrimary))]
[JsonSerializable(typeof(UndoneSteps))]
[JsonSerializable(typeof(DrillOn))]
[JsonSerializable(typeof(DrillInterrupted))]
[JsonSerializable(typeof(DrillDone))]
[JsonSerializable(typeof(DrillUndoing))]
[JsonSerializable(typeof(DrillOver))]
[JsonSerializable(typeof(PrewarmBegun))]
[JsonSerializable(typeof(PlanPinned))]
[JsonSerializable(typeof(PrewarmProgress))]
[JsonSerializable(typeof(PrewarmKept))]
[JsonSerializable(typeof(PrewarmStandsDown))]
[JsonSerializable(typeof(NoLongerShared))]
[JsonSerializable(typeof(PrewarmStoodDown))]
[JsonSerializable(typeof(StepStarted))]
[JsonSerializable(typeof(StepWouldStart))]
[JsonSerializable(typeof(StepOnItsWay))]
[JsonSerializable(typeof(StepRefused))]
[JsonSerializable(typeof(StepWaitsOnceMore))]
[JsonSerializable(typeof(StepDone))]
[JsonSerializable(typeof(StepDegraded))]
[JsonSerializable(typeof(StepComplete))]
[JsonSerializable(typeof(StepFellBack))]
[JsonSerializable(typeof(StepFailed))]
[JsonSerializable(typeof(StepHeld))]
[JsonSerializable(typeof(NotReadable))]
[JsonSerializable(typeof(PerhapsStale))]
[JsonSerializable(typeof(StartRefused))]
[JsonSerializable(typeof(FellBack))]
[JsonSerializable(typeof(ServesInPart))]
[JsonSerializable(typeof(WouldBeStarted))]
[JsonSerializable(typeof(OverLimit))]
[JsonSerializable(typeof(AttemptsUsed))]
[JsonSerializable(typeof(CheckFailsAgain))]
[JsonSerializable(typeof(SwitchHeld))]
[JsonSerializable(typeof(GoingBackHeld))]
[JsonSerializable(typeof(UndoStarted))]
[JsonSerializable(typeof(UndoRefused))]
[JsonSerializable(typeof(UndoHeld))]
[JsonSerializable(typeof(UndoDone))]
[JsonSerializable(typeof(ClaimRemoved))]
[JsonSerializable(typeof(UndoFailed))]
[JsonSerializable(typeof(Paused))]
[JsonSerializable(typeof(PauseUnreadable))]
[JsonSerializable(typeof(PauseOver))]
[JsonSerializable(typeof(PauseSeen))]
[JsonSerializable(typeof(PauseLifted))]
[JsonSerializable(typeof(PauseRanOut))]
[JsonSerializable(typeof(AsksAfterPause))]
[JsonSerializable(typeof(Disarmed))]
[JsonSerializable(typeof(RequestAnswered))]
[JsonSerializable(typeof(RequestRefused))]
[JsonSerializable(typeof(InPhase))]
[JsonSerializable(typeof(RequestTooOld))]
[JsonSerializable(typeof(ResumeFirst))]
[JsonSerializable(typeof(CommandUnfit))]
[JsonSerializable(typeof(DrillNeedsAllUp))]
[JsonSerializable(typeof(FailbackTooEarly))]
[JsonSerializable(typeof(MovedToStandby))]
[JsonSerializable(typeof(Ordered))]
[JsonSerializable(typeof(Approved))]
[JsonSerializable(typeof(Rejected))]
[JsonSerializable(typeof(LetGoOn))]
[JsonSerializable(typeof(StepSkipped))]
[JsonSerializable(typeof(PlanChanged))]
[JsonSerializable(typeof(ChangeUnfit))]
[JsonSerializable(typeof(Acknowledged))]
[JsonSerializable(typeof(ArmedAgain))]
[JsonSerializable(typeof(RunClosed))]
[JsonSerializable(typeof(NothingAwaited))]
[JsonSerializable(typeof(LookIsDue))]
[JsonSerializable(typeof(OtherInvocationLooks))]
[JsonSerializable(typeof(OtherInvocationSaved))]
[JsonSerializable(typeof(TableUnusable))]
[JsonSerializable(typeof(UnexpectedError))]
[JsonSerializable(typeof(StepsMove))]
[JsonSerializable(typeof(FoundBySweep))]
[JsonSerializable(typeof(HandedOver))]
[JsonSerializable(typeof(NoticesWait))]
[JsonSerializable(typeof(NotReady))]
[JsonSerializable(typeof(IReadOnlyList<Fact>))]
sealed partial class FactContext : JsonSerializerContext;
