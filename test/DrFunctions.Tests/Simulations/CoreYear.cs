using DrFunctions.Core.Deciding;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Reading;
using DrFunctions.Core.Records;
using Record = DrFunctions.Core.Records.Record;

namespace DrFunctions.Tests.Simulations;

/// <summary>A failover that began in the year.</summary>
sealed record Begun(DateTimeOffset Detected, DateTimeOffset Decided, DateTimeOffset? Recovered, DateTimeOffset? Back);

/// <summary>A year of one-minute looks at one plan through its incidents, with a person on call who fails back after each.</summary>
sealed class CoreYear(Plan plan, IReadOnlyList<Incident> incidents, DateTimeOffset begin)
{
    static readonly TimeSpan AlarmsLag = TimeSpan.FromSeconds(60);
    static readonly TimeSpan Takes = TimeSpan.FromSeconds(50);
    static readonly TimeSpan AskedAgain = TimeSpan.FromMinutes(10);

    readonly Dictionary<string, DateTimeOffset> started = [];
    readonly Dictionary<string, DateTimeOffset> undone = [];
    readonly IReadOnlyList<SignalReading> allUp = [.. plan.Trigger.Signals.Select(signal => new SignalReading(signal, SignalState.Up, "is up"))];
    Record record = new() { Plan = plan.Name };
    Velocity velocity = Velocity.None;
    DateTimeOffset now;
    DateTimeOffset? asks;
    int next;
    int requests;

    public List<Begun> Begun { get; } = [];

    public int Count { get; private set; }

    public void Go()
    {
        now = begin;
        var end = begin + TimeSpan.FromDays(365);
        while (now < end)
        {
            var again = Look();
            now = again is { } pace ? now + pace : begin + TimeSpan.FromMinutes(Math.Floor((now - begin).TotalMinutes) + 1);
        }
    }

    TimeSpan? Look()
    {
        while (next < incidents.Count && now >= incidents[next].End + AlarmsLag)
        {
            next++;
        }

        Count++;
        var incident = next < incidents.Count && now >= incidents[next].Start ? incidents[next] : null;
        var decision = Decider.Decide(plan, record, See(incident), now);
        var before = record.Phase;
        record = decision.Next with { Outbox = [] };
        velocity = decision.Velocity ?? velocity;
        foreach (var action in decision.Actions)
        {
            (action.Verb == ActionVerb.Start ? started : undone).TryAdd(action.Step.Id, now);
        }

        if (record.Phase != before)
        {
            Tell(record.Phase);
        }

        return decision.LookAgainIn;
    }

    void Tell(Phase phase)
    {
        if (phase == Phase.Recovering)
        {
            Begun.Add(new Begun(record.Run!.DetectedAt, now, null, null));
        }
        else if (phase == Phase.Recovered)
        {
            Begun[^1] = Begun[^1] with { Recovered = now };
            asks = now + AskedAgain;
        }
        else if (phase == Phase.Watching && Begun is [.., { Back: null, Recovered: not null }])
        {
            Begun[^1] = Begun[^1] with { Back = now };
            asks = null;
            started.Clear();
            undone.Clear();
        }
    }

    Readings See(Incident? incident)
    {
        var wanted = Looks.For(plan, record);
        return new Readings
        {
            Signals = !wanted.Signals ? [] : incident is null ? allUp : Signals(incident),
            ReferenceAnswered = incident?.Trouble != Trouble.CutOff,
            Deploying = plan.Trigger.Deploying is { } alarm
                ? new SignalReading(alarm, incident?.Trouble == Trouble.Deploy ? SignalState.Down : SignalState.Up, "says so") : null,
            Steps = wanted.Steps.Count == 0 ? Nothing : wanted.Steps.ToDictionary(step => step.Id, Step),
            Undos = wanted.Undos.Count == 0 ? Nothing : wanted.Undos.ToDictionary(step => step.Id, Undo),
            Velocity = wanted.Velocity ? velocity : null,
            Requests = Asked(),
            Automation = Automation.On,
        };
    }

    IReadOnlyList<Request> Asked()
    {
        if (record.Phase != Phase.Recovered || asks is not { } at || now < at)
        {
            return [];
        }

        asks = now + AskedAgain;
        return [new Request($"{++requests:D6}", Command.Failback, now, "on call", "the primary is well")];
    }

    List<SignalReading> Signals(Incident incident)
    {
        var (down, alarmed) = (incident.IsDown(now), incident.IsDown(now - AlarmsLag));
        return [.. plan.Trigger.Signals.Select((signal, index) => new SignalReading(signal, signal is AlarmSignal
            ? incident.Trouble == Trouble.UsEast1Dark ? SignalState.Unknown : alarmed || incident.Trouble == Trouble.Deploy
            ? SignalState.Down : SignalState.Up
            : down || incident.Trouble == Trouble.CutOff
                || (incident.Trouble == Trouble.OneSignal && index == plan.Trigger.Signals.Count - 1) ? SignalState.Down
                : SignalState.Up, "is so"))];
    }

    StepReading Step(Step step) =>
        step.Traits.Role == StepRole.Verification ? StepReading.Done("it answers")
        : !started.TryGetValue(step.Id, out var at) ? StepReading.NotStarted("it is stopped")
        : now - at < Takes ? StepReading.Working("it is on its way")
        : StepReading.Done("it runs");

    StepReading Undo(Step step) => undone.TryGetValue(step.Id, out var at) && now - at >= Takes ? StepReading.Done("it is as before")
        : at != default ? StepReading.Working("it stops")
        : StepReading.NotStarted("it runs");

    static readonly Dictionary<string, StepReading> Nothing = [];
}
