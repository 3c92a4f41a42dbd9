using System.Text.Json;
using System.Text.RegularExpressions;
using LocalAws.Services.ApplicationAutoScaling;
using LocalAws.Services.AutoScaling;
using LocalAws.Services.CloudWatch;
using LocalAws.Services.DynamoDb;
using LocalAws.Services.Ec2;
using LocalAws.Services.Ecs;
using LocalAws.Services.ElasticLoadBalancing;
using LocalAws.Services.Lambda;
using LocalAws.Services.Route53;
using LocalAws.Services.Sns;
using LocalAws.Wire;

namespace LocalAws;

/// <summary>The local AWS: one world and its services. A call is routed by the Region and service that its signature names.</summary>
public sealed partial class LocalCloud : IDisposable
{
    readonly SortedDictionary<string, Service> services = new(StringComparer.Ordinal);
    readonly List<TracedCall> trace = [];
    readonly Connection connection;

    public LocalCloud(TimeProvider time, int seed)
    {
        World = new World(time, seed);
        connection = new Connection(World);
        FrontDoors = new FrontDoors(World);
        Buckets = new TokenBuckets(time);
        Ec2 = Add(new Ec2Api(World));
        ElasticLoadBalancing = Add(new ElasticLoadBalancingApi(World));
        AutoScaling = Add(new AutoScalingApi(World));
        Ecs = Add(new EcsApi(World, ElasticLoadBalancing));
        ApplicationAutoScaling = Add(new ApplicationAutoScalingApi(World, Ecs));
        Sns = Add(new SnsApi(World));
        DynamoDb = Add(new DynamoDbApi(World));
        Route53 = Add(new Route53Api(World, FrontDoors));
        Lambda = Add(new LambdaApi(World));
        CloudWatch = Add(new CloudWatchApi(World, Sns, Route53.HealthChecks.GetValueOrDefault));
        Route53.AlarmData = CloudWatch.DataState;
    }

    public World World { get; }

    public FrontDoors FrontDoors { get; }

    public Ec2Api Ec2 { get; }

    public ElasticLoadBalancingApi ElasticLoadBalancing { get; }

    public AutoScalingApi AutoScaling { get; }

    public EcsApi Ecs { get; }

    public ApplicationAutoScalingApi ApplicationAutoScaling { get; }

    public SnsApi Sns { get; }

    public DynamoDbApi DynamoDb { get; }

    public Route53Api Route53 { get; }

    public CloudWatchApi CloudWatch { get; }

    public LambdaApi Lambda { get; }

    /// <summary>Every operation there is, by the service's signing name.</summary>
    public IEnumerable<(string Service, string Operation)> Operations =>
        services.Values.SelectMany(service => service.OperationNames.Select(name => (service.Profile.SigningName, name)));

    /// <summary>
    /// Whether each call takes 10 to 60 ms of the world's time. If false, every call that does not hang completes at once.
    /// </summary>
    public bool Latency { get; set; } = true;

    /// <summary>Asked for every signed call in order; null means no fault.</summary>
    public Func<FaultPoint, Fault?>? Faults { get; set; }

    /// <summary>Awaited before each signed call, so that a test decides the order of the calls of several invocations.</summary>
    public Func<CancellationToken, Task>? Held { get; set; }

    /// <summary>
    /// Asked for every probe by its host; null lets the probe reach its front door. Health checkers probe from elsewhere and are not asked.
    /// </summary>
    public Func<string, DoorAnswer?>? ProbeFaults { get; set; }

    /// <summary>
    /// Called for every probe as it is made, with the host that it connected to, the name that it asked for, and the answer; null is an
    /// unknown host.
    /// </summary>
    public Action<string, string, DoorAnswer?>? Probed { get; set; }

    /// <summary>The account's rate limits; null for none.</summary>
    public TokenBuckets? Buckets { get; set; }

    /// <summary>Every signed call so far, in the order of their effect.</summary>
    public IReadOnlyList<TracedCall> Trace => trace;

    /// <summary>Called with each call as it is added to the trace.</summary>
    public Action<TracedCall>? Traced { get; set; }

    /// <summary>Called with each call whose answer reaches its caller.</summary>
    public Action<FaultPoint, WireResponse>? Returned { get; set; }

    /// <summary>How many signed calls have arrived, those that hang included.</summary>
    public int Calls { get; private set; }

    /// <summary>
    /// The handler through which an SDK client or an HttpClient reaches this cloud without a socket, on the caller's thread.
    /// </summary>
    public HttpMessageHandler CreateHandler() => new InMemoryHandler(this);

    /// <summary>Adds a service, which then answers the calls that are signed for its name.</summary>
    public T Add<T>(T service) where T : Service
    {
        services.Add(service.Profile.SigningName, service);
        return service;
    }

    /// <summary>What a service answers and allows besides its operations; a service that LocalAws lacks has the defaults.</summary>
    public ServiceProfile ProfileOf(string service) => ServiceOf(service).Profile;

    public void Dispose() => World.Dispose();

    public static bool IsReading(string operation) => Reading.IsMatch(operation);

    /// <exception cref="HttpRequestException">The connection is reset or refused, or a probe's host is not known.</exception>
    public ValueTask<WireResponse> AnswerAsync(WireRequest request, CancellationToken cancel) =>
        Caller.Current is { IsDead: true } ? new ValueTask<WireResponse>(Connection.Never())
        : request.Scope is { } scope ? CallAsync(request, scope.Region, scope.Service, cancel) : ProbeAsync(request, cancel);

    async ValueTask<WireResponse> ProbeAsync(WireRequest request, CancellationToken cancel)
    {
        DoorAnswer? answer;
        lock (World.Gate)
        {
            var door = FrontDoors.Meant(request.ConnectedTo, request.Path, request.Host);
            answer = ProbeFaults?.Invoke(request.Host) ?? FrontDoors.Visit(door, request.Path, request.Host, request.IsTls);
            Probed?.Invoke(door, request.Host, answer);
        }

        await connection.Pause(Takes($"probe {request.Host} {World.Now.Ticks}") + (answer?.Delay ?? TimeSpan.Zero), cancel);
        if (answer is null)
        {
            throw new HttpRequestException(HttpRequestError.NameResolutionError, $"No such host is known. ({request.Host})");
        }

        return answer == DoorAnswer.Hang ? await Connection.Hang(cancel)
            : answer == DoorAnswer.Refused
                ? throw new HttpRequestException(HttpRequestError.ConnectionError, $"Connection refused ({request.Host})")
            : answer == DoorAnswer.WrongCertificate ? throw Connection.WrongCertificate()
            : new WireResponse(answer.Status, "text/plain", answer.Body);
    }

    async ValueTask<WireResponse> CallAsync(WireRequest request, string region, string name, CancellationToken cancel)
    {
        await (Held?.Invoke(cancel) ?? Task.CompletedTask);
        Visit visit;
        lock (World.Gate)
        {
            visit = Enter(request, region, name);
        }

        if (visit.Fault?.Kind == FaultKind.FreezeBefore)
        {
            await connection.FreezeAsync(visit.Fault);
        }

        if (visit.Lost is { } lost)
        {
            return await LoseAsync(visit, lost, cancel);
        }

        // The call takes effect in the middle of its time, so that a caller may give up before the effect or after it.
        await connection.Pause(visit.Takes / 2, cancel);
        WireResponse response;
        lock (World.Gate)
        {
            response = Act(visit, new Call(request, region));
        }

        await connection.Pause(visit.Takes / 2, cancel);
        response = visit.Fault?.Kind switch
        {
            FaultKind.ResetAfter => throw Connection.Reset(),
            FaultKind.HangAfter => await Connection.Hang(cancel),
            FaultKind.KillAfter => await Connection.Kill(),
            FaultKind.KillAnswered => Connection.Answered(response),
            FaultKind.FreezeAfter => await connection.Thawed(visit.Fault, response),
            _ => await Connection.Awake(response),
        };
        Returned?.Invoke(visit.Point, response);
        return response;
    }

    async Task<WireResponse> LoseAsync(Visit visit, string why, CancellationToken cancel)
    {
        lock (World.Gate)
        {
            Record(visit, 0, why);
        }

        return visit.Fault?.Kind switch
        {
            FaultKind.ResetBefore => throw Connection.Reset(),
            FaultKind.KillBefore => await Connection.Kill(),
            _ => await Connection.Hang(cancel),
        };
    }

    Service ServiceOf(string name) => services.TryGetValue(name, out var service) ? service : new MissingService(World, name);

    Visit Enter(WireRequest request, string region, string name)
    {
        var service = ServiceOf(name);
        var point = new FaultPoint(++Calls, region, name, service.OperationOf(request), request);
        var fault = Faults?.Invoke(point);
        var lost = !World.IsLit(service.Profile.HomeRegion ?? region) ? "dark"
            : fault?.Kind is FaultKind.ResetBefore or FaultKind.Hang or FaultKind.KillBefore ? fault.Kind.ToString()
            : null;
        return new Visit(service, point, fault, lost, Takes($"call {Calls}") + (fault?.Kind == FaultKind.Slow ? fault.For : TimeSpan.Zero));
    }

    WireResponse Act(Visit visit, Call call)
    {
        var profile = visit.Service.Profile;
        var error = (visit.Fault is { } fault ? profile.ErrorOf(fault, visit.Point) : null)
            ?? (Buckets?.TryTake(profile.Rates(visit.Point)) == false ? profile.Throttled.ToException() : null);
        World.Behind = visit.Fault?.Kind == FaultKind.Stale ? visit.Fault.For : null;
        var response = error is null ? visit.Service.Answer(call) : visit.Service.Refuse(call, error);
        World.Behind = null;
        Record(visit, response.Status, response.Status < 300 ? null : error?.Code ?? response.Headers.GetValueOrDefault("x-amzn-ErrorType")
            ?? ErrorCodeIn(response.Text));
        response = response.Status >= 300 ? response
            : visit.Fault is { Kind: FaultKind.ErrorAfter } lie ? visit.Service.Refuse(call, (lie.Words ?? profile.Internal).ToException())
            : visit.Fault?.Kind == FaultKind.Partial ? visit.Service.FindNothing(call, response)
            : response;
        return response with
        {
            Headers = new Dictionary<string, string>(response.Headers)
            {
                ["x-amzn-RequestId"] = new Guid(World.Seed, 0x0ca1, 0x4d0c, BitConverter.GetBytes((long)visit.Point.Number)).ToString(),
            },
        };
    }

    void Record(Visit visit, int status, string? error)
    {
        var (number, region, service, operation, _) = visit.Point;
        var summary = Summary(visit);
        var call = new TracedCall(World.Now, number, region, service, operation,
            summary.Length <= 160 ? summary : summary[..159] + "…", !IsReading(operation), status, error);
        trace.Add(call);
        Traced?.Invoke(call);
    }

    static string Summary(Visit visit)
    {
        try
        {
            return visit.Service.Summary(visit.Point.Request);
        }
        catch (Exception e) when (e is AwsErrorException or JsonException or InvalidOperationException)
        {
            return "(cannot be read)";
        }
    }

    TimeSpan Takes(string key) => Latency ? World.DrawSeconds("latency " + key, 0.010, 0.060) : TimeSpan.Zero;


    static string ErrorCodeIn(string text) => ErrorCode.Match(text) is { Success: true } match ? match.Groups[1].Value : "unknown";

    [GeneratedRegex("^(Describe|List|Get|Query|Scan|BatchGet)")]
    static partial Regex Reading { get; }

    [GeneratedRegex("""(?:<Code>|"__type":"(?:[^"#]*#)?)(\w+)""")]
    static partial Regex ErrorCode { get; }

    /// <summary>
    /// A signed call on its way: its service, its request, its fault, why it gets no answer (null if it does), and how long it takes.
    /// </summary>
    sealed record Visit(Service Service, FaultPoint Point, Fault? Fault, string? Lost, TimeSpan Takes);
}
