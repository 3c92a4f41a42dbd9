using DrFunctions.Benchmarks.Measuring;

namespace DrFunctions.Benchmarks;

/// <summary>A benchmark's section of the document.</summary>
/// <param name="Intro">Sentences that say what is measured, how, and what the figures mean.</param>
/// <param name="Rows">The table.</param>
public sealed record Section(string Intro, IReadOnlyList<Row> Rows);

/// <summary>A line of a table; cells that do not apply stay empty.</summary>
/// <param name="What">What was measured; unique within a benchmark.</param>
/// <param name="Figure">The median, with its unit.</param>
/// <param name="Best">The lowest value of all rounds, or the highest for a rate.</param>
/// <param name="Peer">The peer's median, with the peer's name unless the intro gives it.</param>
/// <param name="Ratio">The measured value divided by its peer's, round by round.</param>
/// <param name="Target">In words or figures.</param>
/// <param name="Met">Whether the target is reached; null without one.</param>
public sealed record Row(
    string What, string Figure, string Best = "", string Peer = "", Ratio? Ratio = null, string Target = "", bool? Met = null);
