using Amazon.CloudWatch.Model;
using DrFunctions.Aws;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Steps;

namespace DrFunctions.Signals;

/// <param name="ReferenceAnswered">Null if no reference was asked.</param>
/// <param name="Deploying">The plan's alarm about changes of the primary; null if it has none.</param>
public sealed record SignalObservations(IReadOnlyList<SignalObservation> Signals, bool? ReferenceAnswered, SignalObservation? Deploying)
{
    public static SignalObservations None { get; } = new([], null, null);
}

/// <summary>Reads a plan's signals: alarms from CloudWatch, front doors with our own probes. What cannot be read is Unknown.</summary>
public sealed class SignalReader(AwsClients aws, Prober prober, Calls calls)
{
    // DescribeAlarms takes at most 100 names per call.
    const int NamesACall = 100;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>
    /// A reference is good if it answers at all: this shows that our own network works, not how healthy the reference is.
    /// </summary>
    static readonly TimeSpan ReferenceTimeout = TimeSpan.FromSeconds(2);

    public static Grant Grant { get; } = new("Alarms", ["cloudwatch:DescribeAlarms"]);

    /// <summary>Begins to read the alarms of several plans together, a hundred names per call.</summary>
    public SharedSignals Share(IReadOnlyCollection<Trigger> triggers, CancellationToken cancellation)
    {
        var sheet = new SharedSignals();
        foreach (var region in triggers.SelectMany(AlarmsOf).Distinct().GroupBy(signal => signal.Region))
        {
            foreach (var chunk in region.Chunk(NamesACall))
            {
                var reading = new SharedAnswer<IReadOnlyDictionary<AlarmSignal, SignalObservation>>(
                    ReadAsync(chunk, triggers.Count > 1, cancellation));
                Array.ForEach(chunk, signal => sheet.Alarms[signal] = reading);
            }
        }

        return sheet;
    }

    /// <param name="shared">Reads that were begun for several plans; if null, or without one of this plan's alarms, this plan reads for
    /// itself.</param>
    public async Task<SignalObservations> ReadAsync(Trigger trigger, SharedSignals? shared, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        // A run's pinned plan may name other alarms than the newest version.
        var sheet = shared is not null && AlarmsOf(trigger).All(shared.Alarms.ContainsKey) ? shared : Share([trigger], cancellation);
        var probes = Task.WhenAll(trigger.Signals.OfType<ProbeSignal>().Select(signal => ProbeAsync(signal, sheet, cancellation)));
        var alarms = Task.WhenAll(AlarmsOf(trigger).Select(async signal => (await sheet.Alarms[signal].GetAsync())[signal]));
        var readings = (await probes).Concat(await alarms).ToDictionary(reading => reading.Signal);
        var signals = trigger.Signals.Select(signal => readings[signal]).ToList();
        var doubt = signals.Exists(reading => reading is { Signal: ProbeSignal, State: SignalState.Down });
        return new SignalObservations(
            signals,
            doubt && trigger.Reference.Count > 0 ? await AnyAnswersAsync(trigger.Reference, sheet, cancellation) : null,
            trigger.Deploying is { } alarm ? readings[alarm] : null);
    }

    static IEnumerable<AlarmSignal> AlarmsOf(Trigger trigger)
    {
        AlarmSignal[] deploying = trigger.Deploying is { } changed && !trigger.Signals.Contains(changed) ? [changed] : [];
        return trigger.Signals.OfType<AlarmSignal>().Concat(deploying);
    }

    async Task<IReadOnlyDictionary<AlarmSignal, SignalObservation>> ReadAsync(
        AlarmSignal[] chunk, bool many, CancellationToken cancellation)
    {
        var (readings, failed) = await ReadChunkAsync(chunk, cancellation);
        if (failed && many)
        {
            // One lost call would leave a hundred plans without signals until the next minute.
            await calls.Time.PauseAsync(Patience, cancellation);
            (readings, _) = await ReadChunkAsync(chunk, cancellation);
        }

        return readings.ToDictionary(reading => (AlarmSignal)reading.Signal);
    }

    async Task<(IEnumerable<SignalObservation> Readings, bool Failed)> ReadChunkAsync(AlarmSignal[] chunk, CancellationToken cancellation)
    {
        try
        {
            var states = await DescribeAsync(chunk[0].Region, [.. chunk.Select(signal => signal.Alarm)], cancellation);
            return (chunk.Select(signal => states.TryGetValue(signal.Alarm, out var state)
                ? new SignalObservation(signal, state.State, state.Because)
                : new SignalObservation(signal, SignalState.Unknown, $"does not exist in {signal.Region}; correct the plan or create the alarm")), false);
        }
        catch (Exception e) when (AwsErrors.IsUnknown(e))
        {
            return (chunk.Select(signal => new SignalObservation(signal, SignalState.Unknown, $"cannot be read in {signal.Region}: {AwsErrors.Describe(e)}")), true);
        }
    }

    async Task<Dictionary<string, (SignalState State, string Because)>> DescribeAsync(
        string region, List<string> names, CancellationToken cancellation)
    {
        var states = new Dictionary<string, (SignalState, string)>(StringComparer.Ordinal);
        string? next = null;
        do
        {
            // Composite alarms are returned only if the request names their type.
            var request =
                new DescribeAlarmsRequest { AlarmNames = names, AlarmTypes = ["MetricAlarm", "CompositeAlarm"], MaxRecords = NamesACall, NextToken = next };
            var answer = await calls.AskAsync(
                RateLimit.DescribeAlarms, region, token => aws.CloudWatch(region).DescribeAlarmsAsync(request, token), cancellation);
            foreach (var alarm in answer.MetricAlarms ?? [])
            {
                states[alarm.AlarmName] = AlarmReading.Of(alarm);
            }

            foreach (var alarm in answer.CompositeAlarms ?? [])
            {
                states[alarm.AlarmName] = AlarmReading.Of(alarm);
            }

            next = answer.NextToken;
        }
        while (!string.IsNullOrEmpty(next));

        return states;
    }

    async Task<SignalObservation> ProbeAsync(ProbeSignal signal, SharedSignals sheet, CancellationToken cancellation)
    {
        try
        {
            var answer = await sheet.AskAsync(signal.Probe, () => prober.AskAsync(signal.Probe, cancellation));
            var state = answer.IsGood ? SignalState.Up : answer.SaysNothing ? SignalState.Unknown : SignalState.Down;
            return new SignalObservation(signal, state, answer.Because);
        }
        catch (OperationCanceledException e)
        {
            return new SignalObservation(signal, SignalState.Unknown, $"cannot be read: {AwsErrors.Describe(e)}");
        }
    }

    async Task<bool> AnyAnswersAsync(IReadOnlyList<Uri> references, SharedSignals sheet, CancellationToken cancellation)
    {
        try
        {
            var answers = await Task.WhenAll(
                references.Select(url => sheet.AskAsync(url, () => prober.AnswersAsync(url, ReferenceTimeout, cancellation))));
            return answers.Contains(true);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
