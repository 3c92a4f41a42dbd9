using DrFunctions.Core.Explaining;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Core.Deciding;

/// <summary>A person was asked, because the plan says so, or because more Regions fail over than is plausible.</summary>
static class AwaitingApprovalPhase
{
    public static string Ask(Draft draft, string because)
    {
        draft.Enter(Phase.AwaitingApproval, because);
        draft.Tell(Emails.Asked(draft.EmailInput, because));
        return $"a person is asked whether to fail over to {draft.Plan.Standby}: {because}";
    }

    /// <summary>Enters the queue, or goes on waiting in it.</summary>
    public static string Queue(Draft draft, string because, string hold)
    {
        if (draft.Phase == Phase.AwaitingApproval)
        {
            // For up to an hour: the minute's look is enough.
            draft.Rests = true;
            return $"no action: {because}, but {hold}; waiting in the queue for {Durations.Say(draft.Now - draft.Record.PhaseSince)}";
        }

        RegionLimit.Join(draft);
        draft.Change(draft.Record with { Queued = true });
        return Ask(draft, $"{because}, but {hold}");
    }

    public static string Decide(Draft draft)
    {
        var (plan, signals) = (draft.Plan, draft.Signals);
        if (!signals.MayBeDown(plan))
        {
            return CallOff(draft, $"{signals.Sentence}, {plan.Trigger.AtLeast} needed: the primary is up again");
        }

        Prewarming.Advance(draft);
        var waited = draft.Now - draft.Record.PhaseSince;
        var late = waited >= plan.Trigger.ApprovalTimeout;
        if (late && plan.Trigger.OnApprovalTimeout == OnApprovalTimeout.Stop)
        {
            return Decline(draft, $"nobody answered within {Durations.Say(plan.Trigger.ApprovalTimeout)}");
        }

        if (draft.Record.Queued || late)
        {
            return Proceed(draft, late ? $"nobody answered within {Durations.Say(plan.Trigger.ApprovalTimeout)}, and the plan then proceeds; {signals.Sentence}" : signals.Sentence);
        }

        return $"no action: a person was asked {Durations.Say(waited)} ago and has {Durations.Say(plan.Trigger.ApprovalTimeout - waited)} left; {signals.Sentence}";
    }

    public static string Decline(Draft draft, string because)
    {
        RegionLimit.Leave(draft);
        draft.Change(draft.Record with { Queued = false, Down = new DownClock() });
        draft.Enter(Phase.Declined, because);
        draft.Tell(Emails.Declined(draft.EmailInput, because));
        return $"not failing over: {because}";
    }

    /// <summary>Without a person: only what is surely down, and at most one in a cooldown.</summary>
    static string Proceed(Draft draft, string because)
    {
        if (!draft.Signals.IsDown(draft.Plan))
        {
            return $"no action: {because}; what cannot be read holds";
        }

        return FailoverStart.Cooldown(draft) is { } cooling ? Decline(draft, $"{because}, but {cooling}") : FailoverStart.Automatic(draft, because);
    }

    static string CallOff(Draft draft, string because)
    {
        RegionLimit.Leave(draft);
        draft.Change(draft.Record with { Queued = false, Down = new DownClock() });
        draft.Enter(Phase.Watching, because);
        draft.Tell(Emails.CalledOff(draft.EmailInput, because));
        return because;
    }
}
