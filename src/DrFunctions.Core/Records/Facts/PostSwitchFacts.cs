using DrFunctions.Core.Observations;

namespace DrFunctions.Core.Records.Facts;

/// <summary>Where the names of traffic steps lead, when it was asked for the first time, or is another answer than before.</summary>
public sealed record NamesAsked(IReadOnlyList<NameSaid> Names) : Fact;

public sealed record NameSaid(string Step, NameState State, string Because);

/// <summary>After a switch something is not as it should be.</summary>
public sealed record PostSwitchFound(IReadOnlyList<PostSwitchSaid> Findings) : Fact;

/// <summary>What was found after a switch is over.</summary>
public sealed record PostSwitchOver(IReadOnlyList<PostSwitchSaid> Findings) : Fact;

public sealed record PostSwitchSaid(string Step, PostSwitchTrouble What, string Because);
