using System.Text;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Core.Telling;

/// <param name="Subject">At most 100 ASCII characters: SNS refuses more.</param>
public sealed record Letter(string Subject, string Body);

/// <summary>The emails. They are read by someone who was asleep a minute ago: what happened, what was done, what to do.</summary>
static class Letters
{
    const int LongestSubject = 100;

    // A notice must fit its place in the record; 200 steps with a sentence each do.
    const int LongestBody = 60_000;

    public static Letter Began(Plan plan, Record record, string options) => Write(
        $"{plan.Name}: failing over to {plan.Standby}",
        $"{plan.Name} is failing over from {plan.Primary} to {plan.Standby}. Nobody needs to do anything now.",
        plan,
        record,
        [$"The primary is down: {record.Run!.Why}.", $"First seen down at {At(record.Run!.DetectedAt)}; decided at {At(record.Run.BeganAt)}."],
        $"Nothing. Another email comes when the standby serves, or if a person is needed.{Rto(plan)}",
        options);

    public static Letter Recovered(Plan plan, Record record, string options)
    {
        var took = record.Run!.EndedAt!.Value - record.Run.DetectedAt;
        var kept = plan.Rto is { } rto ? took <= rto ? $", within the objective of {Durations.Say(rto)}" : $", beyond the objective of {Durations.Say(rto)}" : "";
        return Write(
            $"{plan.Name}: RECOVERED in {plan.Standby} after {Durations.Say(took)}",
            $"{plan.Name} is served from {plan.Standby}. It took {Durations.Say(took)} from the first look that saw the primary down{kept}.",
            plan,
            record,
            [Down(record.Run), $"First seen down at {At(record.Run.DetectedAt)}, decided at {At(record.Run.BeganAt)}, recovered at {At(record.Run.EndedAt.Value)}."],
            $"Nothing at once. The standby keeps the traffic: going back to {plan.Primary} is a person's decision and never happens by itself.",
            options);
    }

    public static Letter Stuck(Plan plan, Record record, string because, string options) => Write(
        $"{plan.Name}: STUCK, a person is needed",
        $"The failover of {plan.Name} to {plan.Standby} cannot go on by itself. A person is needed now.",
        plan,
        record,
        [Sentence(because), Down(record.Run!), $"First seen down at {At(record.Run!.DetectedAt)}, decided at {At(record.Run.BeganAt)}, stuck since {At(record.PhaseSince)}."],
        record.Run!.HeldSince is null
            ? "Repair what is named above by hand. What was started stays started, and nothing in the primary was touched."
            : "Look whether the primary is truly well: users are still there. The standby stays started and ready, and nothing in the primary was touched.",
        options);

    public static Letter CannotSee(Plan plan, TimeSpan since, string words, string options) => Write(
        $"{plan.Name}: cannot see its signals",
        $"For {Durations.Say(since)} some signals of {plan.Name} could not be read. What cannot be read counts neither as up nor as down.",
        plan,
        null,
        [$"Not readable:{words}."],
        "Check that the alarm exists in its Region, that the function may read it (cloudwatch:DescribeAlarms), and that the probe's address is reachable.",
        options);

    static Letter Write(string subject, string lead, Plan plan, Record? record, IReadOnlyList<string> happened, string next, string options)
    {
        var body = new StringBuilder();
        body.Append(lead).Append("\n\nWHAT HAPPENED\n");
        foreach (var sentence in happened)
        {
            body.Append("  ").Append(sentence).Append('\n');
        }

        if (record?.Run is { } run)
        {
            Steps(body, plan, run, record.Phase == Phase.Recovering ? "STILL TO DO" : "NOT DONE");
        }

        body.Append("\nWHAT TO DO NEXT\n  ").Append(next).Append("\n\n  To see where it stands now:\n    ").Append($"dr status {plan.Name} {options}").Append('\n');
        return new Letter(Ascii($"[DrFunctions] {subject}", LongestSubject), body.Length <= LongestBody ? body.ToString() : body.ToString(0, LongestBody));
    }

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

    static string Down(Run run) => $"The primary was down: {run.Why}.";

    static string Sentence(string text) => text.Length == 0 ? text : $"{char.ToUpperInvariant(text[0])}{text[1..]}.";

    static string Ascii(string text, int most)
    {
        var ascii = new string([.. text.Select(c => c is >= ' ' and <= '~' ? c : '?')]);
        return ascii.Length <= most ? ascii : ascii[..(most - 3)] + "...";
    }
}
