using System.Text.Json;
using Amazon.CloudWatch.Model;
using DrFunctions.Aws;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Steps.Route53Switch;

/// <summary>
/// A switch via health: one figure moves an alarm in the standby Region, the health check of the primary's record follows the alarm's data,
/// and Route 53's name servers follow the check. No call leaves the Region, and Route 53 itself is not called.
/// </summary>
/// <remarks>
/// The health check reads the metric and not the alarm's state, which anybody may set by hand: so a start always puts its figure, whatever
/// the alarm says, and only a state that our figure explains counts.
/// </remarks>
sealed class Route53Health(AwsClients aws, Calls calls, TimeProvider time)
{
    /// <summary>
    /// Reads lag, and a refusal shows only in the next look: for this long after PutMetricData the alarm's state proves nothing.
    /// </summary>
    static readonly TimeSpan Fresh = Timing.ReadsLag;

    /// <summary>
    /// An alarm is evaluated every minute, some seconds after PutMetricData; an alarm that has not changed by then missed the figure.
    /// </summary>
    static readonly TimeSpan Evaluated = TimeSpan.FromSeconds(75);

    /// <summary>Health checkers read an alarm's data, and name servers a check's status, within seconds; a minute leaves room.</summary>
    static readonly TimeSpan Follows = TimeSpan.FromSeconds(60);

    /// <summary>How long users keep a DNS answer: the TTL of an alias, and the most that the docs allow for other records.</summary>
    static readonly TimeSpan Kept = TimeSpan.FromSeconds(60);

    public async Task<StepObservation> ObserveAsync(StepAt at, HealthSwitch settings, CancellationToken cancellation)
    {
        var (found, problem) = await FindAsync(at, settings, cancellation);
        if (found is null)
        {
            return StepObservation.Broken(problem!);
        }

        var (seen, json) = (Is(settings, found), found.ToJson());
        var put = at.Record.Attempts + at.Record.Extra > 0 ? at.Record.StartedAt : null;
        return (found.State == settings.Wanted, put) switch
        {
            // Nothing is to be started now: people should know that the alarm stands where only a failover should bring it.
            (true, _) when at.IsQuiet => StepObservation.Done($"{seen}, as if users of {settings.Name} were to be sent to the standby", json),
            (true, null) => StepObservation.NotStarted(
                $"{seen} without a figure of this run, and Route 53 follows the figures, not the state", json),
            (true, { } started) => Reached(at.Record.Expected, found, started, at.Record.Answer, Follows) switch
            {
                StepState.Done => StepObservation.Done($"{seen}, which sends users of {settings.Name} to the standby", json),
                StepState.Working => StepObservation.Working($"{seen}, and Route 53 follows its figures within a minute", json),
                _ => StepObservation.NotStarted($"{seen}, but the figure of this run may be lost, and Route 53 follows the figures", json),
            },
            (false, { } started) when at.Record.Progress == StepProgress.Started && IsOnItsWay(started) =>
                StepObservation.Working($"{seen}; the figure that changes it is put", json),
            _ => StepObservation.NotStarted($"{seen}, which leaves users of {settings.Name} with the primary", json),
        };
    }

    public Task<string?> StartAsync(StepAt at, HealthSwitch settings, CancellationToken cancellation) =>
        PutAsync(at, HealthLedger.Parse(at.Record.Expected), settings.Wanted, at.Record.StartedAt, cancellation);

    public async Task<StepObservation> ObserveUndoAsync(StepAt at, HealthSwitch settings, CancellationToken cancellation)
    {
        if (at.Record.Ledger is null || at.Record.Attempts + at.Record.Extra == 0)
        {
            return StepObservation.Done("nothing was changed");
        }

        var (found, problem) = await FindAsync(at, settings, cancellation);
        if (found is null)
        {
            return StepObservation.Broken(problem!);
        }

        var (seen, json) = (Is(settings, found), found.ToJson());
        var (put, answer) = at.Record.Undo is { Attempts: > 0 } undo ? (undo.StartedAt, undo.Answer) : (null, CallAnswer.Given);
        return (found.State == Back(settings), put) switch
        {
            (true, null) => StepObservation.NotStarted($"{seen} without a figure of this undo, and Route 53 follows the figures, not the state", json),
            (true, { } started) => Reached(at.Record.Undo!.Expected, found, started, answer, Follows + Kept) switch
            {
                StepState.Done => StepObservation.Done($"{seen}, which leaves users of {settings.Name} with the primary", json),
                StepState.Working =>
                    StepObservation.Working($"{seen}; users may keep the standby's answer for a minute after Route 53 has followed it", json),
                _ => StepObservation.NotStarted($"{seen}, but the figure of this undo may be lost, and Route 53 follows the figures", json),
            },
            _ when found.State == settings.Wanted && found.Since > at.Record.DoneAt?.UtcDateTime => StepObservation.Done(
                $"left as it is: {seen}, so somebody has moved it since we were done at {at.Record.DoneAt:HH:mm:ss}Z"),
            (_, { } started) when at.Record.Undo!.Progress == StepProgress.Started && IsOnItsWay(started) =>
                StepObservation.Working($"{seen}; the figure that changes it is put", json),
            _ => StepObservation.NotStarted($"{seen}, which sends users of {settings.Name} to the standby", json),
        };
    }

    public Task<string?> UndoAsync(StepAt at, HealthSwitch settings, CancellationToken cancellation) =>
        PutAsync(at, HealthLedger.Parse(at.Record.Undo?.Expected), Back(settings), at.Record.Undo?.StartedAt, cancellation);

    /// <summary>
    /// How far a figure has brought its users once the alarm is in its state: Done, Working, or NotStarted if the figure may be lost. An
    /// alarm that its data has moved since dates the figure; one that stood there before, or was set by hand, shows nothing of it, so the
    /// figure is given the time of an evaluation.
    /// </summary>
    /// <param name="expected">What the figure's decision found.</param>
    StepState Reached(JsonElement? expected, HealthLedger found, DateTimeOffset put, CallAnswer answer, TimeSpan follows)
    {
        var isMoved = found.ByData && HealthLedger.Parse(expected) is { } before && before.State != found.State;
        var since = isMoved && found.Since is { } moved ? new DateTimeOffset(moved, TimeSpan.Zero) : put + Evaluated;
        var now = time.GetUtcNow();
        return !isMoved && answer != CallAnswer.Given && now >= since ? StepState.NotStarted
            : now - since >= follows ? StepState.Done
            : StepState.Working;
    }

    /// <summary>Puts one figure, with the time of its decision: a call that was frozen cannot change a newer minute.</summary>
    async Task<string?> PutAsync(StepAt at, HealthLedger? found, string state, DateTimeOffset? decided, CancellationToken cancellation)
    {
        _ = found ?? throw new InvalidOperationException("A change is saved together with what it found.");
        var datum = new MetricDatum
        {
            MetricName = found.Metric,
            Timestamp = (decided ?? time.GetUtcNow()).UtcDateTime,
            Value = found.Towards(state),
        };
        if (found.Dimensions.Count > 0)
        {
            datum.Dimensions = [.. found.Dimensions.Select(one => new Dimension { Name = one.Key, Value = one.Value })];
        }

        if (found.Unit is not null)
        {
            datum.Unit = found.Unit;
        }

        var request = new PutMetricDataRequest { Namespace = found.Namespace, MetricData = [datum] };
        await calls.ChangeAsync(
            at.Saved, RateLimit.PutMetricData, at.Step.Region, token =>
                aws.CloudWatch(at.Step.Region).PutMetricDataAsync(request, token), cancellation);
        return null;
    }

    async Task<(HealthLedger? Found, string? Problem)> FindAsync(StepAt at, HealthSwitch settings, CancellationToken cancellation)
    {
        // Composite alarms are returned only if the request names their type, and get a sentence of their own.
        var request = new DescribeAlarmsRequest { AlarmNames = [settings.Alarm], AlarmTypes = ["MetricAlarm", "CompositeAlarm"] };
        var answer = await calls.AskAsync(
            RateLimit.DescribeAlarms, at.Step.Region, token =>
                aws.CloudWatch(at.Step.Region).DescribeAlarmsAsync(request, token), cancellation);
        return answer.MetricAlarms is [var alarm, ..] ? Route53Alarm.Read(alarm)
            : (null, answer.CompositeAlarms is { Count: > 0 }
                ? $"the alarm {settings.Alarm} is a composite one, and a health check can follow none such; name one on a metric"
                : $"the alarm {settings.Alarm} does not exist in {at.Step.Region}");
    }

    bool IsOnItsWay(DateTimeOffset started) => time.GetUtcNow() - started is var age && age >= Fresh && age < Evaluated;

    static string Is(HealthSwitch settings, HealthLedger found) =>
        $"the alarm {settings.Alarm} is {found.State}{(found.Since is { } since ? $" since {since:HH:mm:ss}Z" : "")}";

    static string Back(HealthSwitch settings) => settings.ServesInAlarm ? "OK" : "ALARM";
}
