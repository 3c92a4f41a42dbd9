using System.Runtime.InteropServices;
using DrFunctions.Benchmarks.Measuring;

namespace DrFunctions.Benchmarks.Reporting;

/// <summary>Describes the machine that took the figures, without its name or paths.</summary>
static class Machine
{
    const string CpuInfo = "/proc/cpuinfo";

    public static string Describe() =>
        $"{Processor()}, {Environment.ProcessorCount} cores, {Show.Bytes(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)} of memory, "
        + $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription} ({RuntimeInformation.ProcessArchitecture})";

    static string Processor() => File.Exists(CpuInfo)
        && File.ReadLines(CpuInfo).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2) is [_, var model]
        ? model.Trim()
        : "an unnamed processor";
}
