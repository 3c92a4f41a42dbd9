using System.Text;
using System.Text.Json;
using DrFunctions.Benchmarks.Measuring;

namespace DrFunctions.Benchmarks.Reading;

/// <summary>How fast plan files are read and checked, as `dr check` and every cold start do.</summary>
public sealed class PlanFilesBenchmark : IBenchmark
{
    static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public string Name => "plan-files";

    public string Title => "Plan files checked per second and core";

    public Task<Section> RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        (string What, string Text)[] files =
        [
            ("examples/shop.json", BenchPlans.ShopText),
            ("a plan of 200 steps", BenchPlans.Text(200)),
            ("examples/shop.json with a mistake in every step", BenchPlans.ShopText.Replace("\"kind\"", "\"kin\"", StringComparison.Ordinal)),
            ("a plan of 200 steps with a mistake in each", BenchPlans.Text(200).Replace("\"kind\"", "\"kin\"", StringComparison.Ordinal)),
        ];
        return Task.FromResult(new Section("""
            Reads one file from its text to a plan with every step's settings validated, or to a list of mistakes, each with its line. The
            peer is `JsonDocument.Parse` of the same bytes: the cost of merely scanning them.
            """, [.. files.Select(file => RowOf(file.What, file.Text, options, cancellation))]));
    }

    static Row RowOf(string what, string text, BenchOptions options, CancellationToken cancellation)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var mistakes = BenchPlans.Kinds.Read(what, text).Mistakes.Count(mistake => !mistake.IsWarning);
        var samples = Turns.Play(
            options.Rounds, cancellation,
            () => Cost.Of(options.Turn, () => _ = BenchPlans.Kinds.Read(what, text)),
            () => Cost.Of(options.Turn, () => JsonDocument.Parse(bytes, Lenient).Dispose()));
        return new Row(
            $"{what}: {Show.Bytes(bytes.Length)}, {mistakes} mistakes",
            $"{Show.PerSecond(samples[0].Median)}, {Show.Number(bytes.Length / samples[0].Median / 1e6)} MB/s",
            Show.PerSecond(samples[0].Min), Show.PerSecond(samples[1].Median), samples[0].Over(samples[1]));
    }
}
