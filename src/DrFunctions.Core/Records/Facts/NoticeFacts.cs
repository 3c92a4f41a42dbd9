namespace DrFunctions.Core.Records.Facts;

/// <summary>Nobody has answered, and the escalation topic was told.</summary>
/// <param name="For">What a person is needed for.</param>
public sealed record Escalated(NoticeKind For, TimeSpan Since) : Fact;
