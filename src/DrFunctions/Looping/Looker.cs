using DrFunctions.Core.Deciding;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Reading;
using DrFunctions.Core.Records;
using DrFunctions.Signals;
using DrFunctions.Steps;
using DrFunctions.Store;

namespace DrFunctions.Looping;

/// <summary>Looks at what a decision needs: signals and steps side by side.</summary>
/// <param name="commandOptions">What follows a dr command so that it finds this deployment.</param>
public sealed class Looker(SignalReader signals, StepKinds kinds, string commandOptions)
{
    public async Task<Readings> LookAsync(Plan plan, Stored stored, Aftermath after, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(after);
        var wanted = Looks.For(plan, stored.Record);
        var steps = LookAtStepsAsync(plan, stored.Record, wanted.Steps, after, cancellation);
        var (seen, reference) = wanted.Signals ? await signals.ReadAsync(plan.Trigger, cancellation) : ([], null);
        return new Readings
        {
            Signals = seen,
            ReferenceAnswered = reference,
            Steps = await steps,
            Refused = after.Refused,
            Receipts = after.Receipts,
            Published = after.Published,
            CommandOptions = commandOptions,
            Automation = stored.Automation,
            PauseSentence = stored.PauseSentence,
        };
    }

    async Task<IReadOnlyDictionary<string, StepReading>> LookAtStepsAsync(
        Plan plan, Record record, IReadOnlyList<Step> steps, Aftermath after, CancellationToken cancellation)
    {
        var groups = steps.GroupBy(kinds.Of).Select(group => group.Key.LookAsync([.. group.Select(step => At(plan, record, step, after))], cancellation));
        return (await Task.WhenAll(groups)).SelectMany(readings => readings).ToDictionary(reading => reading.Key, reading => reading.Value);
    }

    /// <summary>A receipt of the look before is not in the record yet, but counts already.</summary>
    static StepAt At(Plan plan, Record record, Step step, Aftermath after)
    {
        var known = record.Run!.Of(step);
        return new StepAt(plan, step, after.Receipts.TryGetValue(step.Id, out var receipt) ? known with { Receipt = receipt } : known, record.Run!.Id);
    }
}
