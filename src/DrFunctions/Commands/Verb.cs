using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Commands;

/// <summary>
/// A command that people can give to a plan: one row of <see cref="Verbs.All"/>, which dr, OperatorFunction, the status and the docs use.
/// </summary>
/// <param name="Command">What the loop carries out; null for a verb that needs no loop.</param>
/// <param name="Does">What the verb does, in one sentence, with code in backquotes.</param>
/// <param name="Refused">When the verb is refused, as the docs say it.</param>
public sealed record Verb(string Name, Command? Command, string Does, string Refused)
{
    /// <summary>What the verb does, as a terminal shows it: what is code stays told from the sentence, in quotes.</summary>
    public string Help => Does.Replace('`', '"');

    /// <summary>The flags that widen the command.</summary>
    public IReadOnlyList<VerbFlag> Flags { get; init; } = [];

    /// <summary>The texts that the command may carry.</summary>
    public IReadOnlyList<VerbText> Texts { get; init; } = [];

    /// <summary>The verb is recorded with who gave it and why.</summary>
    public bool NeedsReason { get; init; } = true;

    /// <summary>The phases in which the verb may be given; empty for every phase.</summary>
    public IReadOnlyList<Phase> Phases => Command is { } command ? CommandFit.PhasesOf(command, isDisarmed: false) : [];

    /// <summary>The phases in which the verb may be given while the plan is disarmed; for a command, empty means none.</summary>
    public IReadOnlyList<Phase> PhasesIfDisarmed => Command is { } command ? CommandFit.PhasesOf(command, isDisarmed: true) : [];

    /// <summary>The verb is for one plan, never for all.</summary>
    public bool NeedsPlan => Command is not null;
}

/// <summary>A text of the operator's event, and an option of dr with a value.</summary>
/// <param name="Member">As JSON has it: "skip".</param>
/// <param name="Does">What it does, in one sentence.</param>
/// <param name="Put">Writes the text into a request.</param>
/// <param name="In">Reads the text from a request.</param>
public sealed record VerbText(string Member, string Does, Func<Request, string, Request> Put, Func<Request, string?> In)
{
    /// <summary>A step's id, a member and a value are short.</summary>
    public const int Longest = 200;

    public string Option => $"--{Member}";
}

/// <summary>A member of the operator's event, and an option of dr.</summary>
/// <param name="Member">As JSON has it: "skipHealth".</param>
/// <param name="Does">What the flag does, in one sentence.</param>
/// <param name="Widen">Writes the flag into a request.</param>
/// <param name="IsIn">Reads the flag from a request.</param>
public sealed record VerbFlag(string Member, string Does, Func<Request, Request> Widen, Func<Request, bool> IsIn)
{
    /// <summary>As the command line has it: "--skip-health".</summary>
    public string Option => $"--{string.Concat(Member.Select(letter => char.IsUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : $"{letter}"))}";
}
