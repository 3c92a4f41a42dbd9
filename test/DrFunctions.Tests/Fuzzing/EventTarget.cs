using System.Text.Json.Nodes;
using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Runtime;
using DrFunctions.Commands;
using DrFunctions.Handlers;
using DrFunctions.Plans;
using DrFunctions.Simulation.Bench;
using DrFunctions.Tests.Functions;
using LocalAws;
using Microsoft.Extensions.Logging.Abstractions;

namespace DrFunctions.Tests.Fuzzing;

/// <summary>The three handlers on a healthy world, to which no hostile event may do anything.</summary>
public sealed class EventTarget : IDisposable
{
    /// <summary>An answer is one sentence a plan, and a few about what was refused.</summary>
    const int MostResults = 20;

    /// <summary>A command that is good has its own tests, and each uses a world up: one in so many is carried out.</summary>
    const int CommandsNotCarriedOut = 16;

    readonly Bench bench = new();
    readonly App app;
    readonly Dictionary<Reader, Handler> handlers;

    public EventTarget()
    {
        var (cloud, simulation) = (bench.TestBench.Cloud, bench.TestBench);
        cloud.Latency = false;
        app = new App(
            new Settings(simulation.Home, HomeEstate.Table, simulation.Base.NoticeTopic, "", null),
            new Outside(simulation.Clock, new Clients(cloud), cloud.CreateHandler(), new BasicAWSCredentials("AKIDEXAMPLE", "test"), cloud.World.NewUuid,
                TextWriter.Null),
            NullLogger.Instance,
            new PlanFolder([bench.Estate.Plan], []));
        handlers = new() { [Reader.Alarm] = new AlarmHandler(app), [Reader.Watch] = new WatchHandler(app),
            [Reader.Operator] = new OperatorHandler(app) };
        bench.Tick();
    }

    /// <summary>A person's command was carried out, so the next event needs a new world.</summary>
    public bool IsUsedUp { get; private set; }

    public FuzzResult Run(Reader reader, byte[] bytes)
    {
        var command = reader == Reader.Operator ? CommandIn(bytes) : null;
        if (command is not null and not Verbs.Status && bytes.Length % CommandsNotCarriedOut != 0)
        {
            return new FuzzResult(true, null, 0, TimeSpan.Zero);
        }

        var before = bench.TestBench.Cloud.Trace.Count;
        var (json, read) = Invoke(handlers[reader], bytes);
        IsUsedUp = command is not null and not Verbs.Status;
        var results = JsonSerializer.Deserialize(json, AnswerContext.Default.HandlerAnswer)!.Results;
        var changed = bench.TestBench.Cloud.Trace.Skip(before).FirstOrDefault(call => call.Changing
            && !call.Summary.Contains("/readiness", StringComparison.Ordinal)
            && !call.Summary.Contains("rate/route53", StringComparison.Ordinal)
            && !call.Summary.Contains("DryRun=true", StringComparison.Ordinal));
        var wrong = results.Count is 0 or > MostResults ? $"the answer has {results.Count} results"
            : results.Select(result => FuzzResult.OfSentence(result.Because)).FirstOrDefault(sentence => sentence is not null)
            ?? results.Where(result => result.Because.Contains("unexpected error", StringComparison.Ordinal)).Select(result => result.Because)
            .FirstOrDefault();
        var change = wrong is null && changed is not null && !IsUsedUp ? $"it changed something: {changed}, saying {results[0].Because}" : null;
        return read
            with { Accepted = results.Any(result => result.Plan is not null), Wrong = wrong ?? change, IsChange = change is not null };
    }

    /// <summary>
    /// Puts an item into the table, as nobody should, and looks: whatever it is, there is a sentence, and nothing of the estate changes.
    /// </summary>
    public FuzzResult Item(byte[] bytes)
    {
        try
        {
            bench.TestBench.Cloud.DynamoDb.Put(bench.TestBench.Home, HomeEstate.Table, JsonNode.Parse(bytes)!.AsObject());
        }
        catch (Exception)
        {
            // No table holds it.
            return new FuzzResult(false, null, 0, TimeSpan.Zero);
        }

        var judged = Run(Reader.Watch, Corpus.Watch[^1].Text);
        var status = Run(Reader.Operator, System.Text.Encoding.UTF8.GetBytes(Files.Event("operator-status.json")));
        IsUsedUp = true;

        // A record or request that is still whole may well lead to something.
        var wrong = judged.IsChange ? null : judged.Wrong;
        return judged with { Wrong = wrong ?? status.Wrong };
    }

    public void Dispose()
    {
        app.Dispose();
        bench.Dispose();
    }

    (string Answer, FuzzResult Read) Invoke(Handler handler, byte[] bytes)
    {
        using var input = new MemoryStream(bytes, writable: false);
        var meter = new Meter();

        // A context of the test runner's would move what comes after a wait to a real thread, past which virtual time runs away.
        SynchronizationContext.SetSynchronizationContext(null);
        var answering = handler.HandleAsync(input, new Context());
        if (!answering.IsCompleted)
        {
            bench.TestBench.Run(() => answering);
        }

        using var output = answering.GetAwaiter().GetResult();
        var read = meter.Stop(true, null);
        using var reader = new StreamReader(output);
        return (reader.ReadToEnd(), read);
    }

    static string? CommandIn(byte[] bytes)
    {
        try
        {
            using var input = new MemoryStream(bytes, writable: false);
            return OperatorCommand.ReadAsync(input).GetAwaiter().GetResult().Command?.Verb.Name;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    sealed class Clients(LocalCloud cloud) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
            new(cloud.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };
    }

    sealed class Context : ILambdaContext
    {
        public string AwsRequestId => "00000000-0000-4000-8000-000000000000";

        public IClientContext ClientContext => null!;

        public string FunctionName => "function";

        public string FunctionVersion => "$LATEST";

        public ICognitoIdentity Identity => null!;

        public string InvokedFunctionArn => "arn";

        public ILambdaLogger Logger => null!;

        public string LogGroupName => "group";

        public string LogStreamName => "stream";

        public int MemoryLimitInMB => 512;

        public TimeSpan RemainingTime => TimeSpan.FromSeconds(60);
    }
}
