namespace DrFunctions.Core.Plans;

/// <summary>What a reader asks for in one field: enough for its JSON schema and its row in the docs.</summary>
public sealed record FieldFacts(string Name, FieldKind Kind, string Meaning, bool Required)
{
    /// <summary>The least number.</summary>
    public int? Least { get; init; }

    /// <summary>The greatest number, or the most characters or entries.</summary>
    public int? Most { get; init; }

    /// <summary>The allowed words.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The fields of the object, or of each object in the list.</summary>
    public IReadOnlyList<FieldFacts> Inner { get; init; } = [];
}

public enum FieldKind
{
    Text,
    Texts,
    Map,
    Number,
    Flag,
    Duration,
    Word,
    NumberOrText,
    Object,
    Objects,
}
