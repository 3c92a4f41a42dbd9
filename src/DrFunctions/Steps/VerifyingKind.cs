using DrFunctions.Core.Plans;

namespace DrFunctions.Steps;

/// <summary>The base of a kind that only observes: it starts nothing, and so has nothing to undo.</summary>
public abstract class VerifyingKind<TSettings> : StepKind<TSettings>
    where TSettings : class
{
    protected sealed override StepRole Role => StepRole.Verification;

    protected sealed override Task<string?> StartAsync(
        IReadOnlyList<(StepAt At, TSettings Settings)> group, CancellationToken cancellation) =>
        Task.FromResult<string?>(null);
}
