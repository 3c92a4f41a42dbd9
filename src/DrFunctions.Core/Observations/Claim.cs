namespace DrFunctions.Core.Observations;

/// <summary>A plan counts on a resource: it started it, or found it serving.</summary>
public sealed record Claim(string Kind, string Resource);

/// <summary>Another plan's claim.</summary>
/// <param name="Run">The run that made it.</param>
/// <param name="Holds">That run is open, recovered or accepted; otherwise the claim is a leftover.</param>
public sealed record Holder(Claim Claim, string Plan, string Run, bool Holds);
