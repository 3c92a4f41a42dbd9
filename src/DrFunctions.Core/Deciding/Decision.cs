using System.Text.Json;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>What one look led to. The record is saved before any action is started.</summary>
/// <param name="NeedsSave">False for a no-op, which never touches the record's version.</param>
/// <param name="History">The new entry, saved together with the record; null if there is nothing to remember.</param>
/// <param name="LookAgainIn">When this invocation should look again; null when the record rests.</param>
/// <param name="Fact">What was decided and because of what.</param>
public sealed record Decision(
    Record Next,
    bool NeedsSave,
    IReadOnlyList<StepAction> Actions,
    HistoryEntry? History,
    TimeSpan? LookAgainIn,
    Fact Fact)
{
    /// <summary>The sentence of <see cref="Fact"/>.</summary>
    public string Because => Sentences.Of(Fact);

    /// <summary>How long its driver counts as alive, and so may send the actions, from the decision on.</summary>
    public TimeSpan DrivesFor => Next.LookUntil - Next.LookedAt ?? TimeSpan.Zero;

    /// <summary>The request that this decision answers; the same save deletes it from the table.</summary>
    public Request? Taken { get; init; }

    /// <summary>What the run begins to count on with this decision; the same save writes the claims.</summary>
    public IReadOnlyList<Claim> Claimed { get; init; } = [];

    /// <summary>What it no longer counts on.</summary>
    public IReadOnlyList<Claim> Released { get; init; } = [];

    /// <summary>Leftovers of other plans' runs.</summary>
    public IReadOnlyList<Holder> Removed { get; init; } = [];

    /// <summary>The failovers of all plans after this decision, saved with it; null if it does not change them.</summary>
    public RegionFailovers? RegionFailovers { get; init; }
}

/// <summary>A step to start or undo, with what the saved record says of it.</summary>
/// <param name="Baseline">What was last observed of the primary for the step.</param>
public sealed record StepAction(
    Step Step, StepRecord Record, string RunId, ActionVerb Verb = ActionVerb.Start, JsonElement? Baseline = null);

public enum ActionVerb
{
    Start,
    Undo,
}

