using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;

namespace DrFunctions.Steps.Wait;

/// <summary>Waits where something needs time and nothing shows when it is done, such as a cache that fills.</summary>
public sealed class WaitStep(TimeProvider time) : UndoableKind<WaitSettings>
{
    public override string Name => "wait";

    /// <summary>A wait needs no AWS permission.</summary>
    public override Grant Grant { get; } = new("Wait", []);

    protected override StepRole Role => StepRole.Capacity;

    protected override TimeSpan Limit { get; } = WaitSettings.Longest + TimeSpan.FromMinutes(5);

    protected override WaitSettings? Read(Fields fields) => WaitSettings.Read(fields);

    protected override void Check(Plan plan, Step step, WaitSettings settings, Fields fields)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(fields);
        if (settings.For >= step.Limit)
        {
            fields.Mistake("for", $"is {Durations.Say(settings.For)}, and the step's limit is {Durations.Say(step.Limit)}; give it a limit that is longer.");
        }
    }

    /// <summary>A wait is over when it is over, however much longer its limit is.</summary>
    protected override TimeSpan LongestOf(Step step, WaitSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.For;
    }

    protected override string Says(Step step, WaitSettings settings) => $"wait for {Durations.Say(settings.For)}";

    protected override Task<StepObservation> ObserveAsync(StepAt at, WaitSettings settings, CancellationToken cancellation) =>
        Task.FromResult(
        at.Record.StartedAt is not { } started ? StepObservation.NotStarted($"the wait of {Durations.Say(settings.For)} has not begun")
        : time.GetUtcNow() < started + settings.For ? StepObservation.Working($"waits until {started + settings.For:HH:mm:ss}Z")
        : StepObservation.Done($"{Durations.Say(settings.For)} have passed"));

    /// <summary>The wait begins with the saved start.</summary>
    protected override Task<string?> StartAsync(IReadOnlyList<(StepAt At, WaitSettings Settings)> group, CancellationToken cancellation) =>
        Task.FromResult<string?>(null);

    protected override Task<StepObservation> ObserveUndoAsync(StepAt step, WaitSettings settings, CancellationToken cancellation) =>
        Task.FromResult(StepObservation.Done("a wait leaves nothing to undo"));

    protected override string SaysUndo(StepAt step, WaitSettings settings) => "nothing to undo: a wait changes nothing";
}
