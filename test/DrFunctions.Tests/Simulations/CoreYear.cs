using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
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
    readonly IReadOnlyList<SignalObservation> allUp =
        [.. plan.Trigger.Signals.Select(signal => new SignalObservation(signal, SignalState.Up, "is up"))];
    Record record = new() { Plan = plan.Name };
    RegionFailovers failovers = RegionFailovers.None;
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
        failovers = decision.RegionFailovers ?? failovers;
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

    Snapshot See(Incident? incident)
    {
        var wanted = ObservationNeeds.For(plan, record, now);
        return new Snapshot
        {
            Signals = !wanted.Signals ? [] : incident is null ? allUp : Signals(incident),
            ReferenceAnswered = incident?.Trouble != Trouble.CutOff,
            Deploying = plan.Trigger.Deploying is { } alarm
                ? new SignalObservation(alarm, incident?.Trouble == Trouble.Deploy ? SignalState.Down : SignalState.Up, "says so") : null,
            Steps = wanted.Steps.Count == 0 ? Nothing : wanted.Steps.ToDictionary(step => step.Id, Step),
            Undos = wanted.Undos.Count == 0 ? Nothing : wanted.Undos.ToDictionary(step => step.Id, Undo),
            RegionFailovers = wanted.RegionFailovers ? failovers : null,
            Holders = wanted.Claims(record).ToDictionary(step => step.Id, _ => (IReadOnlyList<Holder>)[]),
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

    List<SignalObservation> Signals(Incident incident)
    {
        var (down, alarmed) = (incident.IsDown(now), incident.IsDown(now - AlarmsLag));
        return [.. plan.Trigger.Signals.Select((signal, index) => new SignalObservation(signal, signal is AlarmSignal
            ? incident.Trouble == Trouble.UsEast1Dark ? SignalState.Unknown : alarmed || incident.Trouble == Trouble.Deploy
            ? SignalState.Down : SignalState.Up
            : down || incident.Trouble == Trouble.CutOff
                || (incident.Trouble == Trouble.OneSignal && index == plan.Trigger.Signals.Count - 1) ? SignalState.Down
                : SignalState.Up, "is so"))];
    }

    StepObservation Step(Step step) =>
        step.Traits.Role == StepRole.Verification ? StepObservation.Done("it answers")
        : !started.TryGetValue(step.Id, out var at) ? StepObservation.NotStarted("it is stopped")
        : now - at < Takes ? StepObservation.Working("it is on its way")
        : StepObservation.Done("it runs");

    StepObservation Undo(Step step) => undone.TryGetValue(step.Id, out var at) && now - at >= Takes ? StepObservation.Done("it is as before")
        : at != default ? StepObservation.Working("it stops")
        : StepObservation.NotStarted("it runs");

    static readonly Dictionary<string, StepObservation> Nothing = [];
}
