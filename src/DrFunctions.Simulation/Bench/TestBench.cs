using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Handlers;
using DrFunctions.Plans;
using DrFunctions.Simulation.Kinds;
using DrFunctions.Steps;
using DrFunctions.Store;
using LocalAws;
using Microsoft.Extensions.Logging;

namespace DrFunctions.Simulation.Bench;

/// <summary>
/// The deployed handlers, loop, step kinds and SDK clients on a local AWS in virtual time. Rehearsals play
/// scenarios on it, and tests whatever they need.
/// </summary>
public sealed class TestBench : IDisposable
{
    public const string AlarmFunction = "AlarmFunction";
    const string WatchFunction = "WatchFunction";
    public const string OperatorFunction = "OperatorFunction";

    /// <summary>The timeouts of the functions in template.yaml: of those that drive plans, and of the one that answers a person.</summary>
    static readonly TimeSpan Drives = TimeSpan.FromSeconds(900);
    static readonly TimeSpan Answers = Timing.Operator;

    /// <summary>The secret key of the functions' credentials, which must not appear anywhere.</summary>
    public const string Secret = "wJalrXUtnFEMIEXAMPLEKEY";

    readonly List<App> apps = [];
    readonly Dictionary<string, (JsonObject Item, Record Record)> records = [];

    /// <param name="looksPerMinute">As template.yaml's parameter.</param>
    /// <param name="worlds">Null for those of the shipped kinds.</param>
    /// <param name="home">
    /// The Region of the deployment, which watches only the plans whose standby it is; null for that of the first plan.
    /// </param>
    /// <param name="isNew">The plans were never watched: none of their signals was ever seen up.</param>
    /// <param name="escalates">An escalation topic is told of what nobody has answered.</param>
    public TestBench(
        PlanFolder plans, DateTimeOffset start, int seed, ILogger log, int looksPerMinute = 1, KindWorlds? worlds = null,
            string? home = null, bool isNew = false, bool escalates = false)
    {
        Worlds = worlds ?? KindWorlds.Shipped;
        LooksPerMinute = looksPerMinute;
        ArgumentNullException.ThrowIfNull(plans);
        Home = home ?? plans.Plans[0].Standby;
        Clock = new VirtualClock(start);
        Cloud = new LocalCloud(Clock, seed);
        Lambda = new LambdaPlatform(Cloud.World);
        Base = new HomeEstate(Cloud, Home, escalates);
        Estates = [.. plans.Plans.Select(plan => new PlanEstate(Cloud, plan, Base.AlarmTopic, Worlds))];
        plans = home is null ? plans : plans.In(home);
        plans.Plans.Where(plan => !isNew && plan.Standby == Home).ToList().ForEach(plan => HomeEstate.Watched(Cloud, plan));
        Deploy(plans, AlarmFunction, Drives, TimeSpan.FromMinutes(10), log, app => new AlarmHandler(app));
        Deploy(plans, WatchFunction, Drives, TimeSpan.FromMinutes(1), log, app => new WatchHandler(app));
        Deploy(plans, OperatorFunction, Answers, TimeSpan.FromMinutes(1), log, app => new OperatorHandler(app));
        Cloud.Sns.Subscribe(Base.AlarmTopic, "lambda", LambdaPlatform.ArnOf(Home, AlarmFunction), confirmed: true);
        Cloud.Lambda.Has = Lambda.Has;
        Cloud.Lambda.Deliver = Lambda.Invoke;
        Cloud.Sns.ToLambda = delivery => Lambda.Invoke(delivery.FunctionArn, delivery.Event);
    }

    /// <summary>The Region of the functions, their table and their topic.</summary>
    public string Home { get; }

    public VirtualClock Clock { get; }

    public LocalCloud Cloud { get; }

    public LambdaPlatform Lambda { get; }

    public HomeEstate Base { get; }

    int LooksPerMinute { get; }

    /// <summary>The estate of each plan, in the order of the plans.</summary>
    public IReadOnlyList<PlanEstate> Estates { get; }

    public KindWorlds Worlds { get; }

    /// <summary>The operations that the functions may need, each once, in the order of their grants.</summary>
    public IReadOnlyList<string> GrantedOperations =>
        [.. Grants.Of(apps[0].Kinds).SelectMany(grant => grant.Actions).Select(action => action.Split(':')[1]).Distinct()
            .Except(OnlyQuiet)];

    /// <summary>The step kinds on this cloud, as the functions use them.</summary>
    public StepKinds Kinds => apps[0].Kinds;

    /// <summary>The metrics that the functions wrote.</summary>
    public MetricLog Metrics { get; } = new();

    /// <summary>What only the quiet look asks: without it nothing is decided otherwise.</summary>
    static readonly string[] OnlyQuiet = ["ListTagsForResource", "GetAccountSettings"];

    /// <summary>Runs work to its end in virtual time.</summary>
    /// <exception cref="InvalidOperationException">
    /// A handler threw, which is a bug, or the work waits for something outside virtual time.
    /// </exception>
    public void Run(Func<Task> work)
    {
        Pump.Run(Clock, work);
        if (Lambda.Failure is { } bug)
        {
            throw new InvalidOperationException($"A handler failed: {bug.Message}", bug);
        }
    }

    /// <summary>Starts the schedule: one invocation each minute, as template.yaml deploys it.</summary>
    public void StartSchedule() =>
        Cloud.World.Every(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), Tick);

    /// <summary>Wakes the watch once, as its schedule does.</summary>
    public void Tick() => Lambda.Invoke(LambdaPlatform.ArnOf(Home, WatchFunction), Lambda.ScheduledEvent(Home));

    /// <summary>Invokes a function with an event and waits for its answer.</summary>
    public Task<string> InvokeAsync(string function, string json) => Lambda.InvokeAsync(LambdaPlatform.ArnOf(Home, function), json);

    /// <summary>Whether a pause of the plan or of all plans is in force.</summary>
    public Automation AutomationOf(string plan) => new[] { "all", $"plan#{plan}" }
        .Any(key => Cloud.DynamoDb.Item(Home, HomeEstate.Table, key, "pause") is { } pause
            && !((string?)pause["until"]?["S"] is { } until && DateTimeOffset.Parse(until, CultureInfo.InvariantCulture) <= Clock.GetUtcNow()))
        ? Automation.Paused : Automation.On;

    /// <summary>The record in the table, or a new one.</summary>
    public Record RecordOf(string plan)
    {
        var item = Cloud.DynamoDb.Item(Home, HomeEstate.Table, $"plan#{plan}", "record");
        if (item is null)
        {
            return new Record { Plan = plan };
        }

        // Callers poll this; a record need not be parsed again while its item is the same, because each save brings a new item.
        if (!records.TryGetValue(plan, out var known) || !ReferenceEquals(known.Item, item))
        {
            records[plan] = known = (item, RecordJson.Read(RecordBody.TextOf((string)item["body"]!["S"]!)!, RecordJson.Schema)!);
        }

        return known.Record;
    }

    public void Dispose()
    {
        apps.ForEach(app => app.Dispose());
        Cloud.Dispose();
        Metrics.Dispose();
    }

    void Deploy(PlanFolder plans, string name, TimeSpan timeout, TimeSpan oldest, ILogger log, Func<App, Handler> create)
    {
        Lambda.Deploy(LambdaPlatform.ArnOf(Home, name), () => create(AppOf(plans, name, log)), timeout, oldest);
    }

    App AppOf(PlanFolder plans, string name, ILogger log)
    {
        var clock = new CallerClock(Clock);
        var outside = new Outside(clock, new InMemoryClients(Cloud), Cloud.CreateHandler(),
            new BasicAWSCredentials("AKIDEXAMPLE", Secret), Cloud.World.NewUuid, Metrics)
        {
            Kinds = Worlds.Kinds,
            Dns = new SimulatedDns(Cloud, clock),
        };
        var app = new App(
            new Settings(Home, HomeEstate.Table, Base.NoticeTopic, "", null, LooksPerMinute)
            {
                Function = name, Role = RoleLimits.Tagged, Escalation = Base.EscalationTopic,
            }, outside, log, plans);
        apps.Add(app);
        return app;
    }

    sealed class InMemoryClients(LocalCloud cloud) : HttpClientFactory
    {
        // The SDK ends a call by the client's own timeout, in real time; here time is virtual and the loop's own limits end it.
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
            new(new NoEmptyLists(cloud.CreateHandler())) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
