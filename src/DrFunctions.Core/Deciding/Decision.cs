using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Core.Deciding;

/// <summary>What one look led to. The record is saved before any action is started.</summary>
/// <param name="NeedsSave">False for a no-op, which never touches the record's version.</param>
/// <param name="History">The new entry, saved together with the record; null if there is nothing to remember.</param>
/// <param name="LookAgainIn">When this invocation should look again; null when the record rests.</param>
/// <param name="Because">One sentence for a person: what was decided and because of what.</param>
public sealed record Decision(
    Record Next,
    bool NeedsSave,
    IReadOnlyList<StepAction> Actions,
    HistoryEntry? History,
    TimeSpan? LookAgainIn,
    string Because)
{
    /// <summary>The request that this decision answers; it leaves the table in the same save.</summary>
    public Request? Taken { get; init; }

    /// <summary>The failovers of all plans as they are with this decision, saved with it; null if it changes nothing of them.</summary>
    public RegionFailovers? RegionFailovers { get; init; }
}

/// <summary>A step to start or undo, with what the saved record says of it.</summary>
/// <param name="Baseline">What was last seen of the primary for the step.</param>
public sealed record StepAction(Step Step, StepRecord Record, string RunId, ActionVerb Verb = ActionVerb.Start, JsonElement? Baseline = null);

public enum ActionVerb
{
    Start,
    Undo,
}

/// <summary>One entry of the history: what one look noted, a line each; chained to the one before it by a hash, so that a removed or changed entry shows.</summary>
public sealed record HistoryEntry(long Number, DateTimeOffset At, string Text, string Hash)
{
    public static string HashOf(string before, long number, DateTimeOffset at, string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{before}\n{number}\n{at.UtcDateTime:O}\n{text}")));
}
