namespace DrFunctions.Core.Plans;

/// <summary>Something wrong, or only doubtful, in a plan file: where, and one sentence that says what to do about it.</summary>
/// <param name="Line">The line in the file, from 1.</param>
/// <param name="IsWarning">A warning does not stop the plan from being used.</param>
public sealed record Mistake(string File, int Line, string Sentence, bool IsWarning = false)
{
    public override string ToString() => $"{File}({Line}): {(IsWarning ? "warning: " : "")}{Sentence}";
}

/// <summary>Collects every mistake of one file, so that a person repairs them all at once.</summary>
public sealed class Mistakes(string file)
{
    readonly List<Mistake> found = [];

    public bool Any => found.Exists(mistake => !mistake.IsWarning);

    /// <summary>All of them in the order of the file's lines.</summary>
    public IReadOnlyList<Mistake> All => [.. found.OrderBy(mistake => mistake.Line)];

    public void Add(int line, string sentence) => found.Add(new Mistake(file, line, sentence));

    public void Warn(int line, string sentence) => found.Add(new Mistake(file, line, sentence, IsWarning: true));
}
