using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;
using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Kinds;
using DrFunctions.Store;
using LocalAws;
using LocalAws.Services.CloudWatch;

namespace DrFunctions.Simulation.Invariants;

/// <summary>A start or an undo that a saved record decided, and its effects.</summary>
sealed record Decided(Step Step, string RunId, bool IsUndo, Caller? By, DateTimeOffset At, DateTimeOffset StartedAt)
{
    /// <summary>The operations that took effect because of it, instance by instance for EC2.</summary>
    public HashSet<string> Effects { get; } = new(StringComparer.Ordinal);

    /// <summary>How long after the decision its driver counts as alive.</summary>
    public TimeSpan Drives { get; init; }

    /// <summary>When the answer to the save arrived; null while it has not.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>Its calls that have no answer yet.</summary>
    public HashSet<int> Open { get; } = [];

    /// <summary>A call of this decision got no answer.</summary>
    public bool IsLost => Open.Count > 0;
}

/// <summary>What truly happened to one plan: its records as they were saved, and the true state of its signals.</summary>
sealed class PlanWitness
{
    /// <summary>The hour of another Region's failover, with the five minutes in which it is not renewed.</summary>
    public static readonly TimeSpan RegionHour = TimeSpan.FromMinutes(65);

    readonly SortedDictionary<string, DateTimeOffset> down = new(StringComparer.Ordinal);
    readonly LocalCloud cloud;
    readonly string home;

    public PlanWitness(LocalCloud cloud, PlanEstate estate, string home)
    {
        (this.cloud, Estate, this.home) = (cloud, estate, home);
        Users = new UsersTruth(cloud.World, this);
        Saved = Before = new Record { Plan = estate.Plan.Name };
        Resources = estate.Plan.Steps.SelectMany(step => estate.Worlds.Of(step).TargetsOf(estate, step).Select(target => (target, step)))
            .ToDictionary(pair => pair.target, pair => pair.step, StringComparer.Ordinal);
    }

    public PlanEstate Estate { get; }

    /// <summary>Where DNS truly leads its users.</summary>
    public UsersTruth Users { get; }

    public Plan Plan => Estate.Plan;

    /// <summary>The step by each resource that it may change.</summary>
    public IReadOnlyDictionary<string, Step> Resources { get; }

    /// <summary>The alarms among the plan's signals.</summary>
    public IEnumerable<Alarm> Alarms =>
        Plan.Trigger.Signals.OfType<AlarmSignal>().Select(signal => cloud.CloudWatch.Find(signal.Region, signal.Alarm)!);

    /// <summary>The record in the table.</summary>
    public Record Saved { get; private set; }

    /// <summary>The record before that.</summary>
    public Record Before { get; private set; }

    public List<Decided> Decisions { get; } = [];

    /// <summary>The steps whose effects a person has left as they are, by ending a run: no later undo takes them back.</summary>
    public HashSet<string> Kept { get; } = new(StringComparer.Ordinal);

    /// <summary>When notices of an end were saved, by the world's clock.</summary>
    public List<(DateTimeOffset At, NoticeKind Kind)> Ends { get; } = [];

    /// <summary>When automatic failovers were saved, by the world's clock.</summary>
    public DateTimeOffset? EndedByItself { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Nothing is left to do, except for people, after another Region's hour, or once signals can be read again.</summary>
    public bool Rests => (!Saved.Moves() || WaitsForAnHour || WaitsForSight) && Saved.Outbox.Count == 0;

    /// <summary>Prewarmed capacity stays up for a while after the primary is healthy, and is then undone.</summary>
    public bool IsPrewarmed => Saved is { Phase: Phase.Watching, Run: { EndedAt: null, Purpose: RunPurpose.Prewarm } };

    /// <summary>Another Region failed over within the hour, so this plan waits until the hour is over.</summary>
    bool WaitsForAnHour => Saved.Phase == Phase.AwaitingApproval && (Saved.Queued || (IsUnanswered && OtherRegionFailedOver));

    /// <summary>Nobody has answered in time, and the plan then proceeds.</summary>
    bool IsUnanswered => Plan.Trigger.OnApprovalTimeout == OnApprovalTimeout.Proceed
        && Saved.LookedAt - Saved.PhaseSince >= Plan.Trigger.ApprovalTimeout;

    bool OtherRegionFailedOver
    {
        get
        {
            var body = (string?)cloud.DynamoDb.Item(home, HomeEstate.Table, "all", "velocity")?["body"]?["S"];
            var failovers = body is null ? null : RegionFailoversJson.Read(body);
            var begun = failovers?.Begun.Where(region => Saved.LookedAt - region.Value < RegionHour).ToList();
            return begun is { Count: > 0 } && begun.TrueForAll(region => region.Key != Plan.Primary);
        }
    }

    /// <summary>Too few signals are known to be down, and enough may be: the clock stands still while the others are unknown.</summary>
    bool WaitsForSight
    {
        get
        {
            var surely = Plan.Trigger.Signals.Count(signal => !IsUnknown(signal) && IsDown(signal));
            var waits = Saved.Phase == Phase.Confirming || (Saved.Phase == Phase.AwaitingApproval && IsUnanswered);
            return waits && surely < Plan.Trigger.AtLeast
                && surely + Plan.Trigger.Signals.Count(IsUnknown) >= Plan.Trigger.AtLeast;
        }
    }

    /// <summary>A failover began, or waits for approval, was declined, or waits for the cooldown after the last one.</summary>
    public bool HasBegun => Saved.Run is { Purpose: not RunPurpose.Prewarm } || Saved.Phase is Phase.AwaitingApproval or Phase.Declined
        || Saved.AutomaticAt is not null;

    /// <summary>Reads the record that was saved; false if it was another item.</summary>
    public bool Save(Caller? by)
    {
        var item = cloud.DynamoDb.Item(home, HomeEstate.Table, $"plan#{Plan.Name}", "record");
        var body = (string?)item?["body"]?["S"] is { } stored ? RecordBody.TextOf(stored) : null;
        if (body is null || RecordJson.Read(body, RecordJson.Schema) is not { } record || record == Saved || body == Body)
        {
            return false;
        }

        (Before, Saved, Body) = (Saved, record, body);
        HistoryText = Before.HistoryCount == Saved.HistoryCount ? "[]" : HistoryItem($"history#{Saved.HistoryCount:D20}");
        Told = FactJson.Read(HistoryText) ?? [];
        Ends.AddRange(record.Outbox
            .Where(notice => notice.Kind is NoticeKind.Stuck or NoticeKind.Recovered && Before.Outbox.All(old => old.Id != notice.Id))
            .Select(notice => (cloud.World.Now, notice.Kind)));
        if (Saved.Answered is { Command: Command.Reset, Accepted: true } answered && answered.Id != Before.Answered?.Id)
        {
            Kept.UnionWith(Before.Run?.ToUndo(Plan).Select(step => step.Id) ?? []);
        }

        foreach (var step in Plan.Steps.Where(_ => record.Run is not null))
        {
            Decide(step, by);
        }

        if (Before.Phase != Saved.Phase
            && Saved is { Phase: Phase.Recovered or Phase.Stuck, Run: { Purpose: RunPurpose.Failover, OrderedBy: null } })
        {
            EndedByItself = cloud.World.Now;
        }

        // A run that is Stuck and tries again by itself has come to its end once.
        EndedAt = record.Run is not { } run || (run.EndedAt is null && run.StuckSince is null) ? null : EndedAt ?? cloud.World.Now;
        return true;
    }

    /// <summary>The newest save began a failover, and no person ordered or approved it.</summary>
    public bool IsAutomatic =>
        Before.Phase is Phase.Confirming or Phase.AwaitingApproval && Saved is { Phase: Phase.Recovering, Run.OrderedBy: null }
        && Saved.Answered?.Id == Before.Answered?.Id;

    /// <summary>The record's JSON in the table.</summary>
    public string Body { get; private set; } = "";

    /// <summary>What the newest save added to the history, as JSON.</summary>
    public string HistoryText { get; private set; } = "[]";

    /// <summary>The facts that the newest save added to the history.</summary>
    public IReadOnlyList<Fact> Told { get; private set; } = [];

    public StepRecord Was(Step step) =>
        Before.Run is { } run && run.Id == Saved.Run?.Id && run.Steps.TryGetValue(step.Id, out var record) ? record : new StepRecord();

    public StepRecord Is(Step step) => Saved.Run is { } run && run.Steps.TryGetValue(step.Id, out var record) ? record : new StepRecord();

    /// <summary>Remembers which signals are truly down now.</summary>
    public void NoteSignals()
    {
        foreach (var signal in Plan.Trigger.Signals.Where(signal => SeenUp.Has(Saved, signal) && IsDown(signal)))
        {
            down[signal.Title] = cloud.World.Now;
        }
    }

    /// <summary>How many signals were truly down at some moment of that span.</summary>
    public int DownWithin(TimeSpan span) => down.Values.Count(at => cloud.World.Now - at <= span);

    /// <summary>How many signals can be read now.</summary>
    public int Readable => Plan.Trigger.Signals.Count(CanBeRead);

    /// <summary>Where witnesses must agree, none says that the primary is up; after a change of the primary a probe can agree.</summary>
    public bool Agrees => (Plan.Trigger.Deploying is null || Plan.Trigger.Signals.Any(signal => signal is ProbeSignal && CanBeRead(signal)))
        && (Plan.Trigger.Witnesses == Witnesses.Any || !SomebodySaysUp);

    bool SomebodySaysUp => Plan.Trigger.Signals.GroupBy(signal => signal.Vantage).Any(vantage =>
        vantage.Any(signal => !IsUnknown(signal) && !IsDown(signal)) && !vantage.Any(signal => !IsUnknown(signal) && IsDown(signal)));

    /// <summary>A signal that was never seen up counts as one that cannot be read.</summary>
    bool CanBeRead(Signal signal) =>
        SeenUp.Has(Saved, signal) && (signal is not AlarmSignal alarm || cloud.World.IsLit(alarm.Region));

    bool IsUnknown(Signal signal) =>
        !CanBeRead(signal) || (signal is AlarmSignal alarm && StateOf(alarm) == "INSUFFICIENT_DATA");

    string? StateOf(AlarmSignal alarm) => cloud.CloudWatch.Find(alarm.Region, alarm.Alarm)?.State.Value;

    bool IsDown(Signal signal) => signal switch
    {
        AlarmSignal alarm => StateOf(alarm) == "ALARM",
        ProbeSignal probe => cloud.FrontDoors.Visit(probe.Probe.Url.Host, probe.Probe.Url.AbsolutePath)?.Status != probe.Probe.Status,
        _ => false,
    };

    string HistoryItem(string key) => (string?)cloud.DynamoDb.Item(home, HomeEstate.Table, $"plan#{Plan.Name}", key)?["facts"]?["S"] ?? "[]";

    TimeSpan Drives => Saved.LookUntil - Saved.LookedAt ?? TimeSpan.Zero;

    /// <remarks>
    /// The record tells a new attempt. The history also tells the start that is repeated as the same attempt, because it was not sent, or
    /// was sent in part: the record's times do not, since they stand still while a driver's clock is behind, and move with a pause.
    /// </remarks>
    void Decide(Step step, Caller? by)
    {
        var (was, now) = (Was(step), Is(step));
        if (now.StartedAt is { } started && step.Traits.Role != StepRole.Verification
            && (now.Attempts + now.Extra > was.Attempts + was.Extra || Told.OfType<StepStarted>().Any(start => start.Step == step.Id)))
        {
            Decisions.Add(new Decided(step, Saved.Run!.Id, IsUndo: false, by, cloud.World.Now, started) { Drives = Drives });
        }

        if (now.Undo is { StartedAt: { } undone }
            && (now.Undo.Attempts > (was.Undo?.Attempts ?? 0) || Told.OfType<UndoStarted>().Any(undo => undo.Step == step.Id)))
        {
            Decisions.Add(new Decided(step, Saved.Run!.Id, IsUndo: true, by, cloud.World.Now, undone) { Drives = Drives });
        }
    }
}
