using System.Text.Json.Serialization;
using DrFunctions.Core.Explaining;

namespace DrFunctions.Core.Records.Facts;

/// <summary>
/// One thing that was decided, done or found, as values. Explaining renders it; the history keeps it; nothing reads the sentence.
/// </summary>
[JsonConverter(typeof(FactConverter))]
public abstract record Fact
{
    /// <summary>The name of its type in the table.</summary>
    [JsonPropertyName("fact")]
    [JsonPropertyOrder(-1)]
    public string Name => FactNames.Of(GetType());

    /// <summary>The fact without the time that it counts.</summary>
    internal virtual Fact Uncounted() => this;

    /// <summary>The sentence, so that a log line that is given a fact shows it and keeps it.</summary>
    public sealed override string ToString() => Sentences.Of(this);
}

/// <summary>A sentence of somebody else: of an earlier version, or of another room.</summary>
public sealed record Quoted(string Text) : Fact;

public sealed record Several(IReadOnlyList<Fact> Facts) : Fact;

/// <summary>Nothing is done, and why.</summary>
public sealed record NoAction(Fact Why) : Fact
{
    /// <summary>Whether the other look found the same, but for the time that passed between the two.</summary>
    public bool IsAsBefore(NoAction other)
    {
        ArgumentNullException.ThrowIfNull(other);
        // As text, because lists are equal by reference.
        return FactJson.Write([Uncounted()]) == FactJson.Write([other.Uncounted()]);
    }

    internal override Fact Uncounted() => new NoAction(Why.Uncounted());
}

/// <summary>What speaks for acting, and what holds it.</summary>
public sealed record But(Fact What, Fact Hold) : Fact
{
    internal override Fact Uncounted() => new But(What.Uncounted(), Hold.Uncounted());
}

public sealed record PhaseEntered(Phase Phase, Fact Because) : Fact;
