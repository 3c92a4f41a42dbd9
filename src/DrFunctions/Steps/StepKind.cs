using System.Text.Json;
using DrFunctions.Aws;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;

namespace DrFunctions.Steps;

/// <summary>What every kind does alike: its settings are read from the step, and a look that fails is Unknown.</summary>
public abstract class StepKind<TSettings> : IStepKind
    where TSettings : class
{
    /// <summary>Two invocations' clocks differ by no more.</summary>
    static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(10);

    public abstract string Name { get; }

    public abstract StepTraits Traits { get; }

    public abstract Grant Grant { get; }

    public IReadOnlyList<FieldFacts> Settings
    {
        get
        {
            var empty = Fields.Empty(new Mistakes(""));
            Read(empty);
            return empty.Asked;
        }
    }

    public void Check(Plan? plan, Step step, Mistakes mistakes)
    {
        ArgumentNullException.ThrowIfNull(step);
        var fields = FieldsOf(step, mistakes);
        if (Read(fields) is { } settings && plan is not null)
        {
            Check(plan, step, settings, fields);
        }

        fields.Done();
    }

    public string Says(Step step) => Says(step, SettingsOf(step));

    public async Task<IReadOnlyDictionary<string, StepObservation>> ObserveAsync(IReadOnlyList<StepAt> steps, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var readings = new SortedDictionary<string, StepObservation>(StringComparer.Ordinal);
        foreach (var group in steps.Select(step => (At: step, Settings: SettingsOf(step.Step))).GroupBy(step => GroupOf(step.At, step.Settings)))
        {
            await ObserveAsync([.. group], readings, cancellation);
        }

        return readings;
    }

    public async Task<IReadOnlyDictionary<string, StartOutcome>> StartAsync(IReadOnlyList<StepAt> steps, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var groups = steps.Select(step => (At: step, Settings: SettingsOf(step.Step))).GroupBy(step => StartGroupOf(step.At, step.Settings));
        var outcomes = await Task.WhenAll(groups.Select(group => StartGroupAsync([.. group], cancellation)));
        return outcomes.SelectMany(group => group).ToDictionary(outcome => outcome.Id, outcome => outcome.Outcome);
    }

    public async Task<IReadOnlyDictionary<string, StepObservation>> ObserveUndoAsync(IReadOnlyList<StepAt> steps, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var readings = await Task.WhenAll(steps.Select(step => TryLookBackAsync(step, cancellation)));
        return readings.ToDictionary(reading => reading.Id, reading => reading.Reading);
    }

    public async Task<IReadOnlyDictionary<string, StartOutcome>> UndoAsync(IReadOnlyList<StepAt> steps, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var outcomes = await Task.WhenAll(steps.Select(async step =>
            (step.Step.Id, Outcome: await UndoOneAsync(step, SettingsOf(step.Step), cancellation))));
        return outcomes.ToDictionary(outcome => outcome.Id, outcome => outcome.Outcome);
    }

    public string SaysUndo(StepAt step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return SaysUndo(step, SettingsOf(step.Step));
    }

    public virtual Task<IReadOnlyDictionary<string, JsonElement>> ObserveBaselineAsync(Plan plan, IReadOnlyList<Step> steps, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<string, JsonElement>>(new Dictionary<string, JsonElement>());

    /// <summary>Reads the kind's own settings, asking for each field once; null if they cannot be used.</summary>
    protected abstract TSettings? Read(Fields fields);

    /// <summary>What must hold between the settings and the rest of the plan.</summary>
    protected virtual void Check(Plan plan, Step step, TSettings settings, Fields fields)
    {
    }

    protected abstract string Says(Step step, TSettings settings);

    /// <summary>Steps of equal group are looked at together.</summary>
    protected virtual object GroupOf(StepAt step, TSettings settings) => step.Step.Id;

    protected abstract Task<IReadOnlyDictionary<string, StepObservation>> ObserveAsync(
        IReadOnlyList<(StepAt At, TSettings Settings)> group, CancellationToken cancellation);

    /// <summary>Steps of equal group are started by one call, and so have one outcome; by itself each step has its own.</summary>
    protected virtual object StartGroupOf(StepAt step, TSettings settings) => step.Step.Id;

    /// <summary>Starts a group; what came of each of its steps. Never throws for what AWS answers.</summary>
    protected virtual async Task<IEnumerable<(string Id, StartOutcome Outcome)>> StartGroupAsync(
        IReadOnlyList<(StepAt At, TSettings Settings)> group, CancellationToken cancellation)
    {
        var outcome = await TryAsync(() => StartAsync(group, cancellation));
        return group.Select(step => (step.At.Step.Id, outcome));
    }

    /// <summary>Starts a group by one call. The receipt, if AWS gave one.</summary>
    protected virtual Task<string?> StartAsync(IReadOnlyList<(StepAt At, TSettings Settings)> group, CancellationToken cancellation) =>
        throw new NotSupportedException($"{Name} starts nothing.");

    protected abstract Task<StepObservation> ObserveUndoAsync(StepAt step, TSettings settings, CancellationToken cancellation);

    /// <summary>Restores the ledger, or its next stage; what came of it. Never throws for what AWS answers.</summary>
    protected virtual Task<StartOutcome> UndoOneAsync(StepAt step, TSettings settings, CancellationToken cancellation) =>
        TryAsync(() => UndoAsync(step, settings, cancellation));

    /// <summary>Restores the ledger, or its next stage. The receipt, if AWS gave one.</summary>
    protected virtual Task<string?> UndoAsync(StepAt step, TSettings settings, CancellationToken cancellation) =>
        throw new NotSupportedException($"{Name} undoes nothing.");

    protected abstract string SaysUndo(StepAt step, TSettings settings);

    /// <summary>
    /// Whether a change of that instant may still take effect or not show yet: it is sent within five seconds of its decision, answered
    /// within three, and reads lag it by some more. Whoever decided it may have had a clock that is minutes ahead of this one: then it is
    /// recent until this clock has come so far.
    /// </summary>
    protected static bool IsRecent(DateTimeOffset? at, TimeProvider time) =>
        at is { } instant && time.GetUtcNow() - instant is var age && age < TimeSpan.FromSeconds(15) && age > -MostSkew;

    async Task<(string Id, StepObservation Reading)> TryLookBackAsync(StepAt step, CancellationToken cancellation)
    {
        try
        {
            return (step.Step.Id, await ObserveUndoAsync(step, SettingsOf(step.Step), cancellation));
        }
        catch (Exception e) when (Trouble.Is(e))
        {
            return (step.Step.Id, StepObservation.Unknown(Trouble.Say(e)));
        }
    }

    async Task ObserveAsync(
        IReadOnlyList<(StepAt At, TSettings Settings)> group, SortedDictionary<string, StepObservation> readings, CancellationToken cancellation)
    {
        try
        {
            foreach (var (id, reading) in await ObserveAsync(group, cancellation))
            {
                readings[id] = reading;
            }
        }
        catch (Exception e) when (Trouble.Is(e))
        {
            foreach (var (at, _) in group)
            {
                readings[at.Step.Id] = StepObservation.Unknown(Trouble.Say(e));
            }
        }
    }

    static async Task<StartOutcome> TryAsync(Func<Task<string?>> change)
    {
        try
        {
            return new StartOutcome(await change());
        }
        catch (Exception e) when (Trouble.Is(e))
        {
            return StartOutcome.Of(e);
        }
    }

    static Fields FieldsOf(Step step, Mistakes mistakes)
    {
        var fields = new Fields(step.Source, $"step \"{step.Id}\"", mistakes);
        fields.Leave(PlanFile.StepMembers);
        return fields;
    }

    protected TSettings SettingsOf(Step step) =>
        Read(FieldsOf(step, new Mistakes(""))) ?? throw new InvalidOperationException($"Step {step.Id} was not checked before it was used.");
}
