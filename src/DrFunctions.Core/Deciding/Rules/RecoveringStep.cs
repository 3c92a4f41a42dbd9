using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>Carries one step on whose predecessors are done.</summary>
static class RecoveringStep
{
    /// <summary>A cause such as missing capacity may pass; a start that could not help is repeated no sooner than this.</summary>
    static readonly TimeSpan RestartAfter = TimeSpan.FromSeconds(20);

    public static void Advance(Draft draft, Step step)
    {
        var reading = draft.Snapshot.Steps.TryGetValue(step.Id, out var seen) ? seen : StepObservation.Unknown("it was not looked at");
        if (draft.Of(step).ReadyAt is null)
        {
            draft.Set(step, draft.Of(step) with { ReadyAt = draft.Now });
        }

        if (draft.Of(step) is { Unsent: true, Progress: not StepProgress.Waiting } whole)
        {
            draft.Set(step, whole with { Unsent = false });
        }

        switch (draft.Of(step).Progress)
        {
            case StepProgress.Waiting:
                Waiting(draft, step, reading);
                break;
            case StepProgress.Started:
                Started(draft, step, reading);
                break;
            case StepProgress.Done when step.Traits.Role == StepRole.Verification && reading.State == StepState.Done:
                draft.Set(step, draft.Of(step) with { VerifiedAt = draft.Now, Because = reading.Because });
                break;
            case StepProgress.Done or StepProgress.Failed:
                break;
            default:
                throw new InvalidOperationException($"Step {step.Id} is {draft.Of(step).Progress}, which no rule knows.");
        }
    }

    /// <summary>A refused start had no effect; it costs an attempt only if asking again cannot help.</summary>
    public static void TakeBackRefusedStart(Draft draft, Step step)
    {
        var record = draft.Of(step);
        if (record is { Progress: StepProgress.Started, Attempts: > 0 } && draft.Snapshot.Refused.TryGetValue(step.Id, out var refusal))
        {
            // What was refused cannot be seen late.
            var waits = record with { Progress = StepProgress.Waiting, Doubted = true };
            var because = refusal.Sent == Sent.All ? $"the start was refused: {refusal.Because}" : refusal.Because;
            draft.Note(new StepRefused(step.Id, because));
            // An attempt of which a part was sent before stays one, and ours, whatever becomes of the rest.
            var given = record.Unsent ? 0 : 1;
            draft.Set(step, refusal switch
            {
                { Sent: Sent.Part } => waits with { Unsent = true, Because = because },
                { Sent: Sent.None } => waits with { Attempts = record.Attempts - given, Because = because },
                { MayPass: true } => waits with { Attempts = record.Attempts - given, RefusedAt = draft.Now, Because = because },
                _ => waits with { Ineffective = record.Ineffective + given, Unsent = false, RefusedAt = draft.Now, Because = because },
            });
        }
    }

    static void Waiting(Draft draft, Step step, StepObservation reading)
    {
        switch (reading.State)
        {
            case StepState.Done:
                Done(draft, step, reading);
                break;
            case var _ when IsTooLate(draft, step):
                Fail(draft, step, $"{draft.Of(step).Because}, longer than {Durations.Say(step.Limit * step.Attempts)}");
                break;
            case StepState.Unknown:
                Wait(draft, step, $"cannot see: {reading.Because}");
                break;
            case StepState.Broken when !reading.StartMayHelp:
                Fail(draft, step, reading.Because);
                break;
            case StepState.Working or StepState.NotStarted or StepState.Broken when step.Traits.Role == StepRole.Verification && draft.IsShadow:
                // Nothing was started, so there is nothing to wait for.
                draft.Start(step, reading);
                break;
            case StepState.Working or StepState.NotStarted or StepState.Broken when step.Traits.Role == StepRole.Verification:
                draft.Set(step, draft.Of(step) with { Progress = StepProgress.Started, Attempts = 1, StartedAt = draft.Now, Because = reading.Because });
                break;
            case StepState.Working when !draft.Of(step).Unsent:
                // Somebody else started it: we only watch, and our own limit runs.
                draft.Set(step, draft.Of(step) with
                {
                    Progress = StepProgress.Started,
                    StartedAt = draft.Now,
                    Ledger = draft.Of(step).Ledger ?? reading.Saw,
                    Because = reading.Because,
                });
                draft.Note(new StepOnItsWay(step.Id, reading.Because));
                break;
            default:
                StartIfAllowed(draft, step, reading);
                break;
        }
    }

    static void StartIfAllowed(Draft draft, Step step, StepObservation reading)
    {
        var record = draft.Of(step);
        // What was held back goes on at once; but users and data move only in a look that asked for all that must be known.
        if (draft.Now - record.RefusedAt < RestartAfter || (PreSwitchCheck.Guards(step) && draft.Snapshot.Refused.ContainsKey(step.Id)))
        {
            return;
        }

        if (reading.State == StepState.NotStarted && record is { StartedAt: not null, Doubted: false })
        {
            draft.Set(step, record with { Doubted = true, Because = $"{reading.Because}, which may be an old sight" });
            return;
        }

        if (record.Attempts >= step.Attempts && !record.Unsent)
        {
            Fail(draft, step, $"{record.Because} (after {record.Attempts} of {step.Attempts} starts)");
        }
        else if (PreSwitchCheck.Guards(step) && PreSwitchCheck.Holds(draft, step) is { } hold)
        {
            Hold(draft, step, hold);
        }
        else
        {
            draft.Start(step, reading);
        }
    }

    static void Hold(Draft draft, Step step, PreSwitchHold hold)
    {
        if (hold.IsFinal && draft.Run.HasMoved(draft.Plan))
        {
            // Half of the users or the data are in the standby already: which way to go is a person's decision.
            Fail(draft, step, hold.Because);
            return;
        }

        draft.StandsDown = hold.IsFinal ? hold.Because : null;
        Wait(draft, step, hold.Because);
    }

    static void Started(Draft draft, Step step, StepObservation reading)
    {
        var record = draft.Of(step);
        var overLimit = draft.Now - record.StartedAt > step.Limit;
        switch (reading.State)
        {
            case StepState.Done:
                Done(draft, step, reading);
                return;
            case StepState.Broken when !reading.StartMayHelp:
                Fail(draft, step, reading.Because);
                return;
            case StepState.NotStarted when !record.Doubted:
                // Reads lag a start, so the first sight of "not started" is not believed.
                draft.Set(step, record with { Doubted = true, Because = $"{reading.Because}, which may be an old sight" });
                return;
            case var _ when IsTooLate(draft, step):
                Fail(draft, step, $"{reading.Because}, longer than {Durations.Say(step.Limit * step.Attempts)}");
                return;
            case var _ when overLimit && step.OnLimit == OnLimit.Ask && reading.State != StepState.Unknown:
                Fail(draft, step, $"{reading.Because}, longer than its limit of {Durations.Say(step.Limit)}, and its onLimit asks for a person");
                return;
            case StepState.NotStarted or StepState.Broken when draft.Now - record.StartedAt >= RestartAfter:
                Again(draft, step, reading, reading.Because);
                return;
            case StepState.Unknown:
                // Never start again what cannot be seen.
                draft.Set(step, record with { Because = $"cannot see: {reading.Because}" });
                return;
            case var _ when overLimit:
                Again(draft, step, reading, $"{reading.Because}, longer than its limit of {Durations.Say(step.Limit)}");
                return;
            default:
                draft.Set(step, record with { Because = reading.Because });
                return;
        }
    }

    static void Again(Draft draft, Step step, StepObservation reading, string because)
    {
        var record = draft.Of(step);
        if (record.Attempts >= step.Attempts)
        {
            Fail(draft, step, $"{because} (after {record.Attempts} of {step.Attempts} starts)");
        }
        else if (step.Traits.Role == StepRole.Verification)
        {
            draft.Set(step, record with { Attempts = record.Attempts + 1, StartedAt = draft.Now, Because = because });
            draft.Note(new StepWaitsOnceMore(step.Id, record.Attempts + 1, step.Attempts, because));
        }
        else if (PreSwitchCheck.Guards(step))
        {
            // Users and data move only in a look that asked the signals and checks once more; the next one does.
            draft.Set(step, record with { Progress = StepProgress.Waiting, Because = because });
        }
        else
        {
            draft.Start(step, reading with { Because = because });
        }
    }

    /// <summary>Whatever it is that goes on for so long, a person must look at it.</summary>
    static bool IsTooLate(Draft draft, Step step) => draft.Now - draft.Of(step).ReadyAt > step.Limit * step.Attempts;

    static void Done(Draft draft, Step step, StepObservation reading)
    {
        var record = draft.Of(step);
        var verified = step.Traits.Role == StepRole.Verification ? draft.Now : record.VerifiedAt;
        draft.Set(step, record with { Progress = StepProgress.Done, DoneAt = draft.Now, VerifiedAt = verified, Because = reading.Because });
        draft.Note(new StepDone(step.Id, record.Attempts == 0 && step.Traits.Role != StepRole.Verification, reading.Because));
    }

    static void Fail(Draft draft, Step step, string because)
    {
        draft.Set(step, draft.Of(step) with { Progress = StepProgress.Failed, Unsent = false, Because = because });
        draft.Note(new StepFailed(step.Id, because));
    }

    static void Wait(Draft draft, Step step, string because)
    {
        if (draft.Of(step).Because != because)
        {
            draft.Set(step, draft.Of(step) with { Because = because });
        }
    }
}
