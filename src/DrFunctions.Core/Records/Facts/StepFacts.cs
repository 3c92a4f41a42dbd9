using System.Text.Json;
using System.Text.Json.Serialization;

namespace DrFunctions.Core.Records.Facts;

/// <param name="FoundBefore">The ledger: what an undo restores.</param>
public sealed record StepStarted(
    string Step,
    int Attempt,
    int Attempts,
    string Kind,
    string Region,
    [property: JsonConverter(typeof(FactOrText))] Fact Because,
    JsonElement? FoundBefore = null) : Fact
{
    /// <summary>A start outside of the step's attempts.</summary>
    public bool Extra { get; init; }
}

/// <summary>In mode shadow.</summary>
public sealed record StepWouldStart(string Step, string Kind, string Region, string Because) : Fact;

public sealed record StepOnItsWay(string Step, string Because) : Fact;

public sealed record StepRefused(string Step, [property: JsonConverter(typeof(FactOrText))] Fact Because) : Fact;

public sealed record StepWaitsOnceMore(
    string Step, int Attempt, int Attempts, [property: JsonConverter(typeof(FactOrText))] Fact Because) : Fact;

/// <param name="WasDone">The step was done before this run started it.</param>
public sealed record StepDone(string Step, bool WasDone, string Because) : Fact;

/// <summary>Enough of the step's capacity serves, and the run goes on without the rest.</summary>
public sealed record StepDegraded(string Step, string Because) : Fact;

/// <summary>A degraded step has all of its capacity.</summary>
public sealed record StepComplete(string Step, string Because) : Fact;

/// <summary>Capacity that was done does not serve any more.</summary>
public sealed record StepFellBack(string Step, string Because) : Fact;

public sealed record StepFailed(string Step, [property: JsonConverter(typeof(FactOrText))] Fact Because) : Fact;

/// <summary>Too few signals were down right before users or data would have moved.</summary>
public sealed record StepHeld(string Step, int Down, int All) : Fact;

public sealed record UndoStarted(string Step, string Kind, string Region, string Because, JsonElement? FoundBefore = null) : Fact;

public sealed record UndoRefused(string Step, string Because) : Fact;

public sealed record UndoHeld(string Step, [property: JsonConverter(typeof(FactOrText))] Fact Because) : Fact;

/// <summary>A claim was a leftover of another plan's run that is over.</summary>
public sealed record ClaimRemoved(string Plan, string Run, string Resource) : Fact;

public sealed record UndoDone(string Step, string Because) : Fact;

public sealed record UndoFailed(string Step, [property: JsonConverter(typeof(FactOrText))] Fact Because) : Fact;
