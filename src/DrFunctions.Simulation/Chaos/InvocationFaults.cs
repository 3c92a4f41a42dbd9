using DrFunctions.Simulation.Bench;
using LocalAws;

namespace DrFunctions.Simulation.Chaos;

/// <summary>Faults of invocations apart from their calls: wrong clocks, kills and freezes at any moment, concurrent invocations.</summary>
sealed class InvocationFaults(TestBench simulation, Dice dice, Tally tally, DateTimeOffset to)
{
    readonly double often = dice.OneOf(0, 0.15, 0.5);
    readonly bool clocksDiffer = dice.Chance(0.3);
    int timedOut;

    LocalCloud Cloud => simulation.Cloud;

    public void Install()
    {
        var lambda = simulation.Lambda;
        lambda.LongestTimeout = TimeSpan.FromSeconds(dice.OneOf(120, 300, 900));
        lambda.Started = Start;
        simulation.StartSchedule();
        if (dice.Chance(0.4))
        {
            // Two schedules, as after a double deployment: two invocations race each minute.
            simulation.StartSchedule();
            Cloud.World.Every(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), () => tally.Add("two schedules race"));
        }

        for (var extra = dice.Between(0, 4); extra > 0; extra--)
        {
            Cloud.World.After(dice.Seconds(10, 400), () =>
            {
                if (lambda.Running > 0)
                {
                    tally.Add("two invocations at once");
                }

                simulation.Tick();
            });
        }
    }

    /// <summary>Counts the invocations that reached their timeout since the last call.</summary>
    public void CountTimedOut()
    {
        for (; timedOut < simulation.Lambda.TimedOut; timedOut++)
        {
            tally.Add("killed within a second after its deadline");
        }
    }

    void Start(Caller caller)
    {
        if (Cloud.World.Now >= to)
        {
            return;
        }

        if (clocksDiffer && dice.Chance(0.5))
        {
            tally.Add("clock wrong by minutes");
            caller.WallOffset = dice.OneOf(-1, 1) * dice.Seconds(1, 300);
        }

        if (!dice.Chance(often))
        {
            return;
        }

        if (dice.Chance(0.5))
        {
            Cloud.World.After(dice.Seconds(0, 30), () => Kill(caller));
        }
        else
        {
            Cloud.World.After(dice.Seconds(0, 30), () => Freeze(caller));
        }
    }

    void Kill(Caller caller)
    {
        if (simulation.Lambda.Runs(caller))
        {
            tally.Add("killed at any moment");
            caller.Die();
        }
    }

    void Freeze(Caller caller)
    {
        if (!simulation.Lambda.Runs(caller) || caller.IsFrozen)
        {
            return;
        }

        var (time, which, invocations) = (dice.Seconds(15, 300), dice.Between(1, 3), simulation.Lambda.Invocations);
        tally.Add("frozen at any moment");
        caller.Freeze(Cloud.World, time, wallJumps: which != 1, monotonicJumps: which != 2);
        Cloud.World.After(time, () =>
        {
            if (simulation.Lambda.Runs(caller) && simulation.Lambda.Invocations > invocations)
            {
                tally.Add("an old one wakes after a newer one began");
            }
        });
    }
}
