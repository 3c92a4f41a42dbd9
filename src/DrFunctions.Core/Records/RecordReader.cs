using System.Globalization;
using System.Text.Json;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Records;

/// <summary>
/// Reads what this or an older version of <see cref="RecordWriter"/> wrote: missing members get their defaults, and unknown members are
/// ignored.
/// </summary>
static class RecordReader
{
    /// <summary>Null for JSON's null.</summary>
    /// <exception cref="JsonException">The text is not JSON, or not a record.</exception>
    /// <exception cref="InvalidOperationException">A member has the wrong type.</exception>
    /// <exception cref="FormatException">A number or an instant is malformed.</exception>
    public static Record? Read(string body)
    {
        using var document = JsonDocument.Parse(body);
        var json = document.RootElement;
        return json.ValueKind == JsonValueKind.Null ? null : new Record
        {
            Plan = json.Required("plan").GetString()!,
            Phase = json.Word<Phase>("phase"),
            PhaseSince = json.Instant("phaseSince"),
            Fact = json.Fact("because"),
            LookedAt = json.Instant("lookedAt"),
            LookUntil = json.InstantIfAny("lookUntil"),
            Down = (json.Known("down") is { } down ? Down(down) : null)!,
            BlindSince = json.InstantIfAny("blindSince"),
            BlindToldAt = json.InstantIfAny("blindToldAt"),
            AutomaticAt = json.InstantIfAny("automaticAt"),
            StoodDownAt = (json.Known("stoodDownAt") is { } stoodDown ? [.. stoodDown.EnumerateArray().Select(at => at.GetDateTimeOffset())] : null)!,
            UpSince = json.InstantIfAny("upSince"),
            UpSeen = json.InstantIfAny("upSeen"),
            PrewarmedAt = json.InstantIfAny("prewarmedAt"),
            Queued = json.Flag("queued"), Flapping = json.Flag("flapping"),
            RemindedTimes = json.Given("remindedTimes")?.GetInt32() ?? 0,
            Unacted = json.Known("unacted") is { } unacted ? Unacted(unacted) : null,
            Mode = json.Word<Mode>("mode"),
            Shadow = json.Known("shadow") is { } shadow ? Shadow(shadow) : null,
            Needed = json.Known("needed") is { } needed ? NoticeJson.ReadNeeded(needed) : null,
            Pause = json.Known("pause") is { } pause ? Pause(pause) : null,
            AsksAfterPause = json.Flag("asksAfterPause"),
            DisputedSince = json.InstantIfAny("disputedSince"),
            Disputed = json.Flag("disputed"),
            Disarmed = json.Known("disarmed") is { } disarmed ? Disarming(disarmed) : null,
            Answered = json.Known("answered") is { } answered ? Answered(answered) : null,
            Signals = (json.Known("seen") is { } seen ? List(seen, Signal) : null)!,
            SeenUp = json.Known("seenUp") is { } seenUp ? List(seenUp, mark => mark.GetString()!) : null,
            Wavering = (json.Known("wavering") is { } wavering ? List(wavering, WaveringJson.Read) : null)!,
            WaveringToldAt = json.InstantIfAny("waveringToldAt"),
            Run = json.Known("run") is { } run ? Run(run) : null,
            Baseline = (json.Known("observed") is { } observed ? Map(observed, value => value.Clone()) : null)!,
            Outbox = (json.Known("outbox") is { } outbox ? List(outbox, NoticeJson.Read) : null)!,
            HistoryCount = json.Given("historyCount")?.GetInt64() ?? 0,
            HistoryHash = json.Text("historyHash")!,
        };
    }

    static ShadowLog Shadow(JsonElement json) => new(
        json.Instant("since"),
        json.Instant("reportedAt"),
        json.Known("failovers") is { } failovers
            ? List(failovers, one => new ShadowFailover(
                one.Instant("downAt"), one.Instant("beganAt"), one.Text("stuck"), one.InstantIfAny("wellAt")))
            : []);

    static Disarming Disarming(JsonElement json) => new(json.Text("by")!, json.Instant("at"), json.Text("reason")!);

    static SeenPause Pause(JsonElement json) =>
        new(json.Instant("since"), json.InstantIfAny("until"), json.Instant("toldAt"), json.Flag("endTold"));

    static DownClock Down(JsonElement json) => new()
    {
        Since = json.InstantIfAny("since"),
        Counted = json.Span("counted"),
        LastDown = json.InstantIfAny("lastDown"),
        Looks = json.Text("looks")!,
        CountedAt = json.InstantIfAny("countedAt"),
    };

    static UnactedOutage Unacted(JsonElement json) =>
        new(Enum.TryParse<Unacted>(json.Text("why"), out var why) && Enum.IsDefined(why) ? why : Records.Unacted.Unknown, json.Instant("since"))
        {
            ToldAt = json.InstantIfAny("toldAt"),
            Told = json.Given("told")?.GetInt32() ?? 0,
            UpSince = json.InstantIfAny("upSince"),
            AckedBy = json.Text("ackedBy"),
            AckedDown = json.Given("ackedDown")?.GetInt32(),
        };

    static AnsweredRequest Answered(JsonElement json) => new(
        json.Text("id")!, json.Word<Command>("command"), json.Text("by")!, json.Text("reason")!, json.Instant("at"), json.Flag("accepted"),
        json.Fact("because") ?? new Quoted(""));

    static RecordedSignal Signal(JsonElement json) => new(
        json.Text("title")!, json.Word<SignalState>("state"), json.Text("because")!, json.Instant("at"), json.Word<Discount>("discount"));

    static Run Run(JsonElement json) => new()
    {
        Id = json.Required("id").GetString()!,
        BeganAt = json.Instant("beganAt"),
        Purpose = json.Word<RunPurpose>("purpose"),
        OrderedBy = json.Text("orderedBy"),
        OverridesPause = json.Flag("overridesPause"),
        OverridesShadow = json.Flag("overridesShadow"),
        Disputed = json.Flag("disputed"),
        Undoing = json.Known("undoing") is null ? null : json.Word<Undoing>("undoing"),
        SkipsHealth = json.Flag("skipsHealth"),
        Cause = json.Fact("why"),
        DetectedAt = json.Instant("detectedAt"),
        RecoveredAt = json.InstantIfAny("recoveredAt"),
        EndedAt = json.InstantIfAny("endedAt"),
        BackToldAt = json.InstantIfAny("backToldAt"),
        Alterations = json.Given("alterations")?.GetInt32() ?? 0,
        StuckSince = json.InstantIfAny("stuckSince"),
        DeniedTold = (json.Known("deniedTold") is { } deniedTold ? List(deniedTold, id => id.GetString()!) : null)!,
        StuckTold = (json.Known("stuckTold") is { } stuckTold ? List(stuckTold, id => id.GetString()!) : null)!,
        TakenOverBy = json.Text("takenOverBy"),
        ObservedAt = json.InstantIfAny("observedAt"),
        PostSwitch = (json.Known("postSwitch") is { } found ? PostSwitchJson.Read(found) : null)!,
        LateToldAt = json.InstantIfAny("lateToldAt"),
        DrillResult = json.Fact("drillResult"),
        HeldSince = json.InstantIfAny("heldSince"),
        PausedSince = json.InstantIfAny("pausedSince"),
        StoppedByPause = json.Flag("stoppedByPause"),
        Plan = json.Required("plan").Clone(),
        PlanHash = json.Text("planHash"),
        Steps = (
            json.Known("steps") is { } steps
                ? Records.Run.NoSteps.SetItems(Map(steps, step => step.ValueKind == JsonValueKind.Null ? null! : Step(step))) : null)!,
    };

    static StepRecord Step(JsonElement json) => new()
    {
        Progress = json.Word<StepProgress>("progress"),
        Attempts = json.Given("attempts")?.GetInt32() ?? 0,
        ReadyAt = json.InstantIfAny("readyAt"),
        RefusedAt = json.InstantIfAny("refusedAt"),
        StartedAt = json.InstantIfAny("startedAt"),
        DoneAt = json.InstantIfAny("doneAt"),
        VerifiedAt = json.InstantIfAny("verifiedAt"),
        Doubted = json.Flag("doubted"),
        Ledger = json.Known("ledger")?.Clone(),
        Expected = json.Known("expected")?.Clone(),
        Receipt = json.Text("receipt"),
        Unsent = json.Flag("unsent"),
        Ineffective = json.Given("ineffective")?.GetInt32() ?? 0,
        Carried = json.Flag("carried"),
        Extra = json.Given("extra")?.GetInt32() ?? 0,
        Degraded = json.Flag("degraded"),
        MayPass = json.Flag("mayPass"),
        Resumed = json.Flag("resumed"),
        Hindered = json.Span("hindered"),
        LostAt = json.InstantIfAny("lostAt"),
        AcceptedBy = json.Text("acceptedBy"),
        Claimed = json.Given("claimed")?.GetInt32() ?? 0,
        Answer = json.Word<CallAnswer>("answer"),
        Undo = json.Known("undo") is { } undo ? Undo(undo) : null,
        Fact = json.Fact("because"),
    };

    static UndoRecord Undo(JsonElement json) => new()
    {
        Progress = json.Word<StepProgress>("progress"),
        MayPass = json.Flag("mayPass"),
        Attempts = json.Given("attempts")?.GetInt32() ?? 0,
        ReadyAt = json.InstantIfAny("readyAt"),
        RefusedAt = json.InstantIfAny("refusedAt"),
        StartedAt = json.InstantIfAny("startedAt"),
        DoneAt = json.InstantIfAny("doneAt"),
        Shared = json.Text("shared"),
        Receipt = json.Text("receipt"),
        Answer = json.Word<CallAnswer>("answer"),
        Expected = json.Known("expected")?.Clone(),
        Fact = json.Fact("because"),
    };

    static List<T> List<T>(JsonElement json, Func<JsonElement, T> read)
        where T : class
    {
        var list = new List<T>();
        foreach (var item in json.EnumerateArray())
        {
            list.Add(item.ValueKind == JsonValueKind.Null ? null! : read(item));
        }

        return list;
    }

    static SortedDictionary<string, T> Map<T>(JsonElement json, Func<JsonElement, T> read)
    {
        var map = new SortedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
        {
            map[member.Name] = read(member.Value);
        }

        return map;
    }
}

/// <summary>Members of an object by name.</summary>
static class RecordMembers
{
    public static JsonElement Required(this JsonElement json, string name) => json.Given(name) ?? throw new JsonException($"{name} is missing");

    /// <summary>Null if it is absent.</summary>
    public static JsonElement? Given(this JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value : null;

    /// <summary>Null if it is absent or null.</summary>
    public static JsonElement? Known(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static string? Text(this JsonElement json, string name) => json.Given(name)?.GetString();

    /// <summary>
    /// The fact; if it is missing or only a later version knows it, its sentence as a quotation; null if that is empty too.
    /// </summary>
    public static Fact? Fact(this JsonElement json, string name) =>
        json.Known($"{name}Fact") is { } fact && FactJson.Read(fact) is { } known ? known
        : json.Text(name) is { Length: > 0 } text ? new Quoted(text)
        : null;

    public static bool Flag(this JsonElement json, string name) => json.Given(name)?.GetBoolean() ?? false;

    public static DateTimeOffset Instant(this JsonElement json, string name) => json.Given(name)?.GetDateTimeOffset() ?? default;

    public static TimeSpan Span(this JsonElement json, string name) =>
        json.Given(name) is { } span ? TimeSpan.ParseExact(span.GetString() ?? "", "c", CultureInfo.InvariantCulture) : default;

    public static DateTimeOffset? InstantIfAny(this JsonElement json, string name) => json.Known(name)?.GetDateTimeOffset();

    /// <summary>The enum member of that name; the first member if the value is absent.</summary>
    public static T Word<T>(this JsonElement json, string name)
        where T : struct, Enum =>
        json.Given(name) is not { } word ? default
            : Enum.TryParse(typeof(T), word.GetString(), out var value) ? (T)value
            : throw new JsonException($"{name} is not known");
}
