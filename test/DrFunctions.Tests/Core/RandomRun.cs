using DrFunctions.Core.Deciding;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Reading;
using DrFunctions.Core.Records;
using Record = DrFunctions.Core.Records.Record;

namespace DrFunctions.Tests.Core;

/// <summary>One run of the decider through a random world, with safety.md's invariants asked after every look.</summary>
sealed class RandomRun
{
    static readonly TimeSpan Slack = TimeSpan.FromSeconds(30);

    readonly Random random;
    readonly Plan plan;
    readonly RandomWorld world;
    readonly Dictionary<string, int> costly = [];
    Record record;
    DateTimeOffset now = Walk.Begin;
    TimeSpan paused;

    public RandomRun(int seed)
    {
        random = new Random(seed);
        plan = RandomWorld.Draw(random);
        world = new RandomWorld(random, plan);
        record = new Record { Plan = plan.Name };
    }

    public Phase End => record.Phase;

    public int Starts { get; private set; }

    /// <summary>Looks until the run ends or should have ended.</summary>
    public void Go()
    {
        var (upAgain, pause) = (random.Next(5) == 0 ? random.Next(20, 200) : int.MaxValue, random.Next(3) == 0 ? random.Next(10, 100) : int.MaxValue);
        while (record.Phase is not (Phase.Recovered or Phase.Stuck or Phase.FailingBack))
        {
            var step = TimeSpan.FromSeconds(3 + random.Next(3));
            now += step;
            var second = (now - Walk.Begin).TotalSeconds;
            var automation = second > pause && second < pause + 60 ? random.Next(2) == 0 ? Automation.Paused : Automation.Unknown : Automation.On;
            paused += automation == Automation.On ? TimeSpan.Zero : step * 2;
            Look(automation, down: second < upAgain || record.Phase != Phase.Recovering);
            Check(record.Run is not { } run || now - run.BeganAt - paused <= Longest() + Slack, "a run ends within its limits");
        }
    }

    void Look(Automation automation, bool down)
    {
        var wanted = Looks.For(plan, record);
        var readings = new Readings
        {
            Signals = wanted.Signals ? world.Signals(down) : [],
            Steps = world.Look(wanted.Steps, now),
            Velocity = Velocity.None,
            Refused = new Dictionary<string, Refusal>(world.Refused),
            Automation = automation,
        };
        foreach (var id in world.Refused.Where(refusal => refusal.Value.MayPass).Select(refusal => refusal.Key))
        {
            costly[id]--;
        }

        world.Refused.Clear();
        var before = record;
        var decision = Decider.Decide(plan, record, readings, now);
        if (random.Next(10) == 0)
        {
            var again = Decider.Decide(plan, record, readings, now);
            Check(RecordJson.Write(decision.Next) == RecordJson.Write(again.Next) && decision.Because == again.Because && decision.History == again.History,
                "equal parameters give equal decisions");
        }

        Check(decision.Next.Phase == before.Phase || Phases.MayGo(before.Phase, decision.Next.Phase), "a phase is left by a door");
        Check(decision.Actions.Count == 0 || (decision.NeedsSave && decision.History is not null), "a start is saved and told");
        Check(automation == Automation.On || decision.Actions.Count == 0, "nothing is started while paused or not knowing it");
        foreach (var action in decision.Actions)
        {
            CheckStart(action, before, readings);
            world.Start(action.Step.Id, now);
            Starts++;
        }

        record = decision.Next;
    }

    void CheckStart(StepAction action, Record before, Readings readings)
    {
        var step = action.Step;
        var run = before.Run!;
        costly[step.Id] = costly.GetValueOrDefault(step.Id) + 1;
        Check(step.After.All(run.IsDone), "no step begins before those it waits for");
        Check(!run.IsDone(step.Id), "what is done is never started again");
        Check(costly[step.Id] <= step.Attempts && action.Record.Attempts <= step.Attempts, "no more starts than attempts, but for refusals that may pass");
        Check(step.Traits.Role != StepRole.Verification, "a check is never started");
        Check(readings.Steps.TryGetValue(step.Id, out var seen) && seen.State != StepState.Unknown, "what cannot be seen is never started");
        if (step.Traits.Role is StepRole.Traffic or StepRole.Data)
        {
            Check(readings.Signals.Count(signal => signal.State != SignalState.Up) >= plan.Trigger.AtLeast, "users and data move only while the primary may be down");
            Check(plan.Before(step).Where(other => other.Traits.Role == StepRole.Verification)
                .All(check => readings.Steps.TryGetValue(check.Id, out var good) && good.State == StepState.Done), "traffic moves only to a standby seen good in the same look");
        }
    }

    /// <summary>In the worst case the steps come one after the other, each as long as it may.</summary>
    TimeSpan Longest() => plan.Steps.Aggregate(TimeSpan.Zero, (sum, step) => sum + (step.Limit * step.Attempts) + TimeSpan.FromSeconds(12));

    void Check(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"it does not hold that {what}; at {now:HH:mm:ss}, in {record.Phase}: {record.Because}\n{plan.Source}");
        }
    }
}
