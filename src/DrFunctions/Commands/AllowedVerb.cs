using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Commands;

/// <summary>A verb that can be given now.</summary>
/// <param name="Flag">The flag that the verb needs now; null for none.</param>
/// <param name="Meaning">What the verb leads to.</param>
public sealed record AllowedVerb(string Name, VerbFlag? Flag, string Meaning)
{
    /// <summary>
    /// The verbs that a plan accepts now, as far as its phase, a pause and its being disarmed decide. The loop may still refuse them.
    /// </summary>
    /// <param name="planPaused">The plan's own pause is in force.</param>
    /// <param name="allPaused">The pause of all plans is in force.</param>
    public static IReadOnlyList<AllowedVerb> Of(Record record, Automation automation, bool planPaused = false, bool allPaused = false)
    {
        ArgumentNullException.ThrowIfNull(record);
        var pauses = automation == Automation.On
            ? [new AllowedVerb(Verbs.Pause, null, $"pause the plan for {Durations.Say(PauseLength.Usual)}, or as long as --for says: nothing is changed")]
            : new[]
            {
                planPaused ? new AllowedVerb(Verbs.Resume, null, "resume the plan") : null,
                allPaused ? new AllowedVerb(Verbs.Resume, null, "resume every plan") { ForAll = true } : null,
            };
        return [.. Verbs.All.Select(verb => Fitting(verb, record, automation)).Concat(pauses).OfType<AllowedVerb>()];
    }

    /// <summary>The verb is for every plan.</summary>
    public bool ForAll { get; init; }

    /// <summary>The verb for a plan, with its flag: "reset shop --accept-standby".</summary>
    public string For(string plan) => $"{Name} {(ForAll ? "--all" : plan)}{(Flag is null ? "" : $" {Flag.Option}")}";

    /// <summary>Null if it does not fit.</summary>
    static AllowedVerb? Fitting(Verb verb, Record record, Automation automation)
    {
        if (verb.Command is not { } command)
        {
            return null;
        }

        bool Fits(bool overridesPause) => CommandFit.Refusal(record, automation, "", command, overridesPause) is null;
        var flag = (command, record.Phase) == (Command.Reset, Phase.Recovered) ? verb.Flag : null;
        return Fits(overridesPause: false) ? new AllowedVerb(verb.Name, flag, LeadsTo(command, record.Phase))
            : Fits(overridesPause: true) ? new AllowedVerb(verb.Name, verb.Flag, $"{LeadsTo(command, record.Phase)}, although the plan is paused")
            : null;
    }

    static string LeadsTo(Command command, Phase phase) => (command, phase) switch
    {
        (Command.Failover, Phase.Watching) => "fail over now, whatever the signals say",
        (Command.Failover, Phase.AwaitingApproval) => "fail over whatever the signals say; approve checks them once more before users move",
        (Command.Failover, Phase.Drilling) => "fail over now; what the drill has started is kept",
        (Command.Failover, _) => "fail over now, without waiting any longer",
        (Command.Drill, _) => "rehearse in the real standby; users and data are not moved",
        (Command.Approve, Phase.AwaitingApproval) => "fail over",
        (Command.Approve, _) => "continue, once what is named above is repaired",
        (Command.Reject, _) => "stay with the primary",
        (Command.Failback, Phase.Recovered) => "undo what the failover changed and go back to the primary",
        (Command.Failback, _) => "undo what was changed",
        (Command.Ack, _) => "stop the reminders of this outage; nothing else changes",
        (Command.Arm, _) => "count signals that were never seen up as well",
        (Command.Reset, Phase.Watching) => "arm the plan again: it watches as before",
        (Command.Reset, Phase.Recovered) => "keep the standby for good; the plan watches no longer",
        (Command.Reset, _) => "watch again and leave everything as it is",
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, null),
    };
}
