namespace DrFunctions.Core.Records.Facts;

// Reasons for a step's state. A plain observation of a step is Quoted.

/// <param name="Because">Why the step or its undo could not be observed.</param>
public sealed record NotReadable(string Because) : Fact;

/// <summary>AWS's reads lag behind its changes, so this observation counts only once a second look confirms it.</summary>
public sealed record PerhapsStale(string Because) : Fact;

public sealed record StartRefused(string Because) : Fact;

/// <summary>The step was done, and is not any more.</summary>
public sealed record FellBack(string Because) : Fact;

/// <summary>A part of the capacity serves, and the rest is still being started.</summary>
public sealed record ServesInPart(string Because) : Fact;

public sealed record WouldBeStarted(string Because) : Fact;

/// <param name="OfAllAttempts">The limit is that of all attempts together, after which a person is needed; otherwise that of one
/// attempt.</param>
/// <param name="AsksPerson">The plan's <c>onLimit</c> asks a person instead of starting the step again.</param>
public sealed record OverLimit(Fact What, TimeSpan Limit, bool OfAllAttempts, bool AsksPerson) : Fact;

public sealed record AttemptsUsed(Fact What, int Attempts, int Allowed, bool IsUndo) : Fact;

/// <summary>A check that had passed failed right before users or data would have moved.</summary>
public sealed record CheckFailsAgain(string Check, string Step, string Because) : Fact;

/// <summary>Users or data do not move, because too few signals are still down.</summary>
/// <param name="ServesAgain">The wait was so long that the primary counts as healthy again.</param>
public sealed record SwitchHeld(TimeSpan For, int Down, int All, int Needed, bool ServesAgain) : Fact;

/// <summary>Users do not go back, because the primary may be down.</summary>
/// <param name="Longest">How long an undo may wait before a person is needed; null while it still waits.</param>
public sealed record GoingBackHeld(SignalsCounted Signals, TimeSpan? Longest = null) : Fact;
