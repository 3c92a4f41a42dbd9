using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DrFunctions.Aws;
using DrFunctions.Core.Plans;
using DrFunctions.LocalAws.Rehearsals;
using DrFunctions.Plans;
using DrFunctions.Steps;
using Microsoft.Extensions.Logging;

namespace DrFunctions.LocalAws.Simulations;

/// <summary>One seed from beginning to end.</summary>
sealed class SeedRun : IDisposable
{
    static readonly DateTimeOffset Start = new(2026, 1, 15, 3, 0, 0, TimeSpan.Zero);

    /// <summary>Emails are on their way for up to 20 s after the record rests.</summary>
    static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(25);
    static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    readonly int seed;
    readonly Tally faults = new();
    readonly Verdicts verdicts;
    readonly Simulation simulation;
    readonly Judge judge;
    readonly People people;
    readonly CallFaults calls;
    readonly InvocationFaults invocations;
    readonly DateTimeOffset calm;
    readonly List<(PlanWitness Plan, Disaster Disaster, WorldFaults World)> plans = [];

    public SeedRun(int seed, Action<string>? show)
    {
        this.seed = seed;
        var says = new Said();
        simulation = new Simulation(new PlanFolder(Draw(seed), []), Start, seed, says);
        calm = Start + new Dice(seed, 1).Seconds(180, 420);
        verdicts = new Verdicts(() => simulation.Clock.GetUtcNow());
        people = new People(simulation, [.. simulation.Estates.Select(estate => estate.Plan.Name)], new Dice(seed, 2), faults, calm);
        judge = new Judge(simulation, verdicts, people) { Show = show };
        says.To = judge;
        calls = new CallFaults(simulation.Cloud, new Dice(seed, 3), faults, Start, calm);
        invocations = new InvocationFaults(simulation, new Dice(seed, 4), faults, calm);
    }

    public SeedReport Play()
    {
        simulation.Run(PlayAsync);
        End();
        judge.Close();
        return new SeedReport(
            seed,
            plans.ToDictionary(one => one.Plan.Plan.Name, one => one.Plan.Saved.Phase.ToString()),
            simulation.Clock.GetUtcNow() - Start,
            simulation.Cloud.Calls,
            simulation.Lambda.Invocations,
            faults.Counts,
            verdicts.Asked,
            verdicts.Violations,
            TraceOf(simulation.Cloud));
    }

    public void Dispose() => simulation.Dispose();

    static List<Plan> Draw(int seed)
    {
        var dice = new Dice(seed, 5);
        var calls = new Calls(TimeProvider.System);
        using var aws = new AwsClients();
        using var prober = new Prober(calls);
        var kinds = new StepKinds(aws, prober, calls, TimeProvider.System);
        var standby = dice.OneOf("ap-northeast-1", "us-west-2");
        string[] names = dice.Chance(0.15) ? ["alpha", "beta"] : ["alpha"];
        return [.. names.Select(name => new PlanDice(dice, name, standby).Draw(kinds))];
    }

    void Furnish()
    {
        foreach (var (plan, number) in judge.Plans.Select((plan, number) => (plan, number)))
        {
            var dice = new Dice(seed, 100 + number);
            var one = (plan, new Disaster(simulation, plan.Estate, dice, faults), new WorldFaults(simulation, plan.Estate, dice, faults));
            one.Item3.Furnish();
            one.Item2.Play();
            one.Item3.Play();
            plans.Add(one);
        }

        var alarms = plans.SelectMany(one => one.Plan.Plan.Trigger.Signals).OfType<AlarmSignal>().Select(signal => simulation.Cloud.CloudWatch.Find(signal.Region, signal.Alarm)!);
        new MessageFaults(simulation.Cloud, simulation.Lambda, new Dice(seed, 6), faults, calm)
            .Install(Lambda.LambdaPlatform.ArnOf(simulation.Home, Simulation.AlarmFunction), [.. alarms]);
        calls.Plan();
        people.Play();
        people.Command();
        judge.Watch(calls.At);
        invocations.Install();
    }

    async Task PlayAsync()
    {
        Furnish();
        var latest = calm + plans.Aggregate(TimeSpan.Zero, (most, one) => Max(most, LivenessInvariants.LimitsOf(one.Plan.Plan))) + TimeSpan.FromMinutes(10);
        for (var rested = TimeSpan.Zero; rested < Aftermath && simulation.Clock.GetUtcNow() < latest;)
        {
            await Task.Delay(Step, simulation.Clock);
            invocations.CountTimedOut();
            rested = IsOver() ? rested + Step : TimeSpan.Zero;
        }
    }

    bool IsOver() => simulation.Clock.GetUtcNow() > Max(calm, people.Until) && simulation.Lambda.Running == 0
        && plans.TrueForAll(one => one.Plan.Rests && (one.Plan.HasBegun || !IsDown(one.Plan, one.Disaster) || MustRun(one.Plan, one.Disaster)));

    /// <summary>The primary is down for good, and as many signals as the plan asks for can be read.</summary>
    static bool IsDown(PlanWitness plan, Disaster disaster) => disaster is { At: not null, Back: null } && plan.Readable >= plan.Plan.Trigger.AtLeast;

    /// <summary>It has been down for longer than any alarm takes, with nothing in the way.</summary>
    bool MustRun(PlanWitness plan, Disaster disaster)
    {
        var (name, now) = (plan.Plan.Name, simulation.Clock.GetUtcNow());
        var since = disaster.At > calm ? disaster.At.Value : calm;
        var late = plan.Plan.Trigger.For + TimeSpan.FromMinutes(3 + 6) + people.PausedAfter(name, since)
            + plan.Plan.Trigger.ApprovalTimeout;
        return IsDown(plan, disaster) && people.PausedSince(name) is null && now - since > late && plan.DownWithin(TimeSpan.FromSeconds(10)) >= plan.Plan.Trigger.AtLeast;
    }

    void End()
    {
        var liveness = new LivenessInvariants(simulation.Cloud, verdicts, calm);
        foreach (var (plan, disaster, world) in plans)
        {
            var began = plan.Saved.Run?.BeganAt ?? Start;
            var stores = calls.StoreOutages.Aggregate(TimeSpan.Zero, (sum, outage) => sum + (outage.To - outage.From));
            liveness.L1(plan, people.PausedAfter(plan.Plan.Name, began) + stores);
            if (!world.IsMeddledWith)
            {
                liveness.L1(plan);
            }

            liveness.L2(plan, judge.Emails);
            liveness.L3(plan);
            liveness.L4(plan, IsDown(plan, disaster) && (plan.HasBegun || MustRun(plan, disaster)));
            liveness.L5(plan, world.Poisoned, plans.Count > 1);
        }
    }

    static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    static string TraceOf(LocalCloud cloud)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var call in cloud.Trace)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{call}\n")));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The log exists before the judge who reads it.</summary>
    sealed class Said : ILogger
    {
        public ILogger? To { get; set; }

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            To?.Log(logLevel, eventId, state, exception, formatter);

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;
    }
}
