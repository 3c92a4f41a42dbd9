using System.Globalization;
using System.Text;
using Amazon.Lambda.Core;
using DrFunctions.Handlers;
using LocalAws;

namespace DrFunctions.Simulation.Bench;

/// <summary>A small Lambda: it starts a handler for each event, in the world's time, and enforces the handler's timeout.</summary>
public sealed class LambdaPlatform(World world)
{
    /// <summary>Lambda asks again for a throttled event after this time, and then after twice the time each time.</summary>
    static readonly TimeSpan AskedAgainAfter = TimeSpan.FromSeconds(1);

    readonly SortedDictionary<string, DeployedFunction> functions = new(StringComparer.Ordinal);
    readonly HashSet<Caller> running = [];
    readonly List<string> dropped = [];

    /// <summary>
    /// The longest time of any invocation, whatever timeout its function was deployed with; an invocation that still runs a moment later is
    /// killed.
    /// </summary>
    public TimeSpan LongestTimeout { get; set; } = TimeSpan.FromSeconds(900);

    /// <summary>How many invocations of one function run at once at most: its reserved concurrency. Null for no limit.</summary>
    public int? Reserved { get; set; }

    /// <summary>
    /// Whether invocations that run at once have processes of their own, as they do at AWS; otherwise one process serves all of a function,
    /// which shares more than AWS's would.
    /// </summary>
    public bool HasProcesses { get; set; }

    /// <summary>Events that were throttled until they were too old.</summary>
    public IReadOnlyList<string> Dropped => dropped;

    /// <summary>How often an event had to wait.</summary>
    public int Throttled { get; private set; }

    /// <summary>Called with each invocation as it starts.</summary>
    public Action<Caller>? Started { get; set; }

    /// <summary>Called with the function, the invocation and its answer as it ends.</summary>
    public Action<string, Caller, string>? Answered { get; set; }

    /// <summary>Invocations that were killed at their timeout.</summary>
    public int TimedOut { get; private set; }

    /// <summary>Invocations that run now.</summary>
    public int Running => running.Count;

    public int Invocations { get; private set; }

    /// <summary>Invocations that were killed before they answered.</summary>
    public int Killed { get; private set; }

    /// <summary>The first exception of an invocation. A handler always answers, so this is a bug.</summary>
    public Exception? Failure { get; private set; }

    public bool Runs(Caller caller) => running.Contains(caller);

    public static string ArnOf(string region, string function) => $"arn:aws:lambda:{region}:{World.Account}:function:{function}";

    /// <summary>Deploys a handler under its function's name or ARN.</summary>
    /// <param name="create">Makes the handler of another process.</param>
    /// <param name="timeout">As template.yaml gives it.</param>
    /// <param name="oldest">How old an event becomes that waits: MaximumEventAgeInSeconds.</param>
    public void Deploy(string function, Func<Handler> create, TimeSpan timeout, TimeSpan oldest) =>
        functions[function] = new DeployedFunction(create, timeout, oldest);

    public bool Has(string function) => functions.ContainsKey(function);

    /// <summary>Delivers an event and does not wait for the invocation. One that is throttled is tried again until it is too old.</summary>
    public void Invoke(string function, string json) => Invoke(function, json, world.Now, AskedAgainAfter);

    async void Invoke(string function, string json, DateTimeOffset sent, TimeSpan wait)
    {
        try
        {
            if (Reserved <= functions[function].Running)
            {
                Wait(function, json, sent, wait);
                return;
            }

            await InvokeAsync(function, json);
        }
        catch (Exception e)
        {
            Failure ??= e;
        }
    }

    void Wait(string function, string json, DateTimeOffset sent, TimeSpan wait)
    {
        Throttled++;
        if (world.Now + wait - sent > functions[function].Oldest)
        {
            dropped.Add(json);
            return;
        }

        world.After(wait, () => Invoke(function, json, sent, wait * 2));
    }

    /// <summary>Delivers an event and returns the answer.</summary>
    public async Task<string> InvokeAsync(string function, string json)
    {
        var (number, deployed) = (++Invocations, functions[function]);
        var (process, isWarm) = deployed.Begin(HasProcesses);
        Caller caller = null!;
        Caller.Current = caller = new Caller(() =>
        {
            running.Remove(caller);
            deployed.End(null);
            Killed++;
        });
        running.Add(caller);
        Started?.Invoke(caller);
        try
        {
            // A cold start takes 0.4 to 1 s; a warm one hardly any time.
            await Task.Delay(isWarm ? TimeSpan.FromMilliseconds(5) : world.DrawSeconds($"cold {function}", 0.4, 1.0), world.Time);
            var timeout = deployed.Timeout < LongestTimeout ? deployed.Timeout : LongestTimeout;
            EndLate(caller, number, timeout);
            using var input = new MemoryStream(Encoding.UTF8.GetBytes(json));
            using var output = await process.HandleAsync(input, new Context(world, function, number, world.Now + timeout));
            using var reader = new StreamReader(output);
            var answer = await reader.ReadToEndAsync();
            Answered?.Invoke(function, caller, answer);
            return answer;
        }
        finally
        {
            if (running.Remove(caller))
            {
                deployed.End(process);
            }
        }
    }

    /// <summary>Lambda kills an invocation that still runs a moment after its timeout.</summary>
    void EndLate(Caller caller, int number, TimeSpan timeout) => world.After(timeout + world.DrawSeconds($"end {number}", 0, 1), () =>
    {
        if (Runs(caller))
        {
            TimedOut++;
            caller.Die();
        }
    });

    /// <summary>The event that the one-minute schedule sends.</summary>
    public string ScheduledEvent(string region) => string.Create(CultureInfo.InvariantCulture,
        $$$"""{"version":"0","id":"{{{world.NewUuid()}}}","detail-type":"Scheduled Event","source":"aws.events","account":"{{{World.Account}}}","time":"{{{world.Now:yyyy-MM-dd'T'HH:mm:ss'Z'}}}","region":"{{{region}}}","resources":["arn:aws:events:{{{region}}}:{{{World.Account}}}:rule/drfunctions-watch"],"detail":{}}""");

    sealed class Context(World world, string function, int number, DateTimeOffset ends) : ILambdaContext
    {
        public string AwsRequestId => $"00000000-0000-4000-8000-{number:x12}";

        public IClientContext ClientContext => null!;

        public string FunctionName => function;

        public string FunctionVersion => "$LATEST";

        public ICognitoIdentity Identity => null!;

        public string InvokedFunctionArn => function;

        public ILambdaLogger Logger => null!;

        public string LogGroupName => $"/aws/lambda/{function}";

        public string LogStreamName => "rehearsal";

        public int MemoryLimitInMB => 512;

        public TimeSpan RemainingTime => ends - world.Now;
    }
}
