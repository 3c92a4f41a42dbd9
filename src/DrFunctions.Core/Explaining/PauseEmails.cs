using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Explaining;

/// <summary>The emails about pauses. A pause that nobody remembers is as bad as an automation that is broken.</summary>
/// <param name="all">The pause of all plans is in force: only its own command ends it.</param>
sealed class PauseEmails(EmailInput input, bool all)
{
    /// <summary>Once a day while the plan is paused.</summary>
    /// <param name="pause">Who paused, when and why.</param>
    public EmailText StillPaused(string pause, TimeSpan since, DateTimeOffset? until) => Emails.Write(
        input,
        NoticeKind.Paused,
        $"still PAUSED after {Durations.Say(since)}",
        $"{input.Plan.Name} is paused: if {input.Plan.Primary} fails, nothing is failed over.",
        [$"Paused {pause}.", until is { } end ? $"The pause ends by itself at {Emails.At(end)}." : "The pause has no end: only a person ends it."],
        "Nothing, if that is meant.",
        [Resume()],
        steps: false);

    public EmailText EndsSoon(string pause, DateTimeOffset until) => Emails.Write(
        input,
        NoticeKind.Paused,
        $"the pause ends in {Durations.Say(until - input.Now)}",
        $"{input.Plan.Name} acts by itself again from {Emails.At(until)} on. If a signal is down then, it asks before it acts.",
        [$"Paused {pause}."],
        "Nothing, if that is meant.",
        [("To pause for longer", Pause()), Resume()],
        steps: false);

    public EmailText Ended(SignalsCounted signals, bool asks) => Emails.Write(
        input,
        NoticeKind.PauseOver,
        asks ? "ACTION NEEDED: the pause has ended, and signals are down" : "the pause has ended",
        asks ? $"The pause of {input.Plan.Name} has ended by itself while signals are down. Nothing is done without you: the plan asks first."
            : $"The pause of {input.Plan.Name} has ended by itself. {Now()}",
        [Sentences.Whole(signals)],
        asks ? $"Look at {input.Plan.Primary}. If it is down for {Durations.Say(input.Plan.Trigger.For)}, another email asks for your approval. You need not wait for it:"
            : "Nothing.",
        asks ? [("To fail over now", input.Command("failover", Emails.WithReason)), ("To pause again", Pause())] : [],
        steps: false);

    string Now() => input.Record switch
    {
        { Disarmed: not null } => "The plan is disarmed, and does nothing until a person arms it.",
        { Phase: Phase.Watching or Phase.Confirming } => $"The plan watches {input.Plan.Primary} and acts again.",
        { Phase: var phase } => phase.Sentence(),
    };

    (string To, string Command) Resume() => all
        ? ("To end the pause of all plans now", $"dr resume --all {input.Options}{Emails.WithReason}")
        : ("To end it now", input.Command("resume", Emails.WithReason));

    string Pause() => input.Command("pause", $" --for 4h{Emails.WithReason}");
}
