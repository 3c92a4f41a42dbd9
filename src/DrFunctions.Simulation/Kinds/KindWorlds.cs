using DrFunctions.Core.Plans;
using DrFunctions.Steps;
using LocalAws;

namespace DrFunctions.Simulation.Kinds;

/// <summary>The worlds of the step kinds, and the kinds beside them.</summary>
/// <param name="kinds">What the functions under test know as kinds.</param>
public sealed class KindWorlds(IReadOnlyList<KindWorld> worlds, IReadOnlyList<KindFactory> kinds)
{
    /// <summary>The table of worlds, one line each; simulations go through it in this order.</summary>
    public static KindWorlds Shipped { get; } = new(
    [
        new Ec2StartWorld(),
        new EcsScaleWorld(),
        new HttpCheckWorld(),
        new Route53SwitchWorld(),
        new WaitWorld(),
    ],
    StepKinds.Shipped);

    public IReadOnlyList<KindWorld> All => worlds;

    public IReadOnlyList<KindFactory> Kinds => kinds;

    /// <summary>These, and one more kind with its world.</summary>
    public KindWorlds With(KindWorld world, KindFactory kind) => new([.. worlds, world], [.. kinds, kind]);

    public KindWorld Of(Step step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return worlds.FirstOrDefault(world => world.Kind == step.Kind)
            ?? throw new InvalidOperationException($"LocalAws cannot furnish a world for the kind {step.Kind}.");
    }

    /// <summary>The resources that a changing call names, in the words in which plans name them.</summary>
    public IReadOnlyList<string> TargetsOf(FaultPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return worlds.Select(world => world.TargetsOf(point)).FirstOrDefault(targets => targets is not null)
            ?? [$"{point.Region} {point.Service} {point.Operation}"];
    }

    /// <summary>The name whose users a traffic step moves; the step's id where it has none.</summary>
    public string NameOf(Step step) => Of(step).NameOf(step) ?? step.Id;

    public bool MovesUsers(string operation) => worlds.Any(world => world.MovesUsers(operation));

    public bool Lowers(string operation) => worlds.Any(world => world.Lowers(operation));

    public bool IsGlobal(string service) => worlds.Any(world => world.IsGlobal(service));

    public string? SecondPartOf(string operation) =>
        worlds.Select(world => world.SecondPartOf(operation)).FirstOrDefault(part => part is not null);

    /// <summary>The count, or the floor under it, that a call is about to change; 0 for other calls.</summary>
    public int CountOf(LocalCloud cloud, FaultPoint point, IReadOnlyList<string> targets) =>
        worlds.Select(world => world.CountOf(cloud, point, targets)).FirstOrDefault(count => count is not null) ?? 0;
}
