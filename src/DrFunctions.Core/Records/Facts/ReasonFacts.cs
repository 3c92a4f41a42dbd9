namespace DrFunctions.Core.Records.Facts;

// Why a step stands where it stands. A plain observation of it is Quoted.

/// <param name="Because">Why the step or its undo could not be observed.</param>
public sealed record NotReadable(string Because) : Fact;

/// <summary>AWS's reads lag behind its changes, so this observation is not believed until a second look makes it too.</summary>
public sealed record PerhapsStale(string Because) : Fact;

public sealed record StartRefused(string Because) : Fact;

public sealed record WouldBeStarted(string Because) : Fact;

/// <param name="OfAllAttempts">The limit of all attempts together, after which a person is needed; else of one attempt.</param>
/// <param name="AsksPerson">The plan's <c>onLimit</c> asks a person instead of starting the step again.</param>
public sealed record OverLimit(Fact What, TimeSpan Limit, bool OfAllAttempts, bool AsksPerson) : Fact;

public sealed record AttemptsUsed(Fact What, int Attempts, int Allowed, bool IsUndo) : Fact;

/// <summary>Right before users or data would have moved, a check failed that had passed.</summary>
public sealed record CheckFailsAgain(string Check, string Step, string Because) : Fact;

/// <summary>Users or data do not move, because too few signals are still down.</summary>
/// <param name="ServesAgain">It has held for so long that the primary counts as serving again.</param>
public sealed record SwitchHeld(TimeSpan For, int Down, int All, int Needed, bool ServesAgain) : Fact;

/// <summary>Users do not go back, because the primary may be down.</summary>
/// <param name="Longest">For how long an undo is held before a person is needed; null while it is held.</param>
public sealed record GoingBackHeld(SignalsCounted Signals, TimeSpan? Longest = null) : Fact;
