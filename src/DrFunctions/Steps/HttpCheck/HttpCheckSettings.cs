using DrFunctions.Core.Plans;

namespace DrFunctions.Steps.HttpCheck;

/// <summary>What a plan says of an http-check step.</summary>
/// <param name="Times">Good answers in a row.</param>
public sealed record HttpCheckSettings(Probe Probe, int Times) : IFrontDoorCheck
{
    public Uri Url => Probe.Url;

    public static HttpCheckSettings? Read(Fields fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var probe = PlanFile.ReadProbe(fields, "url", required: true);
        var times = fields.Number("times", "Good answers in a row; default 3.", 1, 10);
        return probe is null ? null : new HttpCheckSettings(probe, times ?? 3);
    }
}
