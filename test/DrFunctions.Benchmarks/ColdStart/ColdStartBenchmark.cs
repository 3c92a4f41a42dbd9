namespace DrFunctions.Benchmarks.ColdStart;

/// <summary>From a cold process to the first StartInstances returned, against what people write today.</summary>
public sealed class ColdStartBenchmark : IBenchmark
{
    const string Functions = "DrFunctions";
    const string Ec2Only = "DrFunctions.Ec2Only";

    public string Name => "cold-start";

    public string Title => "Cold start";

    public async Task<Section> RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var builds = await BothAsync("src/DrFunctions", cancellation);
        var least = await BothAsync("test/DrFunctions.Ec2Only", cancellation);
        var python = await ColdPrograms.PythonAsync();
        await using var world = await ColdWorld.StartAsync(python);
        using var plans = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(plans.Path, "shop.json"), Situations.PlanText(world.Instance), cancellation);
        var programs = new ColdPrograms(world, python, plans.Path);
        var stage = new ColdStage(world, await File.ReadAllTextAsync(ColdPrograms.EventFile, cancellation));

        var present = builds.Where(build => build.Missing is null).ToList();
        var presentLeast = least.Where(build => build.Missing is null).ToList();
        var samples = await stage.PlayAsync(options.Rounds,
        [
            new(programs.Peer, Decided: false),
            .. present.Select(build => new Turn(programs.Of(build, Functions, isFed: true), Decided: true)),
            .. presentLeast.Select(build => new Turn(programs.Of(build, Ec2Only, isFed: false), Decided: false)),
            .. present.Select(build => new Turn(programs.Of(build, Functions, isFed: true), Decided: false)),
        ], cancellation);
        var rows = new ColdRows(samples[0]);
        var whole = samples.Skip(1);
        var ec2 = whole.Skip(present.Count);
        return new Section(ColdRows.Intro,
        [
            .. builds.Where(build => build.Missing is not null).Select(build => new Row(build.Variant.Name, $"not run: {build.Missing}")),
            .. present.Zip(whole).SelectMany(one => rows.Whole(one.First.Variant, one.Second)),
            .. presentLeast.Zip(ec2).SelectMany(one => rows.Ec2Only(one.First.Variant, one.Second)),
            .. present.Zip(ec2.Skip(presentLeast.Count), (build, ours) => rows.FirstAlarm(build.Variant, ours)),
            .. await PackageRows.AllAsync(
                present, (build, settings) => programs.Of(build, Functions, isFed: true, settings), stage, plans.Path),
        ]);
    }

    static async Task<Published[]> BothAsync(string project, CancellationToken cancellation) =>
    [
        await Variants.PublishAsync(Variants.Native, project, cancellation),
        await Variants.PublishAsync(Variants.ReadyToRun, project, cancellation),
    ];
}
