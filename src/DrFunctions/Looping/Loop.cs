using System.Collections.Concurrent;
using DrFunctions.Aws;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records.Facts;
using DrFunctions.Notices;
using DrFunctions.Steps;
using DrFunctions.Store;
using Microsoft.Extensions.Logging;

namespace DrFunctions.Looping;

/// <summary>
/// The one loop that every event wakes: load the record, observe the world, decide, save, act, notify, and again, or rest. A method
/// for each of these words follows, in this order; <see cref="LookAsync"/> is one turn of the loop.
/// </summary>
/// <param name="newNonce">Makes the name by which one invocation recognises its own writes.</param>
public sealed class Loop(
    StepKinds kinds, WorldObserver observer, Actor actor, RecordStore store, OutboxPublisher notices, ILogger log, TimeProvider time,
        Func<string> newNonce)
{
    readonly PinnedPlans pinned = new(kinds);
    readonly ConcurrentDictionary<string, bool> warned = new(StringComparer.Ordinal);

    /// <summary>Drives one plan, look after look, until its record rests or the invocation's time is nearly used.</summary>
    /// <param name="ends">When the invocation will be ended.</param>
    public async Task<PlanResult> WakeAsync(Plan plan, DateTimeOffset ends, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var (nonce, before, drives, watch) = (newNonce(), ActionOutcomes.None, false, new LookWatch(time));
        while (true)
        {
            watch.Begin();
            Look look;
            try
            {
                look = await LookAsync(plan, nonce, before, null, watch, ends, cancellation);
            }
            catch (Exception e) when (drives && StoreErrors.Is(e) && HasTime(Timing.Pace, ends))
            {
                // A driver continues after a short failure of the store, instead of leaving the plan to the next minute.
                look = Look.Blind(plan, e, before);
            }

            Log(look.Result);
            if (look.AgainIn is not { } pace || !HasTime(pace, ends))
            {
                return look.Result;
            }

            (before, drives) = (look.Outcomes, true);
            await RestAsync(pace - watch.End(), cancellation);
        }
    }

    /// <summary>
    /// Looks once at one of many plans. If the plan rests, the look is complete. If it moves, or would, nothing is saved or done: then
    /// <see cref="WakeAsync"/> drives the plan, and reads everything again.
    /// </summary>
    public async Task<SweptPlan> SweepAsync(Plan plan, SharedReads shared, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var look = await LookAsync(
            plan, newNonce(), ActionOutcomes.None, shared, new LookWatch(time), DateTimeOffset.MaxValue, cancellation);
        var (result, moves) = (look.Result, look.AgainIn is not null);
        Log(moves ? result with { Fact = new FoundBySweep(result.Fact) } : result);
        return new SweptPlan(result, moves);
    }

    /// <summary>Begins to read what many plans share.</summary>
    public SharedReads Share(IReadOnlyList<Plan> plans, CancellationToken cancellation) =>
        new(observer.Share(plans, cancellation), store, cancellation);

    /// <summary>One turn of the loop.</summary>
    /// <param name="before">The outcomes of the previous look's actions.</param>
    /// <param name="shared">Null for a look that reads everything for itself, and acts.</param>
    async Task<Look> LookAsync(
        Plan newest, string nonce, ActionOutcomes before, SharedReads? shared, LookWatch watch, DateTimeOffset ends,
            CancellationToken cancellation)
    {
        var stored = await LoadAsync(newest, shared, cancellation);
        if (Driver.Yields(stored.Record, stored.Owner, nonce, time.GetUtcNow()) is { } yields)
        {
            return Look.Rests(newest, stored.Record.Phase, yields, WakeOutcome.LeftAlone);
        }

        // Outcomes of our actions belong to the record that we saved. If somebody else has saved since, the newest attempt may be theirs.
        before = stored.Owner == nonce ? before : before.OfPublished();
        Warn(newest, stored);
        var plan = pinned.PlanOf(stored.Record, newest);
        var needs = ObservationNeeds.For(plan, stored.Record, time.GetUtcNow());
        if (shared is not null && needs.Steps.Count + needs.Undos.Count + needs.Names.Count > 0)
        {
            return Look.NeedsDriver(plan, stored.Record.Phase, new StepsMove());
        }

        (stored, var snapshot) = await ObserveAsync(plan, stored, needs, before, shared, cancellation);
        var saving = new SaveInstant(time);
        var decision = Decide(plan, stored, snapshot with { SlowestLook = watch.Slowest });
        if (shared is not null && (decision.LookAgainIn is not null || decision.Actions.Count + decision.Next.Outbox.Count > 0))
        {
            return Look.NeedsDriver(plan, stored.Record.Phase, decision.Fact);
        }

        if (await SaveAsync(stored, decision, nonce, cancellation) == Saving.Lost)
        {
            return Look.Lost(plan, stored.Record.Phase, before);
        }

        saving.Answered(decision.DrivesFor);
        var outcomes = await ActAsync(plan, decision, saving, cancellation);
        var told = await NotifyAsync(decision, ends, cancellation);
        return Look.Of(plan, decision, outcomes with { Published = told.Published }, told.Waits);
    }

    Task<Stored> LoadAsync(Plan plan, SharedReads? shared, CancellationToken cancellation) =>
        shared is null ? store.LoadAsync(plan.Name, cancellation) : shared.LoadAsync(plan.Name);

    /// <summary>The record with the failovers of all plans, where the decision depends on them, and the world as it is now.</summary>
    async Task<(Stored Stored, Snapshot Snapshot)> ObserveAsync(
        Plan plan, Stored stored, ObservationNeeds needs, ActionOutcomes before, SharedReads? shared, CancellationToken cancellation)
    {
        using var over = new CancellationTokenSource(Timing.Observing, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellation);
        var failovers =
            needs.RegionFailovers ? store.LoadRegionFailoversAsync(either.Token) : Task.FromResult<StoredRegionFailovers?>(null);
        var holders = store.Claims.HoldersAsync(plan.Name, needs.Claims(stored.Record), either.Token);
        var snapshot = await observer.ObserveAsync(plan, stored, needs, before, shared?.Signals, either.Token);
        cancellation.ThrowIfCancellationRequested();
        stored = stored with { RegionFailovers = await failovers };
        return (stored, snapshot with
        {
            RegionFailovers = stored.RegionFailovers?.RegionFailovers,
            Holders = await holders,
            Altered = stored.Requests is [{ Set: { } change }, ..] ? pinned.Alter(stored.Record, change) : null,
        });
    }

    Decision Decide(Plan plan, Stored stored, Snapshot snapshot) => Decider.Decide(plan, stored.Record, snapshot, time.GetUtcNow());

    /// <summary>A decision that changes nothing leaves the record alone.</summary>
    async Task<Saving> SaveAsync(Stored stored, Decision decision, string nonce, CancellationToken cancellation) =>
        decision.NeedsSave ? await store.SaveAsync(stored, decision, nonce, cancellation) : Saving.Saved;

    Task<ActionOutcomes> ActAsync(Plan plan, Decision decision, SaveInstant saving, CancellationToken cancellation) =>
        actor.ActAsync(plan, decision.Actions, saving, cancellation);

    Task<Told> NotifyAsync(Decision decision, DateTimeOffset ends, CancellationToken cancellation) =>
        notices.TellAsync(decision.Next.Plan, decision.Next.Outbox, ends, cancellation);

    /// <summary>Whether the longest look still fits, so that it is never cut off in the middle of a change.</summary>
    bool HasTime(TimeSpan pace, DateTimeOffset ends) => time.GetUtcNow() + pace <= ends - Timing.LongestLook;

    /// <param name="rest">Counted from the beginning of the look.</param>
    Task RestAsync(TimeSpan rest, CancellationToken cancellation) =>
        time.PauseAsync(rest, cancellation);

    void Log(PlanResult result) =>
        log.LogInformation("{PlanName} {Phase}: {Because}", result.Plan, result.Phase?.ToString() ?? "unknown", result.Fact);

    /// <summary>A request that cannot be carried out is logged once per process, and otherwise ignored.</summary>
    void Warn(Plan plan, Stored stored)
    {
        foreach (var (_, complaint) in stored.Unreadable.Where(request => warned.TryAdd($"{plan.Name} {request.Key}", true)))
        {
            log.LogWarning("{PlanName}: {Complaint}", plan.Name, complaint);
        }
    }
}
