using DrFunctions.Core.Deciding;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Explaining;

/// <summary>The emails about a run for which a person is needed.</summary>
static class StuckEmails
{
    public static EmailText Stuck(EmailInput input, Fact because)
    {
        if (input.IsShadow)
        {
            return ShadowEmails.WouldBeStuck(input, because);
        }

        var run = input.Run;
        return Emails.Write(
            input,
            NoticeKind.Stuck,
            because is NothingMoved ? $"ACTION NEEDED: {(HasMovedSome(input) ? "not all users were" : "nothing was")} moved" : $"ACTION NEEDED: {What(input)} is STUCK",
            $"The {What(input, $" of {input.Plan.Name}")} {Lead(input, because)}",
            [
                Sentences.Whole(because),
                .. because is NothingMoved ? [] : UsersNow(input.Plan, run),
                .. Undone(input),
                Emails.Cause(run),
                $"Begun at {Emails.At(run.BeganAt)}, stuck since {Emails.At(input.Record.PhaseSince)}.",
            ],
            Next(input, because),
            Commands(input, because),
            steps: run.Undoing is null);
    }

    /// <summary>The reminder, also of a run that is trying again by itself just now.</summary>
    /// <param name="behind">The outage behind an undo that is stuck; null if there is none.</param>
    public static EmailText Still(EmailInput input, UnactedOutage outage, Fact because, SignalsCounted? behind)
    {
        var since = Durations.Say(input.Now - outage.Since);
        var isStuck = input.Record.Phase == Phase.Stuck;
        return Emails.Write(
            input,
            NoticeKind.StillStuck,
            behind is null ? $"ACTION NEEDED: {What(input)} still STUCK after {since}"
                : $"ACTION NEEDED: {input.Plan.Primary} looks DOWN, no failover ({What(input)} is STUCK)",
            $"The {What(input, $" of {input.Plan.Name}")} has been stuck for {since}. "
                + (isStuck && !TriesAgain(input) ? "It cannot go on by itself: a person is needed."
                    : $"It is tried again by itself until {Until(input)}; a person is needed all the same."),
            [
                .. behind is null ? Array.Empty<string>()
                    : [$"{input.Plan.Primary} looks down: {Sentences.Say(behind)}. Nothing is failed over while this is stuck."],
                Sentences.Whole(because is PersonNeeded person ? person.For : because),
                .. UsersNow(input.Plan, input.Run),
                .. Undone(input),
                $"Stuck since {Emails.At(outage.Since)}; this is reminder {outage.Told}.",
            ],
            $"{Next(input, because)} Reminders follow each hour while this lasts.",
            [
                .. isStuck ? Commands(input, because) : [("To stop all further changes at once", input.Command("pause", Emails.WithReason))],
                OutageEmails.Ack(input),
            ],
            steps: input.Run.Undoing is null);
    }

    /// <summary>The run, as the middle of a sentence.</summary>
    static string What(EmailInput input, string of = "") => input.Run.Undoing switch
    {
        null => $"failover{of} to {input.Plan.Standby}",
        Undoing.DrillEnd => $"undo of the drill{of}",
        _ => $"return{of} to {input.Plan.Primary}",
    };

    static string Lead(EmailInput input, Fact because) => because switch
    {
        NothingMoved => HasMovedSome(input)
            ? "is done, but not every step of it moved users. A person is needed now." : "is done, but it moved nobody. A person is needed now.",
        PauseRanOut => "waits for you: its pause ended by itself while signals are down.",
        _ when TriesAgain(input) => $"is stuck. {(input.Run.Undoing is null ? $"While {input.Plan.Primary} is down it" : "It")} is tried again by itself, until {Until(input)}. Look at it now all the same.",
        _ => "cannot go on by itself. A person is needed now.",
    };

    static bool HasMovedSome(EmailInput input) =>
        input.Plan.Steps.Any(step => step.Traits.Role == StepRole.Traffic && input.Run.Of(step).IsOurs());

    static bool TriesAgain(EmailInput input) => input.Record.Pause is null
        && (StuckPhase.Resumable(input.Plan, input.Record, input.Now).Count > 0
            || StuckPhase.ResumableUndos(input.Plan, input.Record, input.Now).Count > 0);

    static string Until(EmailInput input) => Emails.At((input.Run.StuckSince ?? input.Now) + input.Plan.KeepTrying);

    static string Next(EmailInput input, Fact because) => because switch
    {
        NothingMoved => $"Find out where users are served now, and whether the plan names the standby's record. If they are served from {input.Plan.Standby}, approve.",
        _ when input.Run.StoppedByPause => "Decide whether it goes on.",
        _ when input.Run.Undoing is not null => $"Repair by hand what is named above{(TriesAgain(input) ? "; it then goes on by itself" : "")}. What is not undone yet stays as it is until then.",
        _ => $"Repair by hand what is named above{(TriesAgain(input) ? "; it then goes on by itself" : "")}. What was started stays started, and nothing in the primary was touched.",
    };

    static IReadOnlyList<(string To, string Command)> Commands(EmailInput input, Fact because)
    {
        var (plan, run) = (input.Plan, input.Run);
        List<(string To, string Command)> commands =
        [
            (because is NothingMoved ? "To accept it as recovered" : run.StoppedByPause ? "To let it go on"
                : TriesAgain(input) ? "To try again at once" : "To continue after the repair", input.Command("approve", Emails.WithReason)),
        ];
        if (run.Undoing is null)
        {
            // Checks are not skipped.
            commands.AddRange(plan.Steps
                .Where(step => run.Of(step).Progress == StepProgress.Failed && step.Traits.Role != StepRole.Verification).Take(1)
                .Select(step => ($"To continue without {step.Id}, because it is done by hand or not needed", Skip(step))));
            commands.Add(("To undo its changes", input.Command("failback", Emails.WithReason)));
        }

        commands.Add(run.HasMoved(plan)
            ? ($"To leave everything as it is, with users in {plan.Standby}, which disarms this plan", Reset(" --accept-standby"))
            : ("To leave everything as it is and watch again", Reset("")));
        return commands;

        string Skip(Step step) => input.Command("approve", $" --skip {step.Id}{Emails.WithReason}");

        string Reset(string option) => input.Command("reset", $"{option}{Emails.WithReason}");
    }

    /// <summary>Where users are; nothing for a plan that does not move them.</summary>
    static IEnumerable<string> UsersNow(Plan plan, Run run) => !plan.MovesUsers() || run.Purpose != RunPurpose.Failover ? []
        : run.HasMoved(plan) ? [$"Users go to {plan.Standby}, or some of them do."]
        : [run.Undoing is null ? $"Users still go to {plan.Primary}{(run.HadOutage() ? ", which is down" : "")}." : $"Users go to {plan.Primary}."];

    static IEnumerable<string> Undone(EmailInput input) => input.Run.Undoing is null ? []
        : input.Run.ToUndo(input.Plan).Where(step => step.Traits.CanUndo)
            .GroupBy(step => input.Run.Of(step).Undo is { Progress: StepProgress.Done }, step => step.Id)
            .OrderByDescending(group => group.Key)
            .Select(group => $"{(group.Key ? "Undone already" : "Not undone yet")}: {string.Join(", ", group)}.");
}
