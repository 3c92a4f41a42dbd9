namespace DrFunctions.Tests.Museum;

/// <summary>Bugs in deciding whether to begin.</summary>
static class DeciderBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("Decider", "Decide", "time runs backwards", "A slow clock would discard the time that a fast clock has counted.",
            "now > record.LookedAt ? now : record.LookedAt", "now"),
        In("ConfirmingPhase", "Decide", "the time that must pass is ignored", "An error of one second would count as an outage.",
            "clock.Counted >= plan.Trigger.For &&", ""),
        In("ConfirmingPhase", "Decide", "no second look is needed",
            "A single reading may be wrong; a plan with a time of 0 s would act on it.",
            "&& DownClocks.Follows(before, draft.Now)", ""),
        In("DownClocks", "Next", "unknown advances the clock", "Minutes without a reading would count as an outage.",
            "if (signals.IsDown(plan))", "if (signals.MayBeDown(plan))"),
        In("DownClocks", "LongestGap", "what lies between distant looks counts",
            "An hour without a check would count as an outage.",
            "TimeSpan.FromSeconds(90)", "TimeSpan.FromHours(90)"),
        In("ConfirmingPhase", "Begin", "approval is not asked for", "The plan requires a person's approval.",
            "plan.Trigger.Mode == Mode.Approval ? AwaitingApprovalPhase.Ask(draft, because) :", ""),
        In("AwaitingApprovalPhase", "Decide", "the approval never times out", "If nobody answers, the outage lasts until somebody does.",
            "waited >= plan.Trigger.ApprovalTimeout", "waited >= TimeSpan.FromDays(900)"),
        In("AwaitingApprovalPhase", "Decide", "no answer means yes", "The plan says that the failover stops when nobody answers.",
            "OnApprovalTimeout == OnApprovalTimeout.Stop", "OnApprovalTimeout == (OnApprovalTimeout)9"),
        In("DeclinedPhase", "Decide", "who said no is asked again at once",
            "A person who has declined would be asked every minute, until somebody approves.",
            "draft.Record.UpSince is null || up < plan.Trigger.For", "up < TimeSpan.Zero"),
        In("WatchingPhase", "Decide", "a disarmed plan goes on",
            "The standby was accepted; another failover would move users away from it.",
            "if (record.Disarmed is { } disarmed)", "if (record.Disarmed is { } disarmed && disarmed.At > draft.Now)"),
        In("FailoverStart", "Cooldown", "the cooldown is forgotten", "A flapping primary would be failed over again and again.",
            "last < draft.Plan.Trigger.Cooldown", "last < TimeSpan.Zero"),
        In("FailoverStart", "CountForCooldown", "an automatic failover is not remembered", "The cooldown would have no start.",
            "draft.Change(draft.Record with { AutomaticAt = draft.Now });", ""),
        In("FailoverStart", "CountStandDown", "a blip disarms the next hour",
            "After a failover that was stood down, a real outage would be left alone for an hour, and nobody would be told.",
            "StoodDownAt = [.. StoodDownLately(draft), draft.Now]", "AutomaticAt = draft.Now")
            with { Scenario = "blip-then-outage" },
        In("FailoverStart", "Flaps", "no number of blips asks a person",
            "A primary that fails and answers again all the time would have the standby started and stopped all the time.",
            "often < MostStoodDown ? null", "often < MostStoodDown + 99 ? null")
            with { Scenario = "fourth-outage" },
        In("AwaitingApprovalPhase", "DecideFlapping", "after blips an outage that lasts waits for a person for ever",
            "With nobody awake, the fourth outage would never be failed over.",
            "clock.Counted >= patience &&", "clock.Counted >= patience * 99 &&")
            with { Scenario = "fourth-outage" },
        In("FailoverStart", "Cooldown", "a stand-down starts a cooldown", "The same blip would disarm the plan by another way.",
            "draft.Record.AutomaticAt is { } last",
            "(draft.Record.AutomaticAt ?? draft.Record.StoodDownAt.Cast<DateTimeOffset?>().LastOrDefault()) is { } last")
            with { Scenario = "blip-then-outage" },
        In("FailoverStart", "StoodDownLately", "only the newest stand-down counts", "No number of blips would ever ask a person.",
            "draft.Now - at < draft.Plan.Trigger.Cooldown", "draft.Now - at < TimeSpan.FromSeconds(1)")
            with { Scenario = "fourth-outage" },
        In("FailoverStart", "NewRun", "the plan is not pinned as it was", "A run would continue with a plan that it did not begin with.",
            "Plan = pinned.RootElement.Clone(),", "Plan = default,"),
        In("RegionLimit", "Holds", "two Regions at once are believed",
            "Two Regions that fail within the hour more likely mean that DrFunctions is mistaken.",
            "if (!known && begun.Count > 0 &&", "if (!known && begun.Count > 99 &&"),
        In("RegionLimit", "Holds", "failovers that cannot be read are none",
            "If the number of Regions that failed over is unknown, no failover may begin.",
            "is not { } failovers) { return", "is not { } failovers) { return null; return"),
        In("RegionLimit", "Holds", "a failover is not counted", "The next Region would count as the first of the hour again.",
            "draft.RegionFailovers = failovers with", "_ = failovers with"),
        In("Commands", "Decide", "an old request is still taken", "A person may no longer want a command that is an hour old.",
            "draft.Now - request.At > Request.Holds", "draft.Now - request.At > TimeSpan.FromDays(9)"),
        In("CommandFit", "Refusal", "a pause is overridden without saying so",
            "A person who orders a failover may not know that somebody has paused the plan.",
            "(command == Command.Failover && overridesPause)", "command == Command.Failover"),
        In("Commands", "Failback", "the primary's health is not asked before a failback",
            "Users would be sent back to a primary that is down.",
            ": draft.Signals.Down == 0 && UpClock.Counted(draft) >= needed ? null", ": needed > TimeSpan.Zero ? null"),
        In("Draft", "Start", "shadow acts", "A plan in mode shadow promises to change nothing.",
            "if (IsShadow)", "if (IsShadow && record is null)"),
    ];

    static PlantedBug In(string type, string member, string name, string why, string find, string replace) =>
        new("decider", name, why, type, member, find, replace);
}
