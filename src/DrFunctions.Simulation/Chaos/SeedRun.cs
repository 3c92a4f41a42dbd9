using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DrFunctions.Aws;
using DrFunctions.Core.Plans;
using DrFunctions.Plans;
using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Invariants;
using DrFunctions.Simulation.Kinds;
using DrFunctions.Steps;
using LocalAws;

namespace DrFunctions.Simulation.Chaos;

/// <summary>One seed from beginning to end.</summary>
sealed class SeedRun : IDisposable
{
    static readonly DateTimeOffset Start = new(2026, 1, 15, 3, 0, 0, TimeSpan.Zero);

    /// <summary>Emails are on their way for up to 20 s after the record rests.</summary>
    static readonly TimeSpan LastEmails = TimeSpan.FromSeconds(25);
    static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    /// <summary>So many plans leave their notices to one another; a seed with them takes as long as several others.</summary>
    const double Crowded = 0.02;

    static readonly string[] Many = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "theta"];

    readonly int seed;
    readonly Tally faults = new();
    readonly Verdicts verdicts;
    readonly TestBench simulation;
    readonly InvariantChecker checker;
    readonly People people;
    readonly CallFaults calls;
    readonly InvocationFaults invocations;
    readonly DateTimeOffset calm;
    readonly List<(PlanWitness Plan, Disaster Disaster, WorldFaults World)> plans = [];
    readonly Dictionary<PlanWitness, IReadOnlyList<Standing>> before = [];

    public SeedRun(int seed, Action<string>? show)
    {
        this.seed = seed;
        var says = new Loggers();
        simulation = new TestBench(new PlanFolder(Draw(seed), []), Start, seed, says, isNew: new Dice(seed, 7).Chance(0.1),
            escalates: new Dice(seed, 11).Chance(0.3));
        calm = Start + new Dice(seed, 1).Seconds(120, 330);
        verdicts = new Verdicts(() => simulation.Clock.GetUtcNow());
        people = new People(simulation, [.. simulation.Estates.Select(estate => estate.Plan.Name)], new Dice(seed, 2), faults, calm);
        checker = new InvariantChecker(simulation, verdicts, people) { Show = show };
        says.To.Add(checker);
        calls = new CallFaults(simulation, new Dice(seed, 3), new Dice(seed, 11), faults, Start, calm);
        invocations = new InvocationFaults(simulation, new Dice(seed, 4), faults, calm);
    }

    public SeedReport Play()
    {
        simulation.Run(PlayAsync);
        End();
        checker.Close();
        return new SeedReport(
            seed,
            plans.ToDictionary(one => one.Plan.Plan.Name, one => one.Plan.Saved.Phase.ToString()),
            simulation.Clock.GetUtcNow() - Start,
            simulation.Cloud.Calls,
            simulation.Lambda.Invocations,
            faults.Counts,
            verdicts.Asked,
            verdicts.Violations,
            TraceOf(simulation.Cloud))
        {
            Broken = verdicts.Broken,
        };
    }

    public void Dispose() => simulation.Dispose();

    static List<Plan> Draw(int seed)
    {
        var (dice, brownOuts) = (new Dice(seed, 5), new Dice(seed, 9));
        var calls = new Calls(TimeProvider.System);
        using var aws = new AwsClients();
        using var prober = new Prober(calls);
        var kinds = new StepKinds(aws, prober, calls, TimeProvider.System);
        var standby = dice.OneOf("ap-northeast-1", "us-west-2");
        string[] names = dice.Chance(0.15) ? ["alpha", "beta"] : ["alpha"];
        names = new Dice(seed, 12).Chance(Crowded) ? Many : names;
        return [.. names.Select(name => new PlanDice(dice, brownOuts, name, standby).Draw(kinds))];
    }

    void Furnish()
    {
        foreach (var (plan, number) in checker.Plans.Select((plan, number) => (plan, number)))
        {
            var dice = new Dice(seed, 100 + number);
            var one = (
                plan, new Disaster(simulation, plan.Estate, dice, faults), new WorldFaults(simulation, plan.Estate, people, dice, faults));
            one.Item3.Furnish();
            one.Item2.Play();
            one.Item3.Play();
            new DnsFaults(simulation.Cloud, plan.Estate, new Dice(seed, 200 + number), faults).Play();
            plans.Add(one);
        }

        new MessageFaults(simulation.Cloud, simulation.Lambda, new Dice(seed, 6), faults, calm)
            .Install(LambdaPlatform.ArnOf(simulation.Home, TestBench.AlarmFunction), [.. checker.Plans.SelectMany(plan => plan.Alarms)]);
        new EmailFaults(simulation.Cloud, simulation.Base.NoticeTopic, new Dice(seed, 10), faults).Install();
        checker.Plans.ToList().ForEach(plan => before[plan] = plan.Estate.Standing);
        calls.Plan();
        people.Play();
        people.Command();
        checker.Watch(calls.At);
        invocations.Install();
    }

    async Task PlayAsync()
    {
        Furnish();
        var told = 0L;
        for (var rested = TimeSpan.Zero; rested < LastEmails && simulation.Clock.GetUtcNow() < Latest();)
        {
            await Task.Delay(Step, simulation.Clock);
            invocations.CountTimedOut();

            // A Stuck run may go on by itself, and rest again, between two of these instants.
            var (earlier, now) = (told, plans.Sum(one => one.Plan.Saved.HistoryCount));
            (rested, told) = (IsOver() && now == earlier ? rested + Step : TimeSpan.Zero, now);
        }
    }

    /// <summary>By then every run must have ended; one that had to wait for another Region's hour began later than the others.</summary>
    DateTimeOffset Latest()
    {
        var ends = plans.Select(one =>
        {
            var (began, hour) = (one.Plan.Saved.Run?.BeganAt ?? calm, calm + PlanWitness.RegionHour);
            return Max(calm, began < hour ? began : hour) + LivenessInvariants.LimitsOf(one.Plan.Plan);
        });
        return ends.Max() + TimeSpan.FromMinutes(10);
    }

    bool IsOver() => simulation.Clock.GetUtcNow() > Max(calm, people.Until) && simulation.Lambda.Running == 0
        && plans.TrueForAll(one => one.Plan.Users.IsSettled)
        && plans.TrueForAll(one => one.Plan is { Rests: true, IsPrewarmed: false }
            && (one.Plan.HasBegun || !IsDown(one.Plan, one.Disaster) || MustRun(one.Plan, one.Disaster)));

    /// <summary>The primary stays down, and as many signals as the plan needs can be read.</summary>
    static bool IsDown(PlanWitness plan, Disaster disaster) =>
        disaster is { At: not null, Back: null } && plan.Readable >= plan.Plan.Trigger.AtLeast && plan.Agrees;

    /// <summary>The primary has been down for longer than any alarm takes, and nothing stands in the way of a failover.</summary>
    bool MustRun(PlanWitness plan, Disaster disaster)
    {
        var (name, now) = (plan.Plan.Name, simulation.Clock.GetUtcNow());
        var since = disaster.At > calm ? disaster.At.Value : calm;
        var late = plan.Plan.Trigger.For + TimeSpan.FromMinutes(3 + 6) + people.PausedAfter(name, since)
            + plan.Plan.Trigger.ApprovalTimeout;
        return IsDown(plan, disaster) && people.PausedSince(name) is null && now - since > late
            && plan.DownWithin(TimeSpan.FromSeconds(10)) >= plan.Plan.Trigger.AtLeast && plan.Agrees;
    }

    void End()
    {
        var liveness = new LivenessInvariants(simulation.Cloud, verdicts, calm);
        liveness.L7(simulation.Base.Topics);
        foreach (var (plan, disaster, world) in plans)
        {
            var began = plan.Saved.Run?.BeganAt ?? Start;
            var stores = calls.StoreOutages.Aggregate(TimeSpan.Zero, (sum, outage) => sum + (outage.To - outage.From));
            liveness.L1(plan, people.PausedAfter(plan.Plan.Name, began) + stores);
            if (!world.IsMeddledWith)
            {
                liveness.L1(plan, before[plan]);
            }

            liveness.L2(plan, checker.Emails);
            liveness.L3(plan);
            plan.Users.End(verdicts, checker.Emails);
            liveness.L4(plan, IsDown(plan, disaster) && (plan.HasBegun || MustRun(plan, disaster)));
            liveness.L5(plan, world.Poisoned, plans.Count > 1);
        }
    }

    static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    static string TraceOf(LocalCloud cloud)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var call in cloud.Trace)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{call}\n")));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
