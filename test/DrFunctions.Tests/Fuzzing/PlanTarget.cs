using System.Text;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using Record = DrFunctions.Core.Records.Record;

namespace DrFunctions.Tests.Fuzzing;

/// <summary>A plan file is refused with mistakes that people can read, or can be printed and decided upon.</summary>
static class PlanTarget
{
    /// <summary>Nobody reads more in one go.</summary>
    const int MostMistakes = 250;

    static readonly DateTimeOffset Now = new(2026, 1, 15, 3, 0, 0, TimeSpan.Zero);

    public static FuzzResult Run(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var meter = new Meter();
        var reading = Files.Kinds.Read("plan.json", text);
        var read = meter.Stop(reading.Plan is not null, null);
        return read with { Wrong = Wrong(reading) };
    }

    /// <summary>What the decider makes of a record, whatever the signals and steps say.</summary>
    public static string? Decide(Plan plan, Record record, RegionFailovers? failovers = null)
    {
        var wanted = ObservationNeeds.For(plan, record, Now);
        foreach (var state in Enum.GetValues<SignalState>())
        {
            var decision = Decider.Decide(plan, record, new Snapshot
            {
                Signals = [.. plan.Trigger.Signals.Select(signal => new SignalObservation(signal, state, "is as it is"))],
                ReferenceAnswered = true,
                Steps = wanted.Steps.ToDictionary(step => step.Id, step => StepObservation.NotStarted("is not started")),
                Undos = wanted.Undos.ToDictionary(step => step.Id, step => StepObservation.Done("is undone")),
                Automation = Automation.On,
                RegionFailovers = failovers ?? RegionFailovers.None,
            }, Now);
            if (string.IsNullOrWhiteSpace(decision.Because) || decision.Because.Contains('\n', StringComparison.Ordinal))
            {
                return $"the decision says \"{decision.Because}\"";
            }
        }

        return null;
    }

    static string? Wrong(PlanReading reading)
    {
        var mistakes = reading.Mistakes;
        return mistakes.Count > MostMistakes ? $"there are {mistakes.Count} mistakes"
            : mistakes.Any(mistake => mistake.Line < 1) ? "a mistake is on no line"
            : mistakes.Select(mistake => FuzzResult.OfSentence(mistake.Sentence))
            .FirstOrDefault(wrong => wrong is not null) is { } unreadable ? unreadable
            : reading.Plan is null ? mistakes.All(mistake => mistake.IsWarning) ? "it was refused without a mistake" : null
            : mistakes.Any(mistake => !mistake.IsWarning) ? "it was accepted with a mistake"
            : Use(reading.Plan);
    }

    static string? Use(Plan plan) =>
        Runbook.Print(plan, step => Files.Kinds.Of(step).Says(step)).Length == 0 ? "the runbook is empty"
        : Files.Kinds.Read("pinned", plan.Source).Plan is null ? "pinned by a run, it could not be read again"
        : Decide(plan, new Record { Plan = plan.Name });
}
