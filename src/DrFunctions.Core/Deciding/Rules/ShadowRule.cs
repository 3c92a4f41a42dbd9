using DrFunctions.Core.Explaining;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>
/// Mode shadow keeps a log of what it would have done, reports it once a week, and watches again once the primary is healthy.
/// </summary>
static class ShadowRule
{
    static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>In each look, before anything is decided.</summary>
    public static void Advance(Draft draft)
    {
        if (draft.Plan.Trigger.Mode != Mode.Shadow)
        {
            if (draft.Record.Shadow is not null)
            {
                // What mode shadow would have done has moved nobody, so it starts no cooldown of what acts.
                draft.Change(draft.Record with
                {
                    Shadow = null, AutomaticAt = draft.Record.Run is { OverridesShadow: true } ? draft.Record.AutomaticAt : null,
                });
            }

            return;
        }

        if (draft.Record.Shadow is not { } log)
        {
            draft.Change(draft.Record with { Shadow = new ShadowLog(draft.Now, draft.Now, []) });
        }
        else if (draft.Now - log.ReportedAt >= Week)
        {
            draft.Tell(ShadowEmails.Weekly(draft.EmailInput, log));
            draft.Change(draft.Record with { Shadow = log with { ReportedAt = draft.Now } });
        }
    }

    public static void Begin(Draft draft) => Log(draft, log => log.With(new ShadowFailover(draft.Run.DetectedAt, draft.Now, null, null)));

    public static void Stuck(Draft draft, Fact because) =>
        Log(draft, log => log.Ended(failover => failover with { Stuck = Sentences.Short(because) }));

    public static void IsWell(Draft draft) => Log(draft, log => log.Ended(failover => failover with { WellAt = draft.Now }));

    /// <summary>Nothing was changed, so nothing keeps the plan from watching again; null while the primary is not healthy.</summary>
    public static Fact? Rearm(Draft draft)
    {
        var up = UpClock.Counted(draft);
        if (!draft.IsShadow || draft.Record.UpSince is null || up < RecoveredPhase.UpFor(draft.Plan))
        {
            return null;
        }

        var because = new ShadowOver(draft.Plan.Primary, up);
        IsWell(draft);
        draft.Tell(ShadowEmails.AnswersAgain(draft.EmailInput, because));
        draft.Enter(Phase.Watching, because);
        return because;
    }

    static void Log(Draft draft, Func<ShadowLog, ShadowLog> change)
    {
        if (draft.IsShadow && draft.Record.Shadow is { } log)
        {
            draft.Change(draft.Record with { Shadow = change(log) });
        }
    }
}
