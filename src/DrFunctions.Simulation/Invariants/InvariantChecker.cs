using System.Text.Json;
using DrFunctions.Handlers;
using DrFunctions.Looping;
using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Chaos;
using LocalAws.Services.Sns;
using LocalAws;
using LocalAws.Wire;
using Microsoft.Extensions.Logging;

namespace DrFunctions.Simulation.Invariants;

/// <summary>Watches everything that happens in a simulation, and checks each invariant when it could be broken.</summary>
sealed class InvariantChecker : ILogger
{
    readonly Dictionary<int, Sent> sent = [];
    readonly HashSet<Caller> spoken = [];
    readonly ProbeLog probes = new();
    readonly PauseReads store = new();
    readonly TestBench simulation;
    readonly SafetyInvariants safety;
    readonly Verdicts verdicts;

    public InvariantChecker(TestBench simulation, Verdicts verdicts, People people)
    {
        (this.simulation, this.verdicts) = (simulation, verdicts);
        Plans = [.. simulation.Estates.Select(estate => new PlanWitness(simulation.Cloud, estate, simulation.Home))];
        safety = new SafetyInvariants(
            simulation.Cloud, simulation.Worlds, verdicts, people, probes, Plans.Count == 1 ? store : new PauseReads());
    }

    public IReadOnlyList<PlanWitness> Plans { get; }

    /// <summary>Every email that arrived.</summary>
    public List<Email> Emails { get; } = [];

    /// <summary>Receives each log line, for a person who replays a seed.</summary>
    public Action<string>? Show { get; set; }

    LocalCloud Cloud => simulation.Cloud;

    /// <param name="faults">The fault of a call, or null.</param>
    public void Watch(Func<FaultPoint, Fault?> faults)
    {
        Cloud.Faults = point =>
        {
            var fault = faults(point);
            Leaves(point, fault);
            return fault;
        };
        var (traced, inbox) = (Cloud.Traced, Cloud.Sns.ToInbox);
        Cloud.Traced = call =>
        {
            traced?.Invoke(call);
            Happened(call);
        };
        Cloud.Returned = Returned;
        Cloud.Probed = (door, name, answer) => probes.Saw(Caller.Current, door, name, Cloud.World.Now, answer);
        Cloud.Sns.ToInbox = email =>
        {
            inbox?.Invoke(email);
            Emails.Add(email);
            safety.S9("an email", $"{email.Subject}\n{email.Body}");
        };
        simulation.Lambda.Answered = (_, caller, answer) => Answered(caller, answer);
        Cloud.World.Every(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5), () =>
        {
            Plans.ToList().ForEach(plan => plan.NoteSignals());
            Plans.ToList().ForEach(plan => plan.Users.Note());
        });
    }

    /// <summary>Stops watching: what still runs when the simulation is disposed of proves nothing.</summary>
    public void Close()
    {
        (simulation.Lambda.Answered, Cloud.Traced, Cloud.Faults, Cloud.Probed, Cloud.Returned, Show) = (null, null, null, null, null, null);
    }

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = formatter(state, exception);
        Show?.Invoke($"{Cloud.World.Now:HH:mm:ss.fff} {line}{(exception is null ? "" : $"\n{exception}")}");
        safety.S9("the log", line);
        if (Caller.Current is { } caller)
        {
            spoken.Add(caller);
        }
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    void Leaves(FaultPoint point, Fault? fault)
    {
        store.Asked(point, fault);
        if (OwnServices.IsDryRun(point))
        {
            // A dry run changes nothing, so S8, S10 and S12 say nothing of it; a foreign resource it must not name either.
            safety.S7(Plans, point, simulation.Worlds.TargetsOf(point));
            return;
        }

        if (!OwnServices.IsChangeElsewhere(point))
        {
            return;
        }

        safety.S2(point);
        var targets = simulation.Worlds.TargetsOf(point);
        safety.S7(Plans, point, targets);
        safety.S4(Plans, point);
        var before = sent[point.Number] = new Sent(point, targets, Caller.Current, fault?.Kind == FaultKind.FreezeBefore);
        before.Count = CountOf(before);
        foreach (var plan in Plans)
        {
            var steps = StepsOf(plan, targets);
            if (steps.Count == 0)
            {
                continue;
            }

            foreach (var step in steps)
            {
                Leaves(plan, point, step, before);
            }

            safety.S8(plan, point);
            safety.S12(plan, point, DecisionFor(plan, steps[0], before.By));
            if (simulation.Worlds.MovesUsers(point.Operation) && !before.Frozen && DecisionFor(plan, steps[0], before.By)?.IsUndo != true)
            {
                safety.S1(plan, point, steps);
            }
        }
    }

    void Leaves(PlanWitness plan, FaultPoint point, DrFunctions.Core.Plans.Step step, Sent one)
    {
        if (DecisionFor(plan, step, one.By) is { } decided)
        {
            decided.Open.Add(point.Number);
            if (!one.Frozen)
            {
                safety.S10(plan, point, step, decided);
            }
        }
    }

    /// <summary>
    /// An answer reaches its caller: to the save, from which the time to send is counted, or to a change. A save that is reported failed
    /// has no answer: the caller reads whether it was made.
    /// </summary>
    void Returned(FaultPoint point, WireResponse answer)
    {
        foreach (var decided in Plans.SelectMany(plan => plan.Decisions))
        {
            decided.Open.Remove(point.Number);
            if (point.Service == OwnServices.Store && answer.Status < 300 && decided.By == Caller.Current
                && !LocalCloud.IsReading(point.Operation))
            {
                decided.AnsweredAt ??= Cloud.World.Now;
            }
        }
    }

    void Happened(TracedCall call)
    {
        Show?.Invoke($"{call}");
        if (call is { Service: OwnServices.Store, Changing: true, TookEffect: true })
        {
            Plans.Where(plan => plan.Save(Caller.Current)).ToList().ForEach(Saved);
        }

        if (!sent.Remove(call.Number, out var one) || !call.TookEffect)
        {
            return;
        }

        foreach (var plan in Plans)
        {
            foreach (var step in StepsOf(plan, one.Targets))
            {
                Took(plan, step, call, one);
            }
        }
    }

    void Took(PlanWitness plan, DrFunctions.Core.Plans.Step step, TracedCall call, Sent one)
    {
        var decided = DecisionFor(plan, step, one.By);
        safety.S10(plan, call, step, decided, one.Frozen);
        var effects = simulation.Worlds.Of(step).CallsNameManyTargets
            ? one.Targets.Where(target => plan.Resources[target] == step).Select(target => $"{call.Operation} {target}").ToList()
            : [call.Operation];
        safety.S2(plan, call, step, decided, effects);
        safety.S4(plan, call, decided, one.Count, CountOf(one));
        // A call that was frozen on its way to AWS, after the last check, may arrive when another invocation has finished the job.
        if (decided is { IsUndo: false } && !one.Frozen)
        {
            safety.S3(plan, call, step, decided, effects);
        }
    }

    void Saved(PlanWitness plan)
    {
        plan.NoteSignals();
        safety.S6(plan);
        plan.Users.Saved(verdicts);
        safety.S9("the record", plan.Body);
        safety.S9("the history", plan.HistoryText);
        foreach (var decided in plan.Decisions.Where(one => one.At == Cloud.World.Now && one.By == Caller.Current))
        {
            safety.S10(plan, decided);
            if (!decided.IsUndo)
            {
                safety.S11(plan, decided);
            }
        }
    }

    void Answered(Caller caller, string answer)
    {
        var results = JsonSerializer.Deserialize(answer, AnswerContext.Default.HandlerAnswer)!.Results;
        verdicts.Must(
            Invariant.L6, results.Count > 0 && results.All(result => result.Because.Length > 0) && spoken.Remove(caller), () => $"it answered {answer}, or logged nothing");
        verdicts.Must(Invariant.L6, results.All(result => result.Outcome != WakeOutcome.Failed), () => answer);
    }

    /// <summary>The acting invocation's newest decision about the step.</summary>
    static Decided? DecisionFor(PlanWitness plan, DrFunctions.Core.Plans.Step step, Caller? by) =>
        plan.Decisions.FindLast(one => one.Step.Id == step.Id && one.By == by);

    static List<DrFunctions.Core.Plans.Step> StepsOf(PlanWitness plan, IReadOnlyList<string> targets) =>
        [.. targets.Select(plan.Resources.GetValueOrDefault).OfType<DrFunctions.Core.Plans.Step>().Distinct()];

    int CountOf(Sent one) => simulation.Worlds.CountOf(Cloud, one.Point, one.Targets);

    sealed record Sent(FaultPoint Point, IReadOnlyList<string> Targets, Caller? By, bool Frozen)
    {
        public int Count { get; set; }
    }
}
