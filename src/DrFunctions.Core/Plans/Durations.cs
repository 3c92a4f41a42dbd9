using System.Globalization;
using System.Text.RegularExpressions;

namespace DrFunctions.Core.Plans;

/// <summary>Durations as plans write them (<c>90s</c>, <c>5m</c>, <c>1h30m</c>) and as sentences show them (<c>1 min 30 s</c>).</summary>
public static partial class Durations
{
    static readonly string[] Units = ["h", "m", "s"];

    /// <summary>Null if the text is not a duration of at most a year.</summary>
    public static TimeSpan? Parse(string text)
    {
        var match = Form.Match(text);
        return match.Success && text.Length > 0 ? Span(match) : null;
    }

    /// <summary>
    /// "5m" for what people write elsewhere ("5 min", "1 Hour", "90"); null if it is no such duration within the bounds.
    /// </summary>
    public static string? Near(string written, TimeSpan least, TimeSpan most)
    {
        ArgumentNullException.ThrowIfNull(written);
        var match = written.Length <= 40 ? Loose.Match(written) : Match.Empty;
        return match.Success && Span(match) is { } span && span >= least && span <= most ? Written(match) : null;
    }

    /// <summary>For people: "0 s", "45 s", "2 min 5 s", "1 h 30 min".</summary>
    public static string Say(TimeSpan span)
    {
        var seconds = (long)Math.Round(Math.Max(0, span.TotalSeconds), MidpointRounding.AwayFromZero);
        var (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        return hours > 0 ? Join($"{hours} h", minutes, "min")
            : minutes > 0 ? Join($"{minutes} min", rest, "s")
            : $"{rest} s";
    }

    static TimeSpan? Span(Match match) =>
        (Part(match, "d") * 86400) + (Part(match, "h") * 3600) + (Part(match, "m") * 60) + Part(match, "s") is var seconds
            && seconds <= 365 * 86400 ? TimeSpan.FromSeconds(seconds) : null;

    static string Written(Match match) => match.Groups["d"].Success ? $"{Part(match, "d") * 24}h"
        : string.Concat(Units.Where(unit => match.Groups[unit].Success).Select(unit => $"{Part(match, unit)}{unit}"));

    static string Join(string head, long tail, string unit) => tail == 0 ? head : $"{head} {tail} {unit}";

    static long Part(Match match, string name) =>
        match.Groups[name].Success ? long.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture) : 0;

    // At most six digits per part: enough for a year in minutes, and never an overflow.
    [GeneratedRegex(@"^(?:(?<h>[0-9]{1,6})h)?(?:(?<m>[0-9]{1,6})m)?(?:(?<s>[0-9]{1,6})s)?\z", RegexOptions.CultureInvariant)]
    static partial Regex Form { get; }

    // A number without a unit is taken for seconds only where it stands alone: "1h30" may mean anything.
    [GeneratedRegex(@"^\s*(?!\s*\z)(?:(?<s>[0-9]{1,6})|(?<d>[0-9]{1,3})\s*d(?:ays?)?|"
        + @"(?:(?<h>[0-9]{1,6})\s*h(?:(?:ou)?rs?)?)?\s*(?:(?<m>[0-9]{1,6})\s*m(?:in(?:ute)?s?)?)?\s*(?:(?<s>[0-9]{1,6})\s*s(?:ec(?:ond)?s?)?)?)\s*\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    static partial Regex Loose { get; }
}
