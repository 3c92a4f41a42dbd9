namespace LocalAws.Services.ElasticLoadBalancing;

/// <summary>A listener's rule, or the default of a listener, that shares requests out to target groups by their weights.</summary>
public sealed class ForwardRule
{
    readonly Timeline<IReadOnlyList<int>> weights;

    /// <param name="isListener">The default of a listener, as a Network Load Balancer has it; else a rule of its own.</param>
    internal ForwardRule(World world, string region, string name, bool isListener, IReadOnlyList<TargetGroup> groups)
    {
        (Groups, IsListener) = (groups, isListener);
        var id = $"{name}/{world.NewId("")[1..]}/{world.NewId("")[1..]}";
        Arn = $"arn:aws:elasticloadbalancing:{region}:{World.Account}:"
            + (isListener ? $"listener/net/{id}" : $"listener-rule/app/{id}/{world.NewId("")[1..]}");
        weights = new([.. groups.Select((_, number) => number == 0 ? 100 : 0)]);
    }

    public string Arn { get; }

    public bool IsListener { get; }

    public IReadOnlyList<TargetGroup> Groups { get; }

    /// <summary>Sets how the requests are shared out from an instant on, in the order of the groups.</summary>
    public void Weigh(DateTimeOffset at, params IReadOnlyList<int> shares) => weights.Set(at, shares);

    public int WeightAt(TargetGroup group, DateTimeOffset at) =>
        Groups.Select((one, number) => one == group ? weights.At(at)[number] : 0).Sum();
}
