using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Invariants;

namespace DrFunctions.Simulation.Deciding;

/// <summary>
/// The decider alone, against fake steps, Regions and people drawn from one seed; lost saves, racing invocations and wrong clocks are
/// part of it, and every cycle is checked against what truly happened.
/// </summary>
public sealed class CoreSeed
{
    static readonly DateTimeOffset Begin = new(2026, 3, 1, 3, 0, 0, TimeSpan.Zero);

    /// <summary>Cycles with faults and people; after them there are no more faults, and every run must come to its end.</summary>
    const int FaultyLooks = 32;

    readonly Random random;
    readonly CoreFigures figures;
    readonly FakeRegions regions;
    readonly List<PlanTruth> plans;
    readonly DeciderChecker checker;
    readonly Action<string>? story;
    RegionFailovers failovers = RegionFailovers.None;
    long failoversVersion;
    DateTimeOffset now = Begin;
    bool calm;

    CoreSeed(int seed, CoreFigures figures, Action<string>? story)
    {
        (random, this.figures, this.story) = (new Random(seed), figures, story);
        // Drawn apart, so that plans and faults are those of seeds before brown-outs.
        var brownOuts = new Random(~seed);
        regions = new FakeRegions(random, Begin, brownOuts);
        var count = random.Next(4) == 0 ? random.Next(2, 4) : 1;
        plans = [.. Enumerable.Range(0, count)
            .Select(number => new PlanTruth(random, brownOuts, number, CorePlans.Primaries[random.Next(count)], Begin))];
        checker = new DeciderChecker(figures);
    }

    /// <summary>Plays one seed to its end.</summary>
    /// <exception cref="BrokenInvariantException">An invariant did not hold.</exception>
    public static CoreFigures Play(int seed)
    {
        var figures = new CoreFigures();
        Play(seed, figures);
        return figures;
    }

    /// <summary>Plays one seed, and adds to the figures.</summary>
    /// <param name="story">Receives a line for each effective cycle, for a person who replays a seed.</param>
    public static void Play(int seed, CoreFigures figures, Action<string>? story = null)
    {
        ArgumentNullException.ThrowIfNull(figures);
        new CoreSeed(seed, figures, story).Go();
        figures.Seeds++;
    }

    void Go()
    {
        plans.ForEach(plan => story?.Invoke(plan.Plan.Source));
        var looks = FaultyLooks + (20 * (plans.Count - 1));
        for (var look = 0; look < looks * 5; look++)
        {
            if (look == looks)
            {
                calm = regions.Calm = true;
                plans.ForEach(plan => plan.People.Calm = true);
            }

            if (plans.Where(plan => !calm || (plan.Record.Moves() && !plan.Record.Queued)).MinBy(plan => plan.Next) is not { } next)
            {
                break;
            }

            now = next.Next > now ? next.Next : now;
            Wake(next);
        }
    }

    /// <summary>One cycle, or two at once that decide from the same record.</summary>
    void Wake(PlanTruth plan)
    {
        Happen(plan);
        if (!calm && random.Next(15) == 0)
        {
            figures.Races++;
            // Two cycles of this plan, or of two plans that share the limit over all plans.
            var other = plans[random.Next(plans.Count)];
            var first = (DecidedLook: Decide(plan, plan.Results), Version: plan.Version, RegionFailovers: failoversVersion);
            var second = (DecidedLook: Decide(other, other == plan ? new ActionResults() : other.Results), Version: other.Version,
                RegionFailovers: failoversVersion);
            plan.Next = now + Pause(Save(plan, first.DecidedLook, first.Version, first.RegionFailovers));
            other.Next = now + Pause(Save(other, second.DecidedLook, second.Version, second.RegionFailovers));
            return;
        }

        plan.Next = now + Pause(Save(plan, Decide(plan, plan.Results), plan.Version, failoversVersion));
    }

    void Happen(PlanTruth plan)
    {
        if (calm)
        {
            return;
        }

        foreach (var step in plan.Steps)
        {
            step.World.Happen(now);
        }

        if (plan.People.Ask(plan.Record, now) is { } request)
        {
            plan.Requests.Add(request);
        }

        if (random.Next(25) == 0)
        {
            // The driver was killed, and the next driver has another clock.
            plan.Results = new ActionResults();
            plan.Skew = TimeSpan.FromSeconds(random.Next(3) == 0 ? random.Next(-100, 100) : 0);
        }
    }

    DecidedLook Decide(PlanTruth plan, ActionResults after)
    {
        var needs = ObservationNeeds.For(plan.Plan, plan.Record, now + plan.Skew);
        var (automation, until) = plan.People.IsOn(now);
        var seen = needs.Signals ? regions.Observe(plan.Plan, now) : new Snapshot();
        var readings = seen with
        {
            Steps = needs.Steps.ToDictionary(step => step.Id, step => Observe(plan, step)),
            Undos = needs.Undos.ToDictionary(step => step.Id, step => plan.Of(step.Id).World.ObserveUndo(now)),
            LeftOut = needs.LeftOut?.ToDictionary(step => step.Id, step => new StepCheck(Observe(plan, step))),
            Requests = [.. plan.Requests],
            RegionFailovers = needs.RegionFailovers && (calm || random.Next(20) != 0) ? failovers : null,
            Refused = after.Refused,
            Receipts = after.Receipts,
            Answers = after.Answers,
            Published = after.Published,
            Automation = automation,
            PausedUntil = until,
        };
        var clock = now + plan.Skew;
        var decision = Decider.Decide(plan.Plan, plan.Record, readings, clock);
        if (random.Next(50) == 0)
        {
            checker.Equal(decision, Decider.Decide(plan.Plan, plan.Record, readings, clock));
        }

        figures.Looks++;
        return new DecidedLook(
            plan.Plan, plan.Record, readings, decision, now, clock > plan.Record.LookedAt ? clock : plan.Record.LookedAt,
            plan.EverUp.ToHashSet());
    }

    StepObservation Observe(PlanTruth plan, Step step)
    {
        if (step.Traits.Role != StepRole.Verification)
        {
            return plan.Of(step.Id).World.Observe(now);
        }

        if (!plan.Serves(step, now) || (!calm && random.Next(12) == 0))
        {
            return StepObservation.NotStarted("it does not answer");
        }

        plan.Of(step.Id).GoodAt = now;
        return StepObservation.Done("it answers");
    }

    /// <summary>Saves and acts as the loop does, and returns when the next cycle is due; null if the plan rests.</summary>
    TimeSpan? Save(PlanTruth plan, DecidedLook look, long version, long velocityRead)
    {
        var decision = look.Decision;
        var fate = calm ? 99 : random.Next(60);
        if (decision.NeedsSave
            && (version != plan.Version || fate == 0 || (decision.RegionFailovers is not null && velocityRead != failoversVersion)))
        {
            figures.LostSaves++;
            plan.Results = new ActionResults();
            return Timing.Pace;
        }

        if (version != plan.Version)
        {
            // There is nothing to save, and the cycle read an old version.
            return decision.LookAgainIn;
        }

        story?.Invoke($"{now:HH:mm:ss} ({look.Clock:HH:mm:ss}) {plan.Plan.Name} {look.Before.Phase}: {decision.Because}{(decision.History is { } told ? $"\n    told: {told.Text.ReplaceLineEndings("\n          ")}" : "")}");
        checker.Check(plan, look, failovers);
        plan.Results = new ActionResults();
        if (decision.NeedsSave)
        {
            plan.Record = decision.Next;
            plan.Version++;
            plan.Requests.RemoveAll(request => request == decision.Taken);
            (failovers, failoversVersion) = decision.RegionFailovers is { } changed ? (changed, failoversVersion + 1)
                : (failovers, failoversVersion);
        }

        if (fate == 1)
        {
            // The save's answer was lost, or the invocation was killed: the decision is saved, and nothing is done.
            figures.LostActs++;
            return TimeSpan.FromSeconds(60);
        }

        Act(plan, decision, isOld: fate == 2);
        return decision.LookAgainIn;
    }

    void Act(PlanTruth plan, Decision decision, bool isOld)
    {
        foreach (var action in decision.Actions)
        {
            var (world, starts) = (plan.Of(action.Step.Id).World, action.Verb == ActionVerb.Start);
            var answer = isOld ? new FakeAnswer(new Refusal("too old", MayPass: true) { Sent = Sent.None }, null) : starts ? world.Start(now)
                : world.Undo(now);
            (figures.Starts, figures.Undos) = starts ? (figures.Starts + 1, figures.Undos) : (figures.Starts, figures.Undos + 1);
            if (answer.Refusal is { } refusal)
            {
                plan.Results.Refused[action.Step.Id] = refusal;
            }

            else
            {
                plan.Results.Answers[action.Step.Id] = answer.IsLost ? CallAnswer.Lost : CallAnswer.Given;
            }

            if (answer.Receipt is { } receipt)
            {
                plan.Results.Receipts[action.Step.Id] = receipt;
            }
        }

        foreach (var notice in decision.Next.Outbox.Where(_ => calm || random.Next(5) != 0))
        {
            plan.Published.Add(notice.Id);
            plan.Results.Published.Add(notice.Id);
        }
    }

    /// <summary>
    /// Mostly the pace; now and then the driver is slow or is killed; a plan at rest waits for the schedule, or much longer.
    /// </summary>
    TimeSpan Pause(TimeSpan? again) => (again, random.Next(10)) switch
    {
        ({ } pace, _) when calm => pace + TimeSpan.FromSeconds(random.Next(4, 10)),
        ({ } pace, < 5) => pace,
        ({ } pace, < 9) => pace + TimeSpan.FromSeconds(random.Next(1, 20)),
        ({ } pace, _) => pace + TimeSpan.FromSeconds(random.Next(10, 120)),
        (null, < 6) => TimeSpan.FromMinutes(1),
        (null, _) => TimeSpan.FromMinutes(random.Next(1, 9)),
    };
}
