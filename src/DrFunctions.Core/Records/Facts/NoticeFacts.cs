namespace DrFunctions.Core.Records.Facts;

/// <summary>Nobody has answered, and the escalation topic was told.</summary>
/// <param name="For">What a person is needed for.</param>
public sealed record Escalated(NoticeKind For, TimeSpan Since) : Fact;

/// <summary>What these steps found is too much for the record, so an undo leaves what they changed.</summary>
public sealed record LedgersGivenUp(IReadOnlyList<string> Steps) : Fact;

/// <summary>An entry of the history would be too large with these.</summary>
public sealed record FactsLeftOut(int Count) : Fact;
