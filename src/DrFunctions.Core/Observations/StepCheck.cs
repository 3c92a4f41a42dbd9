namespace DrFunctions.Core.Observations;

/// <summary>What a step looks like while nothing happens: observed, and not started.</summary>
/// <param name="Denied">Why AWS would not let the step be started; null if it would, or says nothing beforehand.</param>
/// <param name="Doubt">What the step may lack on the day, although nothing is wrong with it now; null if nothing.</param>
public sealed record StepCheck(StepObservation Seen, string? Denied = null, string? Doubt = null);
