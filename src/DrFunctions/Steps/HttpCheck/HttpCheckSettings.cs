using DrFunctions.Core.Plans;

namespace DrFunctions.Steps.HttpCheck;

/// <summary>What a plan says of an http-check step.</summary>
/// <param name="Times">Good answers in a row.</param>
public sealed record HttpCheckSettings(Probe Probe, int Times) : IFrontDoorCheck
{
    public static HttpCheckSettings? Read(Fields fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var probe = PlanFile.ReadProbe(fields, "url", required: true);
        var text = fields.Text("connectTo", "The standby's own front door, a host or host:port: it is asked for the url, so that its certificate and host rules are proved too.",
            most: 262, wrong: FrontDoorAddress.Wrong);
        var times = fields.Number("times", "Good answers in a row; default 3.", 1, 10);
        var door = text is null ? null : FrontDoorAddress.Parse(text);
        if (probe is not null && door is not null && door.Instead(probe.Url) == probe.Url)
        {
            fields.Mistake("connectTo", "is where the url leads already; take it away, or let the url have the name that users use.");
        }

        if (probe is not null && door is not null)
        {
            PlanFile.WarnOfAddress(fields, "connectTo", door.Instead(probe.Url));
        }

        return probe is null ? null : new HttpCheckSettings(probe with { ConnectTo = door }, times ?? 3);
    }
}
