using DrFunctions.Aws;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Steps;

/// <summary>
/// What all kinds share: a failed observation is Unknown, and an error from AWS is an outcome. The base of a kind that cannot be undone;
/// see <see cref="UndoableKind{TSettings}"/> and <see cref="VerifyingKind{TSettings}"/>.
/// </summary>
public abstract class StepKind<TSettings> : IStepKind
    where TSettings : class
{
    /// <summary>The clocks of two invocations differ by at most this.</summary>
    static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(10);

    public abstract string Name { get; }

    public StepTraits Traits => new(Role, Limit, CanUndo: this is IUndoableKind) { IsIdempotent = IsIdempotent };

    public abstract Grant Grant { get; }

    public object? Parse(Fields fields) => Read(fields);

    public void Check(Plan plan, Step step, Fields fields) => Check(plan, step, SettingsOf(step), fields);

    public bool Concerns(Step step, string resource) => Concerns(SettingsOf(step), resource);

    public IReadOnlyList<string> ResourcesOf(Step step) => ResourcesOf(step, SettingsOf(step));

    public TimeSpan LongestOf(Step step) => LongestOf(step, SettingsOf(step));

    public string Says(Step step) => Says(step, SettingsOf(step));

    public async Task<IReadOnlyDictionary<string, StepObservation>> ObserveAsync(
        IReadOnlyList<StepAt> steps, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(steps);
        // Side by side: one slow group must not leave the others no time.
        var groups = steps.Select(step => (At: step, Settings: SettingsOf(step.Step))).GroupBy(step => GroupOf(step.At, step.Settings));
        var observed = await Task.WhenAll(groups.Select(group => TryObserveAsync([.. group], cancellation)));
        return observed.SelectMany(group => group).ToDictionary(one => one.Key, one => one.Value);
    }

    public async Task<IReadOnlyDictionary<string, StartOutcome>> StartAsync(IReadOnlyList<StepAt> steps, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var groups = steps.Select(step => (At: step, Settings: SettingsOf(step.Step)))
            .GroupBy(step => StartGroupOf(step.At, step.Settings));
        var outcomes = await Task.WhenAll(groups.Select(group => StartGroupAsync([.. group], cancellation)));
        return outcomes.SelectMany(group => group).ToDictionary(outcome => outcome.Id, outcome => outcome.Outcome);
    }

    protected abstract StepRole Role { get; }

    /// <summary>A step's default limit.</summary>
    protected abstract TimeSpan Limit { get; }

    /// <summary>
    /// Whether a change that is made twice has the effect of one, because it names a target state or carries a token. Only then is a start
    /// whose answer was lost repeated as the same attempt.
    /// </summary>
    protected virtual bool IsIdempotent => false;

    /// <summary>Reads the kind's own settings, asking for every field each time; null if they cannot be used.</summary>
    protected abstract TSettings? Read(Fields fields);

    /// <summary>For a kind whose resources send events. A needless look does no harm, so a kind that cannot tell returns true.</summary>
    protected virtual bool Concerns(TSettings settings, string resource) => false;

    /// <summary>Notes conflicts between the settings and the rest of the plan.</summary>
    protected virtual void Check(Plan plan, Step step, TSettings settings, Fields fields)
    {
    }

    /// <summary>What the step changes, which other plans may name too.</summary>
    protected virtual IReadOnlyList<string> ResourcesOf(Step step, TSettings settings) => [];

    /// <summary>By default the step's limit.</summary>
    protected virtual TimeSpan LongestOf(Step step, TSettings settings)
    {
        ArgumentNullException.ThrowIfNull(step);
        return step.Limit;
    }

    protected abstract string Says(Step step, TSettings settings);

    /// <summary>Steps with equal groups are observed together; by default, each step is observed alone.</summary>
    protected virtual object GroupOf(StepAt step, TSettings settings) => step.Step.Id;

    protected virtual async Task<IReadOnlyDictionary<string, StepObservation>> ObserveAsync(
        IReadOnlyList<(StepAt At, TSettings Settings)> group, CancellationToken cancellation) =>
        new Dictionary<string, StepObservation> { [group[0].At.Step.Id] = await ObserveAsync(
            group[0].At, group[0].Settings, cancellation) };

    /// <summary>Observes a single step, for a kind that does not observe groups.</summary>
    protected virtual Task<StepObservation> ObserveAsync(StepAt at, TSettings settings, CancellationToken cancellation) =>
        throw new NotSupportedException($"{Name} observes its steps in groups.");

    /// <summary>Steps with equal groups are started by one call, and so share one outcome; by default, each step has its own.</summary>
    protected virtual object StartGroupOf(StepAt step, TSettings settings) => step.Step.Id;

    /// <summary>Starts a group; returns one outcome per step. Never throws for what AWS answers.</summary>
    protected virtual async Task<IEnumerable<(string Id, StartOutcome Outcome)>> StartGroupAsync(
        IReadOnlyList<(StepAt At, TSettings Settings)> group, CancellationToken cancellation)
    {
        var outcome = await TryAsync(() => StartAsync(group, cancellation));
        return group.Select(step => (step.At.Step.Id, outcome));
    }

    /// <summary>Starts a group by one call; returns AWS's receipt, if there is one.</summary>
    protected virtual Task<string?> StartAsync(IReadOnlyList<(StepAt At, TSettings Settings)> group, CancellationToken cancellation) =>
        throw new NotSupportedException($"{Name} starts nothing.");

    /// <summary>
    /// Whether a change of that instant may still be in flight or not show in reads yet. Tolerates 10 min of clock skew: an instant in the
    /// future is recent too.
    /// </summary>
    /// <param name="answer">Without an answer, the change may be under way for as long as it can be sent and may take.</param>
    protected static bool IsRecent(DateTimeOffset? at, CallAnswer answer, TimeProvider time) => at is { } instant
        && time.GetUtcNow() - instant is var age && age > -MostSkew
        && age < (answer == CallAnswer.Given ? Timing.SentAfterDecision : Timing.Lost) + Timing.ReadsLag;

    async Task<IReadOnlyDictionary<string, StepObservation>> TryObserveAsync(
        IReadOnlyList<(StepAt At, TSettings Settings)> group, CancellationToken cancellation)
    {
        try
        {
            return await ObserveAsync(group, cancellation);
        }
        catch (Exception e) when (AwsErrors.IsUnknown(e))
        {
            return group.ToDictionary(step => step.At.Step.Id, _ => StepObservation.Unknown(AwsErrors.Describe(e)));
        }
    }

    protected static async Task<StartOutcome> TryAsync(Func<Task<string?>> change)
    {
        try
        {
            return new StartOutcome(await change());
        }
        catch (Exception e) when (AwsErrors.Is(e))
        {
            return StartOutcome.Of(e);
        }
    }

    /// <summary>The step's settings, as <see cref="Parse"/> returned them when the plan was read.</summary>
    protected static TSettings SettingsOf(Step step) =>
        step.Settings as TSettings ?? throw new InvalidOperationException($"The settings of the step {step.Id} were not parsed by its kind.");
}
