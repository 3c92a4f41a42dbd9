using System.Globalization;
using System.Text;

namespace DrFunctions.Tests.Fuzzing;

/// <summary>What came of one input.</summary>
/// <param name="Wrong">What must not be, or null.</param>
/// <param name="Allocated">The bytes that reading it took.</param>
public sealed record FuzzResult(bool Accepted, string? Wrong, long Allocated, TimeSpan Took)
{
    /// <summary>What is wrong is only that something was changed.</summary>
    public bool IsChange { get; init; }

    /// <summary>What one sentence may have: it stands in an email, in a log line, on a screen.</summary>
    const int LongestSentence = 2_000;

    /// <summary>What is wrong with a sentence that people are to read, or null.</summary>
    public static string? OfSentence(string? sentence) =>
        string.IsNullOrWhiteSpace(sentence) ? "a sentence is empty"
        : sentence.Length > LongestSentence ? $"a sentence has {sentence.Length} characters: {sentence[..100]}"
        : sentence.EnumerateRunes().Any(IsInvisible) ? $"a sentence holds what is no line of text: {Uri.EscapeDataString(sentence)}"
        : null;

    // A replacement character stands for a lone surrogate, which no channel carries.
    static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
            || rune.Value is (>= 0x202a and <= 0x202e) or (>= 0x2066 and <= 0x2069);
}

/// <summary>Measures the thread that it is made on.</summary>
public readonly struct Meter()
{
    readonly long bytes = GC.GetAllocatedBytesForCurrentThread();
    readonly long start = System.Diagnostics.Stopwatch.GetTimestamp();

    public FuzzResult Stop(bool accepted, string? wrong) =>
        new(accepted, wrong, GC.GetAllocatedBytesForCurrentThread() - bytes, System.Diagnostics.Stopwatch.GetElapsedTime(start));
}
