using System.Globalization;

namespace DrFunctions.Core.Plans;

/// <summary>Shares of checks as plans write them: <c>7 of 10</c>.</summary>
static class DownShares
{
    const int LeastOf = 3;

    /// <summary>The record keeps a letter of each.</summary>
    const int MostOf = 60;

    /// <summary>The schedule's period: no plan is checked less often, and what lies between two checks is not known.</summary>
    static readonly TimeSpan FurthestApart = TimeSpan.FromMinutes(1);

    /// <summary>How far apart the checks are that count, so that all of them span at least <c>for</c>.</summary>
    public static TimeSpan Apart(Trigger trigger, DownShare share) => trigger.For / (share.Of - 1);

    /// <summary>Null if the text is no share.</summary>
    public static DownShare? Parse(string text) =>
        text.Split(" of ") is [var down, var of] && Number(down) is { } some && Number(of) is { } all ? new DownShare(some, all) : null;

    /// <summary>What is wrong with it, as the end of a sentence about the field; null if nothing is.</summary>
    public static string? Wrong(string text) => Parse(text) switch
    {
        null => "it must be such as \"7 of 10\": so many of the last checks.",
        { Of: < LeastOf or > MostOf } => $"so many of the last {LeastOf} to {MostOf} checks are meant.",
        { Down: < 2 } => "one check proves nothing: at least two must find the primary down.",
        { } share when share.Down > share.Of => $"of {share.Of} checks at most {share.Of} can find the primary down.",
        _ => null,
    };

    /// <summary>Checks it against the other fields of the trigger.</summary>
    public static void Check(Fields fields, Trigger trigger)
    {
        if (trigger.Down is not { } share)
        {
            return;
        }

        if (Apart(trigger, share) > FurthestApart)
        {
            fields.Mistake("down", $"is \"{share}\", but {share.Of} checks that span {Durations.Say(trigger.For)} are more than a minute apart, and what "
                + $"lies between them is not known; write a for of at most {Durations.Say(FurthestApart * (share.Of - 1))}, or more checks.");
        }

        if (2 * share.Down < share.Of)
        {
            fields.Warn("down", $"is \"{share}\": a primary that answers more often than not would be failed over.");
        }
    }

    static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
