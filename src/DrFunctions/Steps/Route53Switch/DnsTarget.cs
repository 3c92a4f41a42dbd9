using Amazon.Route53.Model;

namespace DrFunctions.Steps.Route53Switch;

/// <summary>The target of a name's records, by the routing policy found.</summary>
static class DnsTarget
{
    const string Primary = "PRIMARY";
    const string Secondary = "SECONDARY";
    const int DefaultWeight = 100;

    /// <summary>The records found, the standby's first; or a sentence that says why they cannot be switched.</summary>
    public static (RecordsLedger? Found, string? Problem) Sort(List<ResourceRecordSet> sets, RecordsSwitch settings, string? epoch)
    {
        var name = $"{settings.Name} ({settings.Type}, zone {settings.Zone})";
        if (sets.Count == 0)
        {
            return (null, $"there is no record {name}");
        }

        var other = $"{name} is routed by a policy other than weighted, failover or simple";
        if (sets.Exists(IsOfOtherPolicy))
        {
            return (null, other);
        }

        if (settings.SetIdentifier is not { } id)
        {
            return sets is [{ SetIdentifier: null or "" }]
                ? (new RecordsLedger(DnsPolicy.Simple, epoch, [DnsRecord.Of(sets[0])]), null)
                : (null, $"{name} is not a simple record; name the standby's record by setIdentifier");
        }

        var records = sets.Select(DnsRecord.Of).OrderBy(record => record.SetIdentifier == id ? 0 : 1).ToList();
        if (records.Count != 2 || records[0].SetIdentifier != id)
        {
            return (null, $"{name} has the records {string.Join(", ", records.Select(record => $"\"{record.SetIdentifier}\""))}; "
                + $"exactly two are expected, one of them \"{id}\"");
        }

        if (records.TrueForAll(record => record.Weight is not null))
        {
            return (new RecordsLedger(DnsPolicy.Weighted, epoch, records), null);
        }

        // Only what is surely a failover pair is treated as one: a policy that is newer than this code must not be switched.
        if (!records.TrueForAll(record => record.Failover is not null))
        {
            return (null, other);
        }

        return records[0] is { Alias: null, HealthCheckId: null }
            ? (null, $"the record \"{id}\" of {name} could not be PRIMARY: it is no alias and has no health check")
            : (new RecordsLedger(DnsPolicy.Failover, epoch, records), null);
    }

    public static bool IsReached(RecordsLedger found, RecordsSwitch settings) => found.Policy switch
    {
        DnsPolicy.Weighted => found.Standby.Weight > 0 && found.Records[1].Weight == 0,
        DnsPolicy.Failover => found.Standby.Failover == Primary,
        _ => found.Standby.SameAs(Simple(found.Standby, settings)),
    };

    /// <param name="before">The ledger: what was found before the first start of the run.</param>
    public static IReadOnlyList<DnsRecord> Of(RecordsLedger found, RecordsSwitch settings, RecordsLedger before) => found.Policy switch
    {
        DnsPolicy.Weighted => [found.Standby with { Weight = Weight(settings, before) }, found.Records[1] with { Weight = 0 }],
        DnsPolicy.Failover => [found.Standby with { Failover = Primary }, found.Records[1] with { Failover = Secondary }],
        _ => [Simple(found.Standby, settings)],
    };

    /// <summary>The primary's earlier weight if it was not 0; otherwise the step's weight, or 100.</summary>
    static long Weight(RecordsSwitch settings, RecordsLedger before) =>
        before.Records[1].Weight is > 0 and { } primary ? primary : settings.Weight ?? DefaultWeight;

    static DnsRecord Simple(DnsRecord record, RecordsSwitch settings) => settings.Alias is { } alias
        ? IsSame(record.Alias, alias) ? record : record with { Alias = alias, Values = null, Ttl = null }
        : record with { Values = settings.Records, Alias = null, Ttl = record.Ttl ?? DnsEpoch.Ttl };

    // Route 53 lists a target in lower case and with a final dot, however the plan writes it.
    static bool IsSame(DnsAlias? found, DnsAlias wanted) => found is not null && Route53SwitchSettings.SameName(found.Name, wanted.Name)
        && found.Zone == wanted.Zone && found.EvaluateTargetHealth == wanted.EvaluateTargetHealth;

    static bool IsOfOtherPolicy(ResourceRecordSet set) =>
        !string.IsNullOrEmpty(set.Region?.Value) || set.GeoLocation is not null || set.MultiValueAnswer == true
            || !string.IsNullOrEmpty(set.TrafficPolicyInstanceId);
}
