using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Commands;

/// <summary>A verb that can be given now.</summary>
/// <param name="Flags">The flags that the verb needs now.</param>
/// <param name="Meaning">What the verb leads to.</param>
public sealed record AllowedVerb(string Name, IReadOnlyList<VerbFlag> Flags, string Meaning)
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
            ? [new AllowedVerb(Verbs.Pause, [], $"pause the plan for {Durations.Say(PauseLength.Usual)}, or as long as --for says: nothing is changed")]
            : new[]
            {
                planPaused ? new AllowedVerb(Verbs.Resume, [], "resume the plan") : null,
                allPaused ? new AllowedVerb(Verbs.Resume, [], "resume every plan") { ForAll = true } : null,
            };
        return [.. Verbs.All.Select(verb => Fitting(verb, record, automation)).Concat(pauses).OfType<AllowedVerb>()];
    }

    /// <summary>The verb is for every plan.</summary>
    public bool ForAll { get; init; }

    /// <summary>The verb for a plan, with its flag: "reset shop --accept-standby".</summary>
    public string For(string plan) => $"{Name} {(ForAll ? "--all" : plan)}{string.Concat(Flags.Select(flag => $" {flag.Option}"))}";

    /// <summary>Null if it does not fit.</summary>
    static AllowedVerb? Fitting(Verb verb, Record record, Automation automation)
    {
        if (verb.Command is not { } command)
        {
            return null;
        }

        bool Fits(bool overridesPause) => CommandFit.Refusal(record, automation, "", command, overridesPause) is null;
        if (!Fits(overridesPause: true))
        {
            return null;
        }

        var (paused, shadow) = (!Fits(overridesPause: false), command == Command.Failover && record.Mode == Mode.Shadow);
        IReadOnlyList<VerbFlag> flags =
        [
            .. (command, record.Phase) == (Command.Reset, Phase.Recovered)
                && record is not { Mode: Mode.Shadow, Run: not { OverridesShadow: true } } ? verb.Flags : [],
            .. paused ? new[] { Verbs.OverridePause } : [],
            .. shadow ? new[] { Verbs.OverrideShadow } : [],
        ];
        var although = (paused, shadow) switch
        {
            (true, true) => ", although the plan is paused and in mode shadow",
            (true, false) => ", although the plan is paused",
            (false, true) => ", although the plan is in mode shadow",
            _ => "",
        };
        return new AllowedVerb(verb.Name, flags, (record.RestsInShadow() ? InShadow(command) : LeadsTo(command, record.Phase)) + although);
    }

    /// <summary>What a verb leads to while a run in mode shadow rests, which has changed nothing.</summary>
    static string InShadow(Command command) => command switch
    {
        Command.Failover => "fail over now",
        Command.Approve => "look at the steps once more; nothing is changed",
        Command.Reset => "watch again; nothing was changed",
        _ => LeadsTo(command, Phase.Stuck),
    };

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
