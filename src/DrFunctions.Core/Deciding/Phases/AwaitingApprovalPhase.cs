using DrFunctions.Core.Explaining;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>A person is asked to approve, because the plan requires it or because too many Regions fail over at once.</summary>
static class AwaitingApprovalPhase
{
    const int MostReminders = 2;

    public static Fact Ask(Draft draft, Fact because)
    {
        draft.Enter(Phase.AwaitingApproval, because);
        draft.Change(draft.Record with { RemindedTimes = 0 });
        draft.Tell(Emails.Asked(draft.EmailInput, because));
        return new ApprovalAsked(draft.Plan.Standby, because);
    }

    /// <summary>Asks again from now on: what the plan would do without an answer it would do unseen.</summary>
    public static Fact AskAnew(Draft draft, Fact because)
    {
        RegionLimit.Leave(draft);
        draft.Change(draft.Record with { PhaseSince = draft.Now, Queued = false, Flapping = false, RemindedTimes = 0 });
        draft.Tell(Emails.Asked(draft.EmailInput, because));
        return new ApprovalAsked(draft.Plan.Standby, because);
    }

    /// <summary>Enters the queue, or keeps waiting in it.</summary>
    public static Fact Queue(Draft draft, Fact because, Fact hold)
    {
        if (draft.Phase == Phase.AwaitingApproval)
        {
            // The wait takes up to an hour, so a look each minute is enough.
            draft.Rests = true;
            draft.Change(draft.Record with { Queued = true });
            RegionLimit.Join(draft);
            return new NoAction(new Queueing(because, hold, draft.Now - draft.Record.PhaseSince));
        }

        draft.Change(draft.Record with { Queued = true });
        RegionLimit.Join(draft);
        return Ask(draft, new But(because, hold));
    }

    /// <summary>
    /// Asks about an outage like the last ones, which were over before users moved. The time that it lasts is counted anew.
    /// </summary>
    public static Fact AskFlapping(Draft draft, Fact because)
    {
        draft.Change(draft.Record with { Flapping = true, Down = draft.Record.Down with { Counted = TimeSpan.Zero } });
        return Ask(draft, because);
    }

    public static Fact Decide(Draft draft)
    {
        var (plan, signals) = (draft.Plan, draft.Signals);
        if (!signals.MayBeDown(plan))
        {
            // A single good answer of a failing primary is no recovery, and calling off loses the time that people had to answer.
            var up = UpClock.Counted(draft);
            return up >= plan.Trigger.For ? CallOff(draft, new PrimaryAnswersAgain(signals.Fact, plan.Trigger.AtLeast))
                : new NoAction(new QuestionStands(signals.Fact, up, plan.Trigger.For));
        }

        Prewarming.Advance(draft);
        Remind(draft);
        if (draft.Record.Flapping)
        {
            return DecideFlapping(draft);
        }

        if (draft.Record.Disputed && IsSettled(draft) is { } settled)
        {
            return Proceed(draft, settled);
        }

        if (draft.Record.Queued)
        {
            // The plan did not ask: it goes on when its turn comes, and silence does not decline it.
            return Proceed(draft, signals.Fact);
        }

        var waited = draft.Now - draft.Record.PhaseSince;
        if (waited >= plan.Trigger.ApprovalTimeout)
        {
            return plan.Trigger.OnApprovalTimeout == OnApprovalTimeout.Stop ? Decline(draft, new Unanswered(plan.Trigger.ApprovalTimeout))
                : Proceed(draft, new UnansweredProceeds(plan.Trigger.ApprovalTimeout, signals.Fact));
        }

        return new NoAction(new ApprovalPending(waited, plan.Trigger.ApprovalTimeout - waited, signals.Fact));
    }

    /// <summary>The question is asked again at a third and at two thirds of the time to answer it.</summary>
    static void Remind(Draft draft)
    {
        var (record, patience) = (draft.Record, draft.Plan.Trigger.ApprovalTimeout);
        var asked = record.RemindedTimes;
        if (!record.Queued && asked < MostReminders && draft.Now - record.PhaseSince >= patience * (asked + 1) / (MostReminders + 1))
        {
            draft.Change(record with { RemindedTimes = asked + 1 });
            draft.Tell(Emails.AskedAgain(draft.EmailInput, draft.Signals.Fact));
        }
    }

    /// <summary>An outage that lasts without a break for as long as a person had to answer is no blip.</summary>
    static Fact DecideFlapping(Draft draft)
    {
        var (plan, signals, before) = (draft.Plan, draft.Signals, draft.Record.Down);
        var clock = DownClocks.Next(plan, before, signals, draft.Now);
        draft.Change(draft.Record with { Down = clock });
        var patience = plan.Trigger.ApprovalTimeout;
        if (clock.Counted >= patience && DownClocks.Follows(before, draft.Now))
        {
            return Proceed(draft, new DownFor(signals.Fact, clock.Counted, patience));
        }

        var left = clock.Counted < patience ? patience - clock.Counted : TimeSpan.Zero;
        return new NoAction(new ApprovalPending(draft.Now - draft.Record.PhaseSince, left, signals.Fact));
    }

    /// <summary>The vantages agree by now that the primary is down, for as long as the plan asks: this needs no person.</summary>
    static Fact? IsSettled(Draft draft)
    {
        var (plan, signals, before) = (draft.Plan, draft.Signals, draft.Record.Down);
        var clock = DownClocks.Next(plan, before, signals, draft.Now);
        draft.Change(draft.Record with { Down = clock });
        if (plan.Trigger.Mode == Mode.Approval || draft.Record.AsksAfterPause || signals.IsDisputed(plan)
            || clock.Counted < plan.Trigger.For || !DownClocks.Follows(before, draft.Now))
        {
            return null;
        }

        draft.Change(draft.Record with { Disputed = false });
        return new DownFor(signals.Fact, clock.Counted, plan.Trigger.For);
    }

    public static Fact Decline(Draft draft, Fact because)
    {
        RegionLimit.Leave(draft);
        draft.Change(draft.Record with { Queued = false, Flapping = false, Disputed = false, Down = new DownClock() });
        draft.Enter(Phase.Declined, because);
        draft.Tell(Emails.Declined(draft.EmailInput, because, draft.Signals.MayBeDown(draft.Plan)));
        return new FailoverDeclined(because);
    }

    /// <summary>
    /// Fails over without a person: only if enough signals are surely down, and at most once per cooldown. Where vantages disagree for
    /// long, the plan has said that nobody's answer decides for the one that sees an outage.
    /// </summary>
    static Fact Proceed(Draft draft, Fact because)
    {
        var (plan, signals) = (draft.Plan, draft.Signals);
        if (signals.IsDisputed(plan))
        {
            if (!Disagreement.Lasts(draft))
            {
                return new NoAction(Disagreement.Fact(draft));
            }

            draft.Change(draft.Record with { Disputed = true });
        }
        else if (!signals.IsDown(plan))
        {
            return new NoAction(new UnreadableHolds(because));
        }

        return FailoverStart.Cooldown(draft) is { } cooling ? Decline(draft, new But(because, cooling))
            : FailoverStart.Automatic(draft, because);
    }

    static Fact CallOff(Draft draft, Fact because)
    {
        RegionLimit.Leave(draft);
        draft.Change(draft.Record with { Queued = false, Flapping = false, Disputed = false, Down = new DownClock() });
        draft.Enter(Phase.Watching, because);
        draft.Tell(Emails.CalledOff(draft.EmailInput, because));
        return because;
    }
}
