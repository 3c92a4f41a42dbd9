using DrFunctions.Simulation.Kinds;
using LocalAws;

namespace DrFunctions.Simulation.Chaos;

/// <summary>DNS that does not follow Route 53, which shows nothing of it: delegations elsewhere, stale or silent servers.</summary>
sealed class DnsFaults(LocalCloud cloud, PlanEstate estate, Dice dice, Tally tally)
{
    const string Elsewhere = "ns1.elsewhere.example";

    public void Play()
    {
        var (dns, names) = (cloud.Route53.Dns, SwitchedName.Of(estate).ToList());
        if (names.Count == 0 || !dice.Chance(0.25))
        {
            return;
        }

        var name = dice.OneOf([.. names]);
        switch (dice.OneOf("elsewhere", "stale", "stale", "one silent", "all silent"))
        {
            case "elsewhere":
                tally.Add("name is delegated elsewhere");
                dns.Delegate(name, cloud.World.Now, Elsewhere);
                break;
            case "stale":
                tally.Add("name server is stale");
                dns.Freeze(dns.ServersOf(name)[0], cloud.World.Now);
                break;
            case "one silent":
                tally.Add("name server is silent");
                dns.Silence(dns.ServersOf(name)[0]);
                break;
            default:
                tally.Add("all name servers are silent");
                dns.ServersOf(name).ToList().ForEach(dns.Silence);
                break;
        }
    }
}
