using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Commands;

/// <summary>A verb that can be given now.</summary>
/// <param name="Flag">The flag that it needs now; null for none.</param>
/// <param name="Meaning">What it leads to.</param>
public sealed record AllowedVerb(string Name, VerbFlag? Flag, string Meaning)
{
    /// <summary>What can be given to a plan, as far as its phase, a pause and its being disarmed decide that. The loop has the last word.</summary>
    public static IReadOnlyList<AllowedVerb> Of(Record record, Automation automation)
    {
        ArgumentNullException.ThrowIfNull(record);
        var fitting = record.Disarmed is null ? In(record.Phase) : [Plain("reset", "arm the plan again: it watches as before")];
        return automation == Automation.On
            ? [.. fitting, Plain(Verbs.Pause, "pause the plan: nothing is changed until it is resumed")]
            : [.. fitting.Select(WhilePaused).OfType<AllowedVerb>(), Plain(Verbs.Resume, "resume the plan")];
    }

    /// <summary>The verb for a plan, with its flag: "reset shop --accept-standby".</summary>
    public string For(string plan) => $"{Name} {plan}{(Flag is null ? "" : $" {Flag.Option}")}";

    /// <summary>While a plan is paused, only what changes nothing is accepted, and a failover that says that it overrides the pause.</summary>
    static AllowedVerb? WhilePaused(AllowedVerb verb) => Verbs.Find(verb.Name)!.Command switch
    {
        Command.Failover => Flagged(Command.Failover, $"{verb.Meaning}, although the plan is paused"),
        Command.Reject or Command.Reset => verb,
        _ => null,
    };

    static IReadOnlyList<AllowedVerb> In(Phase phase) => phase switch
    {
        Phase.Watching =>
        [
            Plain("failover", "fail over now, whatever the signals say"),
            Plain("drill", "rehearse in the real standby; users and data are not moved"),
        ],
        Phase.Confirming or Phase.Declined => [Plain("failover", "fail over now, without waiting any longer")],
        Phase.Drilling => [Plain("failover", "fail over now; what the drill has started is kept")],
        Phase.AwaitingApproval => [Plain("approve", "fail over"), Plain("reject", "stay with the primary")],
        Phase.Recovered =>
        [
            Plain("failback", "undo what the failover changed and go back to the primary"),
            Flagged(Command.Reset, "keep the standby for good; the plan watches no longer"),
        ],
        Phase.Stuck =>
        [
            Plain("approve", "continue, once what is named above is repaired"),
            Plain("failback", "undo what was changed"),
            Plain("reset", "watch again and leave everything as it is"),
        ],
        Phase.Recovering or Phase.FailingBack => [],
        _ => throw new InvalidOperationException($"No verbs are known for the phase {phase}."),
    };

    static AllowedVerb Plain(string verb, string meaning) => new(verb, null, meaning);

    static AllowedVerb Flagged(Command command, string meaning) => new(Verbs.Of(command).Name, Verbs.Of(command).Flag, meaning);
}
