using System.Text.Json;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Signals;
using DrFunctions.Steps;
using DrFunctions.Store;

namespace DrFunctions.Looping;

/// <summary>Looks at what a decision needs: signals and steps side by side.</summary>
/// <param name="commandOptions">What follows a dr command so that it finds this deployment.</param>
public sealed class WorldObserver(SignalReader signals, StepKinds kinds, string commandOptions)
{
    /// <summary>Begins to read what plans that look together share.</summary>
    public SignalSheet Begin(IEnumerable<Plan> plans, CancellationToken cancellation) => signals.Begin([.. plans.Select(plan => plan.Trigger)], cancellation);

    /// <param name="shared">Null for a look that reads all for itself.</param>
    public async Task<Snapshot> ObserveAsync(Plan plan, Stored stored, Aftermath after, SignalSheet? shared, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(after);
        var needs = ObservationNeeds.For(plan, stored.Record);
        var steps = LookAtStepsAsync(plan, stored.Record, needs.Steps, after, (kind, at) => kind.ObserveAsync(at, cancellation));
        var undos = LookAtStepsAsync(plan, stored.Record, needs.Undos, after, (kind, at) => ((IUndoableKind)kind).ObserveUndoAsync(at, cancellation));
        var observed = needs.Baseline ? ObserveBaselineAsync(plan, cancellation) : null;
        var seen = needs.Signals ? await signals.ReadAsync(plan.Trigger, shared, cancellation) : SignalObservations.None;
        return new Snapshot
        {
            Signals = seen.Signals,
            ReferenceAnswered = seen.ReferenceAnswered,
            Deploying = seen.Deploying,
            Steps = await steps,
            Undos = await undos,
            Baseline = observed is null ? new Dictionary<string, JsonElement>() : await observed,
            Requests = stored.Requests,
            RegionFailovers = stored.RegionFailovers?.RegionFailovers,
            Refused = after.Refused,
            Receipts = after.Receipts,
            Published = after.Published,
            CommandOptions = commandOptions,
            Automation = stored.Automation,
            PauseSentence = stored.PauseSentence,
        };
    }

    async Task<IReadOnlyDictionary<string, StepObservation>> LookAtStepsAsync(
        Plan plan, Record record, IReadOnlyList<Step> steps, Aftermath after, Func<IStepKind, IReadOnlyList<StepAt>, Task<IReadOnlyDictionary<string, StepObservation>>> look)
    {
        var groups = steps.GroupBy(kinds.Of).Select(group => look(group.Key, [.. group.Select(step => At(plan, record, step, after))]));
        return (await Task.WhenAll(groups)).SelectMany(readings => readings).ToDictionary(reading => reading.Key, reading => reading.Value);
    }

    async Task<IReadOnlyDictionary<string, JsonElement>> ObserveBaselineAsync(Plan plan, CancellationToken cancellation)
    {
        var groups = plan.Steps.GroupBy(kinds.Of).Select(group => group.Key is IBaselineKind kind
            ? kind.ObserveBaselineAsync(plan, [.. group], cancellation)
            : Task.FromResult<IReadOnlyDictionary<string, JsonElement>>(new Dictionary<string, JsonElement>()));
        return (await Task.WhenAll(groups)).SelectMany(seen => seen).ToDictionary(seen => seen.Key, seen => seen.Value);
    }

    /// <summary>A receipt of the look before is not in the record yet, but counts already.</summary>
    static StepAt At(Plan plan, Record record, Step step, Aftermath after)
    {
        var known = record.Run!.Of(step);
        JsonElement? observed = record.Baseline.TryGetValue(step.Id, out var seen) ? seen : null;
        var newest = !after.Receipts.TryGetValue(step.Id, out var receipt) ? known
            : known.Undo is { } undo ? known with { Undo = undo with { Receipt = receipt } }
            : known with { Receipt = receipt };
        return new StepAt(plan, step, newest, record.Run!.Id, observed);
    }
}
