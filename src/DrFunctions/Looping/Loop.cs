using System.Collections.Concurrent;
using DrFunctions.Aws;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Notices;
using DrFunctions.Steps;
using DrFunctions.Store;
using Microsoft.Extensions.Logging;

namespace DrFunctions.Looping;

/// <summary>What one wake-up came to, for one plan.</summary>
public sealed record PlanResult(string Plan, Phase? Phase, string Because);

/// <summary>
/// The one loop that every event wakes: load the record, look at the world, decide, save, act, notify, look again or sleep.
/// </summary>
/// <param name="newNonce">Makes the name by which one invocation recognises its own writes.</param>
public sealed class Loop(
    StepKinds kinds, WorldObserver observer, Actor actor, RecordStore store, NoticePublisher notices, ILogger log, TimeProvider time, Func<string> newNonce)
{
    /// <summary>An invocation stops looking with this much left, so that it is never cut off in the middle of a change.</summary>
    public static readonly TimeSpan Reserve = TimeSpan.FromSeconds(10);

    readonly ConcurrentDictionary<string, (string Run, Plan Plan)> pinned = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, bool> warned = new(StringComparer.Ordinal);

    /// <summary>Looks at one plan until its record rests or the invocation's time is nearly used.</summary>
    /// <param name="ends">When the invocation will be ended.</param>
    public async Task<PlanResult> RunAsync(Plan plan, DateTimeOffset ends, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var mine = newNonce();
        var after = Aftermath.None;
        var drives = false;
        while (true)
        {
            var began = time.GetTimestamp();
            var look = await LookAsync(plan, mine, after, null, cancellation);
            log.LogInformation("{PlanName} {Phase}: {Because}", plan.Name, look.Result.Phase?.ToString() ?? "unknown", look.Result.Because);
            if (look.Result.Phase is null && drives)
            {
                // A driver whom the store fails for a moment goes on, instead of leaving it to the next minute.
                look = look with { AgainIn = Driver.Pace, Aftermath = after };
            }

            if (look.AgainIn is not { } pace || time.GetUtcNow() + pace > ends - Reserve)
            {
                return look.Result;
            }

            (after, drives) = (look.Aftermath, true);
            // From look to look, whatever a look takes, so that a slow one does not make the driver seem dead.
            var rest = pace - time.GetElapsedTime(began);
            await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, time, cancellation);
        }
    }

    /// <summary>Begins a look at many plans at once.</summary>
    public Round Begin(IReadOnlyList<Plan> plans, CancellationToken cancellation) => new(observer.Begin(plans, cancellation), store, cancellation);

    /// <summary>
    /// Looks at one plan of a round, once, and settles what rests. Of what moves, or would, nothing is saved or done: that is for
    /// <see cref="RunAsync"/>, which reads everything afresh.
    /// </summary>
    public async Task<FirstLook> LookOnceAsync(Plan plan, Round round, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var look = await LookAsync(plan, newNonce(), Aftermath.None, round, cancellation);
        var (result, moves) = (look.Result, look.AgainIn is not null);
        log.LogInformation("{PlanName} {Phase}: {Because}", plan.Name, result.Phase?.ToString() ?? "unknown", moves ? $"seen among all plans, before its own look: {result.Because}" : result.Because);
        return new FirstLook(result, moves);
    }

    async Task<OneLook> LookAsync(Plan newest, string mine, Aftermath after, Round? round, CancellationToken cancellation)
    {
        try
        {
            var stored = round is null ? await store.LoadAsync(newest.Name, cancellation) : await round.LoadAsync(newest.Name);
            if (Driver.Yields(stored.Record, stored.Owner, mine, time.GetUtcNow()) is { } yields)
            {
                return OneLook.Rest(newest, stored.Record.Phase, yields);
            }

            // What came of our changes is true of our record. Where somebody has written since, it may be their attempt by now.
            after = stored.Owner == mine ? after : after.OfPublished();
            Warn(newest, stored);
            var plan = PlanOf(stored.Record, newest);
            var needs = ObservationNeeds.For(plan, stored.Record);
            if (round is not null && needs.Steps.Count + needs.Undos.Count > 0)
            {
                return OneLook.Moves(plan, stored.Record.Phase, "its steps move");
            }

            if (needs.RegionFailovers)
            {
                stored = stored with { RegionFailovers = await store.LoadRegionFailoversAsync(cancellation) };
            }

            return await DecideAsync(plan, stored, mine, after, round, cancellation);
        }
        catch (Exception e) when (Trouble.Is(e) || e is StoreException)
        {
            return OneLook.Rest(newest, null, $"no action: the state table cannot be used: {Trouble.Say(e)}; the next wake-up tries again");
        }
    }

    async Task<OneLook> DecideAsync(Plan plan, Stored stored, string mine, Aftermath after, Round? round, CancellationToken cancellation)
    {
        var readings = await observer.ObserveAsync(plan, stored, after, round?.Signals, cancellation);
        var decision = Decider.Decide(plan, stored.Record, readings, time.GetUtcNow());
        if (round is not null && (decision.LookAgainIn is not null || decision.Actions.Count + decision.Next.Outbox.Count > 0))
        {
            return OneLook.Moves(plan, stored.Record.Phase, decision.Because);
        }

        var saving = new SaveInstant(time);
        if (decision.NeedsSave && await store.SaveAsync(stored, decision, mine, cancellation) == Saving.Lost)
        {
            // Who saved first may not drive: it may have been another plan's failover, or a request withdrawn. So look once more and see.
            var lost = OneLook.Rest(plan, stored.Record.Phase, "no action: another invocation saved first, so its decision stands");
            return lost with { AgainIn = Driver.Pace, Aftermath = after.OfPublished() };
        }

        var started = await actor.ActAsync(plan, decision.Actions, saving, cancellation);
        var published = await notices.PublishAsync(decision.Next.Outbox, cancellation);
        var unsent = decision.Next.Outbox.Count - published.Count;
        var because = unsent == 0 ? decision.Because : $"{decision.Because}; {unsent} notice(s) could not be published yet";

        // A resting record is looked at once more, at once, when notices went out: they leave its outbox.
        var again = decision.LookAgainIn ?? (published.Count > 0 ? TimeSpan.Zero : null);
        return new OneLook(new PlanResult(plan.Name, decision.Next.Phase, because), again, started with { Published = published });
    }

    /// <summary>A request that cannot be carried out is said once a process, and otherwise passed over.</summary>
    void Warn(Plan plan, Stored stored)
    {
        foreach (var (_, complaint) in stored.Unreadable.Where(request => warned.TryAdd($"{plan.Name} {request.Key}", true)))
        {
            log.LogWarning("{PlanName}: {Complaint}", plan.Name, complaint);
        }
    }

    /// <summary>A run keeps to the plan as it was when it began.</summary>
    Plan PlanOf(Record record, Plan newest)
    {
        if (record.Pinned() is not { } run)
        {
            return newest;
        }

        // A run's plan never changes, and is asked for at each look.
        if (pinned.TryGetValue(record.Plan, out var known) && known.Run == run.Id)
        {
            return known.Plan;
        }

        var plan = kinds.Read($"the plan pinned by run {run.Id}", run.Plan.GetRawText()).Plan
            ?? throw new StoreException($"the plan that run {run.Id} of {record.Plan} pinned cannot be read by this version; deploy the version that began the run");
        pinned[record.Plan] = (run.Id, plan);
        return plan;
    }

    sealed record OneLook(PlanResult Result, TimeSpan? AgainIn, Aftermath Aftermath)
    {
        /// <summary>More is to be done than a first look may do.</summary>
        public static OneLook Moves(Plan plan, Phase phase, string because) => Rest(plan, phase, because) with { AgainIn = TimeSpan.Zero };

        public static OneLook Rest(Plan plan, Phase? phase, string because) => new(new PlanResult(plan.Name, phase, because), null, Aftermath.None);
    }
}

/// <param name="Moves">More is to be done than a first look may do.</param>
public sealed record FirstLook(PlanResult Result, bool Moves);

/// <summary>What came of a look's actions, for the next look to take in.</summary>
public sealed record Aftermath(IReadOnlyDictionary<string, Refusal> Refused, IReadOnlyDictionary<string, string> Receipts, IReadOnlyCollection<string> Published)
{
    public static Aftermath None { get; } = new(new Dictionary<string, Refusal>(), new Dictionary<string, string>(), []);

    /// <summary>What is true whoever has saved since.</summary>
    public Aftermath OfPublished() => None with { Published = Published };
}
