using System.Diagnostics;
using Xunit.Abstractions;

namespace DrFunctions.Tests.Fuzzing;

/// <summary>
/// Spoilt events, plan files and table items through what reads them: refused with a sentence, bounded in bytes and time, never a
/// crash. With DR_LONG set a million; DR_SEEDS gives another number, and DR_SEED replays one.
/// </summary>
public sealed class HostileInputTests(ITestOutputHelper output)
{
    const int Short = 10_000;
    const int Long = 1_000_000;
    const long MostBytes = 32L << 20;
    const int MostShown = 6_000;

    /// <summary>What a slow input should take at most; a busy machine is allowed twenty times that.</summary>
    static readonly TimeSpan Swift = TimeSpan.FromMilliseconds(50);

    [Fact]
    public void Hostile_inputs_are_refused_with_a_sentence_and_within_bounds()
    {
        var figures = new FuzzFigures();
        using var target = new FuzzTarget();
        var watch = Stopwatch.StartNew();
        foreach (var input in Seeds().Select(HostileInput.Of))
        {
            var judged = target.Of(input);
            Check(input, judged.Wrong ?? (judged.Allocated > MostBytes ? $"it took {judged.Allocated} bytes" : null));
            figures.Add(input, judged);
        }

        LongRun.Say(output, $"HOSTILE INPUT\n{figures.Report(watch.Elapsed)}");
        foreach (var (input, median) in figures.Slowest.Select(input => (input, Median(target, input)))
            .OrderByDescending(slow => slow.Item2))
        {
            output.WriteLine($"seed {input.Seed} ({input.Reader}, {input.Bytes.Length} bytes): median of five runs {median.TotalMilliseconds:F1} ms");
            Check(input, median > Swift * 20 ? $"it took {median.TotalMilliseconds:F0} ms" : null);
        }
    }

    static IEnumerable<int> Seeds() => LongRun.Number("DR_SEED") is { } one ? [one]
        : Enumerable.Range(1, LongRun.Number("DR_SEEDS") ?? (LongRun.Budget is null ? Short : Long));

    static TimeSpan Median(FuzzTarget target, HostileInput input) =>
        Enumerable.Range(0, 5).Select(_ => target.Of(input).Took).Order().ElementAt(2);

    void Check(HostileInput input, string? wrong)
    {
        if (wrong is null)
        {
            return;
        }

        output.WriteLine($"seed {input.Seed}, {input.Reader}, the first of its bytes in base64:\n{Convert.ToBase64String(input.Bytes.AsSpan(0, Math.Min(input.Bytes.Length, MostShown)))}");
        Assert.Fail($"Seed {input.Seed} ({input.Reader}, {input.Bytes.Length} bytes): {wrong}\nReplay: DR_SEED={input.Seed} dotnet test --filter {nameof(HostileInputTests)}");
    }
}
