using DrFunctions.Benchmarks.Measuring;

namespace DrFunctions.Benchmarks.ColdStart;

/// <summary>What is deployed, and how much of it a cold start touches.</summary>
static class PackageRows
{
    public static async Task<IReadOnlyList<Row>> AllAsync(
        IReadOnlyList<Published> builds, Func<Published, IReadOnlyDictionary<string, string>, ColdProgram> program, ColdStage stage,
            string scratch)
    {
        var rows = new List<Row>();
        foreach (var build in builds)
        {
            var size = $"{Show.Bytes(build.Bytes)} in {build.Files.Count} files, {Show.Bytes(build.ZippedBytes())} zipped";
            rows.Add(new Row($"package: {build.Variant.Name}", $"{size}; {await TouchedAsync(build, program, stage, scratch)}"));
        }

        return rows;
    }

    /// <summary>
    /// The runtime writes a line for each method that it compiles, up to the invocation's answer; an executable has nothing to compile.
    /// </summary>
    static async Task<string> TouchedAsync(
        Published build, Func<Published, IReadOnlyDictionary<string, string>, ColdProgram> program, ColdStage stage, string scratch)
    {
        var listing = Path.Combine(scratch, "compiled.txt");
        var sample = await stage.OnceAsync(new Turn(program(build, new Dictionary<string, string>
        {
            ["DOTNET_JitStdOutFile"] = listing,
            ["DOTNET_JitDisasmSummary"] = "1",
        }), Decided: true));
        return File.Exists(listing)
            ? $"a cold start maps {sample.Libraries} assemblies and compiles {File.ReadLines(listing).Count()} methods while it runs"
            : "a cold start compiles nothing while it runs";
    }
}
