using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Store;

namespace DrFunctions.Cli;

/// <summary>A command that a person may give now.</summary>
/// <param name="Command">The whole of it; only the reason is to be filled in.</param>
/// <param name="Meaning">What it leads to.</param>
sealed record Move(string Command, string Meaning);

/// <summary>What a person may do, by phase. The loop decides; this says what it will not refuse for the phase alone.</summary>
static class Moves
{
    public static IReadOnlyList<Move> Of(Stored stored, string options)
    {
        var plan = stored.Record.Plan;
        var fitting = stored.Record.Disarmed is null ? Of(stored.Record.Phase) : [("reset", "arm the plan again: it watches as before")];
        var moves = stored.Automation == Automation.On
            ? fitting.Append(("pause", "hold automation: nothing is changed until it is resumed"))
            : fitting.Select(WhileHeld).OfType<(string, string)>().Append(("resume", "let automation go on"));
        return [.. moves.Select(move => new Move($"dr {Named(move.Item1, plan)} {options} --reason \"...\"", move.Item2))];
    }

    /// <summary>Held, only what changes nothing is accepted, and the failover that says that it overrides the pause.</summary>
    static (string Verb, string Meaning)? WhileHeld((string Verb, string Meaning) move) => move.Verb switch
    {
        "failover" => ("failover --override-pause", $"{move.Meaning}, although automation is held"),
        "reject" or "reset" or "reset --accept-standby" => move,
        _ => null,
    };

    /// <summary>The plan stands right behind the verb.</summary>
    static string Named(string verb, string plan) => verb.Split(' ', 2) is [var word, var option] ? $"{word} {plan} {option}" : $"{verb} {plan}";

    static IReadOnlyList<(string Verb, string Meaning)> Of(Phase phase) => phase switch
    {
        Phase.Watching =>
        [
            ("failover", "fail over now, whatever the signals say"),
            ("drill", "rehearse on the real estate; users and data are not touched"),
        ],
        Phase.Confirming or Phase.Declined => [("failover", "fail over now, without waiting any longer")],
        Phase.Drilling => [("failover", "fail over now; what the drill has started is kept")],
        Phase.AwaitingApproval => [("approve", "fail over"), ("reject", "stay with the primary")],
        Phase.Recovered =>
        [
            ("failback", "undo what the failover changed and go back to the primary"),
            ("reset --accept-standby", "keep the standby for good; the plan watches no longer"),
        ],
        Phase.Stuck =>
        [
            ("approve", "go on, once what is named above is repaired"),
            ("failback", "undo what was changed"),
            ("reset", "watch anew and leave everything as it is"),
        ],
        Phase.Recovering or Phase.FailingBack => [],
        _ => throw new InvalidOperationException($"No moves for the phase {phase}."),
    };
}
