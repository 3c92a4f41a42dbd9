using System.Globalization;
using Amazon.Runtime;
using DrFunctions.Aws;
using DrFunctions.Handlers;
using DrFunctions.Looping;
using DrFunctions.Notices;
using DrFunctions.Plans;
using DrFunctions.Signals;
using DrFunctions.Steps;
using DrFunctions.Store;
using Microsoft.Extensions.Logging;

namespace DrFunctions;

/// <summary>Where the functions live and what they use.</summary>
/// <param name="Region">The standby Region, where table and topic are.</param>
/// <param name="ProbeVia">A test bench that gets every probe; null for the real front doors.</param>
/// <param name="LooksPerMinute">How often the schedule's invocation looks at plans that rest.</param>
public sealed record Settings(string Region, string Table, string Topic, string Plans, Uri? ProbeVia, int LooksPerMinute = 1)
{
    /// <summary>The name of the function that runs, as Lambda gives it; null where there is no Lambda.</summary>
    public string? Function { get; init; }

    const int MostLooks = 6;

    /// <exception cref="InvalidOperationException">A setting is missing or wrong; the message says which and what to do.</exception>
    public static Settings FromEnvironment() => new(
        Required("AWS_REGION"),
        Required("DR_TABLE"),
        Required("DR_NOTICE_TOPIC"),
        Optional("DR_PLANS") ?? Path.Combine(AppContext.BaseDirectory, "plans"),
        ProbeViaFromEnvironment(),
        LooksFromEnvironment())
    {
        Function = Optional("AWS_LAMBDA_FUNCTION_NAME"),
    };

    static int LooksFromEnvironment() => Optional("DR_LOOKS_PER_MINUTE") is not { } text ? 1
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var looks) && looks is >= 1 and <= MostLooks ? looks
        : throw new InvalidOperationException($"DR_LOOKS_PER_MINUTE is \"{text}\"; it must be a whole number from 1 to {MostLooks}.");

    static Uri? ProbeViaFromEnvironment()
    {
        if (Optional("DR_PROBE_VIA") is not { } text)
        {
            return null;
        }

        // On AWS this would make every witness lie.
        return Optional("AWS_ENDPOINT_URL") is null
            ? throw new InvalidOperationException("DR_PROBE_VIA is for a test bench only and needs AWS_ENDPOINT_URL beside it; take DR_PROBE_VIA away.")
            : Uri.TryCreate(text, UriKind.Absolute, out var via) && via.Scheme == Uri.UriSchemeHttp
                ? via
                : throw new InvalidOperationException($"DR_PROBE_VIA is \"{text}\"; it must be an address such as http://127.0.0.1:4566.");
    }

    static string Required(string name) =>
        Optional(name) ?? throw new InvalidOperationException($"The environment variable {name} is not set; template.yaml sets it, and events/local.json for local runs.");

    static string? Optional(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}

/// <summary>The outside world of the functions: replaced as a whole by a rehearsal's.</summary>
/// <param name="Http">Null for the network.</param>
/// <param name="ProbeHandler">Null for the network.</param>
/// <param name="Credentials">Null for those of the environment.</param>
public sealed record Outside(
    TimeProvider Time, HttpClientFactory? Http, HttpMessageHandler? ProbeHandler, AWSCredentials? Credentials, Func<string> NewNonce, TextWriter Metrics)
{
    /// <summary>The step kinds that plans may name.</summary>
    public IReadOnlyList<KindFactory> Kinds { get; init; } = StepKinds.Shipped;

    public static Outside Real { get; } = new(TimeProvider.System, null, null, null, () => Guid.NewGuid().ToString("N"), Console.Out);
}

/// <summary>The functions put together, once a process.</summary>
public sealed class App : IDisposable
{
    readonly AwsClients aws;
    readonly Prober prober;
    readonly TextWriter metrics;

    /// <param name="plans">Instead of those in the settings' folder.</param>
    public App(Settings settings, Outside outside, ILogger log, PlanFolder? plans = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(outside);
        (Time, Log, NewNonce, metrics) = (outside.Time, log, outside.NewNonce, outside.Metrics);
        var calls = new Calls(Time);
        aws = new AwsClients(outside.Http, outside.Credentials);
        prober = new Prober(calls, outside.ProbeHandler, settings.ProbeVia);
        Kinds = new StepKinds(aws, prober, calls, Time, outside.Kinds);
        LooksPerMinute = settings.LooksPerMinute;
        Plans = plans ?? PlanFolder.Read(settings.Plans, Kinds).In(settings.Region);
        Store = new RecordStore(aws, calls, settings.Region, settings.Table);
        Notices = new NoticePublisher(aws, calls, log, settings.Region, settings.Topic);
        OwnInvocations = new OwnInvocations(aws, calls, settings.Region, settings.Function);
        Loop = new Loop(
            Kinds, new WorldObserver(new SignalReader(aws, prober, calls), Kinds, CommandOptions(settings)), new Actor(Kinds, log), Store, Notices, log, Time, NewNonce);
    }

    public TimeProvider Time { get; }

    public ILogger Log { get; }

    /// <summary>Makes what nobody else has, for an invocation's name or a request's id.</summary>
    public Func<string> NewNonce { get; }

    public StepKinds Kinds { get; }

    public PlanFolder Plans { get; }

    public int LooksPerMinute { get; }

    public RecordStore Store { get; }

    public NoticePublisher Notices { get; }

    public OwnInvocations OwnInvocations { get; }

    public Loop Loop { get; }

    /// <summary>Says that a look was completed, as a metric in CloudWatch's embedded format: no call, no permission, and an alarm when it stops.</summary>
    public void Heartbeat(int plans) => metrics.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $$$"""{"_aws":{"Timestamp":{{{Time.GetUtcNow().ToUnixTimeMilliseconds()}}},"CloudWatchMetrics":[{"Namespace":"DrFunctions","Dimensions":[["Function"]],"Metrics":[{"Name":"Heartbeat","Unit":"Count"}]}]},"Function":"watch","Heartbeat":1,"Plans":{{{plans}}}}"""));

    static string CommandOptions(Settings settings) => $"--region {settings.Region} --table {settings.Table} --topic {settings.Topic}";

    public void Dispose()
    {
        aws.Dispose();
        prober.Dispose();
    }
}
