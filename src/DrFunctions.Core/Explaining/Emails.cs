using System.Text;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Explaining;

/// <summary>What a letter is written from: the record as it will be saved.</summary>
/// <param name="Options">What follows a dr command so that it finds this deployment.</param>
sealed record EmailInput(Plan Plan, Record Record, DateTimeOffset Now, string Options)
{
    public Run Run => Record.Run!;

    public string Command(string verb, string more = "") => $"dr {verb} {Plan.Name} {Options}{more}";
}

/// <param name="Subject">At most 100 ASCII characters: SNS refuses more.</param>
public sealed record EmailText(string Subject, string Body);

/// <summary>The emails. They are read by someone who was asleep a minute ago: what happened, what was done, what to do.</summary>
static class Emails
{
    const int LongestSubject = 100;

    // A notice must fit its place in the record; 200 steps with a sentence each do.
    const int LongestBody = 60_000;

    const string WithReason = " --reason \"...\"";

    public static EmailText Began(EmailInput paper) => Write(
        paper,
        $"failing over to {paper.Plan.Standby}",
        $"{paper.Plan.Name} is failing over from {paper.Plan.Primary} to {paper.Plan.Standby}. Nobody needs to do anything now.",
        [Cause(paper.Run), $"First seen down at {At(paper.Run.DetectedAt)}; decided at {At(paper.Run.BeganAt)}."],
        $"Nothing. Another email comes when the standby serves, or if a person is needed.{Rto(paper.Plan)}",
        [("To stop every change of it at once", paper.Command("pause", WithReason))]);

    public static EmailText Recovered(EmailInput paper)
    {
        var (plan, run) = (paper.Plan, paper.Run);
        var took = run.EndedAt!.Value - run.DetectedAt;
        var kept = plan.Rto is { } rto ? took <= rto ? $", within the objective of {Durations.Say(rto)}" : $", beyond the objective of {Durations.Say(rto)}" : "";
        return Write(
            paper,
            $"RECOVERED in {plan.Standby} after {Durations.Say(took)}",
            $"{plan.Name} is served from {plan.Standby}. It took {Durations.Say(took)} from the first look that saw the primary down{kept}.",
            [Cause(run), $"First seen down at {At(run.DetectedAt)}, decided at {At(run.BeganAt)}, recovered at {At(run.EndedAt.Value)}."],
            $"Nothing at once. The standby keeps the traffic: going back to {plan.Primary} is a person's decision and never happens by itself.",
            [
                ($"To go back once {plan.Primary} is well (it says beforehand what it will do)", paper.Command("failback", WithReason)),
                ("To stay, which disarms this plan", paper.Command("reset", $" --accept-standby{WithReason}")),
            ]);
    }

    public static EmailText Stuck(EmailInput paper, Fact because)
    {
        var (plan, run) = (paper.Plan, paper.Run);
        var what = run.Undoing switch
        {
            null => $"The failover of {plan.Name} to {plan.Standby}",
            Undoing.DrillEnd => $"The end of the drill of {plan.Name}",
            _ => $"The way back of {plan.Name} to {plan.Primary}",
        };
        return Write(
            paper,
            "STUCK, a person is needed",
            $"{what} cannot go on by itself. A person is needed now.",
            [Sentence(Sentences.Say(because)), Cause(run), $"Begun at {At(run.BeganAt)}, stuck since {At(paper.Record.PhaseSince)}."],
            "Repair what is named above by hand. What was started stays started, and nothing in the primary was touched.",
            [
                ("To let it go on after the repair", paper.Command("approve", WithReason)),
                ("To undo what it did", paper.Command("failback", WithReason)),
                ("To leave everything as it is and watch again", paper.Command("reset", WithReason)),
            ]);
    }

    public static EmailText Asked(EmailInput paper, Fact because)
    {
        var (plan, trigger) = (paper.Plan, paper.Plan.Trigger);
        var late = trigger.OnApprovalTimeout == OnApprovalTimeout.Proceed ? "it fails over" : "it does not fail over";
        return Write(
            paper,
            $"SHALL IT FAIL OVER to {plan.Standby}? A person must say",
            $"{plan.Primary} looks down, and {plan.Name} waits for a person's word to fail over to {plan.Standby}.",
            [Sentence(Sentences.Say(because))],
            $"Decide within {Durations.Say(trigger.ApprovalTimeout)}: if nobody answers by {At(paper.Now + trigger.ApprovalTimeout)}, {late}. No link decides; only these commands do:",
            [("To fail over", paper.Command("approve", WithReason)), ("Not to", paper.Command("reject", WithReason))]);
    }

    public static EmailText Declined(EmailInput paper, Fact because) => Write(
        paper,
        "does NOT fail over",
        $"{paper.Plan.Name} stays in {paper.Plan.Primary}, and nothing will happen by itself until that has been up again.",
        [Sentence(Sentences.Say(because))],
        "If it should fail over after all:",
        [("To fail over", paper.Command("failover", WithReason))]);

    public static EmailText CalledOff(EmailInput paper, Fact because) => Write(
        paper,
        "no decision is needed any more",
        $"{paper.Plan.Name} stays in {paper.Plan.Primary}.",
        [Sentence(Sentences.Say(because))],
        "Nothing.",
        []);

    /// <param name="steps">What will be undone, in that order.</param>
    public static EmailText GoingBack(EmailInput paper, Fact because, IReadOnlyList<Step> steps) => Write(
        paper,
        paper.Run.Undoing == Undoing.Failback ? $"failing back to {paper.Plan.Primary}" : "standing down, users were not moved",
        paper.Run.Undoing == Undoing.Failback
            ? $"{paper.Plan.Name} is going back from {paper.Plan.Standby} to {paper.Plan.Primary}."
            : $"{paper.Plan.Name} stays in {paper.Plan.Primary}: what was started in {paper.Plan.Standby} is given back.",
        [
            Sentence(Sentences.Say(because)),
            steps.Count == 0 ? "Nothing of it is left to undo." : "This will be undone, in this order, where the value found is still ours:",
            .. steps.Select(step => $"  {step.Id} ({step.Kind}){(step.Traits.CanUndo ? "" : ": cannot be undone and stays")}"),
        ],
        "Nothing. Another email comes when it is done, or if a person is needed.",
        [("To stop every change of it at once", paper.Command("pause", WithReason))]);

    public static EmailText IsBack(EmailInput paper, Fact because) => Write(
        paper,
        $"is served from {paper.Plan.Primary}, all is undone",
        $"{paper.Plan.Name} is served from {paper.Plan.Primary} and watched again.",
        [Sentence(Sentences.Say(because))],
        "Nothing. Values that somebody has changed meanwhile were left and are named above.",
        []);

    public static EmailText PrimaryIsBack(EmailInput paper, TimeSpan up) => Write(
        paper,
        $"{paper.Plan.Primary} is up again, the standby keeps the traffic",
        $"{paper.Plan.Primary} has been up for {Durations.Say(up)}. {paper.Plan.Name} stays in {paper.Plan.Standby} until a person says otherwise.",
        [Cause(paper.Run)],
        $"Nothing at once. When you trust {paper.Plan.Primary} again:",
        [("To go back (it says beforehand what it will do)", paper.Command("failback", WithReason))]);

    /// <param name="undone">What came of undoing it.</param>
    public static EmailText Drilled(EmailInput paper, UndoneSteps undone)
    {
        var run = paper.Run;
        var passed = run.Steps.Values.All(step => step.Progress == StepProgress.Done);
        return Write(
            paper,
            passed ? "drill PASSED" : "drill FAILED",
            $"The drill of {paper.Plan.Name} in {paper.Plan.Standby} {(passed ? "has shown that the standby can be brought up" : "has found what would stop a failover")}. Users and data were not touched.",
            [Sentence(run.DrillResult!), $"{run.Why}.", $"Undone: {Sentences.Say(undone)}.", $"Begun at {At(run.BeganAt)}, over at {At(paper.Now)}."],
            passed ? "Nothing. Keep this email as evidence." : "Repair what is named above, and drill again.",
            []);
    }

    public static EmailText NotStoodDown(EmailInput paper, Fact because) => Write(
        paper,
        "what was prewarmed could not be stood down",
        $"{paper.Plan.Name} is well in {paper.Plan.Primary}, but what was started in {paper.Plan.Standby} beforehand could not all be given back. It costs money.",
        [Sentence(Sentences.Say(because))],
        "Stop by hand what is named above.",
        []);

    public static EmailText CannotSee(EmailInput paper, TimeSpan since, SignalsCounted signals) => Write(
        paper,
        "cannot see its signals",
        $"For {Durations.Say(since)} some signals of {paper.Plan.Name} could not be read. What cannot be read counts neither as up nor as down.",
        [$"Not readable:{SignalSentences.NotUp(signals)}."],
        "Check that the alarm exists in its Region, that the function may read it (cloudwatch:DescribeAlarms), and that the probe's address is reachable.",
        [],
        steps: false);

    static EmailText Write(
        EmailInput paper, string subject, string lead, IReadOnlyList<string> happened, string next, IReadOnlyList<(string To, string Command)> commands, bool steps = true)
    {
        var (plan, shadow) = (paper.Plan, paper.Plan.Trigger.Mode == Mode.Shadow);
        var body = new StringBuilder();
        body.Append(shadow ? "THIS PLAN IS IN MODE SHADOW: nothing was or will be changed. It only says what it would have done:\n\n" : "");
        body.Append(lead).Append("\n\nWHAT HAPPENED\n");
        foreach (var sentence in happened)
        {
            body.Append("  ").Append(sentence).Append('\n');
        }

        if (steps && paper.Record.Run is { } run && paper.Record.Phase is Phase.Recovering or Phase.Recovered or Phase.Stuck or Phase.Watching && !IsOver(paper.Record))
        {
            Steps(body, plan, run, paper.Record.Phase == Phase.Recovering ? "STILL TO DO" : "NOT DONE");
        }

        body.Append("\nWHAT TO DO NEXT\n  ").Append(next).Append('\n');
        foreach (var (to, command) in commands.Append(("To see where it stands now", paper.Command("status"))))
        {
            body.Append("\n  ").Append(to).Append(":\n    ").Append(command).Append('\n');
        }

        var whole = Ascii($"[DrFunctions] {plan.Name}: {(shadow ? "SHADOW, would be: " : "")}{subject}", LongestSubject);
        return new EmailText(Wording.Of(whole), Wording.Of(body.Length <= LongestBody ? body.ToString() : body.ToString(0, LongestBody)));
    }

    /// <summary>What was undone is told by the sentence about it; the steps of a failover would only confuse.</summary>
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
            body.Append('\n').Append(openTitle).Append('\n');
            foreach (var step in open)
            {
                body.Append("  ").Append(Line(step, run)).Append('\n');
            }
        }
    }

    static string Line(Step step, Run run)
    {
        var record = run.Steps.TryGetValue(step.Id, out var known) ? known : new StepRecord();
        var words = record.Progress switch
        {
            StepProgress.Done => record.Because,
            StepProgress.Started => $"still running: {record.Because}",
            StepProgress.Failed => $"cannot go on: {record.Because}",
            _ when record.Because.Length > 0 => record.Because,
            _ => step.After.Count == 0 ? "begins now" : $"not begun; waits for {string.Join(", ", step.After)}",
        };
        return $"{step.Id} ({step.Kind}): {words}";
    }

    static string Rto(Plan plan) => plan.Rto is { } rto ? $" The objective is {Durations.Say(rto)}." : "";

    static string At(DateTimeOffset at) => $"{at.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z";

    static string Cause(Run run) => $"{(run.OrderedBy is null && run.Purpose == RunPurpose.Failover ? "The primary was down: " : "")}{run.Why}.";

    static string Sentence(string text) => text.Length == 0 ? text : $"{char.ToUpperInvariant(text[0])}{text[1..]}.";

    static string Ascii(string text, int most)
    {
        var ascii = new string([.. text.Select(c => c is >= ' ' and <= '~' ? c : '?')]);
        return ascii.Length <= most ? ascii : ascii[..(most - 3)] + "...";
    }
}
