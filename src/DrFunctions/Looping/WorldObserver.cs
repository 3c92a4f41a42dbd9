using System.Text.Json;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Resolution;
using DrFunctions.Signals;
using DrFunctions.Steps;
using DrFunctions.Store;

namespace DrFunctions.Looping;

/// <summary>Observes what a decision needs: signals and steps side by side.</summary>
/// <param name="commandOptions">The options with which a dr command finds this deployment.</param>
/// <param name="escalates">There is an escalation topic.</param>
/// <param name="role">What is known of the role that starts the steps.</param>
public sealed class WorldObserver(
    SignalReader signals, StepKinds kinds, NameCheck names, string commandOptions, bool escalates = false, RoleLimits? role = null)
{
    /// <summary>Begins to read what is shared by plans that are observed together.</summary>
    public SharedSignals Share(IEnumerable<Plan> plans, CancellationToken cancellation) =>
        signals.Share([.. plans.Select(plan => plan.Trigger)], cancellation);

    /// <param name="before">The outcomes of the previous look's actions.</param>
    /// <param name="shared">Null reads every signal for this plan alone.</param>
    public async Task<Snapshot> ObserveAsync(
        Plan plan, Stored stored, ObservationNeeds needs, ActionOutcomes before, SharedSignals? shared, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(needs);
        ArgumentNullException.ThrowIfNull(before);
        var steps = ObserveStepsAsync(plan, stored.Record, needs.Steps, before, (kind, at) => kind.ObserveAsync(at, cancellation));
        var undos = ObserveStepsAsync(
            plan, stored.Record, needs.Undos, before, (kind, at) => ((IUndoableKind)kind).ObserveUndoAsync(at, cancellation));
        var led = ObserveNamesAsync(plan, stored.Record, needs.Names, before, cancellation);
        var primary = needs.Baseline ? ObservePrimaryAsync(plan, cancellation) : null;
        var seen = needs.Signals ? await signals.ReadAsync(plan.Trigger, shared, cancellation) : SignalObservations.None;
        return new Snapshot
        {
            Signals = seen.Signals,
            ReferenceAnswered = seen.ReferenceAnswered,
            Deploying = seen.Deploying,
            Steps = await steps,
            Undos = await undos,
            Names = await led,
            LeftOut = needs.LeftOut is { } leftOut ? await CheckAsync(plan, stored.Record, leftOut, cancellation) : null,
            Baseline = primary is null ? new Dictionary<string, JsonElement>() : await primary,
            Requests = stored.Requests,
            Refused = before.Refused,
            Receipts = before.Receipts,
            Answers = before.Answers,
            Published = before.Published,
            CommandOptions = commandOptions,
            Escalates = escalates,
            Automation = stored.Automation,
            PauseSentence = stored.PauseSentence,
            PausedUntil = stored.PausedUntil,
            ResumedSentence = stored.ResumedSentence,
            AllPaused = stored.AllPaused,
        };
    }

    /// <summary>
    /// Looks at steps that nobody starts, and asks AWS whether they may be started. A check is asked only where the capacity before it
    /// runs: elsewhere it fails, and should.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, StepCheck>> CheckAsync(
        Plan plan, Record record, IReadOnlyList<Step> steps, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(steps);
        var asked = steps.ToLookup(step => step.Traits.Role == StepRole.Verification);
        var first = await CheckAllAsync(plan, record, [.. asked[false]], cancellation);
        bool Serves(Step before) => before.Traits.Role == StepRole.Verification
            || (before.Traits.Role == StepRole.Capacity && first.GetValueOrDefault(before.Id)?.Seen.State == StepState.Done);
        var checks = await CheckAllAsync(plan, record, [.. asked[true].Where(check => plan.Before(check).All(Serves))], cancellation);
        return first.Concat(checks).ToDictionary(check => check.Key, check => check.Value);
    }

    async Task<IReadOnlyDictionary<string, StepCheck>> CheckAllAsync(
        Plan plan, Record record, IReadOnlyList<Step> steps, CancellationToken cancellation)
    {
        var checks = new Dictionary<string, StepCheck>(StringComparer.Ordinal);
        foreach (var group in steps.GroupBy(kinds.Of))
        {
            IReadOnlyList<StepAt> at =
                [.. group.Select(step => new StepAt(plan, step, new StepRecord(), StepAt.Quiet, BaselineOf(record, step)))];
            var seen = await group.Key.ObserveAsync(at, cancellation);
            IReadOnlyList<StepAt> stopped = [.. at.Where(step => seen[step.Step.Id].State == StepState.NotStarted)
                .Select(step => step with { Record = step.Record with { Expected = seen[step.Step.Id].Saw } })];
            var denied = group.Key is IDryRunKind kind ? await kind.DryRunAsync(stopped, role ?? RoleLimits.Unknown, cancellation)
                : new Dictionary<string, string?>();
            var doubts = group.Key is IDoubtKind doubting ? await doubting.DoubtsAsync(at, cancellation) : new Dictionary<string, string>();
            foreach (var (id, observation) in seen)
            {
                checks[id] = new StepCheck(observation, denied.GetValueOrDefault(id), doubts.GetValueOrDefault(id));
            }
        }

        return checks;
    }

    async Task<IReadOnlyDictionary<string, StepObservation>> ObserveStepsAsync(
        Plan plan,
        Record record,
        IReadOnlyList<Step> steps,
        ActionOutcomes before,
        Func<IStepKind, IReadOnlyList<StepAt>, Task<IReadOnlyDictionary<string, StepObservation>>> observe)
    {
        var groups = steps.GroupBy(kinds.Of).Select(group => observe(group.Key, [.. group.Select(step => At(plan, record, step, before))]));
        return (await Task.WhenAll(groups)).SelectMany(readings => readings).ToDictionary(reading => reading.Key, reading => reading.Value);
    }

    /// <summary>Where names lead by DNS; without those of which clients may still keep an old answer.</summary>
    async Task<IReadOnlyDictionary<string, NameObservation>> ObserveNamesAsync(
        Plan plan, Record record, IReadOnlyList<Step> steps, ActionOutcomes before, CancellationToken cancellation)
    {
        var seen = await Task.WhenAll(steps.Where(step => kinds.Of(step) is INamedKind).Select(async step =>
        {
            var at = At(plan, record, step, before);
            return (step.Id, Seen: await names.ObserveAsync(at, ((INamedKind)kinds.Of(step)).NameOf(at), cancellation));
        }));
        return seen.Where(one => one.Seen is not null).ToDictionary(one => one.Id, one => one.Seen!);
    }

    async Task<IReadOnlyDictionary<string, JsonElement>> ObservePrimaryAsync(Plan plan, CancellationToken cancellation)
    {
        var groups = plan.Steps.GroupBy(kinds.Of).Select(group => group.Key is IBaselineKind kind
            ? kind.ObserveBaselineAsync(plan, [.. group], cancellation)
            : Task.FromResult<IReadOnlyDictionary<string, JsonElement>>(new Dictionary<string, JsonElement>()));
        return (await Task.WhenAll(groups)).SelectMany(seen => seen).ToDictionary(seen => seen.Key, seen => seen.Value);
    }

    /// <summary>A receipt from the previous look counts already, although it is not in the record yet.</summary>
    static StepAt At(Plan plan, Record record, Step step, ActionOutcomes before)
    {
        var newest = record.Run!.Of(step).WithNewest(before.Receipts.GetValueOrDefault(step.Id));
        return new StepAt(plan, step, newest, record.Run!.Id, BaselineOf(record, step));
    }

    static JsonElement? BaselineOf(Record record, Step step) => record.Baseline.TryGetValue(step.Id, out var seen) ? seen : null;
}
