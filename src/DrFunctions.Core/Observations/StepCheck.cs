namespace DrFunctions.Core.Observations;

/// <summary>What a step looks like while nothing happens: observed, and not started.</summary>
/// <param name="Denied">Why AWS would not let the step be started; null if it would, or says nothing beforehand.</param>
public sealed record StepCheck(StepObservation Seen, string? Denied = null);
