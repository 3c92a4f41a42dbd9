using System.Text.Json;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Reading;
using DrFunctions.Core.Records;
using DrFunctions.Core.Telling;

namespace DrFunctions.Core.Deciding;

/// <summary>A decision in the making: the record as it will be, and what is to be done and told. The phases write on it.</summary>
sealed class Draft(Plan plan, Record record, Readings readings, DateTimeOffset now)
{
    readonly List<StepAction> actions = [];
    readonly List<string> notes = [];
    bool changed;

    public Plan Plan => plan;

    public Readings Readings => readings;

    public DateTimeOffset Now => now;

    public Record Record { get; private set; } = record;

    public Phase Phase => Record.Phase;

    public Run Run => Record.Run ?? throw new InvalidOperationException($"In phase {Phase} a record has a run.");

    public SignalCount Signals { get; } = SignalCount.Of(plan, readings);

    /// <summary>Something became possible that was not looked at yet.</summary>
    public bool LookAtOnce { get; set; }

    public StepRecord Of(Step step) => Run.Of(step);

    /// <summary>The one door into a phase. Impossible moves throw: they are a mistake of ours, not of the world.</summary>
    public void Enter(Phase phase, string because)
    {
        if (!Phases.MayGo(Phase, phase))
        {
            throw new InvalidOperationException($"No door leads from {Phase} to {phase}.");
        }

        Change(Record with { Phase = phase, PhaseSince = now });
        Note($"{phase}: {because}");
    }

    public void Change(Record next)
    {
        Record = next;
        changed = true;
    }

    public void ChangeRun(Run run) => Change(Record with { Run = run });

    public void Set(Step step, StepRecord next)
    {
        var steps = new SortedDictionary<string, StepRecord>(Run.Steps, StringComparer.Ordinal) { [step.Id] = next };
        ChangeRun(Run with { Steps = steps });
    }

    /// <summary>Starts a step once the record is saved: the attempt, the ledger and the words for the history are part of that save.</summary>
    public void Start(Step step, StepReading reading)
    {
        var before = Of(step);
        var next = before with
        {
            Progress = StepProgress.Started,
            Attempts = before.Attempts + 1,
            StartedAt = now,
            Doubted = false,
            Receipt = null,
            Ledger = before.Ledger ?? reading.Saw,
            Expected = reading.Saw,
            Because = reading.Because,
        };
        Set(step, next);
        actions.Add(new StepAction(step, next, Run.Id, ActionVerb.Start, ObservedFor(step)));
        Note($"{step.Id}: start {next.Attempts} of {step.Attempts} ({step.Kind} in {step.Region}), because {reading.Because}{FoundBefore(next)}");
    }

    JsonElement? ObservedFor(Step step) => Record.Observed.TryGetValue(step.Id, out var observed) ? observed : null;

    /// <summary>Something for the history. All that one look notes becomes one entry, saved together with the record.</summary>
    public void Note(string text)
    {
        notes.Add(text);
        changed = true;
    }

    /// <summary>Something for the subscribers, sent after the save and kept until it is published.</summary>
    public void Tell(Letter letter)
    {
        var id = $"{now:yyyyMMdd'T'HHmmss'Z'}-{Record.HistoryCount}-{Record.Outbox.Count}";
        Change(Record with { Outbox = [.. Record.Outbox, new Notice(id, now, letter.Subject, letter.Body)] });
    }

    public Decision Finish(string because)
    {
        // While a record moves, each look is saved, so that another wake-up sees that somebody looks.
        var needsSave = changed || Phase.Moves();
        var entry = notes.Count > 0 ? Entry(string.Join('\n', notes)) : null;
        var next = needsSave ? Record with { LookedAt = now, Because = because } : Record;
        return new Decision(next, needsSave, actions, entry, !Phase.Moves() ? null : LookAtOnce ? TimeSpan.Zero : Looks.Pace, because);
    }

    HistoryEntry Entry(string text)
    {
        var number = Record.HistoryCount + 1;
        var hash = HistoryEntry.HashOf(Record.HistoryHash, number, now, text);
        Record = Record with { HistoryCount = number, HistoryHash = hash };
        return new HistoryEntry(number, now, text, hash);
    }

    static string FoundBefore(StepRecord step) => step.Ledger is { ValueKind: not JsonValueKind.Null } ledger ? $"; found before: {ledger.GetRawText()}" : "";
}
