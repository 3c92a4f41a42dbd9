using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Kinds;
using LocalAws;

namespace DrFunctions.Simulation.Chaos;

/// <summary>What happens to a plan's primary, if anything.</summary>
sealed class Disaster(TestBench simulation, PlanEstate estate, Dice dice, Tally tally)
{
    World World => simulation.Cloud.World;

    /// <summary>When the primary fails; null if nothing does.</summary>
    public DateTimeOffset? At { get; private set; }

    /// <summary>When the primary is back; null if it stays down.</summary>
    public DateTimeOffset? Back { get; private set; }

    public void Play()
    {
        var at = dice.Seconds(15, 75);
        if (dice.Chance(0.2))
        {
            tally.Add("us-east-1 dark");
            var begin = World.Now + at + dice.Seconds(-15, 60);
            World.Darken("us-east-1", begin, begin + dice.Seconds(60, 400));
        }

        if (dice.Chance(0.15))
        {
            CutOff(dice.Seconds(0, 200), dice.Seconds(20, 200));
        }

        switch (dice.Between(1, 10))
        {
            case 1 or 2:
                tally.Add("nothing fails");
                break;
            case 3:
                tally.Add("front doors flap");
                Flap(at);
                break;
            case 4 or 5:
                tally.Add("front doors broken");
                Down(at, () => estate.PrimaryAppServes = false, () => estate.PrimaryAppServes = true);
                break;
            default:
                tally.Add("primary Region dark");
                Down(at, null, null);
                World.Darken(estate.Plan.Primary, At!.Value, Back);
                break;
        }
    }

    void Down(TimeSpan at, Action? fails, Action? returns)
    {
        At = World.Now + at;
        World.After(at, () => fails?.Invoke());
        if (dice.Chance(0.2))
        {
            tally.Add("primary comes back half-way");
            var down = dice.Seconds(30, 300);
            Back = At + down;
            World.After(at + down, () => returns?.Invoke());
        }
    }

    void Flap(TimeSpan at)
    {
        for (var flap = dice.Between(2, 5); flap > 0; flap--)
        {
            World.After(at, () => estate.PrimaryAppServes = false);
            at += dice.Seconds(5, 40);
            World.After(at, () => estate.PrimaryAppServes = true);
            at += dice.Seconds(20, 60);
        }
    }

    /// <summary>The standby's own network fails: no probe reaches anything, not even the reference.</summary>
    void CutOff(TimeSpan begin, TimeSpan time)
    {
        if (estate.Plan.Trigger.Reference.Count == 0)
        {
            return;
        }

        tally.Add("standby cut off");
        var from = World.Now + begin;
        simulation.Cloud.ProbeFaults = host => from <= World.Now && World.Now < from + time && host.EndsWith($".{estate.Plan.Name}.example", StringComparison.Ordinal)
            ? DoorAnswer.Hang
            : null;
    }
}
