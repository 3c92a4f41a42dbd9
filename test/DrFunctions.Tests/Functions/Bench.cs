using System.Text.Json;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Handlers;
using DrFunctions.Plans;
using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Kinds;
using Microsoft.Extensions.Logging;

namespace DrFunctions.Tests.Functions;

/// <summary>A simulation with what tests ask of it: plans by text, events by file, answers as results.</summary>
public sealed class Bench : IDisposable
{
    public const string Alarm = "AlarmFunction";
    public const string Watch = "WatchFunction";
    public const string Operator = "OperatorFunction";

    static readonly DateTimeOffset Start = new(2026, 1, 15, 3, 0, 0, TimeSpan.Zero);

    readonly Said said = new();

    public Bench(params IReadOnlyList<PlanReading> plans)
        : this(null, plans)
    {
    }

    /// <param name="home">The Region of the deployment; null for the standby of the first plan.</param>
    Bench(string? home, IReadOnlyList<PlanReading> plans)
    {
        var read = plans.Count > 0 ? plans : [Files.Shop()];
        TestBench = new TestBench(
            new PlanFolder([.. read.Where(one => one.Plan is not null).Select(one => one.Plan!)], [.. read.Where(one => one.Plan is null)]),
                Start, seed: 1, said, home: home);
    }

    /// <summary>Functions that are deployed in a Region, whatever the standbys of the plans are.</summary>
    public static Bench In(string home, params IReadOnlyList<PlanReading> plans) => new(home, plans);

    public TestBench TestBench { get; }

    public PlanEstate Estate => TestBench.Estates[0];

    /// <summary>Every line of the functions' log.</summary>
    public IReadOnlyList<string> Log => said.Lines;

    /// <summary>Calls that changed something of the estate: not the store's own writes, not notices, not invocations.</summary>
    public IReadOnlyList<string> Changes =>
        [.. TestBench.Cloud.Trace.Where(call => OwnServices.IsChangeElsewhere(call)).Select(call => call.Operation)];

    public DrFunctions.Core.Records.Record Record => TestBench.RecordOf(Estate.Plan.Name);

    public void DarkenPrimary() => TestBench.Cloud.World.Darken(Estate.Plan.Primary, TestBench.Clock.GetUtcNow());

    /// <summary>Lets the world go on.</summary>
    public void Pass(TimeSpan time) => TestBench.Run(() => Task.Delay(time, TestBench.Clock));

    /// <summary>Invokes a function and waits for its answer.</summary>
    public IReadOnlyList<HandlerResult> Invoke(string function, string json)
    {
        var answer = "";
        TestBench.Run(async () => answer = await TestBench.InvokeAsync(function, json));
        return JsonSerializer.Deserialize(answer, AnswerContext.Default.HandlerAnswer)!.Results;
    }

    public HandlerResult Tick() => Assert.Single(Invoke(Watch, Files.Event("scheduled.json")));

    /// <summary>One tick a minute until the record rests in one of the phases, or the time is over.</summary>
    public void TickUntil(TimeSpan atMost, params IReadOnlyList<Phase> phases)
    {
        for (var end = TestBench.Clock.GetUtcNow() + atMost; !phases.Contains(Record.Phase) && TestBench.Clock.GetUtcNow() < end;)
        {
            Invoke(Watch, Files.Event("scheduled.json"));
            Pass(TimeSpan.FromMinutes(1));
        }
    }

    public void Dispose() => TestBench.Dispose();

    sealed class Said : ILogger
    {
        public List<string> Lines { get; } = [];

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add($"{logLevel}: {formatter(state, exception)}");

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;
    }
}
