using System.Text.Json.Nodes;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Plans;
using DrFunctions.Simulation.Chaos;
using DrFunctions.Simulation.Kinds;
using DrFunctions.Simulation.Scenarios;
using Microsoft.Extensions.Logging.Abstractions;

namespace DrFunctions.Simulation.Bench;

/// <summary>
/// A disaster from beginning to end in virtual time, with the deployed handlers, loop, step kinds and SDK clients on a local AWS.
/// Equal plans, scenarios and seeds give equal reports.
/// </summary>
public sealed class Rehearsal : IDisposable
{
    /// <summary>The disaster begins at three in the morning.</summary>
    static readonly DateTimeOffset Night = new(2026, 1, 15, 3, 0, 0, TimeSpan.Zero);

    /// <summary>Long enough for alarms to have data and for one or two quiet invocations.</summary>
    static readonly TimeSpan Lead = TimeSpan.FromMinutes(5);
    static readonly TimeSpan Longest = TimeSpan.FromHours(2);

    /// <summary>Many plans that never come to rest would take minutes of real time.</summary>
    TimeSpan Most => scenario.Deployed.Neighbours > 0 ? TimeSpan.FromMinutes(10) : Longest;

    /// <summary>The last emails arrive some seconds after the record rests.</summary>
    static readonly TimeSpan LastEmails = TimeSpan.FromSeconds(45);

    readonly TestBench simulation;
    readonly RehearsalJournal journal;
    readonly Scenario scenario;
    readonly Plan plan;
    readonly int seed;
    readonly DateTimeOffset disaster;
    readonly FaultyRehearsal? faulty;
    IReadOnlyList<Standing> before = [];

    Rehearsal(PlanReading file, Scenario scenario, int seed, bool faults, IProgress<RehearsalEntry>? progress, KindWorlds worlds,
        TimeSpan second)
    {
        var plan = Altered(file, scenario, worlds);
        (this.plan, this.scenario, this.seed, disaster) = (plan, scenario, seed, Night + second);
        journal = new RehearsalJournal(disaster, progress);
        var says = new Loggers { To = { journal } };
        var plans = new PlanFolder([plan, .. NeighboursOf(plan, scenario, worlds), .. Beside(plan, scenario, worlds)], []);
        simulation = new TestBench(plans, Night - Lead, seed, says, worlds: worlds,
            home: scenario.DeployedIn?.Invoke(plan), isNew: true, escalates: scenario.Deployed.Escalates);
        journal.Follow(simulation);
        if (faults)
        {
            faulty = new FaultyRehearsal(simulation, disaster, seed);
            says.To.Add(faulty.Log);
        }
    }

    /// <summary>The scenarios by name, with what happens in each and how it should end.</summary>
    public static IReadOnlyDictionary<string, string> Scenarios { get; } =
        Scenario.All.ToDictionary(scenario => scenario.Name, scenario => $"{scenario.Tells} Ends in {scenario.Ends}.");

    /// <summary>Rehearses a plan that can be used.</summary>
    /// <param name="worlds">Null for those of the shipped kinds.</param>
    /// <param name="anySecond">
    /// The disaster strikes at a second of the minute that the seed draws: the watch and the alarms look at fixed ones.
    /// </param>
    /// <param name="faults">True adds random faults of calls, messages and invocations; then every invariant must hold.</param>
    /// <exception cref="ArgumentException">
    /// The plan has mistakes or lacks what the scenario needs, or no scenario has that name.
    /// </exception>
    public static RehearsalReport Run(
        PlanReading plan, string scenario, int seed, IProgress<RehearsalEntry>? progress, bool faults = false, KindWorlds? worlds = null,
        bool anySecond = false)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Plan is null)
        {
            throw new ArgumentException($"The plan {plan.File} has mistakes, so it cannot be rehearsed; run dr check.", nameof(plan));
        }

        if (Lacks(plan.Plan, scenario, worlds) is { } lacks)
        {
            throw new ArgumentException($"{lacks}.", nameof(scenario));
        }

        using var rehearsal = new Rehearsal(plan, Find(scenario), seed, faults,
            progress, worlds ?? KindWorlds.Shipped, anySecond ? new Dice(seed, 8).Seconds(0, 60) : TimeSpan.Zero);
        return rehearsal.Run();
    }

    /// <summary>Why the scenario cannot be played with the plan, in a sentence without its full stop; null if it can.</summary>
    /// <exception cref="ArgumentException">No scenario has that name.</exception>
    public static string? Lacks(Plan plan, string scenario, KindWorlds? worlds = null) =>
        (Find(scenario).LacksMode(plan) ?? Find(scenario).Lacks(plan, worlds ?? KindWorlds.Shipped)) is { } lacks ? $"The scenario {scenario} cannot be played: {lacks}" : null;

    public void Dispose() => simulation.Dispose();

    static Scenario Find(string name) => Scenario.All.FirstOrDefault(one => one.Name == name)
        ?? throw new ArgumentException($"There is no scenario \"{name}\"; there are {string.Join(", ", Scenarios.Keys)}.", nameof(name));

    static IEnumerable<Plan> NeighboursOf(Plan plan, Scenario scenario, KindWorlds worlds)
    {
        using var outside = new App(new Settings(plan.Standby, "", "", "", null), Outside.Real
            with { Kinds = worlds.Kinds }, NullLogger.Instance, new PlanFolder([], []));
        return [.. Crowd.Of(scenario.Deployed.Neighbours, outside.Kinds, plan.Primary, plan.Standby).Select(reading => reading.Plan!)];
    }

    /// <summary>The plan as the scenario needs it: some scenarios are about a mode that the plan may not have.</summary>
    static Plan Altered(PlanReading plan, Scenario scenario, KindWorlds worlds)
    {
        if (scenario.Alters is null)
        {
            return plan.Plan!;
        }

        var json = JsonNode.Parse(plan.Plan!.Source)!.AsObject();
        scenario.Alters(json, plan.Plan);
        return Read(plan.File, json, worlds)
            ?? throw new ArgumentException($"The plan {plan.File} cannot be altered as {scenario.Name} needs it.", nameof(plan));
    }

    static IEnumerable<Plan> Beside(Plan plan, Scenario scenario, KindWorlds worlds) => scenario.Beside(plan).Select(json =>
        Read($"{json["name"]}.json", json, worlds) ?? throw new InvalidOperationException($"The plan {json["name"]} beside {plan.Name} has mistakes."));

    static Plan? Read(string file, JsonObject json, KindWorlds worlds)
    {
        using var outside = new App(new Settings("us-west-2", "", "", "", null), Outside.Real with { Kinds = worlds.Kinds }, NullLogger.Instance,
            new PlanFolder([], []));
        return outside.Kinds.Read(file, json.ToJsonString()).Plan;
    }

    RehearsalReport Run()
    {
        before = simulation.Estates[0].Standing;
        simulation.Run(PlayAsync);
        var record = simulation.RecordOf(plan.Name);
        var outcome = new ScenarioOutcome(
            record, simulation.Estates[0], simulation.Cloud, journal.Emails, disaster, simulation.Lambda.Killed, before)
        {
            Rounds = WatchedRounds.In(simulation.Metrics.ToString()),
            Lambda = simulation.Lambda,
            NoticeSubscriptions = [.. simulation.Base.Topics.SelectMany(simulation.Cloud.Sns.SubscriptionsOf)],
            Records = [.. simulation.Estates.Select(estate => simulation.RecordOf(estate.Plan.Name))],
        };
        var wrong = faulty is null ? scenario.WrongWith(outcome) : faulty.WrongWith(outcome, scenario);
        return new RehearsalReport(
            plan, scenario.Name, seed, journal.Entries, journal.Emails, record.Phase, TimeOf(record), simulation.Cloud.Calls,
            simulation.Lambda.Invocations, wrong is null, wrong ?? faulty?.Verdict(outcome) ?? scenario.Verdict(outcome))
        {
            Status = StatusSentences.Of(record, simulation.AutomationOf(plan.Name), isKnown: true, simulation.Clock.GetUtcNow()),
            IsShadow = record.IsShadow(plan),
        };
    }

    async Task PlayAsync()
    {
        journal.Add(RehearsalSource.World, $"{plan.Name} is served from {plan.Primary}; the standby in {plan.Standby} is as the plan expects it");
        var stage = new Stage(
            simulation.Cloud, simulation.Estates[0], plan, disaster, text => journal.Add(RehearsalSource.World, text), Tick, Command, () =>
                simulation.RecordOf(plan.Name).Phase)
        {
            Lambda = simulation.Lambda,
            WatchStandby = () => StandbyWatch.Deploy(simulation.Cloud, simulation.Home, simulation.Metrics),
            Wake = json => simulation.Lambda.Invoke(LambdaPlatform.ArnOf(simulation.Home, "WatchFunction"), json),
            NoticeTopic = simulation.Base.NoticeTopic,
        };
        scenario.Play(stage);
        scenario.AnswerQuestions(stage);
        if (faulty is null)
        {
            simulation.StartSchedule();
        }
        else
        {
            faulty.Play();
        }

        var (clock, step) = (simulation.Clock, TimeSpan.FromSeconds(5));
        for (var rested = TimeSpan.Zero; rested < LastEmails && clock.GetUtcNow() < disaster + scenario.LeastTime + Most;)
        {
            await Task.Delay(step, clock);
            rested = IsOver() ? rested + step : TimeSpan.Zero;
        }
    }

    void Command(string json)
    {
        faulty?.Hear();
        simulation.Lambda.Invoke(LambdaPlatform.ArnOf(simulation.Home, "OperatorFunction"), json);
    }

    void Tick() => simulation.Lambda.Invoke(LambdaPlatform.ArnOf(simulation.Home, "WatchFunction"), simulation.Lambda.ScheduledEvent(simulation.Home));

    bool IsOver()
    {
        var (record, now) = (simulation.RecordOf(plan.Name), simulation.Clock.GetUtcNow());
        return now > disaster + scenario.LeastTime
            && record.Run is not { Purpose: RunPurpose.Prewarm, EndedAt: null }
            && !(now < faulty?.Until) && simulation.Lambda.Running == 0 && !record.Phase.Moves()
            && record.Outbox.Count == 0;
    }

    RecoveryTime TimeOf(Record record)
    {
        if (record.Run is not { Purpose: RunPurpose.Failover } run)
        {
            return new RecoveryTime(null, null, null, null);
        }

        // Execution ends with the last step before the final check; the rest is verification.
        var check = plan.Steps.LastOrDefault(step => step.Traits.Role == StepRole.Verification);
        var executed = (check is null ? plan.Steps : plan.Before(check)).Select(step => run.Steps.GetValueOrDefault(step.Id)?.DoneAt)
            .ToList();
        var ready = executed.Count > 0 && executed.TrueForAll(at => at is not null) ? executed.Max() : null;

        // Prewarmed steps may be done before the decision.
        ready = ready < run.BeganAt ? run.BeganAt : ready;
        var (detect, decide) = (run.DetectedAt - disaster - scenario.OutageAfter, run.BeganAt - run.DetectedAt);
        return record.Mode == Mode.Shadow && !run.OverridesShadow ? new RecoveryTime(detect, decide, null, null)
            : new RecoveryTime(detect, decide, ready - run.BeganAt, run.RecoveredAt - ready);
    }
}
