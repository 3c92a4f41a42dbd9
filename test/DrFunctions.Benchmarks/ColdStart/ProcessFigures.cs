using System.Globalization;

namespace DrFunctions.Benchmarks.ColdStart;

/// <summary>What Linux knows of another process.</summary>
static class ProcessFigures
{
    public static TimeSpan Processor(int process) =>
        TimeSpan.FromMicroseconds(Directory.EnumerateDirectories($"/proc/{process}/task").Sum(thread => Nanoseconds(Path.Combine(thread, "schedstat"))) / 1000.0);

    public static double PeakBytes(int process) =>
        File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Split(' ', '\t', StringSplitOptions.RemoveEmptyEntries) is [_, var kilobytes, ..]
                ? double.Parse(kilobytes, CultureInfo.InvariantCulture) * 1024 : 0;

    /// <summary>The assemblies that it has mapped into its memory.</summary>
    public static int Libraries(int process) => File.ReadLines($"/proc/{process}/maps")
        .Select(line => line[(line.LastIndexOf(' ') + 1)..])
        .Where(file => file.EndsWith(".dll", StringComparison.Ordinal))
        .Distinct().Count();

    static long Nanoseconds(string file)
    {
        try
        {
            return long.Parse(File.ReadAllText(file).Split(' ')[0], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // The thread has just ended.
            return 0;
        }
    }
}
