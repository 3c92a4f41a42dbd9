using DrFunctions.Aws;
using DrFunctions.Resolution;
using DrFunctions.Handlers;
using DrFunctions.Looping;
using DrFunctions.Notices;
using DrFunctions.Plans;
using DrFunctions.Signals;
using DrFunctions.Steps;
using DrFunctions.Store;
using Microsoft.Extensions.Logging;

namespace DrFunctions;

/// <summary>Puts the parts of the functions together, once per process.</summary>
public sealed class App : IDisposable
{
    readonly AwsClients aws;
    readonly Prober prober;
    readonly TextWriter metrics;

    /// <param name="plans">Used instead of the plans in the settings' folder.</param>
    public App(Settings settings, Outside outside, ILogger log, PlanFolder? plans = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(outside);
        (Time, Log, NewNonce, metrics) = (outside.Time, log, outside.NewNonce, outside.Metrics);
        var calls = new Calls(Time);
        aws = new AwsClients(outside.Http, outside.Credentials);
        prober = new Prober(calls, outside.ProbeHandler, settings.ProbeVia, settings.IsTestBench || settings.ProbeVia is not null);
        Kinds = new StepKinds(aws, prober, calls, Time, outside.Kinds);
        (Region, LooksPerMinute) = (settings.Region, settings.LooksPerMinute);
        Plans = plans ?? PlanFolder.Read(settings.Plans, Kinds).In(settings.Region);
        var manyPlans = Plans.Plans.Count > Core.Deciding.Digests.MostAlone;
        Store = new RecordStore(aws, calls, settings.Region, settings.Table, manyPlans);
        calls.Account = Store.Turns;
        var publisher = new NoticePublisher(aws, calls, log, settings.Region, settings.Topic, settings.Escalation);
        Subscriptions = new SubscriptionWatch(publisher, Store.Subscriptions, log, Time);
        var digests = new DigestPublisher(publisher, Store.Notices, log, Time, settings.Region, CommandOptions(settings));
        Digests = manyPlans ? digests : null;
        SelfInvocation = new SelfInvocation(aws, calls, settings.Region, settings.Function);
        var dns = outside.Dns ?? (settings.ProbeVia is null && outside.ProbeHandler is null ? new NetworkDns() : new NoDns());
        var observer = new WorldObserver(
            new SignalReader(aws, prober, calls), Kinds, new NameCheck(dns, prober, calls), CommandOptions(settings),
            settings.Escalation is not null, settings.Role);
        var outbox = new OutboxPublisher(publisher, manyPlans ? Store.Notices : null, digests, Time);
        Loop = new Loop(Kinds, observer, new Actor(Kinds, log), Store, outbox, log, Time, NewNonce);
        PromptedLooks = new PromptedLooks(Store, Kinds, log, Time);
        var account = new AccountLook(aws, calls, Store, publisher, log, settings.Region, settings.ReservedConcurrency);
        QuietLooks = new QuietLooks(observer, account, Store, publisher, log, Time, CommandOptions(settings));
    }

    public TimeProvider Time { get; }

    public ILogger Log { get; }

    /// <summary>Makes a unique text, for an invocation's name or a request's id.</summary>
    public Func<string> NewNonce { get; }

    public StepKinds Kinds { get; }

    public PlanFolder Plans { get; }

    /// <summary>The Region of this deployment.</summary>
    public string Region { get; }

    public int LooksPerMinute { get; }

    public RecordStore Store { get; }

    public SubscriptionWatch Subscriptions { get; }

    /// <summary>Null for a deployment of so few plans that each tells for itself.</summary>
    public DigestPublisher? Digests { get; }

    public SelfInvocation SelfInvocation { get; }

    public Loop Loop { get; }

    public PromptedLooks PromptedLooks { get; }

    public QuietLooks QuietLooks { get; }

    /// <summary>Writes what one round of the watch achieved as metrics in the log; template.yaml has an alarm for each.</summary>
    public void Report(WatchRound round)
    {
        ArgumentNullException.ThrowIfNull(round);
        metrics.WriteLine(round.ToMetrics(Time.GetUtcNow()));
    }

    static string CommandOptions(Settings settings) => $"--region {settings.Region} --table {settings.Table} --topic {settings.Topic}";

    public void Dispose()
    {
        aws.Dispose();
        prober.Dispose();
    }
}
