namespace DrFunctions.Tests.Museum;

/// <summary>Bugs in the loop, in what acts and in what tells.</summary>
static class LoopBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("Loop", "LookAsync", "acts though the save was lost", "Two invocations would act on two decisions.",
            "== Saving.Lost", "is var saved && !Enum.IsDefined(saved)"),
        In("Loop", "SaveAsync", "acts without saving", "What was started would be known to nobody after a kill.",
            "decision.NeedsSave ?", "decision is { NeedsSave: true, Actions.Count: 0 } ?"),
        In("Loop", "ActAsync", "a frozen save makes a fresh decision", "The age of a decision counts from before its save was sent.",
            "decision.Actions, saving, cancellation", "decision.Actions, new SaveInstant(time), cancellation"),
        In("SaveInstant", "IsFresh", "an old decision is carried out",
            "An invocation that was frozen would act on what was true an hour ago.",
            "Left > TimeSpan.Zero", "Left > TimeSpan.MinValue"),
        In("Reading", "Age", "only the wall clock tells an old decision",
            "A wall clock that stood still, or was set back, hides the sleep.",
            "byWall > byMonotonic ? byWall : byMonotonic", "monotonic > byMonotonic.Ticks ? byWall : byWall"),
        In("Reading", "Age", "only the monotonic clock tells an old decision", "A frozen machine's monotonic clock stands still.",
            "byWall > byMonotonic ? byWall : byMonotonic", "byWall > byMonotonic ? byMonotonic : byMonotonic"),
        In("Loop", "LookAsync", "what was refused is forgotten", "The next look would wait for a start that never was.",
            "outcomes with { Published = told.Published }", "ActionOutcomes.None with { Published = told.Published }"),
        In("Loop", "Log", "a look is not logged", "Who reads the log at night would find no reason for anything.",
            "log.LogInformation(", "_ = ("),
        In("Loop", "NotifyAsync", "a notice is published once or never", "What could not be told at the first try would never be told.",
            "decision.Next.Outbox,",
            "[.. decision.Next.Outbox.Where(notice => notice.At == decision.Next.LookedAt)],"),
        In("PinnedPlans", "PlanOf", "the newest plan counts during a run", "A run would be carried on by a plan that it did not begin with.",
            "is not { } run", "is not { EndedAt: not null } run"),
        In("Loop", "WakeAsync", "one look an invocation", "Each step would take a minute, and a run hours.",
            "look.AgainIn is not { } pace ||", "look.AgainIn is not { } pace || pace > TimeSpan.Zero ||"),
        In("NoticePublisher", "PublishAsync", "a notice that failed counts as sent", "Nobody would be told, and nobody would know.",
            "published.OfType<string>()", "outbox.Select(notice => notice.Id)"),
        In("NoticePublisher", "TryPublishAsync", "a notice that fails stops the look", "A topic that is away would hold the run up.",
            "catch (Exception e) when (AwsErrors.Is(e))", "catch (NotSupportedException e)"),
        In("Actor", "DoAsync", "an undo starts", "Going back would do it once more.",
            "verb == ActionVerb.Start ?", "steps.Count > 0 ?"),
        In("Handler", "ForEachAsync", "only the first plan is watched", "The others would depend on messages that may be lost.",
            "plans.Select(plan => Boundary", "plans.Take(1).Select(plan => Boundary"),
        In("AwsClients", "Client", "the SDK tries changes again", "A change whose answer was lost would be made twice on one decision.",
            "MaxErrorRetry = 0", "MaxErrorRetry = 3"),
        In("Timing", "Read", "a read may hang", "One endpoint that hangs would hold up the load of the record for ever.",
            "TimeSpan.FromSeconds(15)", "TimeSpan.FromMinutes(30)"),
        In("Timing", "Change", "a change may hang", "One endpoint that hangs would hold up the look for minutes.",
            "TimeSpan.FromSeconds(20)", "TimeSpan.FromMinutes(30)"),
    ];

    static PlantedBug In(string type, string member, string name, string why, string find, string replace) =>
        new("loop", name, why, type, member, find, replace);
}
