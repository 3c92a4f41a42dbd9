namespace DrFunctions.Benchmarks.ColdStart;

/// <summary>From a cold process to the first StartInstances returned, against what people write today.</summary>
public sealed class ColdStartBenchmark : IBenchmark
{
    const string Functions = "DrFunctions";
    const string Ec2Only = "DrFunctions.Ec2Only";

    /// <summary>Kept over several runs: what is published once need not be published again.</summary>
    readonly Lazy<string> scratch = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("drfunctions-cold-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    });

    public string Name => "cold-start";

    public string Title => "Cold start";

    public Task<Section> RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        return RunAsync(scratch.Value, options, cancellation);
    }

    static async Task<Section> RunAsync(string scratch, BenchOptions options, CancellationToken cancellation)
    {
        Task<Published> PublishAsync(Variant variant, string project) => Variants.PublishAsync(variant, project, scratch, cancellation);
        var shipped = await PublishAsync(Variants.Shipped, "src/DrFunctions");
        var least = await PublishAsync(Variants.Ec2Only, "test/DrFunctions.Ec2Only");
        var others = new List<Published>();
        foreach (var variant in options.Quick ? [] : Variants.Others)
        {
            others.Add(await PublishAsync(variant, "src/DrFunctions"));
        }

        var python = await ColdPrograms.PythonAsync();
        await using var world = await ColdWorld.StartAsync(python);
        var plans = Directory.CreateDirectory(Path.Combine(scratch, "plans")).FullName;
        await File.WriteAllTextAsync(Path.Combine(plans, "shop.json"), Situations.PlanText(world.Instance), cancellation);
        var programs = new ColdPrograms(world, python, plans);
        var stage = new ColdStage(world, await File.ReadAllTextAsync(ColdPrograms.EventFile, cancellation));

        var whole = programs.Of(shipped, Functions, isFed: true);
        var present = others.Where(other => other.Missing is null).ToList();
        var samples = await stage.PlayAsync(options.Rounds,
        [
            new(programs.Peer, Decided: false),
            new(whole, Decided: true),
            new(programs.Of(least, Ec2Only, isFed: false), Decided: false),
            new(whole, Decided: false),
            .. present.Select(other => new Turn(programs.Of(other, Functions, isFed: true), Decided: true)),
        ], cancellation);
        var rows = new ColdRows(samples[0]);
        return new Section(ColdRows.Intro,
        [
            .. rows.Whole(samples[1]),
            .. rows.Ec2Only(samples[2]),
            rows.FirstAlarm(samples[3]),
            .. present.Zip(samples.Skip(4), rows.Of),
            .. others.Where(other => other.Missing is not null).Select(other => new Row(other.Variant.Name, $"not run: {other.Missing}")),
            .. await PackageRows.AllAsync([shipped, .. present.Where(other => other.Variant.Settings.Count == 0)],
                other => programs.Of(other, Functions, isFed: true, PackageRows.TellsCompiled(scratch)), stage, scratch),
            .. await MemoryRows.AllAsync(whole, stage, options, cancellation),
        ]);
    }
}
