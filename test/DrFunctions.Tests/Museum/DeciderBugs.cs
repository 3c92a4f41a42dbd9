namespace DrFunctions.Tests.Museum;

/// <summary>Bugs in deciding whether to begin.</summary>
static class DeciderBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("Decider", "time runs backwards", "A clock that is behind would undo what a clock that is ahead has counted.",
            "now > record.LookedAt ? now : record.LookedAt", "now"),
        In("ConfirmingPhase", "the time that must pass is ignored", "A hiccup of a second would be an outage.",
            "if (clock.Counted < plan.Trigger.For || !DownClocks.Follows(before, draft.Now))", "if (!DownClocks.Follows(before, draft.Now))"),
        In("ConfirmingPhase", "no second look is needed", "One look may be wrong; a plan whose time is 0 s would act on it.",
            "if (clock.Counted < plan.Trigger.For || !DownClocks.Follows(before, draft.Now))", "if (clock.Counted < plan.Trigger.For)"),
        In("DownClocks", "unknown advances the clock", "Minutes in which nothing could be seen would count as outage.",
            "if (signals.IsDown(plan))", "if (signals.MayBeDown(plan))"),
        In("DownClocks", "what lies between distant looks counts", "Nobody looked for an hour, and the hour would count as outage.",
            "TimeSpan.FromSeconds(90)", "TimeSpan.FromHours(90)"),
        In("ConfirmingPhase", "approval is not asked for", "The plan says that a person decides.",
            "plan.Trigger.Mode == Mode.Approval ? AwaitingApprovalPhase.Ask(draft, because) : Beginning.ByItself(draft, because)", "Beginning.ByItself(draft, because)"),
        In("AwaitingApprovalPhase", "the approval never times out", "Nobody answers, and the outage lasts until somebody does.",
            "var late = waited >= plan.Trigger.ApprovalTimeout;", "var late = waited >= TimeSpan.FromDays(900);"),
        In("AwaitingApprovalPhase", "no answer means yes", "The plan says to stop when nobody answers.",
            "if (late && plan.Trigger.OnApprovalTimeout == OnApprovalTimeout.Stop)", "if (late && plan.Trigger.OnApprovalTimeout == (OnApprovalTimeout)9)"),
        In("DeclinedPhase", "who said no is asked again at once", "A person who has declined would be asked each minute, until somebody says yes.",
            "if (draft.Record.UpSince is null || up < plan.Trigger.For)", "if (up < TimeSpan.Zero)"),
        In("WatchingPhase", "a disarmed plan goes on", "The standby was accepted; its failover would move users to where they are not.",
            "if (record.Disarmed is { } disarmed)", "if (record.Disarmed is { } disarmed && disarmed.At > draft.Now)"),
        In("Beginning", "the cooldown is forgotten", "A flickering primary would be failed over again and again.",
            "draft.Now - last < draft.Plan.Trigger.Cooldown", "draft.Now - last < TimeSpan.Zero"),
        In("Beginning", "an automatic failover is not remembered", "The cooldown would have nothing to count from.",
            "draft.Change(draft.Record with { AutomaticAt = draft.Now });", ""),
        In("Beginning", "the plan is not pinned as it was", "A run would be carried on by a plan that it did not begin with.",
            "Plan = pinned.RootElement.Clone(),", "Plan = default,"),
        In("VelocityLimit", "two Regions at once are believed", "Two Regions that fail within the hour more likely mean that we are wrong.",
            "if (!known && begun.Count > 0)", "if (!known && begun.Count > 99)"),
        In("VelocityLimit", "failovers that cannot be read are none", "Not knowing how many Regions fail over must hold.",
            """return new VelocityHold("how many Regions fail over cannot be read, and that holds", MayQueue: false);""", "return null;"),
        In("VelocityLimit", "a failover is not counted", "The next Region would be the first of the hour again.",
            "draft.Velocity = velocity with { Begun = new Dictionary<string, DateTimeOffset>(begun) { [draft.Plan.Primary] = draft.Now } };", ""),
        In("Orders", "an old request is still taken", "What a person wanted an hour ago is not what they want now.",
            "var refusal = draft.Now - request.At > Request.Holds", "var refusal = draft.Now - request.At > TimeSpan.FromDays(9)"),
        In("Orders", "a pause is overridden without saying so", "Whoever asks for a failover may not know that somebody has paused.",
            "&& !(request is { Command: Command.Failover, OverridesPause: true });", "&& request.Command != Command.Failover;"),
        In("Orders", "the primary's health is not asked before a failback", "Users would be sent back to a primary that is down.",
            ": draft.Signals.Down == 0 && UpClock.Counted(draft) >= needed ? null", ": needed > TimeSpan.Zero ? null"),
        In("Draft", "shadow acts", "A plan in mode shadow promises to touch nothing.",
            "if (IsShadow)\n", "if (IsShadow && record is null)\n"),
    ];

    static PlantedBug In(string file, string name, string why, string find, string replace) =>
        new("decider", name, why, $"src/DrFunctions.Core/Deciding/{file}.cs", find, replace);
}
