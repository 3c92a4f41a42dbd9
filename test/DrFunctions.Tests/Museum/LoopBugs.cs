namespace DrFunctions.Tests.Museum;

/// <summary>Bugs in the loop, in what acts and in what tells.</summary>
static class LoopBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("Looping/Loop", "acts though the save was lost", "Two invocations would act on two decisions.",
            "if (decision.NeedsSave && await store.SaveAsync(stored, decision, mine, cancellation) == Saving.Lost)",
            "if (decision.NeedsSave && await store.SaveAsync(stored, decision, mine, cancellation) is var saved && !Enum.IsDefined(saved))"),
        In("Looping/Loop", "acts without saving", "What was started would be known to nobody after a kill.",
            "if (decision.NeedsSave && await store.SaveAsync(stored, decision, mine, cancellation) == Saving.Lost)",
            "if (decision is { NeedsSave: true, Actions.Count: 0 } && await store.SaveAsync(stored, decision, mine, cancellation) == Saving.Lost)"),
        In("Looping/Loop", "a frozen save makes a fresh decision", "The age of a decision counts from before its save was sent.",
            "await actor.ActAsync(plan, decision.Actions, saving, cancellation);", "await actor.ActAsync(plan, decision.Actions, new SaveInstant(time), cancellation);"),
        In("Aws/SaveInstant", "an old decision is carried out", "An invocation that was frozen would act on what was true an hour ago.",
            "public bool IsFresh => (time", "public bool IsFresh => wall > DateTimeOffset.MinValue || (time"),
        In("Aws/SaveInstant", "only the wall clock tells an old decision", "A wall clock that stood still, or was set back, hides the sleep.",
            "< Fresh && time.GetElapsedTime(monotonic) < Fresh;", "< Fresh && monotonic > long.MinValue;"),
        In("Aws/SaveInstant", "only the monotonic clock tells an old decision", "A frozen machine's monotonic clock stands still.",
            "public bool IsFresh => (time.GetUtcNow() - wall).Duration() < Fresh &&", "public bool IsFresh => wall > DateTimeOffset.MinValue &&"),
        In("Looping/Loop", "what was refused is forgotten", "The next look would wait for a start that never was.",
            "return new OneLook(new PlanResult(plan.Name, decision.Next.Phase, because), again, started with { Published = published });",
            "return new OneLook(new PlanResult(plan.Name, decision.Next.Phase, because), again, Aftermath.None with { Published = published });"),
        In("Looping/Loop", "a look is not logged", "Who reads the log at night would find no reason for anything.",
            "log.LogInformation(\"{PlanName} {Phase}: {Because}\", plan.Name, look.Result.Phase?.ToString() ?? \"unknown\", look.Result.Because);", ""),
        In("Looping/Loop", "a notice is published once or never", "What could not be told at the first try would never be told.",
            "await notices.PublishAsync(decision.Next.Outbox, cancellation);", "await notices.PublishAsync([.. decision.Next.Outbox.Where(notice => notice.At == decision.Next.LookedAt)], cancellation);"),
        In("Looping/Loop", "the newest plan counts during a run", "A run would be carried on by a plan that it did not begin with.",
            "if (record.Pinned() is not { } run)", "if (record.Pinned() is not { EndedAt: not null } run)"),
        In("Looping/Loop", "one look an invocation", "Each step would take a minute, and a run hours.",
            "if (look.AgainIn is not { } pace || time", "if (look.AgainIn is not { } pace || pace > TimeSpan.Zero || time"),
        In("Notices/NoticePublisher", "a notice that failed counts as sent", "Nobody would be told, and nobody would know.",
            "                break;\n", "                published.Add(notice.Id);\n"),
        In("Notices/NoticePublisher", "a notice that fails stops the look", "A topic that is away would hold the run up.",
            "catch (Exception e) when (Trouble.Is(e))\n            {\n                // The rest", "catch (NotSupportedException e)\n            {\n                // The rest"),
        In("Looping/Actor", "an undo starts", "Going back would do it once more.",
            "return verb == ActionVerb.Start ?", "return steps.Count > 0 ?"),
        In("Handlers/Handler", "only the first plan is watched", "The others would depend on messages that may be lost.",
            "plans.Select(plan => LookAsync(plan, look))", "plans.Take(1).Select(plan => LookAsync(plan, look))"),
        In("Aws/AwsClients", "the SDK tries changes again", "A change whose answer was lost would be made twice on one decision.",
            "MaxErrorRetry = 0", "MaxErrorRetry = 3"),
        In("Aws/Calls", "a call may hang", "One endpoint that hangs would hold up the look for minutes.",
            "TimeSpan.FromSeconds(3)", "TimeSpan.FromMinutes(30)"),
    ];

    static PlantedBug In(string file, string name, string why, string find, string replace) => new("loop", name, why, $"src/DrFunctions/{file}.cs", find, replace);
}
