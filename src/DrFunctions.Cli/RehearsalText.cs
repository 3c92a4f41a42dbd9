using System.Globalization;
using System.Text;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;
using DrFunctions.Simulation.Bench;

namespace DrFunctions.Cli;

/// <summary>A rehearsal in plain text. It depends on no machine or clock: equal seeds give equal bytes.</summary>
static class RehearsalText
{
    public static string Of(RehearsalReport report)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Title(report)}\n{Clock(report)}\n\nTIMELINE\n");
        foreach (var entry in Folded(report.Timeline))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {At(entry.At)}  {Since(entry.After),7}  {Word(entry.Source),-6}  {Indented(entry.Text, 30)}\n");
        }

        foreach (var (email, index) in report.Emails.Select((email, index) => (email, index)))
        {
            text.Append(CultureInfo.InvariantCulture, $"\nEMAIL {index + 1} of {report.Emails.Count}, to {email.To}, at {At(email.At)}\n");
            text.Append(CultureInfo.InvariantCulture, $"  Subject: {email.Subject}\n\n  {Indented(email.Body.TrimEnd(), 2)}\n");
        }

        text.Append("\nRECOVERY TIME\n");
        foreach (var clock in Clocks(report))
        {
            text.Append($"  {clock.Name,-9}  {clock.Took,-14}  {clock.Meaning}".TrimEnd()).Append('\n');
        }

        return text.Append(CultureInfo.InvariantCulture, $"\n{End(report)}\n{Verdict(report)}\n").ToString();
    }

    public static string Title(RehearsalReport report) =>
        $"Rehearsal of {report.Plan.Name}, {report.Plan.Primary} to {report.Plan.Standby}: {report.Scenario}, seed {report.Seed}";

    public static string Clock(RehearsalReport report) => report.Timeline is [var first, ..]
        ? $"The clock is simulated and shows UTC; + counts from the disaster, on {(first.At - first.After).UtcDateTime:yyyy-MM-dd} at "
            + $"{At(first.At - first.After)}."
        : "Nothing happened.";

    /// <summary>The timeline with a sentence that was said several times in a row written once, and how often.</summary>
    public static IEnumerable<RehearsalEntry> Folded(IReadOnlyList<RehearsalEntry> timeline)
    {
        for (int first = 0, next; first < timeline.Count; first = next)
        {
            for (next = first + 1; next < timeline.Count && IsSame(timeline[first], timeline[next]); next++)
            {
            }

            yield return next - first == 1 ? timeline[first] : timeline[first] with
            {
                Text = $"{timeline[first].Text} ({next - first} times, until {At(timeline[next - 1].At)})",
            };
        }
    }

    /// <summary>The four clocks, their sum and the objective.</summary>
    public static IReadOnlyList<(string Name, string Took, string Meaning)> Clocks(RehearsalReport report)
    {
        var time = report.Time;
        return
        [
            ("detect", Took(time.Detect), "from the disaster to the first check of the outage that led to the failover"),
            ("decide", Took(time.Decide), "to the decision to fail over"),
            ("execute", Took(time.Execute), "to the last step before the standby's final check"),
            ("verify", Took(time.Verify), report.Plan.MovesUsers() ? "to the traffic at the standby, everywhere" : "to the standby's final check; no step moves users"),
            ("total", Took(time.Total), Kept(report)),
        ];
    }

    public static string End(RehearsalReport report) =>
        $"Ended in {report.Phase}: {report.Status} {report.Invocations} invocations made {report.Calls} calls.";

    public static string Verdict(RehearsalReport report) => $"{(report.Passed ? "PASSED" : "FAILED")}: {report.Verdict}";

    public static string At(DateTimeOffset at) => $"{at.UtcDateTime:HH:mm:ss}Z";

    /// <summary>Minutes and seconds since the disaster, such as +01:23, with as many minutes as it takes.</summary>
    public static string Since(TimeSpan after)
    {
        var seconds = (long)Math.Floor(after.TotalSeconds);
        return $"{(seconds < 0 ? '-' : '+')}{Math.Abs(seconds) / 60:00}:{Math.Abs(seconds) % 60:00}";
    }

    public static string Word(RehearsalSource source) => source switch
    {
        RehearsalSource.World => "world",
        RehearsalSource.Loop => "loop",
        RehearsalSource.Call => "call",
        RehearsalSource.Notice => "notice",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, null),
    };

    /// <summary>A sentence that only counts on, such as "no action: … down for 3 s of 1 min", says nothing new.</summary>
    static bool IsSame(RehearsalEntry one, RehearsalEntry other) => one.Source == other.Source
        && (one.Text == other.Text || (one.Fact is NoAction idle && other.Fact is NoAction still && idle.IsAsBefore(still)));

    static string Kept(RehearsalReport report) => (report.Plan.Rto, report.Time.Total) switch
    {
        _ when report.IsShadow => "nothing was recovered: mode shadow changes nothing",
        (_, not null) when !report.Plan.MovesUsers() => "until the standby was ready, not until it served: no step moves users",
        (null, _) => "the plan states no objective",
        ({ } rto, null) => $"not recovered; the objective is {Durations.Say(rto)}",
        ({ } rto, { } total) => $"{(total <= rto ? "within" : "BEYOND")} the objective of {Durations.Say(rto)}",
    };

    static string Took(TimeSpan? span) => span is { } took ? Durations.Say(took) : "-";

    /// <summary>Every line but the first moved to the right; an empty one stays empty.</summary>
    public static string Indented(string text, int by)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd());
        return string.Join('\n', lines.Select((line, index) => index == 0 || line.Length == 0 ? line : new string(' ', by) + line));
    }
}
