using System.Text.Json.Nodes;
using DrFunctions.Core.Plans;
using DrFunctions.Simulation.Chaos;

namespace DrFunctions.Simulation.Kinds;

/// <summary>The world of wait: there is nothing to furnish, and nothing that could go wrong with it.</summary>
public sealed class WaitWorld : KindWorld
{
    public override string Kind => "wait";

    public override StepRole? DrawnAs => StepRole.Capacity;

    /// <summary>A plan of nothing but waits shows little.</summary>
    public override int DrawnSoOften => 1;

    public override JsonObject Draw(Dice dice, string plan, int number)
    {
        ArgumentNullException.ThrowIfNull(dice);
        return new() { ["id"] = $"wait{number}", ["kind"] = Kind, ["for"] = dice.OneOf("1s", "10s", "30s") };
    }
}
