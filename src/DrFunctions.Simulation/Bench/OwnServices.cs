using LocalAws;

namespace DrFunctions.Simulation.Bench;

/// <summary>
/// The services that the functions use for themselves: their table, their notices, and their calls of each other. No plan's estate is in
/// them.
/// </summary>
public static class OwnServices
{
    /// <summary>The service that holds the records.</summary>
    public const string Store = "dynamodb";

    public static bool Contains(string service) => service is Store or "sns" or "lambda";

    /// <summary>The call changed something of a plan's estate, or tried to.</summary>
    public static bool IsChangeElsewhere(TracedCall call) => call.Changing && !Contains(call.Service) && !IsDryRun(call.Summary);

    /// <summary>The same of a call that has not happened yet.</summary>
    public static bool IsChangeElsewhere(FaultPoint point) =>
        !LocalCloud.IsReading(point.Operation) && !Contains(point.Service) && !IsDryRun(point);

    /// <summary>EC2 is only asked whether it would do it.</summary>
    public static bool IsDryRun(FaultPoint point) => point.Service == "ec2" && IsDryRun(point.Request.Text);

    static bool IsDryRun(string text) => text.Contains("DryRun=true", StringComparison.OrdinalIgnoreCase);
}
