using System.Globalization;
using System.Text.RegularExpressions;
using DrFunctions.Core.Explaining;

namespace DrFunctions.Core.Plans;

/// <summary>A plan, or null if its file has errors, with all errors and warnings.</summary>
/// <param name="Steps">The steps that could be read, even if the plan cannot be used: their kinds may find more mistakes.</param>
public sealed record PlanReading(string File, Plan? Plan, IReadOnlyList<Step> Steps, IReadOnlyList<Mistake> Mistakes)
{
    /// <summary>Where the file has its recovery time objective; another line if it has none.</summary>
    internal int ObjectiveLine { get; init; }
}

/// <summary>Reads a plan file. Never throws because of its content: every mistake is returned with its line and a sentence.</summary>
public static partial class PlanFile
{
    /// <summary>An outage this short may be a restart.</summary>
    static readonly TimeSpan HastyFor = TimeSpan.FromSeconds(30);

    static readonly TimeSpan Year = TimeSpan.FromDays(365);

    /// <summary>Reads what Core knows of a plan; each kind's own settings stay unread.</summary>
    /// <param name="file">The file's name, as mistakes show it.</param>
    /// <param name="kinds">The known step kinds by the name that plans use.</param>
    public static PlanReading Read(string file, string text, IReadOnlyDictionary<string, StepTraits> kinds)
    {
        var mistakes = new Mistakes(file);
        (Plan? Plan, IReadOnlyList<Step> Steps) read = (null, []);
        var objectiveLine = 1;
        switch (LocatedJson.Read(text, mistakes))
        {
            case LocatedObject root:
                objectiveLine = (root.Find("objectives")?.Value as LocatedObject)?.LineOf("rto") ?? root.Line;
                read = ReadPlan(new Fields(root, "", mistakes), new PlanChecks(root, mistakes), kinds);
                break;
            case { } other:
                mistakes.Add(other.Line, "a plan file must hold one object { … }.");
                break;
        }

        return new PlanReading(file, mistakes.Any ? null : read.Plan, read.Steps, mistakes.All) { ObjectiveLine = objectiveLine };
    }

    /// <summary>The fields that a plan file may have, for its JSON schema; <paramref name="kinds"/> as for <see cref="Read"/>.</summary>
    public static IReadOnlyList<FieldFacts> Facts(IReadOnlyDictionary<string, StepTraits> kinds)
    {
        var mistakes = new Mistakes("");
        var fields = Fields.Empty(mistakes);
        ReadPlan(fields, new PlanChecks(fields.Source, mistakes), kinds);
        return fields.Asked;
    }

    static (Plan? Plan, IReadOnlyList<Step> Steps) ReadPlan(Fields fields, PlanChecks checks, IReadOnlyDictionary<string, StepTraits> kinds)
    {
        fields.Text("$schema", "The address of the plan schema, for completion in editors.");
        var name = fields.Text("name", "The plan's name: a-z, 0-9 and -, at most 32.", required: true, most: 32,
            wrong: text => text == "all" ? "in commands that means every plan; take another name."
                : NameForm.IsMatch(text) ? null : "a plan's name has only a-z, 0-9 and -, and begins with a letter.");
        var primary = Region(fields, "primary", "The Region that serves users normally.");
        var standby = Region(fields, "standby", "The Region that takes over; DrFunctions runs there.");
        var strategy = fields.OneOf("strategy", "How much of the standby runs before an outage.", Words.Strategies);
        var objectives = fields.Object("objectives", "The recovery objectives.", ReadObjectives);
        var trigger = fields.Object("trigger", "When the plan is carried out.", ReadTrigger, required: true);
        var keepTrying = fields.Duration("keepTrying", "For how long a Stuck run is tried again by itself, where its cause may pass; default 6h.", TimeSpan.Zero, Year);
        var steps = fields.Objects("steps", "What is done, in the order that \"after\" gives.", 200, step => ReadStep(step, standby ?? "", kinds), required: true);
        fields.Done();
        checks.Check(primary, standby, trigger, steps ?? []);

        var plan = name is null || primary is null || standby is null || trigger is null || steps is null ? null : new Plan
        {
            Name = name,
            Primary = primary,
            Standby = standby,
            Strategy = strategy ?? Strategy.PilotLight,
            Rto = objectives?.Rto,
            Rpo = objectives?.Rpo,
            Trigger = trigger,
            KeepTrying = keepTrying ?? TimeSpan.FromHours(6),
            Steps = steps,
            Source = CompactJson.Write(fields.Source),
        };
        return (plan, steps ?? []);
    }

    static string? Region(Fields fields, string name, string meaning, bool required = true) =>
        fields.Text(name, meaning, required, most: 32, wrong: Regions.Wrong);

    static Objectives ReadObjectives(Fields fields)
    {
        var rto = fields.Duration("rto", "Recovery time objective.", TimeSpan.FromSeconds(1), Year);
        var rpo = fields.Duration("rpo", "Recovery point objective.", TimeSpan.Zero, Year);
        fields.Done();
        return new Objectives(rto, rpo);
    }

    static Trigger? ReadTrigger(Fields fields)
    {
        var mode = fields.OneOf("mode", "automatic, approval (a person approves) or shadow (decides and reports, never acts).", Words.Modes);
        var signals = fields.Objects("signals", "The signals of the primary's health.", 20, ReadSignal, required: true);
        var reference = fields.Texts("reference", "Addresses outside both Regions; if none answers either, our own network may be the problem.", most: 5, wrong: WrongUrl);
        var atLeast = fields.Number("atLeast", "Signals that must be down together; default: all of them.", 1, 20);
        var witnesses = fields.OneOf("witnesses", "Begin, and move users and data, only while no vantage says that the primary is up (all), or as atLeast says (any); default all.", Words.Witnesses);
        var @for = fields.Duration("for", "For how long they must be down; default 60s.", TimeSpan.Zero, TimeSpan.FromHours(24));
        var down = fields.Text("down", "Such as \"7 of 10\": so many of the last checks, which span at least for, are an outage too; default: only one without a break is.", most: 16,
            wrong: DownShares.Wrong);
        var cooldown = fields.Duration("cooldown", "For how long after a failover became Recovered or Stuck none begins automatically; default 1h.", TimeSpan.Zero, Year);
        var timeout = fields.Duration("approvalTimeout", "How long to wait for a person's answer; default 15m.", TimeSpan.FromMinutes(1), TimeSpan.FromHours(24));
        var onTimeout = fields.OneOf("onApprovalTimeout", "What happens when nobody answers; default stop.", Words.OnApprovalTimeouts);
        var alarmOnly = fields.Flag("alarmOnly", "Accepts that this plan cannot fail over while alarms cannot be read.");
        var deploying = fields.Object("deploying", "An alarm that is in ALARM when the primary was changed minutes ago; then a probe must fail too.", ReadDeploying);
        fields.Done();
        if (signals is null)
        {
            return null;
        }

        var trigger = new Trigger
        {
            Mode = mode ?? Mode.Automatic,
            Signals = signals,
            Witnesses = witnesses ?? Witnesses.All,
            Reference = [.. (reference ?? []).Select(url => new Uri(url))],
            AtLeast = atLeast ?? signals.Count,
            For = @for ?? ChangedDefaults.For,
            Down = down is null ? null : DownShares.Parse(down),
            Cooldown = cooldown ?? TimeSpan.FromHours(1),
            ApprovalTimeout = timeout ?? TimeSpan.FromMinutes(15),
            OnApprovalTimeout = onTimeout ?? OnApprovalTimeout.Stop,
            AlarmOnly = alarmOnly ?? false,
            Deploying = deploying,
            Refused = fields.Refused,
            NewDefaults = ChangedDefaults.Warn(fields, signals),
        };
        CheckTrigger(fields, trigger);
        return trigger;
    }

    /// <summary>Checks the trigger's fields against each other.</summary>
    static void CheckTrigger(Fields fields, Trigger trigger)
    {
        var written = fields.Source.ItemsOf("signals").Count;
        if (trigger.AtLeast > written)
        {
            fields.Mistake("atLeast", $"is {trigger.AtLeast}, but there {(written == 1 ? "is" : "are")} only {Plural.Of(written, "signal")}.");
        }

        if (trigger.For < HastyFor)
        {
            fields.Warn("for", (trigger.For == TimeSpan.Zero ? "is 0s: two checks in a row begin a failover, and a deployment or a blip lasts longer than that."
                : $"is {Durations.Say(trigger.For)}: a deployment or a blip takes as long.") + " Write at least 30s; 60s is the default.");
        }

        DownShares.Check(fields, trigger);
        foreach (var url in trigger.Reference)
        {
            WarnOfAddress(fields, "reference", url);
        }

        if (trigger.Deploying is not null && !fields.Refused.Contains("signals") && !trigger.Signals.Any(signal => signal is ProbeSignal))
        {
            fields.Mistake("deploying", "demands a probe that agrees, but none of the signals is a probe; add one.");
        }
    }

    static AlarmSignal? ReadDeploying(Fields fields)
    {
        var alarm = fields.Text("alarm", "The name of the alarm.", required: true, most: 255, wrong: Arns.WrongAlarm);
        var region = Region(fields, "region", "The alarm's Region.");
        fields.Done();
        return alarm is null || region is null ? null : new AlarmSignal(alarm, region);
    }

    static Signal? ReadSignal(Fields fields)
    {
        var alarm = fields.Text("alarm", "The name of a CloudWatch alarm that is in ALARM when the primary is down.", most: 255, wrong: Arns.WrongAlarm);
        var region = Region(fields, "region", "The alarm's Region; Route 53 health checks have theirs in us-east-1.", required: false);
        var probe = ReadProbe(fields, "probe", required: false);
        var vantage = fields.Text("vantage", "From where the signal looks at the primary; default aws for an alarm, and standby for a probe.", most: 32,
            wrong: text => NameForm.IsMatch(text) ? null : "a vantage has only a-z, 0-9 and -, and begins with a letter.");
        fields.Done();
        if (fields.Has("alarm") && fields.Has("probe"))
        {
            fields.Mistake("has both \"alarm\" and \"probe\"; write two signals.");
            return null;
        }

        var foreign = alarm is not null ? new[] { "status", "contains", "timeout" } : fields.Has("probe") ? ["region"] : [];
        foreach (var name in foreign.Where(fields.Has))
        {
            fields.Mistake(name, alarm is not null ? "belongs to a probe, and this signal is an alarm; take it away." : "belongs to an alarm, and this signal is a probe; take it away.");
        }

        if (alarm is not null && region is null && !fields.Has("region"))
        {
            fields.Mistake("names an alarm but no \"region\"; an alarm of a Route 53 health check lies in us-east-1.");
        }

        if (!fields.Has("alarm") && !fields.Has("probe"))
        {
            fields.Mistake("needs \"alarm\" with \"region\", or \"probe\".");
        }

        Signal? signal = alarm is not null && region is not null ? new AlarmSignal(alarm, region)
            : probe is not null ? new ProbeSignal(probe) : null;
        return fields.Refused.Contains("vantage") || signal is null ? null : vantage is null ? signal : signal with { Vantage = vantage };
    }

    /// <summary>Reads the fields of a probe, whose address is in the field <paramref name="address"/>.</summary>
    public static Probe? ReadProbe(Fields fields, string address, bool required)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var url = fields.Text(address, "The address to probe, http or https.", required, wrong: WrongUrl);
        var status = fields.Number("status", "The HTTP status of a good answer; default 200.", 100, 599);
        var contains = fields.Text("contains", "A text that the body of a good answer contains.");
        var timeout = fields.Duration("timeout", "How long to wait for an answer; default 2s.", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
        if (url is not null)
        {
            WarnOfAddress(fields, address, new Uri(url));
        }

        return url is null ? null : new Probe(new Uri(url), status ?? 200, contains, timeout ?? TimeSpan.FromSeconds(2));
    }

    /// <summary>A name is judged only when it is resolved; an address can be seen at once.</summary>
    public static void WarnOfAddress(Fields fields, string field, Uri url)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(url);
        if (ProbeAddresses.WhyRefused(url) is { } why)
        {
            fields.Warn(field, $"leads to {url.Host}, {why}: probes do not ask it, so this is never up, down or good. Name a front door.");
        }
    }

    static string? WrongUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0 && url.Host.Length > 0
            ? null : "it must be an http or https address without a user name, such as https://www.example.com/health.";

    static Step? ReadStep(Fields fields, string standby, IReadOnlyDictionary<string, StepTraits> kinds)
    {
        var id = fields.Text("id", "The step's name within the plan.", required: true, most: 32,
            wrong: text => NameForm.IsMatch(text) ? null : "a step's id has only a-z, 0-9 and -, and begins with a letter.");
        var kind = fields.OneOf("kind", "What the step does.", kinds.Keys.ToDictionary(name => name, name => new KindName(name)), required: true)?.Name;
        var after = fields.Texts("after", "Ids of steps that must be done first.");
        var region = Region(fields, "region", "The Region of the step; default: the plan's standby.", required: false);
        var limit = fields.Duration("limit", "The longest time that the step may take once started.", TimeSpan.FromSeconds(10), TimeSpan.FromHours(12));
        var onLimit = fields.OneOf("onLimit", "again (start again, up to attempts) or ask (stop and wait for a person).", Words.OnLimits);
        var attempts = fields.Number("attempts", "The most starts in one run; default 3.", 1, 20);
        var drill = fields.Flag("drill", "Whether the step takes part in drills; only for capacity that can be undone, and true there by default.");
        var acceptable = fields.Text("acceptable", "The share of its capacity, such as \"50%\", with which a run may go on degraded; default 50%, and 100% where \"minimum\" is written.",
            wrong: text => Percent(text) is null ? "it must be a share from \"1%\" to \"100%\"." : null);
        var prewarm = fields.Flag("prewarm", "Whether the step may start while the plan is still confirming; only for kinds that can be undone.");
        if (id is null || kind is null)
        {
            return null;
        }

        var traits = kinds[kind];
        CheckTraits(fields, kind, traits, drill, prewarm);
        return new Step
        {
            Id = id,
            Kind = kind,
            Traits = traits,
            After = after ?? [],
            Region = region ?? standby,
            Limit = limit ?? traits.Limit,
            OnLimit = onLimit ?? (traits.CanUndo || traits.Role == StepRole.Verification ? OnLimit.Again : OnLimit.Ask),
            Attempts = attempts ?? 3,
            Drill = drill ?? traits.CanUndo,
            Prewarm = prewarm ?? false,
            Acceptable = traits.Role != StepRole.Capacity ? 100 : Percent(acceptable) ?? (fields.Has("minimum") ? 100 : 50),
            Source = fields.Source,
        };
    }

    /// <summary>Notes what the step's kind cannot do.</summary>
    static void CheckTraits(Fields fields, string kind, StepTraits traits, bool? drill, bool? prewarm)
    {
        if (!traits.CanUndo && drill == true)
        {
            fields.Mistake("drill", $"is true, but what {kind} does cannot be undone, so it cannot be part of a drill.");
        }

        if (traits.CanUndo && traits.Role != StepRole.Capacity && drill == true)
        {
            fields.Warn("drill", $"is true, but {kind} gives no capacity, and a drill moves neither users nor data: it leaves the step out. Take it away.");
        }

        if (!(traits.CanUndo && traits.Role == StepRole.Capacity) && prewarm == true)
        {
            fields.Mistake("prewarm", $"is true, but {kind} is not a capacity step that can be undone; only those may start before the decision.");
        }

        if (traits.Role != StepRole.Capacity && fields.Has("acceptable"))
        {
            fields.Mistake("acceptable", $"is for steps that give capacity, and {kind} gives none; take it away.");
        }
    }

    /// <summary>The members that every step may have; a kind reads its own beside them.</summary>
    internal static readonly IReadOnlyList<string> StepMembers =
        ["id", "kind", "after", "region", "limit", "onLimit", "attempts", "drill", "acceptable", "prewarm"];

    static int? Percent(string? text) => text is not null && text.EndsWith('%')
        && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var share) && share is >= 1 and <= 100
            ? share : null;

    readonly record struct KindName(string Name);

    sealed record Objectives(TimeSpan? Rto, TimeSpan? Rpo);

    [GeneratedRegex(@"^[a-z][a-z0-9-]*\z", RegexOptions.CultureInvariant)]
    static partial Regex NameForm { get; }
}
