namespace DrFunctions.Simulation.Kinds;

/// <summary>The world of wait: there is nothing to furnish, and nothing that could go wrong with it.</summary>
public sealed class WaitWorld : KindWorld
{
    public override string Kind => "wait";
}
