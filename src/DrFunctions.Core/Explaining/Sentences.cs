using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Explaining;

/// <summary>Renders facts as sentences for a person, without their full stop.</summary>
public static class Sentences
{
    /// <summary>Enough for a log line, an answer and a terminal.</summary>
    const int Longest = 1_900;

    /// <summary>The sentence of one look, made printable: the record may contain anything if somebody else wrote into the table.</summary>
    public static string Of(Fact fact) => Wording.Of(Short(fact));

    /// <summary>The whole sentence; empty for null.</summary>
    public static string Text(Fact? fact) => fact is null ? "" : Wording.Of(Say(fact));

    /// <summary>The sentence on a line of its own, with its full stop.</summary>
    public static string Line(Fact fact) => Wording.Of(Whole(fact));

    /// <summary>With a capital letter, unless a name begins the sentence: that stays as it is written.</summary>
    internal static string Whole(Fact fact) => Say(fact) is var text && Openings.IsName(fact) ? $"{text}." : Whole(text);

    internal static string Whole(string text) => text.Length == 0 ? text : $"{char.ToUpperInvariant(text[0])}{text[1..]}.";

    /// <summary>One line, short enough to store in the record.</summary>
    internal static string Short(Fact fact) => PrintableText.Of(Say(fact), Longest);

    /// <summary>An entry of the history: a line for each fact.</summary>
    public static string Lines(IReadOnlyList<Fact> facts) => Wording.Of(string.Join('\n', facts.Select(Say)));

    internal static string Say(Fact fact) => fact switch
    {
        Quoted quoted => quoted.Text,
        Several several => string.Join("; ", several.Facts.Select(Say)),
        NoAction no => $"no action: {Say(no.Why)}",
        But but => $"{Say(but.What)}, but {Say(but.Hold)}",
        PhaseEntered entered => $"{entered.Phase}: {Say(entered.Because)}",
        _ => SignalSentences.Of(fact) ?? ApprovalSentences.Of(fact) ?? RunSentences.Of(fact) ?? StepSentences.Of(fact)
            ?? PostSwitchSentences.Of(fact)
            ?? WitnessSentences.Of(fact)
            ?? CommandSentences.Of(fact)
            ?? WakeSentences.Of(fact)
            ?? ReadinessSentences.Of(fact)
            ?? NoticeSentences.Of(fact)
            ?? throw new InvalidOperationException($"No sentence renders the fact {fact.GetType().Name}."),
    };

    /// <summary>The fact as a continuation of another sentence; empty for null.</summary>
    internal static string AndThen(Fact? fact) => fact is null ? "" : $"; {Say(fact)}";
}
