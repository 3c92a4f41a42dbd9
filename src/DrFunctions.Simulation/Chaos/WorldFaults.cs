using DrFunctions.Core.Plans;
using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Kinds;
using LocalAws.Services.Ec2;
using LocalAws.Services.Ecs;
using LocalAws.Services.Route53;
using LocalAws;

namespace DrFunctions.Simulation.Chaos;

/// <summary>Faults of a plan's world: capacity, health, quotas, autoscalers, changes by hand.</summary>
sealed class WorldFaults(TestBench simulation, PlanEstate estate, Dice dice, Tally tally)
{
    readonly HashSet<string> poisoned = new(StringComparer.Ordinal);

    LocalCloud Cloud => simulation.Cloud;

    World World => simulation.Cloud.World;

    /// <summary>Instances that will never run.</summary>
    public IReadOnlySet<string> Poisoned => poisoned;

    /// <summary>Somebody or something else changes the standby too, so it need not end as it was.</summary>
    public bool IsMeddledWith { get; private set; }

    public void Furnish()
    {
        World.ReadLag = TimeSpan.FromSeconds(dice.OneOf(0, 1.5, 4, 8));
        foreach (var service in estate.Services.ToList())
        {
            if (dice.Chance(0.4))
            {
                var target = Cloud.ApplicationAutoScaling.Add(service, 0, dice.OneOf(1, 2, 6));
                if (dice.Chance(0.5))
                {
                    tally.Add("autoscaler lowers what was raised");
                    IsMeddledWith = true;
                    target.IdleAfter = dice.Seconds(10, 120);
                }
            }
        }

        if (estate.Plan.Trigger.Deploying is { } changes && dice.Chance(0.5))
        {
            tally.Add("primary is being deployed");
            Cloud.CloudWatch.SetState(changes.Region, changes.Alarm, "ALARM", "somebody deploys");
        }

        foreach (var step in estate.Plan.Steps.Where(step => CallTargets.Text(step, "setIdentifier") == "standby-failover"))
        {
            MakeFailover(step);
        }
    }

    public void Play()
    {
        foreach (var instance in estate.Instances)
        {
            Sabotage(instance);
        }

        foreach (var service in estate.Services)
        {
            Sabotage(service);
        }

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

    void Sabotage(Ec2Instance instance)
    {
        switch (dice.Between(1, 16))
        {
            case 1:
                tally.Add("capacity missing");
                instance.RefusedStarts = dice.Between(1, 4);
                break;
            case 2:
                tally.Add("start ends stopped");
                (instance.BrokenStarts, instance.BreaksWith) =
                    (dice.Between(1, 3), dice.OneOf(Ec2Instance.ClientError, Ec2Instance.NoCapacity));
                break;
            case 3:
                tally.Add("runs but does not answer");
                instance.Mute = true;
                World.After(dice.Seconds(60, 500), () => instance.Mute = false);
                break;
            case 4 or 5:
                tally.Add("falls back after being done");
                instance.FallsBackAfter = dice.Seconds(5, 200);
                World.After(dice.Seconds(100, 400), () => instance.FallsBackAfter = null);
                break;
            case 6:
                tally.Add("poison id");
                poisoned.Add(instance.Id);
                if (dice.Chance(0.5))
                {
                    instance.Terminate();
                }
                else
                {
                    instance.Remove();
                }

                break;
            case 7:
                tally.Add("status checks fail");
                instance.Impair(World.Now, World.Now + dice.Seconds(60, 400));
                break;
        }
    }

    void Sabotage(EcsService service)
    {
        switch (dice.Between(1, 8))
        {
            case 1:
                tally.Add("quota used up");
                service.Capacity = dice.Between(0, 2);
                World.After(dice.Seconds(30, 300), () => service.Capacity = int.MaxValue);
                break;
            case 2:
                tally.Add("tasks crash-loop");
                service.CrashLoop();
                World.After(dice.Seconds(60, 400), service.Mend);
                break;
        }
    }

    /// <summary>A person does a step's work, or a part of it, at the same time.</summary>
    void ByHand()
    {
        tally.Add("a person does a step by hand");
        IsMeddledWith = true;
        foreach (var instance in estate.Instances.Where(one => one.State == "stopped" && dice.Chance(0.5)).ToList())
        {
            instance.Start();
        }

        foreach (var service in estate.Services.Where(_ => dice.Chance(0.5)).ToList())
        {
            service.SetDesired(service.Desired + dice.Between(0, 3));
        }
    }

    /// <summary>The estate has weighted records; these become a failover pair.</summary>
    void MakeFailover(Step step)
    {
        var zone = Cloud.Route53.Zones[CallTargets.Text(step, "zone")];
        var door = estate.Plan.Trigger.Signals.OfType<ProbeSignal>().First().Probe.Url;
        var plain = new RecordSet(RecordSet.Normal(CallTargets.Text(step, "name")), "A") { Ttl = 60 };
        string Check(string host) =>
            Cloud.Route53.CreateHealthCheck(World.NewUuid(), new HealthCheckSettings("HTTPS") { Host = host, Path = door.AbsolutePath }).Id;
        RecordSet[] pair =
        [
            plain with { SetIdentifier = "primary", Failover = "PRIMARY", Values = [PlanEstate.PrimaryAddress], HealthCheckId = Check(door.Host) },
            plain with
            {
                SetIdentifier = CallTargets.Text(step, "setIdentifier"),
                Failover = "SECONDARY",
                Values = [PlanEstate.StandbyAddress],
                HealthCheckId = Check($"standby.{estate.Plan.Name}.example"),
            },
        ];
        var records = new SortedDictionary<RecordKey, RecordSet>(zone.Records);
        foreach (var key in records.Where(one => one.Value.Name == plain.Name).Select(one => one.Key).ToList())
        {
            records.Remove(key);
        }

        foreach (var record in pair)
        {
            records[record.Key] = record;
        }

        zone.Replace(records, World.Now);
    }
}
