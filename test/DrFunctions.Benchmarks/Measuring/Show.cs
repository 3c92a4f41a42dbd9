using System.Globalization;

namespace DrFunctions.Benchmarks.Measuring;

/// <summary>Figures as people read them: three digits that count, and a unit.</summary>
public static class Show
{
    public static string Number(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 0.1 or 0 => value.ToString("0.00", CultureInfo.InvariantCulture),
        _ => value.ToString("0.0000", CultureInfo.InvariantCulture),
    };

    public static string Seconds(double seconds) => seconds switch
    {
        >= 1 => $"{Number(seconds)} s",
        >= 0.001 => $"{Number(seconds * 1e3)} ms",
        _ => $"{Number(seconds * 1e6)} µs",
    };

    /// <param name="seconds">For one of them.</param>
    public static string PerSecond(double seconds) => $"{Number(1 / seconds)}/s";

    public static string Bytes(double bytes) => Math.Abs(bytes) switch
    {
        >= 1 << 30 => $"{Number(bytes / (1 << 30))} GiB",
        >= 1 << 20 => $"{Number(bytes / (1 << 20))} MiB",
        >= 1 << 10 => $"{Number(bytes / (1 << 10))} KiB",
        _ => $"{Number(bytes)} B",
    };

    /// <summary>US dollars, with as many digits as a small sum needs.</summary>
    public static string Dollars(decimal amount) => amount switch
    {
        0 => "$0",
        < 0.01m => string.Create(CultureInfo.InvariantCulture, $"${amount:0.00000}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"${amount:0.00}"),
    };
}
