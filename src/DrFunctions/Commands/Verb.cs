using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Commands;

/// <summary>
/// Something that people can tell a plan to do: one row of <see cref="Verbs.All"/>. dr, OperatorFunction, the status and the docs all take
/// from it what they need.
/// </summary>
/// <param name="Command">What the loop carries out; null for a verb that needs no loop.</param>
/// <param name="Does">What it does, in one sentence, with code in backquotes.</param>
/// <param name="Refused">When it is refused, as the docs say it.</param>
public sealed record Verb(string Name, Command? Command, string Does, string Refused)
{
    /// <summary>What it does, as a terminal shows it.</summary>
    public string Help => Does.Replace("`", "", StringComparison.Ordinal);

    /// <summary>What widens the command; null for nothing.</summary>
    public VerbFlag? Flag { get; init; }

    /// <summary>It is recorded with who gave it and why.</summary>
    public bool NeedsReason { get; init; } = true;

    /// <summary>Where it is not refused for the phase alone; empty for every phase.</summary>
    public IReadOnlyList<Phase> Phases => Command is { } command ? CommandFit.PhasesOf(command, isDisarmed: false) : [];

    /// <summary>Where it is not refused for the phase alone while the plan is disarmed.</summary>
    public IReadOnlyList<Phase> PhasesIfDisarmed => Command is { } command ? CommandFit.PhasesOf(command, isDisarmed: true) : [];

    /// <summary>It is for one plan, never for all.</summary>
    public bool NeedsPlan => Command is not null;
}

/// <summary>A member of the operator's event, and an option of dr.</summary>
/// <param name="Member">As JSON has it: "skipHealth".</param>
/// <param name="Does">What it does, in one sentence.</param>
/// <param name="Widen">Writes it into a request.</param>
/// <param name="IsIn">Reads it from a request.</param>
public sealed record VerbFlag(string Member, string Does, Func<Request, Request> Widen, Func<Request, bool> IsIn)
{
    /// <summary>As the command line has it: "--skip-health".</summary>
    public string Option => $"--{string.Concat(Member.Select(letter => char.IsUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : $"{letter}"))}";
}
