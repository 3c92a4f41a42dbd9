using DrFunctions.Benchmarks.Measuring;

namespace DrFunctions.Benchmarks;

/// <summary>What a benchmark has to say.</summary>
/// <param name="Intro">Sentences: what is measured, how, and what the figures mean.</param>
/// <param name="Rows">The table.</param>
public sealed record Section(string Intro, IReadOnlyList<Row> Rows);

/// <summary>A line of a table; what does not apply stays empty.</summary>
/// <param name="What">What was measured; a benchmark has each but once.</param>
/// <param name="Figure">The median, with its unit.</param>
/// <param name="Best">The least of all rounds, or for a rate the highest.</param>
/// <param name="Peer">The peer's median, with its name unless the intro says it.</param>
/// <param name="Ratio">Of what was measured over its peer, round by round.</param>
/// <param name="Target">In words or figures.</param>
/// <param name="Met">Whether the target is reached; null without one.</param>
public sealed record Row(string What, string Figure, string Best = "", string Peer = "", Ratio? Ratio = null, string Target = "", bool? Met = null);
