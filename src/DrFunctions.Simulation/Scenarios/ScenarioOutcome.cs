using DrFunctions.Core.Deciding;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Kinds;
using LocalAws;
using LocalAws.Services.Sns;

namespace DrFunctions.Simulation.Scenarios;

/// <summary>
/// How a rehearsal ended, by the record and by the simulated world. Each check returns a sentence, or null if nothing is wrong.
/// </summary>
/// <param name="Killed">Invocations that were killed.</param>
/// <param name="Before">The state of the standby before anything happened.</param>
sealed record ScenarioOutcome(
    Record Record, PlanEstate Estate, LocalCloud Cloud, IReadOnlyList<RehearsalEmail> Emails, DateTimeOffset Disaster, int Killed,
        IReadOnlyList<Standing> Before)
{
    public Plan Plan => Estate.Plan;

    /// <summary>What the watch said of each of its rounds.</summary>
    public required WatchedRounds Rounds { get; init; }

    /// <summary>The functions' Lambda.</summary>
    public required LambdaPlatform Lambda { get; init; }

    /// <summary>Of the topics that tell people.</summary>
    public required IReadOnlyList<Subscription> NoticeSubscriptions { get; init; }

    /// <summary>The records of all plans, of those beside it too.</summary>
    public required IReadOnlyList<Record> Records { get; init; }

    IEnumerable<TracedCall> Changes => Cloud.Trace.Where(OwnServices.IsChangeElsewhere);

    IEnumerable<TracedCall> Effects => Changes.Where(call => call.TookEffect);

    public string? NotRecovered => Estate.Missing is { Count: > 0 } missing ? $"The record says {Record.Phase}, but {string.Join("; ", missing)}." : null;

    /// <summary>DNS records belong to traffic, wherever they are edited.</summary>
    public string? PrimaryTouched =>
        Tell("The primary was changed", Changes.FirstOrDefault(call => call.Region == Plan.Primary && !Estate.Worlds.IsGlobal(call.Service)));

    public string? AnyChange => Tell("A change was made, although nothing should be changed", Changes.FirstOrDefault());

    /// <summary>What a person changed by hand stays so: only DrFunctions' own changes must be undone.</summary>
    public string? NotAsBefore
    {
        get
        {
            var ours = Effects.ToList();
            var byHand = Estate.Each((world, step) => world.ChangedByHand(Estate, step, ours))
                .Concat(Estate.ByHand.Select(change => change.Stays.Thing)).ToList();
            var wrong = Estate.Standing.Except(Before).FirstOrDefault(stands => !byHand.Contains(stands.Thing));
            return wrong is null ? null : $"The standby is not as it was before: {wrong}.";
        }
    }

    /// <summary>What a person changed stands as the person left it.</summary>
    public string? HandworkLost => Estate.ByHand.Count == 0 ? "Nobody changed anything by hand, so this proves nothing."
        : Estate.ByHand.FirstOrDefault(change => !Estate.Standing.Contains(change.Stays)) is { } lost
            ? $"What a person changed by hand did not stay: {lost.Stays}, and now {Estate.Standing.FirstOrDefault(stands => stands.Thing == lost.Stays.Thing)}."
        : null;

    public string? Untold(NoticeKind kind) => Emails.Any(email => Tells(email, kind)) ? null : $"No email is of the kind {kind.Word()}.";

    public string? ToldOtherThan(int times, NoticeKind kind) =>
        Emails.Count(email => Tells(email, kind)) is var told && told == times ? null : $"{told} emails, and not {times}, are of the kind {kind.Word()}.";

    bool Tells(RehearsalEmail email, NoticeKind kind) => email.Tells.Contains(new ToldNotice(Plan.Name, kind));

    /// <summary>People must know of a failover that takes longer than its objective.</summary>
    public string? LateUntold =>
        Record.Run is { } run && Plan.Rto is { } rto && run.EndedAt - run.DetectedAt > rto + TimeSpan.FromMinutes(1)
            ? Untold(NoticeKind.Late)
            : null;

    public string? RecoveredLaterThan(TimeSpan after) => Record.Run?.RecoveredAt - Disaster > after
        ? $"It recovered only {Durations.Say(Record.Run!.RecoveredAt!.Value - Disaster)} after the disaster." : null;

    /// <summary>People must know of every step that the trouble has befallen.</summary>
    public string? NotTold(NoticeKind kind, StandbyTrouble trouble) => Untold(kind) ?? Plan.Steps
        .Where(step => Estate.Worlds.Of(step).Troubles.Contains(trouble) && !Told.Any(told => told.Step == step.Id))
        .Select(step => $"Nobody was told that {step.Id} would fail.").FirstOrDefault();

    IReadOnlyList<ReadinessFinding> Told =>
        (string?)Cloud.DynamoDb.Item(Plan.Standby, HomeEstate.Table, $"plan#{Plan.Name}", "readiness")?["body"]?["S"] is { } body
            ? ReadinessJson.Read(body)!.Told : [];

    /// <summary>Whether the step's capacity served in some second of that time; also if its kind cannot say.</summary>
    public bool Served(Step step, DateTimeOffset from, DateTimeOffset to) => Enumerable.Range(0, (int)(to - from).TotalSeconds)
        .Any(second => Estate.Worlds.Of(step).ServedAt(Estate, step, to.AddSeconds(-second)) ?? true);

    /// <summary>Nothing may have been asked of AWS that it would refuse.</summary>
    public string? Asked(string operation) => Tell("It was asked for", Changes.FirstOrDefault(call => call.Operation == operation));

    public string? ToldLaterThan(NoticeKind kind, TimeSpan after) =>
        Record.Run is { } run && Emails.FirstOrDefault(email => email.Kind == kind) is { } first && first.At > run.BeganAt + after
        ? $"People were told only {Durations.Say(first.At - run.BeganAt)} after the failover had begun." : null;

    public string? NothingStarted => Effects.Any() ? null : "Nothing was started, so this proves nothing.";

    public string? TrafficChange => Tell("Users were not to be moved", Effects.FirstOrDefault(call => Estate.Worlds.MovesUsers(call.Operation)));

    public string? AnyTraffic => TrafficChange
        ?? (Estate.Moved is [var name, ..] ? $"Users should stay, but {name} no longer leads to the primary." : null);

    /// <summary>An email must have named every step that cannot go on.</summary>
    public string? NobodyCalled => Emails.Any(email => email.Kind == NoticeKind.Stuck
        && Record.Run!.Steps.Where(step => step.Value.Progress == StepProgress.Failed)
        .All(step => email.Body.Contains(step.Key, StringComparison.OrdinalIgnoreCase)))
        ? null
        : $"No email said that a person is needed, and why: {Record.Because}";

    /// <summary>On the way back the standby keeps its capacity until the last user has left it.</summary>
    public string? TakenFromUsers
    {
        get
        {
            var began = Record.Run?.Steps.Values.Min(step => step.Undo?.ReadyAt);
            var kept = Effects.Where(call => call.Time > began).SkipWhile(call => Estate.Worlds.MovesUsers(call.Operation)).ToList();
            return Tell("Users were moved back only after a part of the standby was taken away",
                kept.FirstOrDefault(call => Estate.Worlds.MovesUsers(call.Operation)));
        }
    }

    public string? Repeated => Tell("A change was made twice", Effects
        .GroupBy(call => (call.Service, call.Operation, call.Region, call.Summary))
        .FirstOrDefault(group => group.Count() > 1)?.Last());

    /// <summary>
    /// Once the looks from before the run are over, one invocation drives it: a save that comes too late means that another took a slow
    /// driver for dead.
    /// </summary>
    public string? Fought => Record.Run is { } run && Cloud.Trace.FirstOrDefault(call => call.Service == OwnServices.Store && call.Changing
        && call.Time > run.BeganAt + Timing.LongestLook && call.Status >= 400) is { } late
        ? $"Two invocations drove the run: at {late.Time:HH:mm:ss} a save came too late."
        : null;

    /// <summary>Nothing but what may be prewarmed was started, and people were told.</summary>
    public string? OnlyPrewarm => Plan.Steps.Any(step => step.Prewarm) && Plan.Trigger.Mode != Mode.Shadow
        ? AnyTraffic ?? (Effects.Any() ? Untold(NoticeKind.Prewarming) : null)
        : AnyChange;

    /// <summary>A false alarm that was never raised would prove nothing.</summary>
    public string? NoAlarm => Plan.Trigger.Signals.OfType<AlarmSignal>()
        .FirstOrDefault(signal => Cloud.CloudWatch.Find(signal.Region, signal.Alarm)?.State.TransitionedAt < Disaster) is { } quiet
        ? $"The {quiet.Title} was never raised, so this proves nothing."
        : null;

    public string? NobodyKilled => Killed > 0 ? null : "No invocation was killed, so this proves nothing.";

    public string? NeverRefused(params string[] codes) => Changes.Any(call => codes.Contains(call.ErrorCode)) ? null
        : "No call met the refusal, so this proves nothing.";

    public string? RefusedTwice => Tell("What was refused for good was asked for again",
        Changes.Where(call => call.ErrorCode == "InvalidChangeBatch").Skip(1).FirstOrDefault());

    /// <summary>If probes are enough to decide, capacity does not wait for us-east-1.</summary>
    public string? IdleIn(TimeSpan first) => Plan.Trigger.Signals.OfType<ProbeSignal>().Count() < Plan.Trigger.AtLeast
        || !Plan.Steps.Any(step => step.Traits.Role == StepRole.Capacity)
        || Effects.Any(call => !Estate.Worlds.IsGlobal(call.Service) && call.Time < Disaster + first)
        ? null
        : "No capacity was raised while us-east-1 was unreachable.";

    /// <summary>If the plan does not need the unreachable Region, no call to it was answered, and users are moved nevertheless.</summary>
    public string? LeanedOn(string region) => Plan.NeedsControlPlane(Estate.Worlds) ? null
        : Tell($"{region} was called although it is unreachable", Cloud.Trace.FirstOrDefault(call =>
            call.Time >= Disaster && call.Status != 0 && (call.Region == region || Estate.Worlds.IsGlobal(call.Service))));

    /// <summary>The failover must not have begun so soon after its outage was found.</summary>
    public string? BegunBefore(TimeSpan patience) => Record.Run is { } run && run.BeganAt - run.DetectedAt < patience
        ? $"The failover began {Durations.Say(run.BeganAt - run.DetectedAt)} after its outage was found, without waiting for an answer."
        : null;

    /// <summary>Nothing may be changed so soon after the disaster.</summary>
    /// <param name="reason">What had to come first.</param>
    public string? ChangedBefore(TimeSpan after, string reason) =>
        Tell($"A change was made before {reason}", Changes.FirstOrDefault(call => call.Time < Disaster + after));

    public string? ChangedWithin(DateTimeOffset from, DateTimeOffset until) =>
        Tell("A change was made although nothing could be decided", Changes.FirstOrDefault(call => call.Time >= from && call.Time < until));

    static string? Tell(string wrong, TracedCall? call) => call is null ? null : $"{wrong}: {call.Service} {call.Operation} in {call.Region}: {call.Summary}";
}
