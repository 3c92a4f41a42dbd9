using System.Text.Json;
using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;
using DrFunctions.Core.Observations;

namespace DrFunctions.Signals;

/// <summary>
/// What an alarm says. One that somebody has silenced, or that has nothing to evaluate, is Unknown, whatever its state: people silence
/// alarms while they work on what these watch.
/// </summary>
static class AlarmReading
{
    public static (SignalState State, string Because) Of(MetricAlarm alarm) => Of(
        alarm.StateValue,
        alarm.StateUpdatedTimestamp,
        alarm.ActionsEnabled == false ? "its actions are disabled"
            : alarm.EvaluationState == EvaluationState.EVALUATION_ERROR || alarm.EvaluationState == EvaluationState.EVALUATION_FAILURE
            ? "CloudWatch cannot evaluate it"
            : HasNoData(alarm) ? "its metric has had no data for longer than it evaluates"
            : null);

    public static (SignalState State, string Because) Of(CompositeAlarm alarm) => Of(
        alarm.StateValue,
        alarm.StateUpdatedTimestamp,
        alarm.ActionsEnabled == false ? "its actions are disabled"
            : alarm.ActionsSuppressedBy is { Value.Length: > 0 } by
            ? $"its actions are suppressed by {(by == ActionsSuppressedBy.Alarm ? alarm.ActionsSuppressor : by.Value)}"
            : null);

    /// <param name="doubt">Why the state proves nothing; null if it counts.</param>
    static (SignalState State, string Because) Of(StateValue? value, DateTime? since, string? doubt)
    {
        var state = doubt is not null ? SignalState.Unknown
            : value == StateValue.ALARM ? SignalState.Down
            : value == StateValue.OK ? SignalState.Up
            : SignalState.Unknown;
        return (state, $"is {value?.Value ?? "in no state"}{(since is { } at ? $" since {at.ToUniversalTime():HH:mm:ss}Z" : "")}{(doubt is null ? "" : $", but {doubt}")}");
    }

    /// <summary>Where the alarm's state follows from how it treats missing data, its reason lists no datapoint.</summary>
    static bool HasNoData(MetricAlarm alarm)
    {
        if (alarm.StateValue == StateValue.INSUFFICIENT_DATA || string.IsNullOrEmpty(alarm.StateReasonData))
        {
            return false;
        }

        try
        {
            using var reason = JsonDocument.Parse(alarm.StateReasonData);
            return reason.RootElement.ValueKind == JsonValueKind.Object
                && reason.RootElement.TryGetProperty("recentDatapoints", out var points)
                && points.ValueKind == JsonValueKind.Array && points.GetArrayLength() == 0;
        }
        catch (JsonException)
        {
            // Whoever sets an alarm's state by hand may give any reason.
            return false;
        }
    }
}
