using System.Text.Json;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>Advances the undo of one step whose turn has come.</summary>
static class UndoingStep
{
    /// <summary>An undo that did not help, or whose effect does not show yet, is repeated no sooner than this.</summary>
    static readonly TimeSpan AgainAfter = Timing.Repeated;

    /// <summary>
    /// Users are served where they are, so a failback waits this long for a primary that is not surely healthy, then calls a person.
    /// </summary>
    static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(5);

    public static void Advance(Draft draft, Step step)
    {
        var undo = draft.Of(step).Undo ?? new UndoRecord();
        undo = undo with { ReadyAt = undo.ReadyAt ?? draft.Now };
        var reading = draft.Snapshot.Undos.TryGetValue(step.Id, out var seen) ? seen : StepObservation.Unknown("it was not looked at");
        (reading, var shared) = Claims.Respect(draft, step, undo, reading);
        switch (reading.State)
        {
            // A read may still show the state before the start. Also counted from here, because a clock may have jumped since the start.
            case StepState.Done when undo.Attempts == 0
                && (draft.Now - undo.ReadyAt < AgainAfter || draft.Now - draft.Of(step).StartedAt < After(draft.Of(step).Answer)):
                Set(draft, step, undo with { Fact = new PerhapsStale(reading.Because) });
                break;
            case StepState.Done:
                draft.Note(new UndoDone(step.Id, reading.Because));
                Set(draft, step, undo with { Progress = StepProgress.Done, DoneAt = draft.Now, Shared = shared, Fact = Observed(reading) });
                break;
            case StepState.Broken:
                Fail(draft, step, undo, Observed(reading), mayPass: false);
                break;
            case var _ when draft.Now - undo.ReadyAt > step.Limit * step.Attempts:
                Fail(draft, step, undo,
                    new OverLimit(Observed(reading), step.Limit * step.Attempts, OfAllAttempts: true, AsksPerson: false), mayPass: true);
                break;
            case StepState.NotStarted:
                StartIfAllowed(draft, step, undo, reading);
                break;
            case StepState.Unknown:
                Set(draft, step, undo with { Fact = new NotReadable(reading.Because) });
                break;
            default:
                Set(draft, step, undo with { Fact = Observed(reading) });
                break;
        }
    }

    static void StartIfAllowed(Draft draft, Step step, UndoRecord undo, StepObservation reading)
    {
        if (draft.Now - undo.RefusedAt < AgainAfter || (draft.Now - undo.StartedAt < After(undo.Answer) && SameObservation(undo, reading)))
        {
            Set(draft, step, undo with { Fact = Observed(reading) });
            return;
        }

        // A kind that goes back in stages shows other values after each stage: only starts without progress are counted. Each stage has its
        // own limit, too.
        var isNewStage = !SameObservation(undo, reading);
        var attempts = isNewStage ? 0 : undo.Attempts;
        undo = isNewStage ? undo with { ReadyAt = draft.Now } : undo;
        if (attempts >= step.Attempts)
        {
            Fail(draft, step, undo, new AttemptsUsed(Observed(reading), attempts, step.Attempts, IsUndo: true), mayPass: true);
        }
        else if (Holds(draft, step) is { } hold)
        {
            Hold(draft, step, undo, hold);
        }
        else
        {
            draft.ChangeRun(draft.Run with { HeldSince = null });
            draft.Undo(step, undo with { Attempts = attempts + 1 }, reading);
        }
    }

    /// <summary>Users go back only to a primary that this very look finds healthy.</summary>
    static GoingBackHeld? Holds(Draft draft, Step step) =>
        step.Traits.Role == StepRole.Traffic && !draft.Run.SkipsHealth && draft.Signals.MayBeDown(draft.Plan)
            ? new GoingBackHeld(draft.Signals.Fact, null)
            : null;

    static void Hold(Draft draft, Step step, UndoRecord undo, GoingBackHeld because)
    {
        if (draft.Run.HeldSince is null)
        {
            draft.ChangeRun(draft.Run with { HeldSince = draft.Now });
            draft.Note(new UndoHeld(step.Id, because));
        }

        if (draft.Now - draft.Run.HeldSince >= LongestHold)
        {
            Fail(draft, step, undo, because with { Longest = LongestHold }, mayPass: false);
        }
        else
        {
            // The limit counts from when the undo may begin.
            Set(draft, step, undo with { ReadyAt = draft.Now, Fact = because });
        }
    }

    public static UndoRecord TakeBackRefused(Draft draft, Step step, UndoRecord undo)
    {
        if (undo is not { Progress: StepProgress.Started, Attempts: > 0 } || !draft.Snapshot.Refused.TryGetValue(step.Id, out var refusal)
            || refusal.Sent == Sent.Part)
        {
            return undo;
        }

        draft.Note(new UndoRefused(step.Id, refusal.Because));
        if (refusal.Cause == RefusalCause.Lasting)
        {
            var because = new Quoted(refusal.Because);
            draft.Note(new UndoFailed(step.Id, because));
            return undo with { Progress = StepProgress.Failed, Fact = because };
        }

        return undo with
        {
            Progress = StepProgress.Waiting,
            Attempts = refusal.MayPass ? undo.Attempts - 1 : undo.Attempts,
            // A refusal is an answer, and what was never sent is not under way: nothing of it may still take effect.
            StartedAt = refusal.Sent == Sent.None ? null : undo.StartedAt,
            Answer = CallAnswer.Given,
            RefusedAt = refusal.Sent == Sent.None ? undo.RefusedAt : draft.Now,
        };
    }

    /// <param name="mayPass">Waiting may help, so the undo may go on by itself.</param>
    static void Fail(Draft draft, Step step, UndoRecord undo, Fact because, bool mayPass)
    {
        draft.Note(new UndoFailed(step.Id, because));
        Set(draft, step, undo with { Progress = StepProgress.Failed, MayPass = mayPass, Fact = because });
    }

    static TimeSpan After(CallAnswer answer) => Timing.RepeatedAfter(answer == CallAnswer.Given);

    static Quoted Observed(StepObservation reading) => new(reading.Because);

    static void Set(Draft draft, Step step, UndoRecord undo) => draft.Set(step, draft.Of(step) with { Undo = undo });

    static bool SameObservation(UndoRecord undo, StepObservation reading) => (undo.Expected, reading.Saw) switch
    {
        (null, null) => true,
        ({ } expected, { } saw) => JsonElement.DeepEquals(expected, saw),
        _ => false,
    };
}
