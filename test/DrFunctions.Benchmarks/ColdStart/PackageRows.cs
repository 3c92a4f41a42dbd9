using DrFunctions.Benchmarks.Measuring;

namespace DrFunctions.Benchmarks.ColdStart;

/// <summary>What is deployed, and how much of it a cold start touches.</summary>
static class PackageRows
{
    const string Compiled = "compiled.txt";

    public static async Task<IReadOnlyList<Row>> AllAsync(
        IReadOnlyList<Published> variants, Func<Published, ColdProgram> program, ColdStage stage, string scratch)
    {
        var rows = new List<Row>();
        foreach (var variant in variants)
        {
            var told = Path.Combine(scratch, Compiled);
            File.Delete(told);
            var sample = await stage.OnceAsync(new Turn(program(variant), Decided: true));
            rows.Add(new Row(
                $"package: {variant.Variant.Name}",
                $"{Show.Bytes(variant.Bytes)} in {variant.Files.Count} files, {Show.Bytes(variant.ZippedBytes())} zipped; "
                + $"a cold start maps {sample.Libraries} assemblies and compiles {File.ReadLines(told).Count()} methods while it runs"));
        }

        return rows;
    }

    /// <summary>Makes the runtime write a line for each method that it compiles, up to the invocation's answer.</summary>
    public static IEnumerable<KeyValuePair<string, string>> TellsCompiled(string scratch) =>
    [
        new("DOTNET_JitStdOutFile", Path.Combine(scratch, Compiled)),
        new("DOTNET_JitDisasmSummary", "1"),
    ];
}
