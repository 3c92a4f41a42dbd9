using System.Text;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Explaining;

/// <summary>What an email is written from: the record as it will be saved.</summary>
/// <param name="Options">The options with which a dr command finds this deployment.</param>
sealed record EmailInput(Plan Plan, Record Record, DateTimeOffset Now, string Options)
{
    public Run Run => Record.Run!;

    /// <summary>The pause of all plans is in force: only its own command ends it.</summary>
    public bool AllPaused { get; init; }

    /// <summary>What this check found; null where the email is not about signals.</summary>
    public SignalsCounted? Signals { get; init; }

    /// <summary>The vantages that say that the primary is up while others say that it is down; none if they agree.</summary>
    public IReadOnlyList<string> UpAt { get; init; } = [];

    /// <summary>What is said of a primary that some see up.</summary>
    public IEnumerable<string> OtherSide => UpAt.Count == 0 ? []
        : [$"Seen from {string.Join(" and ", UpAt)} {Plan.Primary} is up: one of the sides is wrong. Look at the application yourself."];

    public string Resume => AllPaused ? $"dr resume --all {Options}{Emails.WithReason}" : Command("resume", Emails.WithReason);

    public string FailOver => Command("failover", $"{(IsShadow ? " --override-shadow" : "")}{Emails.WithReason}");

    public bool IsShadow => Record.IsShadow(Plan);

    public string Command(string verb, string more = "") => $"dr {verb} {Plan.Name} {Options}{more}";
}

/// <param name="Subject">At most 100 ASCII characters: SNS refuses more.</param>
public sealed record EmailText(NoticeKind Kind, string Subject, string Body)
{
    /// <summary>The first command of the body; null if a person has nothing to do.</summary>
    public string? Command { get; init; }

    public NoticeChannel Channel { get; init; }
}

/// <summary>The emails. They are read by someone who was asleep a minute ago: what happened, what was done, what to do.</summary>
static class Emails
{
    const int LongestSubject = 100;

    /// <summary>How each subject begins.</summary>
    internal const string Opening = "[DrFunctions] ";

    // A notice must fit into the record; one with 200 steps and a sentence each does.
    const int LongestBody = 60_000;

    internal const string WithReason = " --reason \"...\"";

    public static EmailText Began(EmailInput input) => input.IsShadow ? ShadowEmails.IsDown(input) : Write(
        input,
        NoticeKind.FailingOver,
        $"failing over to {input.Plan.Standby}",
        $"{input.Plan.Name} is failing over from {input.Plan.Primary} to {input.Plan.Standby}. Nobody needs to do anything now.",
        [
            Cause(input.Run),
            input.Run.HadOutage() ? $"{FirstSeen(input)}; decided at {At(input.Run.BeganAt)}.{Counts(input.Plan)}"
                : $"Ordered at {At(input.Run.BeganAt)}.",
        ],
        $"Nothing. Another email follows when {(input.Plan.MovesUsers() ? "the standby serves" : "all steps are done")}, or if a person is needed.{Rto(input.Plan)}",
        [("To stop all further changes at once", input.Command("pause", WithReason))]);

    public static EmailText Recovered(EmailInput input)
    {
        if (input.IsShadow)
        {
            return ShadowEmails.WouldHaveMoved(input);
        }

        var (plan, run) = (input.Plan, input.Run);
        var (took, moves) = (run.EndedAt!.Value - run.DetectedAt, plan.MovesUsers());
        var since = run.HadOutage() ? "the outage was first seen" : "it was ordered";
        var degraded = plan.Steps.Where(step => run.Of(step).Degraded).ToList();
        var kept = plan.Rto is { } rto ? took <= rto ? $", within the objective of {Durations.Say(rto)}" : $", beyond the objective of {Durations.Say(rto)}" : "";
        return Write(
            input,
            NoticeKind.Recovered,
            moves ? $"RECOVERED{(degraded.Count > 0 ? " DEGRADED" : "")} in {plan.Standby} after {Durations.Say(took)}{(PostSwitchEmails.UsersAreElsewhere(run) ? ", but users are ELSEWHERE by DNS" : "")}"
                : $"READY in {plan.Standby} after {Durations.Say(took)}; move users by hand",
            $"{(moves ? $"{plan.Name} is served from {plan.Standby}" : $"All steps of {plan.Name} are done in {plan.Standby}")}, "
                + $"{Durations.Say(took)} after {since}{kept}."
                + (moves ? "" : " No step of the plan moves users.") + (PostSwitchEmails.UsersAreElsewhere(run) ? PostSwitchEmails.NotAllUsers : "")
                + string.Concat(degraded.Select(step => $" DEGRADED: only a part of {step.Id} serves, and the rest is still being started. Another email follows when all of it serves.")),
            [
                Cause(run),
                run.HadOutage() ? $"{FirstSeen(input)}, decided at {At(run.BeganAt)}, recovered at {At(run.EndedAt.Value)}.{Counts(plan)}"
                    : $"Ordered at {At(run.BeganAt)}, done at {At(run.EndedAt.Value)}.",
                .. PostSwitchEmails.AtRecovery(input),
            ],
            $"{(PostSwitchEmails.UsersAreElsewhere(run) ? PostSwitchEmails.LookAtDns : moves ? "Nothing at once. The standby keeps the traffic: going" : "Send users to the standby by hand, if that is meant. Going")} back to {plan.Primary} is a person's decision and never happens by itself.",
            [
                ($"To go back once {plan.Primary} is well (it says beforehand what it will do)", input.Command("failback", WithReason)),
                ("To stay, which disarms this plan", input.Command("reset", $" --accept-standby{WithReason}")),
            ]);
    }

    public static EmailText Asked(EmailInput input, Fact because)
    {
        var plan = input.Plan;
        return Write(
            input,
            NoticeKind.ApprovalNeeded,
            $"APPROVAL NEEDED: fail over to {plan.Standby}?",
            $"{plan.Primary} looks down{(input.Record.Disputed ? " from one side and up from another" : "")}, and {plan.Name} waits for your approval to fail over to {plan.Standby}.",
            [Sentences.Whole(because)],
            $"{(input.Record.Disputed ? "Look at the application yourself: one of the sides is wrong. " : "")}{Deadline(input)} Only these commands decide; there is no link to click:",
            [(input.Record.Queued ? "To fail over now" : "To fail over", input.Command("approve", WithReason)), ("To decline", input.Command("reject", WithReason))]);

        // Whoever waits in the queue is not declined by silence.
        static string Deadline(EmailInput input) => input.Record.Queued
            ? "Without an answer the plan fails over by itself when its turn comes, at most an hour after the other Region, if the primary is still down."
            : $"Decide within {Durations.Say(input.Plan.Trigger.ApprovalTimeout)}: if nobody answers by {At(input.Now + input.Plan.Trigger.ApprovalTimeout)}{(input.Record.Flapping ? " " : ", ")}{Unanswered(input)}.";

        static string Unanswered(EmailInput input) => input.Record.Flapping ? "and the primary is down without a break until then, it fails over"
            : input.Plan.Trigger.OnApprovalTimeout == OnApprovalTimeout.Proceed ? "it fails over" : "it does not fail over";
    }

    /// <param name="signals">What this check found.</param>
    public static EmailText AskedAgain(EmailInput input, SignalsCounted signals)
    {
        var (plan, trigger) = (input.Plan, input.Plan.Trigger);
        var left = input.Record.PhaseSince + trigger.ApprovalTimeout - input.Now;
        var late = trigger.OnApprovalTimeout == OnApprovalTimeout.Proceed || input.Record.Flapping ? "it fails over" : "it does not fail over";
        return Write(
            input,
            NoticeKind.ApprovalReminder,
            $"APPROVAL NEEDED: fail over to {plan.Standby}? {Durations.Say(left)} left",
            $"{plan.Name} still waits for your approval to fail over to {plan.Standby}.",
            [Sentences.Whole(signals), .. input.OtherSide, $"Asked at {At(input.Record.PhaseSince)}."],
            $"Decide by {At(input.Now + left)}: if nobody answers until then, {late}.",
            [("To fail over", input.Command("approve", WithReason)), ("To decline", input.Command("reject", WithReason))]);
    }

    /// <param name="isDown">This check still found the primary down.</param>
    public static EmailText Declined(EmailInput input, Fact because, bool isDown) => Write(
        input,
        NoticeKind.Declined,
        isDown && because is Unanswered
            ? $"ACTION NEEDED: nobody answered, and {input.Plan.Primary} {(input.UpAt.Count > 0 ? "looks down from one side" : "is still DOWN")}"
            : $"failover to {input.Plan.Standby} DECLINED",
        $"{input.Plan.Name} stays in {input.Plan.Primary}"
            + $"{(!isDown ? "" : input.UpAt.Count > 0 ? ", which looks down from one side and up from another" : ", which is still down")}. "
            + $"Nothing begins by itself until {input.Plan.Primary} is healthy again.",
        [Sentences.Whole(because), .. input.OtherSide],
        "While the outage lasts, a reminder follows after 15 min and then each hour.",
        [("To fail over nevertheless", input.Command("failover", WithReason)), ("To get no reminders", input.Command("ack", WithReason))]);

    public static EmailText CalledOff(EmailInput input, Fact because) => Write(
        input,
        NoticeKind.NoDecisionNeeded,
        "no approval needed any more",
        $"{input.Plan.Name} stays in {input.Plan.Primary}.",
        [Sentences.Whole(because)],
        "Nothing.",
        []);

    /// <param name="steps">The steps to undo, in that order.</param>
    public static EmailText GoingBack(EmailInput input, Fact because, IReadOnlyList<Step> steps) => input.IsShadow
        ? ShadowEmails.AnswersAgain(input, because)
        : Write(
        input,
        input.Run.Undoing == Undoing.Failback ? NoticeKind.FailingBack : NoticeKind.StandingDown,
        input.Run.Undoing == Undoing.Failback ? $"failing back to {input.Plan.Primary}" : "standing down; users were not moved",
        input.Run.Undoing == Undoing.Failback
            ? input.Plan.MovesUsers() ? $"{input.Plan.Name} is going back from {input.Plan.Standby} to {input.Plan.Primary}."
                : $"What was started in {input.Plan.Standby} for {input.Plan.Name} is undone. No step of the plan moves users back."
            : $"{input.Plan.Name} stays in {input.Plan.Primary}: what was started in {input.Plan.Standby} is undone.",
        [
            Sentences.Whole(because),
            steps.Count == 0 ? "Nothing is left to undo." : "These steps will be undone in this order; values that somebody has changed since are left:",
            .. steps.Select(step => $"  {step.Id} ({step.Kind}){(step.Traits.CanUndo ? "" : ": cannot be undone and stays")}"),
        ],
        "Nothing. Another email follows when it is done, or if a person is needed.",
        [("To stop all further changes at once", input.Command("pause", WithReason))]);

    public static EmailText IsBack(EmailInput input, UndoneSteps undone)
    {
        var (plan, stayed) = (input.Plan, input.Run.Undoing != Undoing.Failback);
        return Write(
            input,
            NoticeKind.Back,
            stayed ? "stood down; all changes reverted" : plan.MovesUsers() ? $"back in {plan.Primary}; all changes reverted" : "all changes reverted",
            plan.MovesUsers() ? $"{plan.Name} {(stayed ? "stays" : "is back")} in {plan.Primary}, and is watched again." : $"What was started for {plan.Name} is undone, and it is watched again.",
            undone.Steps.Count == 0 ? ["Nothing was left to undo."] : [.. Lines(undone)],
            "Nothing. What somebody has changed meanwhile was left as it is, and what another plan counts on is undone once no plan does. Both are named above.",
            []);
    }

    public static EmailText PrimaryIsBack(EmailInput input, TimeSpan up) => Write(
        input,
        NoticeKind.PrimaryHealthy,
        $"{input.Plan.Primary} is healthy again; the standby {(input.Plan.MovesUsers() ? "keeps the traffic" : "stays started")}",
        $"{input.Plan.Primary} has been healthy for {Durations.Say(up)}. {(input.Plan.MovesUsers() ? $"{input.Plan.Name} stays" : $"What was started for {input.Plan.Name} stays")} in {input.Plan.Standby} until a person fails back.",
        [Cause(input.Run)],
        $"Nothing at once. When you trust {input.Plan.Primary} again:",
        [("To go back (it says beforehand what it will do)", input.Command("failback", WithReason))]);

    /// <param name="undone">The outcome of the drill's undo.</param>
    public static EmailText Drilled(EmailInput input, UndoneSteps undone)
    {
        var run = input.Run;
        var passed = run.Steps.Values.All(step => step.Progress == StepProgress.Done) && run.DrillResult is not (NotReady or Several);
        return Write(
            input,
            passed ? NoticeKind.DrillPassed : NoticeKind.DrillFailed,
            passed ? "drill PASSED" : "drill FAILED",
            $"The drill of {input.Plan.Name} in {input.Plan.Standby} {(passed ? "has shown that the standby can be started" : "has found what would stop a failover")}. Users and data were not touched.",
            [run.DrillResult is { } result ? Sentences.Whole(result) : "", $"{Say(run.Cause)}.", $"Undone: {Sentences.Say(undone)}.", $"Begun at {At(run.BeganAt)}, over at {At(input.Now)}."],
            passed ? "Nothing. Keep this email as evidence." : "Repair what is named above, and run the drill again.",
            []);
    }

    public static EmailText NotStoodDown(EmailInput input, UndoneSteps undone) => Write(
        input,
        NoticeKind.NotStoodDown,
        "ACTION NEEDED: stop capacity by hand",
        $"{input.Plan.Name} is healthy in {input.Plan.Primary}, but some of the capacity that was started in {input.Plan.Standby} could not be stopped. It costs money.",
        [.. Lines(undone)],
        "Stop by hand what is named above.",
        []);

    public static EmailText CannotSee(EmailInput input, TimeSpan since, SignalsCounted signals)
    {
        var unknown = signals.NotUp.Where(signal => signal.State == SignalState.Unknown).ToList();
        var (unread, uncounted) = (!unknown.TrueForAll(SignalSentences.IsDiscounted), unknown.Exists(SignalSentences.IsDiscounted));
        return Write(
            input,
            NoticeKind.Blind,
            $"ACTION NEEDED: signals {(unread ? "cannot be read" : "look down and do not count")}",
            $"For {Durations.Say(since)}, {signals.Unknown} of {signals.All} signals of {input.Plan.Name} "
                + $"{(!unread ? "looked down, and counted neither as up nor as down."
                    : $"could not be read{(uncounted ? ", or looked down without counting" : "")}, and they count neither as up nor as down.")} "
                + $"A failover needs {input.Plan.Trigger.AtLeast} that are down.",
            [.. unknown.Select(signal => $"{signal.Title} {SignalSentences.Of(signal.Because, signal.Discount)}.")],
            unread ? "Check that the alarm exists in its Region, that the function may read it (cloudwatch:DescribeAlarms), and that the probe's address is reachable."
                : "Find out whether the primary is down, and whether these signals are right.",
            [.. signals.NotUp.Any(signal => signal.Discount == Discount.NeverUp)
                ? [("If a signal that was never seen up is right, and the primary is down", input.Command("arm", WithReason))] : Array.Empty<(string, string)>()],
            steps: false);
    }

    internal static EmailText Write(
        EmailInput input,
        NoticeKind kind,
        string subject,
        string lead,
        IReadOnlyList<string> happened,
        string next,
        IReadOnlyList<(string To, string Command)> commands,
        bool steps = true)
    {
        var (plan, shadow) = (input.Plan, input.IsShadow);
        var body = new StringBuilder();
        body.Append(lead).Append(shadow ? "\nThe plan is in mode shadow: nothing was or will be changed." : "").Append("\n\nWHAT HAPPENED\n");
        foreach (var sentence in happened)
        {
            body.Append("  ").Append(sentence).Append('\n');
        }

        if (steps && input.Record.Run is { } run
            && input.Record.Phase is Phase.Recovering or Phase.Recovered or Phase.Stuck or Phase.Watching && !IsOver(input.Record))
        {
            Steps(body, plan, run, input.Record.Phase == Phase.Recovering ? "STILL TO DO" : "NOT DONE");
        }

        body.Append("\nWHAT TO DO NEXT\n  ").Append(next).Append('\n');
        foreach (var (to, command) in commands.Append(("To see the current state", input.Command("status"))))
        {
            body.Append("\n  ").Append(to).Append(":\n    ").Append(command).Append('\n');
        }

        var whole = Ascii($"{Opening}{plan.Name}: {subject}{(shadow ? " (shadow mode)" : "")}");
        return new EmailText(
            kind, Wording.Of(whole), Wording.Of(body.Length <= LongestBody ? body.ToString() : body.ToString(0, LongestBody)))
        {
            Command = commands.Count > 0 ? commands[0].Command : null,
        };
    }

    /// <summary>
    /// Whether the run is over: then the sentence about the undo says all, and the steps of the failover would only confuse.
    /// </summary>
    static bool IsOver(Record record) => record is { Phase: Phase.Watching, Run: null or { Undoing: not Undoing.DrillEnd } };

    static void Steps(StringBuilder body, Plan plan, Run run, string openTitle)
    {
        var done = plan.Steps.Where(step => run.IsDone(step.Id)).OrderBy(step => run.Steps[step.Id].DoneAt).ToList();
        if (done.Count > 0)
        {
            body.Append("\nWHAT WAS DONE\n");
        }

        foreach (var step in done)
        {
            body.Append("  ").Append(At(run.Steps[step.Id].DoneAt!.Value)).Append("  ").Append(Line(step, run)).Append('\n');
        }

        var open = plan.Steps.Where(step => !run.IsDone(step.Id)).ToList();
        if (open.Count > 0)
        {
            var drilled = DrillingPhase.StepsOf(plan);
            body.Append('\n').Append(openTitle).Append('\n');
            foreach (var step in open)
            {
                body.Append("  ").Append(run.Purpose == RunPurpose.Drill && !drilled.Contains(step) ? $"{step.Id} ({step.Kind}): left out of drills" : Line(step, run)).Append('\n');
            }
        }
    }

    static IEnumerable<string> Lines(UndoneSteps undone) => undone.Steps.Select(step => $"{Sentences.Say(new UndoneSteps([step]))}.");

    static string Line(Step step, Run run)
    {
        var record = run.Steps.TryGetValue(step.Id, out var known) ? known : new StepRecord();
        var words = record.Progress switch
        {
            StepProgress.Done => Say(record.Fact),
            StepProgress.Started => $"still running: {Say(record.Fact)}",
            StepProgress.Failed => $"cannot go on: {Say(record.Fact)}",
            _ when record.Fact is { } fact => Say(fact),
            _ when step.After.Where(id => !run.IsDone(id)).ToList() is { Count: > 0 } open => $"not begun; waits for {string.Join(", ", open)}",
            _ => run is { EndedAt: null, PausedSince: null } ? "begins now" : "not begun",
        };
        return $"{step.Id} ({step.Kind}): {words}";
    }

    static string Rto(Plan plan) => plan.Rto is { } rto ? $" The objective is {Durations.Say(rto)}." : "";

    internal static string At(DateTimeOffset at) => $"{at.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z";

    internal static string FirstSeen(EmailInput input) => $"The outage was first seen at {At(input.Run.DetectedAt)}";

    /// <summary>With "down", checks before that one may have found the primary down as well, and good ones followed.</summary>
    internal static string Counts(Plan plan) =>
        plan.Trigger.Down is null ? "" : " It counts from the first bad check that was not followed by too many good ones.";

    internal static string Cause(Run run) => $"{(run.OrderedBy is null && run.Purpose == RunPurpose.Failover ? "The primary was down: " : "")}{Say(run.Cause)}.";

    static string Say(Fact? fact) => fact is null ? "" : Sentences.Say(fact);

    internal static string Ascii(string text, int most = LongestSubject)
    {
        var ascii = new string([.. text.Select(c => c is >= ' ' and <= '~' ? c : '?')]);
        return ascii.Length <= most ? ascii : ascii[..(most - 3)] + "...";
    }
}
