using DrFunctions.Core.Deciding;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Reading;
using DrFunctions.Core.Records;
using DrFunctions.Signals;
using DrFunctions.Steps;
using DrFunctions.Store;

namespace DrFunctions.Looping;

/// <summary>Looks at what a decision needs: signals and steps side by side.</summary>
public sealed class Looker(SignalReader signals, StepKinds kinds)
{
    public async Task<Readings> LookAsync(Plan plan, Stored stored, Aftermath after, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(after);
        var wanted = Looks.For(plan, stored.Record);
        var steps = LookAtStepsAsync(plan, stored.Record, wanted.Steps, cancellation);
        var (seen, reference) = wanted.Signals ? await signals.ReadAsync(plan.Trigger, cancellation) : ([], null);
        return new Readings
        {
            Signals = seen,
            ReferenceAnswered = reference,
            Steps = await steps,
            Refused = after.Refused,
            Receipts = after.Receipts,
            Published = after.Published,
            Automation = stored.Automation,
            PauseSentence = stored.PauseSentence,
        };
    }

    async Task<IReadOnlyDictionary<string, StepReading>> LookAtStepsAsync(Plan plan, Record record, IReadOnlyList<Step> steps, CancellationToken cancellation)
    {
        var groups = steps.GroupBy(kinds.Of).Select(group => group.Key.LookAsync([.. group.Select(step => At(plan, record, step))], cancellation));
        return (await Task.WhenAll(groups)).SelectMany(readings => readings).ToDictionary(reading => reading.Key, reading => reading.Value);
    }

    static StepAt At(Plan plan, Record record, Step step) => new(plan, step, record.Run!.Of(step), record.Run!.Id);
}
