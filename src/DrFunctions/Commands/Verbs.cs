using DrFunctions.Core.Observations;

namespace DrFunctions.Commands;

/// <summary>The table of verbs, one row each, in the order in which help and docs show them.</summary>
public static class Verbs
{
    public const string Pause = "pause";
    public const string Resume = "resume";
    public const string Status = "status";

    public static VerbFlag OverridePause { get; } = new(
        "overridePause", "Fail over although the plan is paused.", request => request with { OverridesPause = true }, request => request.OverridesPause);

    public static VerbFlag OverrideShadow { get; } = new(
        "overrideShadow", "Fail over although the plan is in mode shadow: this run acts.", request => request with { OverridesShadow = true }, request => request.OverridesShadow);

    public static IReadOnlyList<Verb> All { get; } =
    [
        new("failover", Command.Failover, "Fail over now, whatever the signals say.",
            "while the plan is paused, unless you add `--override-pause`; in mode shadow, unless you add `--override-shadow`; when a failover is under way or done")
        {
            Flags = [OverridePause, OverrideShadow],
        },
        new("drill", Command.Drill, "Rehearse in the real standby: the steps that take part are done, then undone; users and data never move.",
            "unless all signals are up; in mode shadow; when no step takes part; while prewarmed steps are not undone yet"),
        new("approve", Command.Approve, "Approve the failover that a plan asks for, or let a Stuck run continue with its full number of starts again.",
            "when nothing waits for approval; with `--skip` or `--set` unless a failover is Stuck")
        {
            Texts =
            [
                new("skip", "The id of a step of a Stuck failover to leave out; never a check.",
                    (request, step) => request with { Skip = step }, request => request.Skip),
                new("set", "A value to change in the plan of a Stuck failover, such as api.desired=4.",
                    (request, change) => request with { Set = change }, request => request.Set),
            ],
        },
        new("reject", Command.Reject, "Decline the failover that a plan asks for; the plan is Declined until the primary has been healthy for as long as the trigger's `for` says.",
            "when nothing waits for approval"),
        new("failback", Command.Failback, "Undo the changes of the run, from the ledger and in reverse order, and go back to the primary.",
            "in mode shadow, which has changed nothing; if users were moved: until the primary has been healthy for `for`, and at least 5 min, with no signal down; `--skip-health` goes back regardless")
        {
            Flags = [new("skipHealth", "Go back although the primary has not been healthy for long enough.", request => request with { SkipsHealth = true }, request => request.SkipsHealth)],
        },
        new("reset", Command.Reset, "Forget the run and start watching again; undo nothing. Arm a disarmed plan again.",
            "while users or data are in the standby, unless you add `--accept-standby`: then they stay there, and the plan is disarmed")
        {
            Flags = [new("acceptStandby", "Keep users and data in the standby, which disarms the plan.", request => request with { AcceptsStandby = true }, request => request.AcceptsStandby)],
        },
        new("arm", Command.Arm, "Count the plan's signals as seen up, so that they can be down: a signal that was never seen up does not count.",
            "while a run is under way or done"),
        new("ack", Command.Ack, "Acknowledge an outage that is not acted on, or a Stuck run: its reminders stop until something changes.",
            "when nothing is reminded of"),
        new(Pause, null, "Stop all changes of one plan for 4 hours, or for as long as `--for 2h` or `--until-resumed` says, or of every plan with `--all`; checks go on, limits do not run.",
            "for all plans, unless `--for` or `--until-resumed` says how long"),
        new(Resume, null, "End that pause; a plan stays paused while all plans are paused.", "never"),
        new(Status, null, "Show phase, mode, signals, steps, ledger, requests and history of a plan, or a line for each plan; change nothing. `--watch` reads again and again.", "when nobody knows the plan") { NeedsReason = false },
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(verb => verb.Name)];

    public static IReadOnlyList<VerbText> Texts { get; } = [.. All.SelectMany(verb => verb.Texts)];

    public static IReadOnlyList<VerbFlag> Flags { get; } = [.. All.SelectMany(verb => verb.Flags)];

    /// <summary>Null if there is no such verb.</summary>
    public static Verb? Find(string? name) => All.FirstOrDefault(verb => verb.Name == name);

    public static Verb Of(Command command) => All.First(verb => verb.Command == command);

    /// <summary>Why a command cannot be given at all, whatever the plan's phase: a sentence without its full stop, or null.</summary>
    /// <param name="flags">The members that are set.</param>
    public static string? Refusal(Verb verb, string? plan, string? by, string? reason, IEnumerable<string> flags)
    {
        ArgumentNullException.ThrowIfNull(verb);
        return (plan is null && verb.NeedsPlan ? $"plan is missing: name the plan for {verb.Name}" : null)
            ?? (verb.NeedsReason ? Reason.Complaint(by, reason) : null)
            ?? flags.Where(flag => verb.Flags.All(own => own.Member != flag)).Select(flag => $"{flag} is for {OwnerOf(flag).Name} only, not for {verb.Name}").FirstOrDefault();
    }

    static Verb OwnerOf(string flag) => All.First(verb => verb.Flags.Any(own => own.Member == flag));
}
