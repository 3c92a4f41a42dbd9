using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using Record = DrFunctions.Core.Records.Record;

namespace DrFunctions.Tests.Core;

/// <summary>
/// Drives the decider as the loop does: observe what the decider asks for, decide, save, act, and again. The test sets the state of
/// the world.
/// </summary>
sealed class Walk
{
    public static readonly DateTimeOffset Begin = new(2026, 3, 1, 3, 0, 0, TimeSpan.Zero);

    /// <summary>More than any test needs: one that waits for a phase must end where that phase never comes.</summary>
    const int MostLooks = 50_000;

    readonly Dictionary<string, Refusal> refused = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> receipts = new(StringComparer.Ordinal);
    readonly HashSet<string> onceStarted = new(StringComparer.Ordinal);
    readonly Dictionary<string, CallAnswer> answers = new(StringComparer.Ordinal);

    int looks;

    public Walk(string steps = TestPlans.Steps, string trigger = TestPlans.Trigger, string more = "")
    {
        Plan = TestPlans.Good(TestPlans.Text(steps, trigger, more));
        Record = new Record { Plan = Plan.Name, SeenUp = SeenUp.Of(Plan) };
        foreach (var step in Plan.Steps)
        {
            Steps[step.Id] = StepObservation.NotStarted($"{step.Id} is stopped");
            Undos[step.Id] = StepObservation.NotStarted($"{step.Id} still runs");
        }
    }

    public Plan Plan { get; init; }

    public Record Record { get; set; }

    public DateTimeOffset Now { get; set; } = Begin;

    /// <summary>The signals of the plan, in its order.</summary>
    public SignalState[] Signals { get; set; } = [SignalState.Up, SignalState.Up, SignalState.Up];

    public bool? Reference { get; set; }

    public SignalObservation? Deploying { get; set; }

    public Automation Automation { get; set; } = Automation.On;

    /// <summary>The pause is that of all plans.</summary>
    public bool AllPaused { get; set; }

    /// <summary>When a pause ends by itself; it is over then, whatever <see cref="Automation"/> says.</summary>
    public DateTimeOffset? PausedUntil { get; set; }

    public string? ResumedSentence { get; set; }

    /// <summary>There is an escalation topic.</summary>
    public bool Escalates { get; init; }

    public Dictionary<string, StepObservation> Steps { get; } = new(StringComparer.Ordinal);

    /// <summary>Where names lead, by step; a step is missing while old answers may be kept.</summary>
    public Dictionary<string, NameObservation> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>The progress of each step's undo.</summary>
    public Dictionary<string, StepObservation> Undos { get; } = new(StringComparer.Ordinal);

    /// <summary>What a drill finds of the steps that it leaves out; by default each could be started.</summary>
    public Dictionary<string, StepCheck> LeftOut { get; } = new(StringComparer.Ordinal);

    public RegionFailovers? RegionFailovers { get; set; } = RegionFailovers.None;

    /// <summary>Other plans' claims on what a step's undo would take, by step.</summary>
    public Dictionary<string, IReadOnlyList<Holder>> Holders { get; } = new(StringComparer.Ordinal);

    public List<Request> Requests { get; } = [];

    /// <summary>The run's plan as the oldest request wants it.</summary>
    public AlteredPlan? Altered { get; set; }

    /// <summary>Every undo started so far.</summary>
    public List<(DateTimeOffset At, string Id)> UndoStarts { get; } = [];

    public List<Notice> Told { get; } = [];

    /// <summary>Every start so far.</summary>
    public List<(DateTimeOffset At, string Id, int Attempt)> Starts { get; } = [];

    public List<HistoryEntry> History { get; } = [];

    public HashSet<string> Published { get; } = [];

    public Phase Phase => Record.Phase;

    public StepRecord Of(string id) => Record.Run!.Of(Plan.Step(id));

    public IEnumerable<string> StartsOf(string id) => Starts.Where(start => start.Id == id).Select(start => $"+{(start.At - Begin).TotalSeconds}");

    public Walk Down(int count = 3)
    {
        Signals = [.. Signals.Select((_, index) => index < count ? SignalState.Down : SignalState.Up)];
        return this;
    }

    public void Refuse(string id, string because, bool mayPass) => refused[id] = new Refusal(because, mayPass);

    public void Refuse(string id, string because, RefusalCause cause) => refused[id] = new Refusal(because, cause);

    public void Refuse(string id, Refusal refusal) => refused[id] = refusal;

    /// <summary>Reports that the start was not sent, or only in part.</summary>
    public void HoldBack(string id, Sent sent, string? receipt = null)
    {
        refused[id] = new Refusal("held back", MayPass: true) { Sent = sent };
        if (receipt is not null)
        {
            receipts[id] = receipt;
        }
    }

    /// <summary>No answer comes to the newest start or undo; without this it is answered.</summary>
    public void Lose(string id) => answers[id] = CallAnswer.Lost;

    /// <summary>The driver is killed before it can write down any answer.</summary>
    public void Forget() => answers.Clear();

    public void Receipt(string id, string receipt) => receipts[id] = receipt;

    /// <summary>A person gives a command, and the loop runs once.</summary>
    public string Ask(Command command, Func<Request, Request>? with = null)
    {
        var request = new Request($"{Requests.Count}", command, Now, "Ann", "a test");
        Requests.Add(with is null ? request : with(request));
        return Look().Because;
    }

    /// <summary>All steps read Done, and those that move users once they were started, so that the run ends.</summary>
    public Walk AllDone()
    {
        foreach (var step in Plan.Steps)
        {
            if (step.Traits.Role == StepRole.Traffic && Starts.All(start => start.Id != step.Id))
            {
                onceStarted.Add(step.Id);
                Steps[step.Id] = StepObservation.NotStarted($"{step.Id} leads to the primary");
            }
            else
            {
                Steps[step.Id] = StepObservation.Done($"{step.Id} is good");
            }
        }

        return this;
    }

    /// <summary>Every undone step reads as undone.</summary>
    public Walk AllUndone()
    {
        foreach (var step in Plan.Steps)
        {
            Undos[step.Id] = StepObservation.Done($"{step.Id} is as before");
        }

        return this;
    }

    /// <summary>One look, some seconds after the one before.</summary>
    public Decision Look(double after = 3)
    {
        Assert.True(++looks < MostLooks, $"After {looks} looks the plan is {Phase}.");
        Now += TimeSpan.FromSeconds(after);
        var decision = Decider.Decide(Plan, Record, See(), Now);
        Record = decision.Next;
        refused.Clear();
        receipts.Clear();
        answers.Clear();
        foreach (var action in decision.Actions)
        {
            answers[action.Step.Id] = CallAnswer.Given;
        }

        Published.Clear();
        Requests.Remove(decision.Taken!);
        RegionFailovers = decision.RegionFailovers ?? RegionFailovers;
        Starts.AddRange(
            decision.Actions.Where(action => action.Verb == ActionVerb.Start)
                .Select(action => (Now, action.Step.Id, action.Record.Attempts)));
        foreach (var id in decision.Actions.Where(action => action.Verb == ActionVerb.Start).Select(action => action.Step.Id)
            .Where(onceStarted.Remove))
        {
            Steps[id] = StepObservation.Done($"{id} is good");
        }

        UndoStarts.AddRange(decision.Actions.Where(action => action.Verb == ActionVerb.Undo).Select(action => (Now, action.Step.Id)));
        Told.AddRange(decision.Next.Outbox.Except(Told));
        if (decision.History is not null)
        {
            History.Add(decision.History);
        }

        return decision;
    }

    /// <summary>Looks every three seconds for the given time, and returns the last decision.</summary>
    public Decision LookFor(double seconds)
    {
        var last = Look();
        for (var end = Now + TimeSpan.FromSeconds(seconds - 3); Now < end;)
        {
            last = Look();
        }

        return last;
    }

    /// <summary>The primary is down for as long as the trigger asks, so that the run has begun.</summary>
    public Walk Recovering()
    {
        Down();
        while (Phase != Phase.Recovering)
        {
            Look();
        }

        return this;
    }

    /// <summary>Goes on until the standby serves; each step is started by the run, and then done.</summary>
    public Walk Recovered()
    {
        Recovering();
        foreach (var id in new[] { "web", "api", "healthy", "traffic" })
        {
            LookFor(6);
            Steps[id] = StepObservation.Done($"{id} is good");
        }

        LookFor(12);
        Assert.Equal(Phase.Recovered, Phase);
        return this;
    }

    /// <summary>Goes on until a person orders the way back from a standby that serves, and no step is undone yet.</summary>
    public Walk GoingBack()
    {
        Recovered().Down(0).LookFor(330);
        Ask(Command.Failback);
        Assert.Equal((Phase.FailingBack, 0), (Phase, UndoStarts.Count));
        return this;
    }

    /// <summary>The decider gets only the readings that it asked for, as in the loop.</summary>
    Snapshot See()
    {
        var needs = ObservationNeeds.For(Plan, Record, Now);
        return new Snapshot
        {
            CommandOptions = "--table t",
            Signals = needs.Signals
                ? [.. Plan.Trigger.Signals.Select((signal, index) => new SignalObservation(signal, Signals[index], $"is {Signals[index]}"))] : [],
            ReferenceAnswered = Reference,
            Steps = needs.Steps.ToDictionary(step => step.Id, step => Steps[step.Id]),
            Names = needs.Names.Where(step => Names.ContainsKey(step.Id)).ToDictionary(step => step.Id, step => Names[step.Id]),
            Undos = needs.Undos.ToDictionary(step => step.Id, step => Undos[step.Id]),
            LeftOut = needs.LeftOut?.ToDictionary(
                step => step.Id, step => LeftOut.GetValueOrDefault(step.Id, new(StepObservation.NotStarted("as it should be")))),
            Holders = needs.Claims(Record).ToDictionary(step => step.Id, step => Holders.GetValueOrDefault(step.Id, [])),
            Requests = [.. Requests],
            Altered = Altered,
            RegionFailovers = needs.RegionFailovers ? RegionFailovers : null,
            Deploying = needs.Signals ? Deploying : null,
            Refused = new Dictionary<string, Refusal>(refused),
            Receipts = new Dictionary<string, string>(receipts),
            Answers = answers.Where(answer => !refused.ContainsKey(answer.Key)).ToDictionary(),
            Published = [.. Published],
            Automation = Automation == Automation.Paused && PausedUntil <= Now ? Automation.On : Automation,
            AllPaused = AllPaused,
            PausedUntil = PausedUntil,
            ResumedSentence = ResumedSentence,
            Escalates = Escalates,
            PauseSentence = Automation == Automation.Paused ? "by Ann since 03:00Z: a test" : Automation == Automation.Unknown ? "no answer within 3 s" : "",
        };
    }
}
