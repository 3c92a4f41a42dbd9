using DrFunctions.Core.Plans;

namespace DrFunctions.Steps.EcsScale;

/// <summary>What a plan says of an ecs-scale step.</summary>
/// <param name="Count">The desired count; null if <paramref name="Share"/> gives it.</param>
/// <param name="PrimaryCluster">The cluster of <paramref name="PrimaryService"/>, of which the share is taken.</param>
/// <param name="Minimum">How many tasks must run; null for all that are desired.</param>
public sealed record EcsScaleSettings(
    string Cluster, string Service, int? Count, EcsShare? Share, string PrimaryCluster, string PrimaryService, int? Minimum)
{
    /// <summary>AWS's quota of tasks per service.</summary>
    public const int MostTasks = 5000;

    static readonly string[] OfShares = ["primaryCluster", "primaryService"];

    public string ResourceId => $"service/{Cluster}/{Service}";

    public static EcsScaleSettings? Read(Fields fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        const string shape = "a whole number from 1 to 5000, or a share such as \"100% of primary\"";
        var cluster = fields.Text("cluster", "The cluster's name.", required: true, most: 255, wrong: WrongName);
        var service = fields.Text("service", "The service's name.", required: true, most: 255, wrong: WrongName);
        var desired = fields.NumberOrText("desired", "The desired count, or a share such as \"100% of primary\"; a service that has more keeps it.", required: true, shape);
        var minimum = fields.Number("minimum", "How many tasks must run; default: the desired count.", 1, MostTasks);
        var primaryCluster = fields.Text("primaryCluster", "For a share: the cluster in the primary Region; default: the same name.", most: 255, wrong: WrongName);
        var primaryService = fields.Text("primaryService", "For a share: the service in the primary Region; default: the same name.", most: 255, wrong: WrongName);
        int? count = desired is LocatedNumber { Number: { } number } && number is >= 1 and <= MostTasks && number == Math.Floor(number)
            ? (int)number : null;
        var share = desired is LocatedText text ? EcsShare.Parse(text.Text) : null;
        if (desired is not null && count is null && share is null)
        {
            fields.Mistake("desired", desired is LocatedText wrong
                ? $"is \"{wrong.Text}\"; it must be {shape}, from 1% to {EcsShare.MostPercent}%."
                : $"must be {shape}.");
        }

        if (minimum > count)
        {
            fields.Mistake("minimum", $"is {minimum}, more than the desired count of {count}.");
        }

        foreach (var name in OfShares.Where(name => count is not null && fields.Has(name)))
        {
            fields.Mistake(name, "says of which service a share is taken, and \"desired\" is a number; take it away.");
        }

        return cluster is null || service is null || (count is null && share is null) ? null
            : new EcsScaleSettings(cluster, service, count, share, primaryCluster ?? cluster, primaryService ?? service, minimum);
    }

    static string? WrongName(string text) => text.Contains('/', StringComparison.Ordinal) || text.Contains(':', StringComparison.Ordinal)
        ? $"write the plain name, not an ARN; the step's region says where it is.{(Arns.Is(text) && Arns.LastOf(text) is { Length: > 0 } name ? $" Did you mean \"{name}\"?" : "")}"
        : null;
}
