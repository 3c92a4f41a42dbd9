using System.Globalization;
using System.Text.RegularExpressions;

namespace DrFunctions.Steps.EcsScale;

/// <summary>A share of what the primary has, such as "100% of primary".</summary>
public sealed partial record EcsShare(int Percent)
{
    public const int MostPercent = 1000;

    /// <summary>Null if the text is not a share from 1% to 1000%.</summary>
    public static EcsShare? Parse(string text) =>
        Form.Match(text) is { Success: true } match
            && int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) is >= 1 and <= MostPercent and var percent
            ? new EcsShare(percent)
            : null;

    /// <summary>Rounded up, at least one task, and never more than a service may have.</summary>
    public int Of(int primary) => (int)Math.Clamp(((long)primary * Percent + 99) / 100, 1, EcsScaleSettings.MostTasks);

    public override string ToString() => $"{Percent}% of primary";

    [GeneratedRegex(@"^([0-9]{1,4})% of primary\z", RegexOptions.CultureInvariant)]
    static partial Regex Form { get; }
}
