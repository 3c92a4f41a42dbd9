using System.Collections.Immutable;
using System.Text.Json;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>How a failover begins: automatically, within the limits, or ordered by a person.</summary>
static class FailoverStart
{
    /// <summary>A primary that fails and answers again so often within a cooldown is one for a person to judge.</summary>
    const int MostStoodDown = 3;

    /// <summary>Why no automatic failover may begin yet, or null.</summary>
    public static CoolingDown? Cooldown(Draft draft) =>
        draft.Record.AutomaticAt is { } last && draft.Now - last < draft.Plan.Trigger.Cooldown
            ? new CoolingDown(draft.Now - last, draft.Plan.Trigger.Cooldown)
            : null;

    /// <summary>The newest run that no person ordered has become Recovered or Stuck, also once a person has let it go on.</summary>
    public static void CountForCooldown(Draft draft)
    {
        if (draft.Run is { Purpose: RunPurpose.Failover } run && (run.OrderedBy is null || draft.Record.AutomaticAt >= run.BeganAt))
        {
            draft.Change(draft.Record with { AutomaticAt = draft.Now });
        }
    }

    /// <summary>Null while so few failovers were stood down within the cooldown that the next one may begin without asking.</summary>
    public static StoodDownOften? Flaps(Draft draft)
    {
        var often = StoodDownLately(draft).Count;
        return often < MostStoodDown ? null : new StoodDownOften(often, draft.Plan.Trigger.Cooldown);
    }

    public static void CountStandDown(Draft draft) =>
        draft.Change(draft.Record with { StoodDownAt = [.. StoodDownLately(draft), draft.Now] });

    static List<DateTimeOffset> StoodDownLately(Draft draft) =>
        [.. draft.Record.StoodDownAt.Where(at => draft.Now - at < draft.Plan.Trigger.Cooldown)];

    /// <summary>Begins, or waits while the limit on Regions forbids it. The caller has checked that enough signals are down.</summary>
    public static Fact Automatic(Draft draft, Fact because)
    {
        if (draft.Plan.Trigger.Mode != Mode.Shadow && RegionLimit.Holds(draft) is { } hold)
        {
            return hold.MayQueue ? AwaitingApprovalPhase.Queue(draft, because, hold.Because) : new NoAction(new But(because, hold.Because));
        }

        return Begin(draft, because, null);
    }

    /// <param name="order">The person's request; null for a failover that nobody ordered.</param>
    public static Fact Begin(Draft draft, Fact because, Request? order)
    {
        RegionLimit.Leave(draft);
        PauseRule.Resume(draft);
        var run = draft.Record.Run is { EndedAt: null } prewarmed ? prewarmed : NewRun(draft, RunPurpose.Failover);
        draft.Change(draft.Record with
        {
            BlindSince = null,
            BlindToldAt = null,
            Down = new DownClock(),
            Queued = false,
            Flapping = false,
            AsksAfterPause = false,
            Disputed = false,
            DisputedSince = null,
            Run = run with
            {
                Purpose = RunPurpose.Failover,
                BeganAt = draft.Now,
                Cause = because,
                DetectedAt = draft.Record.Down.Since ?? draft.Now,
                OrderedBy = order?.By,
                OverridesPause = order?.OverridesPause == true,
                OverridesShadow = order?.OverridesShadow == true,
                Disputed = draft.Record.Disputed,
                PausedSince = null,
                StoppedByPause = false,
                Undoing = null,
                Steps = TakenOver(run),
            },
        });
        draft.Enter(Phase.Recovering, because);
        ShadowRule.Begin(draft);
        draft.Tell(Emails.Began(draft.EmailInput));
        return new FailoverBegun(draft.Plan.Standby, draft.IsShadow, because);
    }

    /// <summary>A new run that pins the plan as it is now, with what the one before has left to other plans.</summary>
    public static Run NewRun(Draft draft, RunPurpose purpose)
    {
        using var pinned = JsonDocument.Parse(draft.Plan.Source);
        var hash = PlanHash.Of(pinned.RootElement);
        draft.Note(new PlanPinned(hash));
        return new Run
        {
            Id = $"{draft.Now:yyyyMMdd'T'HHmmss'Z'}",
            Purpose = purpose,
            BeganAt = draft.Now,
            DetectedAt = draft.Now,
            Plan = pinned.RootElement.Clone(),
            PlanHash = hash,
            Steps = Run.NoSteps.AddRange(SharedSteps.TakenOver(draft.Plan, draft.Record)),
        };
    }

    /// <summary>
    /// Prewarmed or drilled steps stay as they are; steps that failed or were being undone begin anew, with the ledger of their first
    /// start.
    /// </summary>
    static ImmutableSortedDictionary<string, StepRecord> TakenOver(Run run)
    {
        var steps = Run.NoSteps.ToBuilder();
        foreach (var (id, step) in run.Steps.Where(step => step.Value.Undo is not { Progress: StepProgress.Done }))
        {
            var stands = step.Undo is null && step.Progress != StepProgress.Failed;
            steps[id] = stands ? step
                : new StepRecord { Ledger = step.Ledger, Carried = step.IsOurs(), StartedAt = step.Undo?.StartedAt ?? step.StartedAt };
        }

        return steps.ToImmutable();
    }
}
