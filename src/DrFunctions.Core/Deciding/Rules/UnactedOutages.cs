using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>
/// Nothing is silent: an outage that is seen and not acted on, and a run that is Stuck, are told with the reason and the command, again
/// after a quarter of an hour, and then hourly, until it is over or a person acknowledges it.
/// </summary>
static class UnactedOutages
{
    static readonly TimeSpan SecondAfter = TimeSpan.FromMinutes(15);
    static readonly TimeSpan ThenEvery = TimeSpan.FromHours(1);

    /// <summary>What cannot be read for a moment is no news.</summary>
    static readonly TimeSpan BlindFor = TimeSpan.FromMinutes(10);

    /// <param name="decided">What this look decided, with its reason.</param>
    public static void Advance(Draft draft, Fact decided)
    {
        if (WhyNot(draft) is { } why)
        {
            var outage = Continued(draft, why);
            outage = IsDue(draft, outage) ? Tell(draft, outage, decided) : outage;
            if (outage != draft.Record.Unacted)
            {
                draft.Change(draft.Record with { Unacted = outage });
            }
        }
        else if (draft.Record.Unacted is { } outage && AfterUp(draft, outage) is var after && after != outage)
        {
            draft.Change(draft.Record with { Unacted = after });
        }
    }

    /// <summary>Why nothing is done about an outage that this look sees; null if it sees none, or the plan acts.</summary>
    static Unacted? WhyNot(Draft draft)
    {
        var (plan, signals, phase) = (draft.Plan, draft.Signals, draft.Phase);
        // A run that tries again by itself is still one for a person.
        if (phase == Phase.Stuck || (phase == Phase.Recovering && draft.Run.StuckSince is not null))
        {
            return Unacted.Stuck;
        }

        if (IsHeldByPause(draft))
        {
            return Unacted.Paused;
        }

        var (sure, deploying) = (signals.IsDown(plan), signals.LacksProbe && signals.Down >= plan.Trigger.AtLeast);
        var neverUp = signals.MayBeDown(plan) && signals.Observations.Any(reading => reading.Discount == Discount.NeverUp);
        var blind = (signals.Down > 0 || draft.Record.Down.Since is not null) && signals.MayBeDown(plan);
        return phase switch
        {
            _ when !(sure || deploying || blind || neverUp) => null,
            Phase.Watching or Phase.Confirming or Phase.AwaitingApproval or Phase.Declined or Phase.Drilling or Phase.FailingBack
                when draft.Snapshot.Automation != Automation.On => Unacted.Paused,
            Phase.Watching when draft.Record.Disarmed is not null => Unacted.Disarmed,
            Phase.AwaitingApproval when draft.Record.Queued => Unacted.Queued,
            // The time to answer is over, and something else keeps the plan from going on.
            Phase.AwaitingApproval when draft.Now - draft.Record.PhaseSince >= plan.Trigger.ApprovalTimeout && !draft.Record.Flapping =>
                !sure ? Unacted.Blind : draft.Snapshot.RegionFailovers is null ? Unacted.LimitUnreadable : null,
            Phase.AwaitingApproval => null,
            Phase.Declined => Unacted.Declined,
            Phase.FailingBack => sure ? Unacted.Undoing : null,
            Phase.Watching or Phase.Confirming when deploying => Unacted.Deploying,
            // Vantages that disagree are asked about.
            Phase.Confirming when signals.IsDisputed(plan) => null,
            Phase.Watching or Phase.Confirming when !sure && neverUp => Unacted.NeverUp,
            Phase.Watching or Phase.Confirming when !sure => Unacted.Blind,
            Phase.Watching or Phase.Confirming when plan.Trigger.Mode != Mode.Approval && FailoverStart.Cooldown(draft) is not null =>
                Unacted.Cooldown,
            Phase.Confirming when draft.Snapshot.RegionFailovers is null && DownClocks.IsOver(plan, draft.Record.Down, draft.Now) =>
                Unacted.LimitUnreadable,
            _ => null,
        };
    }

    static bool IsHeldByPause(Draft draft) =>
        draft.Phase == Phase.Recovering && draft.Snapshot.Automation != Automation.On && !draft.Run.OverridesPause;

    static UnactedOutage Continued(Draft draft, Unacted why)
    {
        var known = draft.Record.Unacted;
        if (known is not null && (known.Why == why || !IsToldOnEntering(why)))
        {
            // Who has acknowledged that a signal cannot be read, or that an undo is stuck, does not know of an outage that comes after it.
            var isNews = known.AckedDown < draft.Plan.Trigger.AtLeast && draft.Signals.Down > known.AckedDown;
            draft.AckEnded = isNews;
            return known with
            {
                Why = why, UpSince = null, AckedBy = isNews ? null : known.AckedBy, AckedDown = isNews ? null : known.AckedDown,
            };
        }

        // Entering the phase has told people already.
        return IsToldOnEntering(why)
            ? new UnactedOutage(why, draft.Record.PhaseSince) { ToldAt = draft.Record.PhaseSince, Told = 1 }
            : new UnactedOutage(why, draft.Now);
    }

    static bool IsToldOnEntering(Unacted why) => why is Unacted.Stuck or Unacted.Declined or Unacted.Queued;

    static bool IsDue(Draft draft, UnactedOutage outage) => outage.AckedBy is null && (outage.Told, outage.ToldAt) switch
    {
        (0, _) or (_, null) => draft.Now - outage.Since >= (outage.Why == Unacted.Blind ? BlindFor : draft.Plan.Trigger.For),
        (1, { } told) => draft.Now - told >= SecondAfter,
        (_, { } told) => draft.Now - told >= ThenEvery,
    };

    static UnactedOutage Tell(Draft draft, UnactedOutage outage, Fact decided)
    {
        draft.Note(new OutageTold(outage.Why, outage.Told + 1));
        var isBehind = outage.Why == Unacted.Stuck && draft.Run.Undoing is not null && draft.Signals.IsDown(draft.Plan);
        var because = decided is NoAction no ? no.Why : decided;
        draft.Tell(OutageEmails.NotActedOn(draft.EmailInput, outage, because, isBehind ? draft.Signals.Fact : null));
        return outage with { ToldAt = draft.Now, Told = outage.Told + 1 };
    }

    /// <summary>One good answer does not end an outage: that takes as long as an outage takes to begin.</summary>
    static UnactedOutage? AfterUp(Draft draft, UnactedOutage outage) =>
        draft.Phase is not (Phase.Watching or Phase.Confirming or Phase.Declined or Phase.AwaitingApproval)
            || draft.Signals.MayBeDown(draft.Plan) || draft.Now - outage.UpSince >= draft.Plan.Trigger.For
            ? null
            : outage with { UpSince = outage.UpSince ?? draft.Now };
}
