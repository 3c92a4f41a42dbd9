using DrFunctions.Core.Explaining;

namespace DrFunctions.Core.Plans;

/// <summary>An error or warning in a plan file: its line, and one sentence that says what to do.</summary>
/// <param name="Line">The line in the file, counted from 1.</param>
/// <param name="IsWarning">A warning does not stop the plan from being used.</param>
public sealed record Mistake(string File, int Line, string Sentence, bool IsWarning = false)
{
    public override string ToString() => $"{File}({Line}): {(IsWarning ? "warning: " : "")}{Sentence}";
}

/// <summary>Collects every mistake of one file, so that a person repairs them all at once.</summary>
public sealed class Mistakes(string file)
{
    /// <summary>Nobody repairs more than this in one pass.</summary>
    const int Most = 100;

    const int LongestSentence = 1_000;

    readonly List<Mistake> found = [];
    int more;
    int lastLine;

    public bool Any => found.Exists(mistake => !mistake.IsWarning) || more > 0;

    /// <summary>How many were found, listed or not.</summary>
    public int Count => found.Count + more;

    /// <summary>The first hundred found, in the order of their lines, and how many more there are.</summary>
    public IReadOnlyList<Mistake> All =>
    [
        .. found.OrderBy(mistake => mistake.Line),
        .. more == 0 ? [] : new[] { new Mistake(file, lastLine, $"… and {more} more mistakes, up to this line; repair those above first.") },
    ];

    public void Add(int line, string sentence) => Add(new Mistake(file, line, PrintableText.Of(sentence, LongestSentence)));

    public void Warn(int line, string sentence) =>
        Add(new Mistake(file, line, PrintableText.Of(sentence, LongestSentence), IsWarning: true));

    void Add(Mistake mistake)
    {
        if (found.Count < Most)
        {
            found.Add(mistake);
        }
        else if (!mistake.IsWarning)
        {
            (more, lastLine) = (more + 1, Math.Max(lastLine, mistake.Line));
        }
    }
}
