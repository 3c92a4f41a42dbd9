using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;

namespace DrFunctions.Steps.Route53Switch;

/// <summary>
/// The undo of weighted records: first a tenth of the users, then half, then exactly the ledger's weights. The current weights show which
/// stage is reached, so an invocation that takes over from a killed one continues from there.
/// </summary>
static class Route53SwitchUndo
{
    /// <summary>Long enough for the previous stage's DNS answers to expire, and for a person to notice errors and pause.</summary>
    static readonly TimeSpan Lasts = TimeSpan.FromMinutes(2);

    static readonly int[] Percents = [10, 50];

    /// <summary>The records that an undo sets next: those of the next stage, or the ledger's when no stage is left.</summary>
    public static IReadOnlyList<DnsRecord> Next(RecordsLedger now, RecordsLedger before) => NextPercent(now, before) is { } percent
        ? [now.Standby with { Weight = 100 - percent }, now.Records[1] with { Weight = percent }]
        : before.Records;

    /// <summary>The progress of the undo while the records are not yet the ledger's.</summary>
    public static StepObservation Read(StepAt at, RecordsSwitch settings, RecordsLedger before, RecordsLedger now, DateTimeOffset time)
    {
        var (undo, back) = (at.Record.Undo, Math.Round(100 * Share(now)));
        var next = NextPercent(now, before) is { } percent ? $"{percent} %" : "all as before";
        if (before.Policy != DnsPolicy.Weighted || back <= 0)
        {
            return StepObservation.NotStarted($"{settings.Name} is served from the standby{(IsGradual(before) ? $"; next {next} of users go back" : "")}", now.ToJson());
        }

        // If the epoch is still the expected one, the newest start never took effect: no stage of it lasts.
        var lasts = undo?.StartedAt is { } started && RecordsLedger.Parse(undo.Expected)?.Epoch != now.Epoch && time < started + Lasts;
        return lasts
            ? StepObservation.Working($"{back:0} % of users of {settings.Name} are back for {Durations.Say(Lasts)}; next {next}", now.ToJson())
            : StepObservation.NotStarted($"{back:0} % of users of {settings.Name} are back; next {next}", now.ToJson());
    }

    /// <summary>The stages in words, for the preview of a failback; empty if all users go back at once.</summary>
    public static string Says(RecordsLedger? before) => before is not null && IsGradual(before)
        ? $": {string.Join(", ", Percents.Where(percent => percent < 100 * Share(before)).Select(percent => $"{percent} % of users for {Durations.Say(Lasts)}"))}, then all"
        : "";

    static int? NextPercent(RecordsLedger now, RecordsLedger before) => IsGradual(before) && now.Policy == DnsPolicy.Weighted
        ? Percents.Where(percent => percent > Math.Round(100 * Share(now)) && percent < 100 * Share(before))
            .Select(percent => (int?)percent).FirstOrDefault()
        : null;

    static bool IsGradual(RecordsLedger before) => before.Policy == DnsPolicy.Weighted && 100 * Share(before) > Percents[0];

    /// <summary>The primary's share of the users.</summary>
    static double Share(RecordsLedger found) =>
        found.Records is [{ Weight: { } standby }, { Weight: > 0 and { } primary }] ? (double)primary / (primary + standby) : 0;
}
