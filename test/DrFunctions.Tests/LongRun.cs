using System.Globalization;
using Xunit.Abstractions;

namespace DrFunctions.Tests;

/// <summary>
/// The switch for long simulation: DR_LONG gives the seconds that each proof may take at most. DR_FIGURES names a file that gets the
/// figures of all proofs, one after the other.
/// </summary>
public static class LongRun
{
    static readonly Lock Writing = new();

    /// <summary>Null in the normal run.</summary>
    public static TimeSpan? Budget => Number("DR_LONG") is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>Each one in the long run; in the normal run one of so many, because a developer waits for it.</summary>
    public static IEnumerable<T> OneOf<T>(int many, IEnumerable<T> all) => all.Where((_, at) => Budget is not null || at % many == 0);

    public static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    public static void Say(ITestOutputHelper output, string figures)
    {
        output.WriteLine(figures);
        if (Environment.GetEnvironmentVariable("DR_FIGURES") is { Length: > 0 } file)
        {
            lock (Writing)
            {
                File.AppendAllText(file, $"{figures.TrimEnd()}\n\n");
            }
        }
    }
}
