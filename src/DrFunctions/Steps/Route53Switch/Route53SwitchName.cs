using DrFunctions.Core.Plans;

namespace DrFunctions.Steps.Route53Switch;

/// <summary>What DNS should say of a switched name, from the plan and from the ledger: Route 53 need not be reachable for it.</summary>
static class Route53SwitchName
{
    /// <summary>A wildcard's own name is answered to nobody; any name under it is.</summary>
    const string UnderWildcard = "drfunctions-check.";

    static readonly string[] Wildcards = ["*.", @"\052."];

    /// <summary>The TTL of an alias, and the most that the docs allow for the records of a switch via health.</summary>
    static readonly TimeSpan Usual = TimeSpan.FromSeconds(DnsEpoch.Ttl);

    public static SwitchedName Of(StepAt at, Route53SwitchSettings settings)
    {
        var (wildcard, checks) = (Array.Find(Wildcards, start => settings.Name.StartsWith(start, StringComparison.Ordinal)),
            at.Plan.Before(at.Step).Select(step => step.Settings).OfType<IFrontDoorCheck>().ToList());
        var name = wildcard is null ? settings.Name : $"{UnderWildcard}{settings.Name[wildcard.Length..]}";
        var found = new SwitchedName(name, settings is RecordsSwitch { Type: var type } ? type : "A")
        {
            // One that asks for the name already proves the most.
            Check = wildcard is null ? (checks.Find(check => settings.Names(check.Probe.Url)) ?? checks.FirstOrDefault())?.Probe : null,
            Standby = [.. checks.Select(check => check.Probe.Target.Host)],
            Primary = [.. at.Plan.Trigger.Signals.OfType<ProbeSignal>().Select(signal => signal.Probe.Url.Host)],
            Kept = Usual,
        };
        return settings switch
        {
            RecordsSwitch records => Of(found, records, RecordsLedger.Parse(at.Record.Ledger)),
            HealthSwitch { LeadsTo: { } standby } => found with { Standby = [standby], IsKnown = true },
            _ => found,
        };
    }

    static SwitchedName Of(SwitchedName found, RecordsSwitch settings, RecordsLedger? before)
    {
        var standby = settings is { Records: null, Alias: null } ? Targets(before?.Standby) : settings.Records ?? [settings.Alias!.Name];
        var primary = Targets(before is { Policy: DnsPolicy.Simple } ? before.Standby : before?.Records.ElementAtOrDefault(1));
        var kept = TimeSpan.FromSeconds(before?.Records.Max(record => record.Ttl) ?? DnsEpoch.Ttl);
        found = found with { Kept = kept > Usual ? kept : Usual };
        return standby.Count == 0 ? found : found with { Standby = standby, Primary = primary, IsKnown = true };
    }

    static IReadOnlyList<string> Targets(DnsRecord? record) =>
        record is null ? [] : record.Values ?? (record.Alias is { } alias ? [alias.Name] : []);
}
