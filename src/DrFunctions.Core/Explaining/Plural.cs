using System.Globalization;

namespace DrFunctions.Core.Explaining;

/// <summary>Numbers with the noun and the verb that fit them.</summary>
public static class Plural
{
    /// <summary>"1 task", "4 tasks".</summary>
    public static string Of(int number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");

    /// <summary>"1 task is", "4 tasks are".</summary>
    public static string Are(int number, string noun) => $"{Of(number, noun)} {(number == 1 ? "is" : "are")}";

    /// <summary>"1 task runs", "4 tasks run".</summary>
    public static string Run(int number, string noun) => $"{Of(number, noun)} run{(number == 1 ? "s" : "")}";

    /// <summary>"the only step", "all 4 steps".</summary>
    public static string All(int number, string noun) => number == 1 ? $"the only {noun}" : $"all {Of(number, noun)}";

    /// <summary>"once", "4 times".</summary>
    public static string Times(int number) => number == 1 ? "once" : string.Create(CultureInfo.InvariantCulture, $"{number} times");
}
