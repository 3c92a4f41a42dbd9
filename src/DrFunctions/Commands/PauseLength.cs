using DrFunctions.Core.Plans;

namespace DrFunctions.Commands;

/// <summary>How long a pause lasts: it ends by itself, unless a person says that only a person ends it.</summary>
/// <param name="Span">Null until a person ends it.</param>
public sealed record PauseLength(TimeSpan? Span)
{
    /// <summary>How long one plan is paused if nothing is said.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromHours(4);

    static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>The length, or what is wrong with it in a sentence without its full stop.</summary>
    /// <param name="span">What the person said, such as 2h; null for nothing.</param>
    /// <param name="names">How the person writes the two members: "for" and "untilResumed", or as options.</param>
    public static (PauseLength? Length, string? Complaint) Of(
        string? span, bool untilResumed, bool all, (string For, string UntilResumed) names)
    {
        if (untilResumed)
        {
            return span is null ? (new PauseLength((TimeSpan?)null), null) : (null, $"{names.For} and {names.UntilResumed} exclude each other");
        }

        if (span is null)
        {
            return all ? (null, $"a pause of all plans needs {names.For}, such as 2h, or {names.UntilResumed}") : (new PauseLength(Usual), null);
        }

        return Durations.Parse(span) is { } parsed && parsed >= Shortest && parsed <= Longest ? (new PauseLength(parsed), null)
            : (null, $"{names.For} must be a duration from 1m to 168h, such as {Durations.Near(span, Shortest, Longest) ?? "2h"}; for longer, use {names.UntilResumed}");
    }

    /// <summary>The answer to a pause that would have ended sooner than the one that stands, which stays.</summary>
    /// <param name="pause">Who paused, when, until when and why.</param>
    public static string KeptLonger(string what, string pause) =>
        $"{what} was paused already, for as long or longer ({pause}), and that stays; to end it sooner, resume first";

    /// <summary>"for 4 h", or "until a person resumes".</summary>
    public string Words => Span is { } span ? $"for {Durations.Say(span)}" : "until a person resumes";
}
