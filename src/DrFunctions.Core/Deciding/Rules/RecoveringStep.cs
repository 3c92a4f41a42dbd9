using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>Advances one step whose predecessors are done.</summary>
static class RecoveringStep
{
    /// <summary>A cause such as missing capacity may pass, so a start that did not help is repeated, but no sooner than this.</summary>
    static readonly TimeSpan RestartAfter = Timing.Repeated;

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

        CountHindrance(draft, step, reading);
        switch (draft.Of(step).Progress)
        {
            case StepProgress.Waiting or StepProgress.Started
                when reading.State != StepState.Done && DegradedCapacity.GoesOn(draft, step, reading):
                break;
            case StepProgress.Waiting:
                Waiting(draft, step, reading);
                break;
            case StepProgress.Started:
                Started(draft, step, reading);
                break;
            case StepProgress.Done when step.Traits.Role == StepRole.Verification && reading.State == StepState.Done:
                draft.Set(step, draft.Of(step) with { VerifiedAt = draft.Now, Fact = Observed(reading) });
                break;
            case StepProgress.Done when step.Traits.Role == StepRole.Capacity && draft.Phase == Phase.Recovering && !draft.IsShadow:
                DoneCapacity.Advance(draft, step, reading);
                break;
            case StepProgress.Done or StepProgress.Failed:
                break;
            default:
                throw new InvalidOperationException($"Step {step.Id} is {draft.Of(step).Progress}, which no rule knows.");
        }
    }

    /// <summary>A start that was refused as a whole had no effect; it counts as an attempt only if a repetition cannot help.
    /// A request that would be refused again calls a person at once.</summary>
    public static void TakeBackRefusedStart(Draft draft, Step step)
    {
        var record = draft.Of(step);
        if (record.Attempts + record.Extra > 0 && (record.Progress == StepProgress.Started || record.Degraded)
            && draft.Snapshot.Refused.TryGetValue(step.Id, out var refusal))
        {
            // A refused start cannot take effect late, so "not started" is believed at once.
            var waits = record with { Progress = record.Degraded ? StepProgress.Done : StepProgress.Waiting, Doubted = !record.Degraded };
            var extra = record.Degraded || record.Resumed;
            Fact because = refusal.Sent == Sent.All ? new StartRefused(refusal.Because) : new Quoted(refusal.Because);
            draft.Note(new StepRefused(step.Id, because));
            // An attempt that was partly sent stays counted, and is ours to undo, whatever becomes of the rest.
            var given = record.Unsent ? 0 : 1;
            draft.Set(step, refusal switch
            {
                { Sent: Sent.Part, MayPass: false } => waits with { Unsent = false, RefusedAt = draft.Now, Fact = because },
                { Sent: Sent.Part } => waits with { Unsent = true, RefusedAt = RestAfter(draft, step), Fact = because },
                { Sent: Sent.None } => GivenBack(waits, given, extra) with { Fact = because },
                { MayPass: true } => GivenBack(waits, given, extra) with { RefusedAt = draft.Now, Fact = because },
                _ => waits with { Ineffective = record.Ineffective + given, Unsent = false, RefusedAt = draft.Now, Fact = because },
            });
            if (refusal.Cause == RefusalCause.Lasting && !record.Degraded)
            {
                Fail(draft, step, because, mayPass: false);
            }
        }
    }

    /// <summary>
    /// A receipt says how far a start got, and its rest follows at once. Without one, the next look must show it, and reads may lag.
    /// </summary>
    static DateTimeOffset? RestAfter(Draft draft, Step step) =>
        draft.Snapshot.Receipts.ContainsKey(step.Id) ? draft.Of(step).RefusedAt : draft.Now;

    static StepRecord GivenBack(StepRecord record, int given, bool extra) =>
        extra ? record with { Extra = record.Extra - given } : record with { Attempts = record.Attempts - given };

    /// <summary>The time in which AWS cannot be read, or refuses for now, is given to the step: at most as much as it has.</summary>
    static void CountHindrance(Draft draft, Step step, StepObservation reading)
    {
        var (record, gap) = (draft.Of(step), draft.Now - draft.Record.LookedAt);
        var refused = draft.Snapshot.Refused.TryGetValue(step.Id, out var refusal) && refusal is { MayPass: true, Sent: Sent.All };
        var waits = draft.Now - record.RefusedAt <= RestartAfter;
        if (record.Progress is StepProgress.Waiting or StepProgress.Started && (reading.State == StepState.Unknown || refused || waits))
        {
            draft.Set(step, record with { Hindered = record.Hindered + (gap < DownClocks.LongestGap ? gap : DownClocks.LongestGap) });
        }
    }

    /// <summary>The step has used up its limits, and goes on only because AWS could not be reached.</summary>
    public static bool IsHindered(Draft draft, Step step) =>
        draft.Of(step).Progress is StepProgress.Waiting or StepProgress.Started
            && draft.Now - draft.Of(step).ReadyAt > step.Limit * step.Attempts;

    /// <summary>An undo of the step was sent a moment ago, and a read may still show what was before it.</summary>
    static bool IsUndoneLately(Draft draft, Step step) =>
        draft.Of(step) is { Carried: true, Attempts: 0, StartedAt: { } sent } && draft.Now - sent < Timing.ReadsLag;

    static bool IsCheck(Step step) => step.Traits.Role == StepRole.Verification;

    static void Waiting(Draft draft, Step step, StepObservation reading)
    {
        switch (reading.State)
        {
            case StepState.Done when IsUndoneLately(draft, step):
                Wait(draft, step, new PerhapsStale(reading.Because));
                break;
            case StepState.Done:
                Done(draft, step, reading);
                break;
            case var _ when IsTooLate(draft, step):
                Fail(draft, step, TooLate(step, draft.Of(step).Fact ?? Observed(reading)), mayPass: true);
                break;
            case StepState.Unknown:
                Wait(draft, step, new NotReadable(reading.Because));
                break;
            case StepState.Broken when !reading.StartMayHelp:
                Fail(draft, step, draft.Of(step).Fact is FellBack ? new FellBack(reading.Because) : Observed(reading), mayPass: false);
                break;
            // Nothing was started in mode shadow, so there is nothing to wait for.
            case StepState.Working or StepState.NotStarted or StepState.Broken when IsCheck(step) && draft.IsShadow:
                draft.Start(step, reading);
                break;
            case StepState.Working or StepState.NotStarted or StepState.Broken when IsCheck(step):
                draft.Set(step, draft.Of(step) with
                {
                    Progress = StepProgress.Started, Attempts = 1, StartedAt = draft.Now, Fact = Observed(reading),
                });
                break;
            case StepState.Working when !draft.Of(step).Unsent:
                // Somebody else started the step: this run only watches it, within the step's limit.
                draft.Set(step, draft.Of(step) with
                {
                    Progress = StepProgress.Started, StartedAt = draft.Now, Ledger = draft.Of(step).Ledger ?? reading.Saw,
                    Fact = Observed(reading),
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
        if (record is { Resumed: true, Unsent: false } && draft.Now - record.StartedAt < DoneCapacity.MoreEvery
            && !(draft.Snapshot.Refused.TryGetValue(step.Id, out var refusal) && refusal.Sent == Sent.None))
        {
            Fail(draft, step, record.Fact ?? Observed(reading), mayPass: true);
            return;
        }

        // A start that was held back continues at once; but users and data move only in a look that read all signals and checks.
        if (draft.Now - record.RefusedAt < RestartAfter || (step.Traits.IsGated && draft.Snapshot.Refused.ContainsKey(step.Id)))
        {
            return;
        }

        if (reading.State == StepState.NotStarted && record is { StartedAt: not null, Doubted: false })
        {
            draft.Set(step, record with { Doubted = true, Fact = new PerhapsStale(reading.Because) });
            return;
        }

        if (record.Attempts >= step.Attempts && record is { Unsent: false, Resumed: false })
        {
            Fail(
                draft,
                step,
                new AttemptsUsed(record.Fact ?? Observed(reading), record.Attempts, step.Attempts, IsUndo: false),
                mayPass: true);
        }
        else if (step.Traits.IsGated && PreSwitchCheck.Holds(draft, step) is { } hold)
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
            // Some of the users or data are in the standby already, so a person must decide which way to go.
            Fail(draft, step, hold.Because, mayPass: false);
            return;
        }

        draft.StandsDown = hold.IsFinal ? hold.Because : null;
        Wait(draft, step, hold.Because);
    }

    static void Started(Draft draft, Step step, StepObservation reading)
    {
        var record = draft.Of(step);
        var overLimit = draft.Now - record.StartedAt > step.Limit;
        var mayRepeat = draft.Now - record.StartedAt >= Timing.RepeatedAfter(record.Answer == CallAnswer.Given);
        switch (reading.State)
        {
            case StepState.Done:
                Done(draft, step, reading);
                return;
            case StepState.Broken when !reading.StartMayHelp:
                Fail(draft, step, Observed(reading), mayPass: false);
                return;
            case StepState.NotStarted when !record.Doubted:
                // Reads lag behind a start, so the first observation of "not started" does not count.
                draft.Set(step, record with { Doubted = true, Fact = new PerhapsStale(reading.Because) });
                return;
            case var _ when IsTooLate(draft, step):
                Fail(draft, step, TooLate(step, Observed(reading)), mayPass: true);
                return;
            case var _ when overLimit && step.OnLimit == OnLimit.Ask && reading.State != StepState.Unknown:
                Fail(draft, step, new OverLimit(Observed(reading), step.Limit, OfAllAttempts: false, AsksPerson: true), mayPass: false);
                return;
            case StepState.NotStarted or StepState.Broken when mayRepeat:
                Again(draft, step, reading, Observed(reading));
                return;
            case StepState.Unknown:
                // Never restart what cannot be read.
                draft.Set(step, record with { Fact = new NotReadable(reading.Because) });
                return;
            case var _ when overLimit && mayRepeat:
                Again(draft, step, reading, new OverLimit(Observed(reading), step.Limit, OfAllAttempts: false, AsksPerson: false));
                return;
            default:
                draft.Set(step, record with { Fact = Observed(reading) });
                return;
        }
    }

    static void Again(Draft draft, Step step, StepObservation reading, Fact because)
    {
        var record = LostStart.SentAgain(draft, step, reading);
        if ((record.Attempts >= step.Attempts && !record.Unsent) || record.Resumed)
        {
            Fail(draft, step, new AttemptsUsed(because, record.Attempts, step.Attempts, IsUndo: false), mayPass: true);
        }
        else if (step.Traits.Role == StepRole.Verification)
        {
            draft.Set(step, record with { Attempts = record.Attempts + 1, StartedAt = draft.Now, Fact = because });
            draft.Note(new StepWaitsOnceMore(step.Id, record.Attempts + 1, step.Attempts, because));
        }
        else if (step.Traits.IsGated)
        {
            // Users and data move only in a look that read the signals and checks once more; the next look does.
            draft.Set(step, record with { Progress = StepProgress.Waiting, Fact = because });
        }
        else
        {
            draft.Start(step, reading, because);
        }
    }

    static Quoted Observed(StepObservation reading) => new(reading.Because);

    static OverLimit TooLate(Step step, Fact because) => new(because, step.Limit * step.Attempts, OfAllAttempts: true, AsksPerson: false);

    /// <summary>Whatever the cause, a person must check a step that takes this long.</summary>
    static bool IsTooLate(Draft draft, Step step)
    {
        var (record, limits) = (draft.Of(step), step.Limit * step.Attempts);
        return draft.Now - record.ReadyAt > limits + (record.Hindered < limits ? record.Hindered : limits);
    }

    static void Done(Draft draft, Step step, StepObservation reading)
    {
        var record = draft.Of(step);
        var verified = step.Traits.Role == StepRole.Verification ? draft.Now : record.VerifiedAt;
        draft.Set(step, record with
        {
            Progress = StepProgress.Done,
            DoneAt = draft.Now,
            VerifiedAt = verified,
            Fact = Observed(reading),
            Resumed = false,
            Doubted = false,
        });
        draft.Note(new StepDone(step.Id, record.Attempts == 0 && step.Traits.Role != StepRole.Verification, reading.Because));
    }

    /// <param name="mayPass">Waiting may help, so the run may go on by itself.</param>
    static void Fail(Draft draft, Step step, Fact because, bool mayPass)
    {
        draft.Set(step, draft.Of(step) with { Progress = StepProgress.Failed, Unsent = false, MayPass = mayPass, Fact = because });
        draft.Note(new StepFailed(step.Id, because));
    }

    static void Wait(Draft draft, Step step, Fact because)
    {
        if (draft.Of(step).Fact != because)
        {
            draft.Set(step, draft.Of(step) with { Fact = because });
        }
    }
}
