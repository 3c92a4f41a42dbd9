using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Benchmarks.Deciding;

/// <summary>One look of the loop, with everything that the decider was given.</summary>
sealed record DecidedLook(Plan Plan, Record Record, Snapshot Snapshot, DateTimeOffset At)
{
    public Decision Decide() => Decider.Decide(Plan, Record, Snapshot, At);
}

/// <summary>
/// Drives the decider through a whole failover and failback as the loop does, against steps that take a few looks, and keeps every
/// look, so that the records are like those in the table.
/// </summary>
static class FailoverWalk
{
    /// <summary>How many looks find a step Working before it is Done.</summary>
    const int LooksOfAStep = 4;

    static readonly DateTimeOffset Begin = new(2026, 3, 1, 3, 0, 0, TimeSpan.Zero);

    /// <param name="history">How many entries the history has already.</param>
    public static IReadOnlyList<DecidedLook> Of(Plan plan, long history = 0)
    {
        var looks = new List<DecidedLook>();
        var record = new Record { Plan = plan.Name, HistoryCount = history };
        var (now, failovers) = (Begin, RegionFailovers.None);
        while (record.Phase != Phase.Watching || looks.Count < 3 || record.Run is null)
        {
            // The primary is healthy in the first two looks, and again once the standby serves users, because a failback needs that.
            var down = looks.Count >= 2 && record.Phase is Phase.Watching or Phase.Confirming or Phase.Recovering;
            var ordered = record.Phase == Phase.Recovered && looks[^1].Record.Phase == Phase.Recovered
                ? new Request($"{looks.Count}", Command.Failback, now, "Ann", "the primary is well again") { SkipsHealth = true } : null;
            var look =
                new DecidedLook(plan, record, See(plan, record, now, down ? SignalState.Down : SignalState.Up, failovers, ordered), now);
            var decision = look.Decide();
            looks.Add(look);
            (record, failovers) = (decision.Next with { Outbox = [] }, decision.RegionFailovers ?? failovers);
            now += Timing.Pace;
            if (looks.Count > 10_000)
            {
                throw new InvalidOperationException($"The failover of the benchmark does not end: {decision.Because}");
            }
        }

        return looks;
    }

    static Snapshot See(Plan plan, Record record, DateTimeOffset now, SignalState state, RegionFailovers failovers, Request? request)
    {
        var needs = ObservationNeeds.For(plan, record, now);
        return new Snapshot
        {
            Signals = needs.Signals
                ? [.. plan.Trigger.Signals.Select(
                    signal => new SignalObservation(signal, state, state == SignalState.Down ? "does not answer" : "answers"))] : [],
            ReferenceAnswered = needs.Signals ? true : null,
            Steps = needs.Steps.ToDictionary(step => step.Id, step => Seen(record.Run?.Steps.GetValueOrDefault(step.Id)?.StartedAt, now)),
            Undos =
                needs.Undos.ToDictionary(step => step.Id, step => Seen(record.Run?.Steps.GetValueOrDefault(step.Id)?.Undo?.StartedAt, now)),
            Holders = needs.Claims(record).ToDictionary(step => step.Id, _ => (IReadOnlyList<Holder>)[]),
            RegionFailovers = needs.RegionFailovers ? failovers : null,
            Requests = request is null ? [] : [request],
            Automation = Automation.On,
            CommandOptions = "--region ap-northeast-1 --table drfunctions-state",
        };
    }

    static StepObservation Seen(DateTimeOffset? started, DateTimeOffset now) =>
        started is not { } since ? StepObservation.NotStarted("0 of 1 running")
        : now - since < Timing.Pace * LooksOfAStep ? StepObservation.Working("0 of 1 running, 1 starting")
        : StepObservation.Done("1 of 1 running");
}
