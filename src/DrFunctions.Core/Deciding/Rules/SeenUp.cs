using System.Security.Cryptography;
using System.Text;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>
/// A signal can be down only after it was once seen up: a plan that is deployed before its primary, or with a wrong address, must not
/// fail over.
/// </summary>
public static class SeenUp
{
    /// <summary>Twenty signals of a thousand characters each would fill the record, so it keeps the beginning of a hash of each.</summary>
    const int MarkLength = 12;

    public static bool Has(Record record, Signal signal)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(signal);
        return record.SeenUp is not { } seen || seen.Contains(MarkOf(signal));
    }

    /// <summary>Remembers the signals that this look found up.</summary>
    internal static void Advance(Draft draft)
    {
        if (draft.Record.SeenUp is null)
        {
            CarryOn(draft);
            return;
        }

        if (draft.Signals.Observations.Any(reading => reading.State == SignalState.Up && !Has(draft.Record, reading.Signal)))
        {
            Keep(draft, draft.Signals.Observations
                .Where(reading => reading.State == SignalState.Up || Has(draft.Record, reading.Signal)).Select(reading => reading.Signal));
        }
    }

    /// <summary>A person says so; the signals that were never seen up until then.</summary>
    internal static IReadOnlyList<string> Arm(Draft draft)
    {
        var signals = draft.Plan.Trigger.Signals;
        var armed = signals.Where(signal => !Has(draft.Record, signal)).Select(signal => signal.Title).ToList();
        Keep(draft, signals);
        return armed;
    }

    /// <summary>In a record that is older than this rule the signals count; people are told which defaults have changed.</summary>
    static void CarryOn(Draft draft)
    {
        // A run's pinned plan may name other signals than the newest one, which is read once the run is over.
        if (draft.Record.Run is { EndedAt: null })
        {
            return;
        }

        Keep(draft, draft.Plan.Trigger.Signals);
        if (draft.Plan.Trigger.NewDefaults.Count > 0)
        {
            var changed = new DefaultsChanged(draft.Plan.Trigger.NewDefaults);
            draft.Note(changed);
            draft.Tell(WitnessEmails.DefaultsChanged(draft.EmailInput, changed));
        }
    }

    /// <summary>What a record keeps of a plan whose signals were all seen up.</summary>
    public static IReadOnlyList<string> Of(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Marks(plan.Trigger.Signals);
    }

    static void Keep(Draft draft, IEnumerable<Signal> signals) => draft.Change(draft.Record with { SeenUp = Marks(signals) });

    static IReadOnlyList<string> Marks(IEnumerable<Signal> signals) => [.. signals.Select(MarkOf).Order(StringComparer.Ordinal)];

    internal static string MarkOf(Signal signal) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(signal.Identity)))[..MarkLength];
}
