using System.Text.Json;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>A decision in the making: the next record, the actions to start and the notices to send. The phases write to it.</summary>
sealed class Draft(Plan plan, Record record, Snapshot snapshot, DateTimeOffset now)
{
    /// <summary>A record at rest is saved this often, so that whoever reads it can tell that the plan is still watched.</summary>
    static readonly TimeSpan SavedAtLeast = TimeSpan.FromMinutes(15);

    readonly List<StepAction> actions = [];
    readonly List<Fact> notes = [];
    readonly List<Holder> removed = [];
    readonly bool wasPinned = record.Pinned() is not null;
    bool changed;
    int told;
    Request? taken;

    public Plan Plan => plan;

    public Snapshot Snapshot => snapshot;

    public DateTimeOffset Now => now;

    public Record Record { get; private set; } = record;

    public Phase Phase => Record.Phase;

    public Run Run => Record.Run ?? throw new InvalidOperationException($"In phase {Phase} a record has a run.");

    public SignalCount Signals { get; } = SignalCount.Of(plan, record, snapshot);

    /// <summary>Decides and reports, but never acts.</summary>
    public bool IsShadow => Record.IsShadow(plan);

    /// <summary>The failovers of all plans after this decision; null if they cannot be read.</summary>
    public RegionFailovers? RegionFailovers { get; set; } = snapshot.RegionFailovers;

    /// <summary>Why the run stands down, once that is decided.</summary>
    public Fact? StandsDown { get; set; }

    /// <summary>What emails are written from.</summary>
    public EmailInput EmailInput => new(Plan, Record, Now, Snapshot.CommandOptions)
    {
        AllPaused = Snapshot.AllPaused, Signals = Signals.Fact, UpAt = Signals.IsDisputed(Plan) ? Signals.UpAt : [],
    };

    /// <summary>In this look a person's command was answered, or a person's pause or resumption was first seen.</summary>
    public bool PersonSpoke { get; set; }

    /// <summary>A person had acknowledged less than what is seen now, so that the acknowledgement is over.</summary>
    public bool AckEnded { get; set; }

    /// <summary>Nothing needs a driver for now, although the phase moves: a look each minute is enough.</summary>
    public bool Rests { get; set; }

    /// <summary>Something became possible that this look did not observe.</summary>
    public bool LookAtOnce { get; set; }

    /// <summary>The plan of this look is that of the record's run: the run is open, or was until this look.</summary>
    public bool HasRun => Record.Run is { } run && (run.EndedAt is null || wasPinned);

    public StepRecord Of(Step step) => Run.Of(step);

    /// <summary>The one door into a phase. An impossible move throws, because it is a bug.</summary>
    public void Enter(Phase phase, Fact because)
    {
        if (!Phases.MayGo(Phase, phase))
        {
            throw new InvalidOperationException($"No door leads from {Phase} to {phase}.");
        }

        // How long the primary has been healthy is counted anew in each phase.
        Change(Record with { Phase = phase, PhaseSince = now, UpSince = null, UpSeen = null });
        Note(new PhaseEntered(phase, because));
    }

    public void Change(Record next)
    {
        Record = next;
        changed = true;
    }

    public void ChangeRun(Run run) => Change(Record with { Run = run });

    public void Set(Step step, StepRecord next) => ChangeRun(Run with { Steps = Run.Steps.SetItem(step.Id, next) });

    /// <summary>Starts a step once the record is saved: that save includes the attempt, the ledger and the history entry.</summary>
    public void Start(Step step, StepObservation reading, Fact? because = null)
    {
        because ??= new Quoted(reading.Because);
        var before = Of(step);
        var extra = before.Degraded || before.Resumed;
        if (IsShadow)
        {
            WouldStart(step, reading);
            return;
        }

        var next = before with
        {
            Progress = before.Degraded ? StepProgress.Done : StepProgress.Started,
            // Sending the rest of an attempt does not count as a new one.
            Attempts = before.Unsent || extra ? before.Attempts : before.Attempts + 1,
            Extra = extra && !before.Unsent ? before.Extra + 1 : before.Extra,
            StartedAt = now,
            Doubted = false,
            Receipt = before.Unsent ? before.Receipt : null,
            Answer = CallAnswer.NotKnown,
            Ledger = before.Ledger ?? reading.Saw,
            Expected = reading.Saw,
            Fact = because,
        };
        Set(step, next);
        actions.Add(new StepAction(step, next, Run.Id, ActionVerb.Start, ObservedFor(step)));
        Note(new StepStarted(step.Id, next.Attempts, step.Attempts, step.Kind, step.Region, because, next.Ledger) { Extra = extra });
    }

    /// <summary>Starts the undo of a step once the record is saved.</summary>
    public void Undo(Step step, UndoRecord undo, StepObservation reading)
    {
        var next = Of(step) with
        {
            Undo = undo with
            {
                Progress = StepProgress.Started,
                StartedAt = now,
                Receipt = null,
                Answer = CallAnswer.NotKnown,
                Expected = reading.Saw,
                Fact = new Quoted(reading.Because),
            },
        };
        Set(step, next);
        actions.Add(new StepAction(step, next, Run.Id, ActionVerb.Undo, ObservedFor(step)));
        Note(new UndoStarted(step.Id, step.Kind, step.Region, reading.Because, next.Ledger));
    }

    /// <summary>Removes leftover claims of other plans' runs.</summary>
    public void Remove(IEnumerable<Holder> leftovers)
    {
        foreach (var holder in leftovers.Where(holder => removed.Count < Claims.MostRemoved && !removed.Contains(holder)))
        {
            removed.Add(holder);
            Note(new ClaimRemoved(holder.Plan, holder.Run, holder.Claim.Resource));
        }
    }

    /// <summary>Answers a person's request, which this save deletes from the table.</summary>
    public Fact Answer(Request request, bool accepted, Fact because)
    {
        (taken, PersonSpoke) = (request, true);
        Change(
            Record with { Answered = new AnsweredRequest(
                request.Id, request.Command, request.By, request.Reason, now, accepted, because) });
        Note(new RequestAnswered(request.By, request.Command, request.Reason, because));
        LookAtOnce = true;
        return because;
    }

    void WouldStart(Step step, StepObservation reading)
    {
        Set(step, Of(step) with { Progress = StepProgress.Done, DoneAt = now, Fact = new WouldBeStarted(reading.Because) });
        Note(new StepWouldStart(step.Id, step.Kind, step.Region, reading.Because));
    }

    JsonElement? ObservedFor(Step step) => Record.Baseline.TryGetValue(step.Id, out var observed) ? observed : null;

    /// <summary>Adds a fact to the history. All notes of one look become one entry, saved together with the record.</summary>
    public void Note(Fact fact)
    {
        notes.Add(fact);
        changed = true;
    }

    /// <summary>Puts an email into the outbox: sent to the subscribers after the save, and kept until it is published.</summary>
    public void Tell(EmailText email)
    {
        var id = $"{now:yyyyMMdd'T'HHmmss'Z'}-{Record.HistoryCount}-{Record.Outbox.Count + told++}";
        var notice = new Notice(id, now, email.Kind, email.Subject, email.Body) { Command = email.Command, Channel = email.Channel };
        Change(Record with { Outbox = Record.Outbox.With(notice, counts => FoldedEmails.Of(EmailInput, counts)) });
    }

    public Decision Finish(Fact fact)
    {
        var (claimed, released) = Claims.Advance(this);
        Fit();

        // While a record moves, each look is saved, so that other invocations see that it has a driver.
        var needsSave = changed || Record.Moves() || IsNews();
        var entry = notes.Count > 0 ? Entry() : null;
        var next = !needsSave ? Record : Record with
        {
            LookedAt = now,
            LookUntil = now + Timing.Drives(snapshot.SlowestLook),
            PhaseSince = Record.PhaseSince == default ? now : Record.PhaseSince,
            Mode = plan.Trigger.Mode,
            Fact = fact,
            Signals = RecordedNow(),
        };
        return new Decision(next, needsSave, actions, entry, Again(), fact)
        {
            Taken = taken,
            Claimed = claimed,
            Released = released,
            Removed = removed,
            RegionFailovers = ReferenceEquals(RegionFailovers, snapshot.RegionFailovers) ? null : RegionFailovers,
        };
    }

    /// <summary>A record that is too large could not be saved, and then nothing would be decided.</summary>
    void Fit()
    {
        var (record, givenUp) = RecordSize.Fit(Record);
        if (!ReferenceEquals(record, Record))
        {
            Change(record);
        }

        if (givenUp.Count > 0)
        {
            Note(new LedgersGivenUp(givenUp));
            Tell(CapacityEmails.NotKept(EmailInput, givenUp));
        }
    }

    /// <summary>A signal has changed sides since the newest save, or that save is old.</summary>
    bool IsNews() => Signals.Observations.Count > 0
        && (now - Record.LookedAt >= SavedAtLeast || Record.Mode != plan.Trigger.Mode
            || !Signals.Observations.Select(seen => (seen.Signal.Title, seen.State))
                .SequenceEqual(Record.Signals.Select(seen => (seen.Title, seen.State))));

    TimeSpan? Again() => Rests ? null : LookAtOnce ? TimeSpan.Zero : Record.Moves() ? Timing.Pace : null;

    IReadOnlyList<RecordedSignal> RecordedNow() => Signals.Observations.Count == 0 ? Record.Signals
        : [.. Signals.Observations.Select(
            reading => new RecordedSignal(reading.Signal.Title, reading.State, reading.Because, now, reading.Discount))];

    HistoryEntry Entry()
    {
        var entry = HistoryEntry.After(Record, now, HistorySize.Fit(notes));
        Record = Record with { HistoryCount = entry.Number, HistoryHash = entry.Hash };
        return entry;
    }
}
