using Amazon.Route53;
using Amazon.Route53.Model;

namespace DrFunctions.Steps.Route53Switch;

/// <summary>The change of one name's records from what was found to the target.</summary>
sealed record DnsSwitch(StepAt At, RecordsSwitch Settings, RecordsLedger Found, IReadOnlyList<DnsRecord> Target)
{
    /// <summary>The switch as the saved record decided it, with the epoch found then: never an epoch read just before the call.</summary>
    public static DnsSwitch Of(StepAt at, RecordsSwitch settings)
    {
        var found = RecordsLedger.Parse(at.Record.Expected) ?? throw new InvalidOperationException("A start is saved together with what it found.");
        return new DnsSwitch(at, settings, found, DnsTarget.Of(found, settings, RecordsLedger.Parse(at.Record.Ledger) ?? found));
    }

    public bool IsReached(RecordsLedger now) => Target.All(record => now.Records.Any(record.SameAs));

    /// <summary>The batch of one zone: each name's epoch once, then its records.</summary>
    public static List<Change> ToChanges(IReadOnlyList<DnsSwitch> switches)
    {
        var changes = new List<Change>();
        foreach (var name in switches.GroupBy(one => one.Settings.Name, StringComparer.OrdinalIgnoreCase))
        {
            var (at, found) = (name.First().At, name.First().Found);
            if (found.Epoch is { } epoch)
            {
                changes.Add(Change(ChangeAction.DELETE, DnsEpoch.Record(name.Key, epoch)));
            }

            changes.Add(Change(ChangeAction.CREATE, DnsEpoch.Record(name.Key, DnsEpoch.Next(found.Epoch, at.Plan.Name, at.RunId))));
            foreach (var one in name)
            {
                changes.AddRange(
                    one.Found.Records.Where(record => !one.Target.Any(record.SameAs))
                        .Select(record => Change(ChangeAction.DELETE, record)));
                changes.AddRange(
                    one.Target.Where(record => !one.Found.Records.Any(record.SameAs))
                        .Select(record => Change(ChangeAction.CREATE, record)));
            }
        }

        return changes;
    }

    static Change Change(ChangeAction action, DnsRecord record) => new() { Action = action, ResourceRecordSet = record.ToSet() };
}
