using System.Text.Json.Serialization;
using DrFunctions.Core.Explaining;

namespace DrFunctions.Core.Records.Facts;

/// <summary>
/// One thing that was decided, done or found, as values. Explaining renders it as a sentence, the history stores it, and no code reads the
/// sentence.
/// </summary>
[JsonConverter(typeof(FactConverter))]
public abstract record Fact
{
    /// <summary>The name of the fact's type in the table.</summary>
    [JsonPropertyName("fact")]
    [JsonPropertyOrder(-1)]
    public string Name => FactNames.Of(GetType());

    /// <summary>The fact without the times that run on from look to look.</summary>
    internal virtual Fact Uncounted() => this;

    /// <summary>The sentence, so that a log line with a fact as its value shows it.</summary>
    public sealed override string ToString() => Sentences.Of(this);
}

/// <summary>A sentence written elsewhere: by an earlier version, or in another room.</summary>
public sealed record Quoted(string Text) : Fact;

public sealed record Several(IReadOnlyList<Fact> Facts) : Fact;

/// <summary>Why nothing is done.</summary>
public sealed record NoAction(Fact Why) : Fact
{
    /// <summary>Whether the other look found the same, apart from the time that passed between the two.</summary>
    public bool IsAsBefore(NoAction other)
    {
        ArgumentNullException.ThrowIfNull(other);
        // Compared as text, because lists compare by reference.
        return FactJson.Write([Uncounted()]) == FactJson.Write([other.Uncounted()]);
    }

    internal override Fact Uncounted() => new NoAction(Why.Uncounted());
}

/// <summary>A reason to act, and what prevents the action.</summary>
public sealed record But(Fact What, Fact Hold) : Fact
{
    internal override Fact Uncounted() => new But(What.Uncounted(), Hold.Uncounted());
}

public sealed record PhaseEntered(Phase Phase, Fact Because) : Fact;
