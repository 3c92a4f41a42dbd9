using DrFunctions.Core.Plans;
using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Kinds;
using LocalAws;

namespace DrFunctions.Simulation.Chaos;

/// <summary>What is wrong with a plan's world: what its kinds' worlds draw, a sick standby, people's hands.</summary>
sealed class WorldFaults(TestBench simulation, PlanEstate estate, People people, Dice dice, Tally tally)
{
    readonly Sabotage sabotage = new(simulation.Cloud.World, dice, tally);

    World World => simulation.Cloud.World;

    /// <summary>Resources that will never serve.</summary>
    public IReadOnlySet<string> Poisoned => sabotage.Poisoned;

    /// <summary>Somebody or something else changes the standby too, so it need not end as it was.</summary>
    public bool IsMeddledWith => sabotage.IsMeddledWith;

    public void Furnish()
    {
        World.ReadLag = TimeSpan.FromSeconds(dice.OneOf(0, 1.5, 4, 8));
        Each((world, step) => world.Vary(estate, step, sabotage));
        if (estate.Plan.Trigger.Deploying is { } changes && dice.Chance(0.5))
        {
            tally.Add("primary is being deployed");
            simulation.Cloud.CloudWatch.SetState(changes.Region, changes.Alarm, "ALARM", "somebody deploys");
        }
    }

    public void Play()
    {
        Each((world, step) => world.Sabotage(estate, step, sabotage));
        if (dice.Chance(0.2))
        {
            tally.Add("standby sick");
            var begin = dice.Seconds(0, 240);
            World.After(begin, () => estate.StandbyAppServes = false);
            World.After(begin + dice.Seconds(30, 240), () => estate.StandbyAppServes = true);
        }

        if (dice.Chance(0.25))
        {
            World.After(dice.Seconds(20, 240), ByHand);
        }
    }

    /// <summary>A person does a step's work, or a part of it, at the same time.</summary>
    void ByHand()
    {
        tally.Add("a person does a step by hand");
        sabotage.Meddle();
        people.ByHandAt = World.Now;
        foreach (var world in estate.Worlds.All)
        {
            world.ChangeByHand(estate, [.. estate.Plan.Steps.Where(step => step.Kind == world.Kind)], sabotage);
        }
    }

    /// <summary>Kind by kind, in the order of the table, which is the order of the draws.</summary>
    void Each(Action<KindWorld, Step> act)
    {
        foreach (var world in estate.Worlds.All)
        {
            foreach (var step in estate.Plan.Steps.Where(step => step.Kind == world.Kind))
            {
                act(world, step);
            }
        }
    }
}
