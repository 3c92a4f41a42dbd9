using System.Text;
using System.Text.Json;
using DrFunctions.Benchmarks.Measuring;
using DrFunctions.Handlers;
using DrFunctions.Plans;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DrFunctions.Benchmarks.Reading;

/// <summary>How fast an alarm that no plan names is refused, because a topic shared with others must not overload the functions.</summary>
public sealed class ForeignEventsBenchmark : IBenchmark
{
    const double Target = 100_000;

    static readonly int[] Counts = [1, 10, 100, 1_000];

    public string Name => "foreign-events";

    public string Title => "Foreign events refused per second and core";

    public Task<Section> RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        var @event = Encoding.UTF8.GetBytes(Event());
        var message = JsonDocument.Parse(@event).RootElement.GetProperty("Records")[0].GetProperty("Sns").GetProperty("Message").GetString()!;
        var handlers = Counts.Select(Handler).ToList();
        var samples = Turns.Play(
            options.Rounds, cancellation,
            [
                () => Cost.Of(options.Turn, () => Parse(@event, message)),
                .. handlers.Select(handler => (Func<double>)(() => Cost.Of(options.Turn, () => Refuse(handler, @event)))),
            ]);
        var rows = Counts.Select((count, index) => new Row(
            $"{count} plans", $"{Show.PerSecond(samples[index + 1].Median)}, {Show.Seconds(samples[index + 1].Median)} each", Show.PerSecond(samples[index + 1].Min),
            Show.Seconds(samples[0].Median), samples[index + 1].Over(samples[0]), $"{Show.Number(Target)}/s", 1 / samples[index + 1].Median >= Target));
        var bytes = new Row("allocated for one event", Show.Bytes(Cost.Allocated(() => Refuse(handlers[0], @event))));
        return Task.FromResult(new Section($"""
            An SNS event of {@event.Length} bytes, with a CloudWatch alarm that no plan names, goes through the deployed handler: a stream
            in, one sentence of refusal out. The row says how many plans of four steps are deployed. The log line is formatted and dropped,
            because writing it is the platform's work. The peer is `JsonDocument.Parse` of the event and of the message in it, which every
            reader of the event needs.
            """, [.. rows, bytes]));
    }

    static void Parse(byte[] @event, string message)
    {
        JsonDocument.Parse(@event).Dispose();
        JsonDocument.Parse(message).Dispose();
    }

    static void Refuse(Handler handler, byte[] @event)
    {
        using var input = new MemoryStream(@event);
        using var output = handler.HandleAsync(input, new BenchContext()).GetAwaiter().GetResult();
        if (output.Length == 0)
        {
            throw new InvalidOperationException("The handler answered nothing.");
        }
    }

    static AlarmHandler Handler(int plans)
    {
        var folder = new PlanFolder([.. Enumerable.Range(0, plans).Select(number => BenchPlans.Of(4, $"app{number}"))], []);
        return new AlarmHandler(new App(new Settings("ap-northeast-1", "t", "arn:aws:sns:ap-northeast-1:123456789012:t", "", null), Outside.Real, new Formatting(), folder));
    }

    /// <summary>Like events/route53-alarm.json, but with somebody else's alarm.</summary>
    static string Event() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "events", "route53-alarm.json")).Replace("shop-primary", "somebody-elses", StringComparison.Ordinal);

    /// <summary>Formats the text of each line, as every logger does, and drops it.</summary>
    sealed class Formatting : ILogger
    {
        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _ = formatter(state, exception);

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => NullLogger.Instance.BeginScope(state);
    }
}
