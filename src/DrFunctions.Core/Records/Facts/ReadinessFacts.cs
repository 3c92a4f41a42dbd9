namespace DrFunctions.Core.Records.Facts;

/// <summary>Steps that would fail on the day, found while nothing happens.</summary>
public sealed record NotReady(IReadOnlyList<StepUnready> Steps) : Fact;

/// <param name="Because">What was observed, as the middle of a sentence.</param>
public sealed record StepUnready(string Step, Unready Why, string Because);
