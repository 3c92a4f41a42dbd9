using System.Globalization;

namespace DrFunctions.Benchmarks.Knee;

/// <summary>
/// The share of a processor that Lambda gives to a memory setting: 1,769 MB are one. A control group of Linux holds processes to that
/// share, in periods of 20 ms.
/// </summary>
sealed class ProcessorShare : IDisposable
{
    const int OneProcessor = 1769;
    const int Period = 20_000;
    const string Groups = "/sys/fs/cgroup/cpu";

    readonly string group = Path.Combine(Groups, $"drfunctions-{Environment.ProcessId}");

    /// <exception cref="IOException">This system has no such groups.</exception>
    /// <exception cref="UnauthorizedAccessException">Only root may make them.</exception>
    public ProcessorShare()
    {
        Directory.CreateDirectory(group);
        Write("cpu.cfs_period_us", Period);
    }

    public static double Of(int memory) => memory / (double)OneProcessor;

    public void Set(int memory) => Write("cpu.cfs_quota_us", Period * memory / OneProcessor);

    /// <summary>The command as one that joins the group before it begins.</summary>
    public (string File, IReadOnlyList<string> Arguments) Within((string File, IReadOnlyList<string> Arguments) command) =>
        ("/bin/sh", ["-c", $"echo $$ > {group}/cgroup.procs && exec \"$0\" \"$@\"", command.File, .. command.Arguments]);

    public void Dispose() => Directory.Delete(group);

    void Write(string file, int value) => File.WriteAllText(Path.Combine(group, file), value.ToString(CultureInfo.InvariantCulture));
}
