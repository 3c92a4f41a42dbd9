using System.Globalization;
using DrFunctions.Benchmarks.Measuring;

namespace DrFunctions.Benchmarks.ColdStart;

/// <summary>
/// How long an event takes with the share of a processor that Lambda gives to a memory setting: 1,769 MB are one. A group of
/// Linux holds the process to that share, in periods of 20 ms.
/// </summary>
static class MemoryRows
{
    const int OneProcessor = 1769;
    const int Period = 20_000;
    const string Groups = "/sys/fs/cgroup/cpu";

    static readonly int[] Sizes = [256, 512, 1024, 1769];

    public static async Task<IReadOnlyList<Row>> AllAsync(ColdProgram whole, ColdStage stage, BenchOptions options, CancellationToken cancellation)
    {
        var group = Path.Combine(Groups, $"drfunctions-{Environment.ProcessId}");
        try
        {
            Directory.CreateDirectory(group);
            await File.WriteAllTextAsync(Path.Combine(group, "cpu.cfs_period_us"), Period.ToString(CultureInfo.InvariantCulture), cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [new Row("memory settings", $"not run: a group with a share of the processor cannot be made here ({e.Message})")];
        }

        try
        {
            return await MeasureAsync(group, whole, stage, options, cancellation);
        }
        finally
        {
            Directory.Delete(group);
        }
    }

    static async Task<IReadOnlyList<Row>> MeasureAsync(string group, ColdProgram whole, ColdStage stage, BenchOptions options, CancellationToken cancellation)
    {
        var turn = new Turn(Within(group, whole), Decided: true);
        var samples = Sizes.ToDictionary(size => size, _ => new List<(ColdSample Cold, ColdSample Warm)>());
        for (var round = 0; round < Math.Min(options.Rounds, 5); round++)
        {
            foreach (var size in Sizes)
            {
                var quota = (Period * size / OneProcessor).ToString(CultureInfo.InvariantCulture);
                await File.WriteAllTextAsync(Path.Combine(group, "cpu.cfs_quota_us"), quota, cancellation);
                samples[size].Add(await stage.TwiceAsync(turn));
            }
        }

        return [.. Sizes.Select(size => RowOf(size, samples[size]))];
    }

    static ColdProgram Within(string group, ColdProgram program) => program with
    {
        File = "/bin/sh",
        Arguments = ["-c", $"echo $$ > {group}/cgroup.procs && exec \"$0\" \"$@\"", program.File, .. program.Arguments],
    };

    static Row RowOf(int size, IReadOnlyList<(ColdSample Cold, ColdSample Warm)> samples)
    {
        var cold = new Samples([.. samples.Select(sample => sample.Cold.Took.TotalSeconds)]);
        var warm = new Samples([.. samples.Select(sample => sample.Warm.Took.TotalSeconds)]);
        var peak = samples.Max(sample => Math.Max(sample.Cold.PeakBytes, sample.Warm.PeakBytes));
        return new Row(
            $"memory setting {size} MB ({Show.Number(size / (double)OneProcessor)} of a processor)",
            $"cold {Show.Seconds(cold.Median)} ({Show.Number(cold.Median * size / 1024)} GB-s), warm {Show.Seconds(warm.Median)} ({Show.Number(warm.Median * size / 1024)} GB-s)",
            $"cold {Show.Seconds(cold.Min)}, warm {Show.Seconds(warm.Min)}; peak {Show.Bytes(peak)}");
    }
}
