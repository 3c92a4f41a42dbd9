namespace DrFunctions.Core.Records.Facts;

/// <summary>A person says that the plan's signals count as seen up.</summary>
/// <param name="Signals">Those that were never seen up before.</param>
public sealed record SignalsArmed(Fact Because, IReadOnlyList<string> Signals) : Fact;

/// <summary>A record of an earlier version is carried on, and the plan relies on defaults that were others then.</summary>
/// <param name="Fields">The trigger's fields.</param>
public sealed record DefaultsChanged(IReadOnlyList<string> Fields) : Fact;
