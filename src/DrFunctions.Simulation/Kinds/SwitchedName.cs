using DrFunctions.Core.Plans;
using DrFunctions.Steps;
using DrFunctions.Steps.Route53Switch;
using LocalAws;
using LocalAws.Services.Route53;

namespace DrFunctions.Simulation.Kinds;

/// <summary>The users' side of a switched name: DNS as it answers them, and the front door to which that leads.</summary>
public static class SwitchedName
{
    /// <summary>The clients for whom the truth is asked.</summary>
    static readonly string[] Clients = ["3.80.0.0", "34.240.0.0", "13.112.0.0", "34.208.0.0"];

    /// <summary>The names of the plan's traffic steps.</summary>
    public static IEnumerable<string> Of(PlanEstate estate)
    {
        ArgumentNullException.ThrowIfNull(estate);
        return estate.Plan.Steps.Where(step => step.Traits.Role == StepRole.Traffic)
            .Select(step => estate.Worlds.Of(step).NameOf(step)).OfType<string>();
    }

    /// <summary>A request to the name gets what the standby's check gets, or what the primary's users get.</summary>
    public static void Furnish(PlanEstate estate, Step step, string name, string type)
    {
        ArgumentNullException.ThrowIfNull(estate);
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(name);
        var (dns, plan, doors) = (estate.Cloud.Route53.Dns, estate.Plan, estate.Cloud.FrontDoors);
        var (primary, standby) = PlanEstate.Addresses("CNAME");
        dns.SetHost(primary, PlanEstate.PrimaryAddress);
        dns.SetHost(standby, PlanEstate.StandbyAddress);
        var check = plan.Before(step).Select(before => before.Settings).OfType<IFrontDoorCheck>().FirstOrDefault()?.Probe.Target;
        var own = plan.Trigger.Signals.OfType<ProbeSignal>().FirstOrDefault()?.Probe.Url;
        var at = PlanEstate.Addresses(type == "AAAA" ? type : "A").Standby;
        doors.Set(name.TrimEnd('.'), _ =>
        {
            var url = dns.Resolve("a browser", name, type == "AAAA" ? type : "A").Values.Contains(at) ? check : own;
            return url is null ? new DoorAnswer(200, "ok") : doors.Visit(url.Host, url.AbsolutePath) ?? DoorAnswer.Refused;
        });
    }

    public static void SetHost(PlanEstate estate, Uri url, string address)
    {
        ArgumentNullException.ThrowIfNull(estate);
        ArgumentNullException.ThrowIfNull(url);
        if (url.HostNameType == UriHostNameType.Dns && !Of(estate).Any(name => name.TrimEnd('.') == url.Host))
        {
            estate.Cloud.Route53.Dns.SetHost(url.Host, address);
        }
    }

    /// <summary>Whether DNS leads all users to the standby; null if no name server answers, so that nobody gets a new answer.</summary>
    static bool? LeadsAll(PlanEstate estate, string name, string type)
    {
        var (dns, standby) = (estate.Cloud.Route53.Dns, PlanEstate.Addresses(type).Standby);
        var replies = dns.ServersOf(name).SelectMany(server => Clients.Select(client => dns.Ask(server, name, type, client)))
            .Where(reply => reply.Status == DnsStatus.Answered).ToList();
        return replies.Count == 0 ? null : replies.TrueForAll(reply => reply.Values.Contains(standby));
    }

    /// <summary>Whether DNS leads all users of the step's name to the standby.</summary>
    public static bool? LeadsAll(PlanEstate estate, Step step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return step.Settings is Route53SwitchSettings settings
            ? LeadsAll(estate, settings.Name, settings is RecordsSwitch { Type: var type } ? type : "A") : null;
    }

    /// <summary>The records, or the alarm, are as they were before the switch.</summary>
    public static string PutBack(PlanEstate estate, Step step, Route53SwitchSettings settings)
    {
        ArgumentNullException.ThrowIfNull(estate);
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(settings);
        if (settings is RecordsSwitch records)
        {
            var (name, primary) = (RecordSet.Normal(records.Name), PlanEstate.Addresses(records.Type).Primary);
            bool IsStandby(RecordSet record) => record.SetIdentifier == records.SetIdentifier;
            var found = estate.Cloud.Route53.Zones[records.Zone].Records.Values
                .Where(record => record.Name == name && record.Type == records.Type);
            estate.Cloud.Route53.Put(records.Zone, [.. found.Select(record => record switch
            {
                { SetIdentifier: null } => record with { Values = [primary] },
                { Failover: not null } => record with { Failover = IsStandby(record) ? "SECONDARY" : "PRIMARY" },
                _ => record with { Weight = IsStandby(record) ? 0 : 100 },
            })]);
        }
        else if (settings is HealthSwitch health)
        {
            estate.Cloud.CloudWatch.SetState(step.Region, health.Alarm, health.ServesInAlarm ? "OK" : "ALARM", "by a deployment");
        }

        return $"a deployment puts {settings.Name} back to the primary";
    }
}
