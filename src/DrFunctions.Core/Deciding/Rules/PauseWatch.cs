using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>
/// A pause is loud, and its end is safe: people are reminded of it, and where it ends by itself while a signal is down, the plan asks
/// instead of acting, because nobody may be watching what the pause has hidden.
/// </summary>
static class PauseWatch
{
    static readonly TimeSpan ToldBefore = TimeSpan.FromMinutes(30);
    static readonly TimeSpan ToldAgainAfter = TimeSpan.FromDays(1);

    /// <summary>Keeps the pause in the record and tells people; null unless its end decides this look.</summary>
    public static Fact? Advance(Draft draft)
    {
        if (draft.Snapshot.Automation == Automation.Paused)
        {
            See(draft);
        }
        else if (draft.Snapshot.Automation == Automation.On && draft.Record.Pause is { } pause)
        {
            draft.Change(draft.Record with { Pause = null });
            return draft.Snapshot.ResumedSentence is null && pause.Until <= draft.Now ? RanOut(draft) : Lifted(draft);
        }

        if (draft.Record.AsksAfterPause && draft.Snapshot.Signals.Count > 0 && draft.Signals.Down == 0
            && !draft.Signals.MayBeDown(draft.Plan))
        {
            draft.Change(draft.Record with { AsksAfterPause = false });
        }

        return null;
    }

    static void See(Draft draft)
    {
        var (now, until, sentence) = (draft.Now, draft.Snapshot.PausedUntil, draft.Snapshot.PauseSentence);
        var pause = draft.Record.Pause ?? new SeenPause(now, until, now, EndTold: false);
        if (draft.Record.Pause is null || pause.Until != until)
        {
            draft.PersonSpoke = true;
            pause = pause with { Until = until, EndTold = false };
            draft.Change(draft.Record with { Pause = pause });
            Note(draft, new PauseSeen(sentence, until));
        }

        var emails = new PauseEmails(draft.EmailInput, draft.Snapshot.AllPaused);
        if (until is { } end && !pause.EndTold && end - now <= ToldBefore && end - pause.Since > ToldBefore)
        {
            draft.Change(draft.Record with { Pause = pause with { EndTold = true } });
            draft.Tell(emails.EndsSoon(sentence, end));
        }
        else if (now - pause.ToldAt >= ToldAgainAfter)
        {
            draft.Change(draft.Record with { Pause = pause with { ToldAt = now } });
            draft.Tell(emails.StillPaused(sentence, now - pause.Since, until));
        }
    }

    /// <summary>A person is at work, and knows what the primary is like.</summary>
    static Fact? Lifted(Draft draft)
    {
        draft.PersonSpoke |= draft.Snapshot.ResumedSentence is not null;
        Note(draft, new PauseLifted { Resumed = draft.Snapshot.ResumedSentence });
        return null;
    }

    /// <summary>A run has its own entries: that it is held, and that its limits go on.</summary>
    static void Note(Draft draft, Fact fact)
    {
        if (draft.Record.Run is null || !draft.Record.Moves())
        {
            draft.Note(fact);
        }
    }

    static Fact? RanOut(Draft draft)
    {
        var asks = draft.Signals.Down > 0 && !draft.IsShadow;
        var because = new PauseRanOut(draft.Signals.Fact, asks);
        draft.Note(because);
        draft.Change(draft.Record with
        {
            Down = new DownClock { Since = draft.Phase == Phase.AwaitingApproval ? draft.Record.Down.Since : null },
            AsksAfterPause = asks && draft.Phase is Phase.Watching or Phase.Confirming or Phase.AwaitingApproval or Phase.Drilling,
        });
        if (asks && draft.Phase == Phase.Stuck)
        {
            draft.ChangeRun(draft.Run with { StoppedByPause = true });
        }

        if (asks && draft.Phase is Phase.Recovering or Phase.FailingBack && !draft.Run.OverridesPause)
        {
            draft.ChangeRun(draft.Run with { StoppedByPause = true });
            return RecoveringPhase.Stuck(draft, because);
        }

        var emails = new PauseEmails(draft.EmailInput, all: false);
        draft.Tell(emails.Ended(draft.Signals.Fact, draft.Record is { AsksAfterPause: true, Disarmed: null }));
        return asks && draft.Phase == Phase.AwaitingApproval ? AwaitingApprovalPhase.AskAnew(draft, because) : null;
    }
}
