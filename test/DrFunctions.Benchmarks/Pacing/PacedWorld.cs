using System.Text.Json;
using Amazon.EC2.Model;
using Amazon.ECS.Model;
using Amazon.Runtime;
using DrFunctions.Aws;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Steps;
using DrFunctions.Steps.Ec2Start;
using LocalAws;

namespace DrFunctions.Benchmarks.Pacing;

/// <summary>How long a start took, in simulated time, from the first call to the last call that took effect.</summary>
sealed record Makespan(double Seconds, int Calls, int Throttled);

/// <summary>A Region with AWS's own rate limits, as real token buckets, and steps that are started there as the loop starts them.</summary>
sealed class PacedWorld : IDisposable
{
    const string Region = "ap-northeast-1";
    const int InFlight = 10;

    /// <summary>Instances in each step: the most that a plan allows.</summary>
    public const int InstancesAStep = 1_000;

    static readonly TimeSpan Pace = TimeSpan.FromSeconds(3);

    readonly VirtualClock clock = new(new DateTimeOffset(2026, 1, 15, 3, 0, 0, TimeSpan.Zero));
    readonly LocalCloud cloud;
    readonly AwsClients aws;
    readonly StepKinds kinds;

    public PacedWorld(int seed = 1)
    {
        cloud = new LocalCloud(clock, seed);
        cloud.Buckets = new TokenBuckets(clock);
        aws = new AwsClients(new InMemory(cloud), new BasicAWSCredentials("AKIDEXAMPLE", "secret"));
        var calls = new Calls(clock);
        kinds = new StepKinds(aws, new Prober(calls), calls, clock);
    }

    public static string Instance(int number) => $"i-{number:d17}";

    public void AddInstances(int count)
    {
        for (var number = 0; number < count; number++)
        {
            cloud.Ec2.Add(Region, Instance(number));
        }
    }

    public void AddServices(int count)
    {
        for (var number = 0; number < count; number++)
        {
            cloud.Ecs.Add(Region, "bench", $"service{number}");
        }
    }

    /// <summary>There is never capacity for this instance.</summary>
    public void Poison(int number) => cloud.Ec2.Find(Region, Instance(number))!.RefusedStarts = int.MaxValue;

    public Makespan StartInstances(int count) => Drive([.. Enumerable.Range(0, count).Chunk(InstancesAStep).Select((numbers, index) => At(
        $$"""{ "id": "web{{index}}", "kind": "ec2-start", "tags": { "group": "{{index}}" } }""",
        new Ec2StartLedger(new(numbers.ToDictionary(Instance, _ => "0"), StringComparer.Ordinal)).ToJson()))], stepsALook: 3);

    public Makespan ScaleServices(int count) => Drive([.. Enumerable.Range(0, count).Select(number => At(
        $$"""{ "id": "api{{number}}", "kind": "ecs-scale", "cluster": "bench", "service": "service{{number}}", "desired": 1 }""",
        JsonSerializer.SerializeToElement(new Dictionary<string, int> { ["desired"] = 0 })))], stepsALook: 200);

    /// <summary>The obvious first version: one id per call, ten calls at once, and the SDK's backoff where AWS throttles.</summary>
    public Makespan StartNaively(int count) => Measure(() => NaivelyAsync(
        count, number => aws.Ec2(Region).StartInstancesAsync(new StartInstancesRequest { InstanceIds = [Instance(number)] })));

    public Makespan ScaleNaively(int count) => Measure(() => NaivelyAsync(
        count, number => aws.Ecs(Region).UpdateServiceAsync(new UpdateServiceRequest { Cluster = "bench", Service = $"service{number}", DesiredCount = 1 })));

    public void Dispose()
    {
        aws.Dispose();
        cloud.Dispose();
    }

    static StepAt At(string step, JsonElement found)
    {
        var plan = BenchPlans.Good(BenchPlans.WithSteps(step));
        return new StepAt(plan, plan.Steps[0], new StepRecord { Attempts = 1, Expected = found }, "run");
    }

    /// <param name="stepsALook">How many steps a look starts; AWS's rates would hold back the others anyway.</param>
    Makespan Drive(IReadOnlyList<StepAt> steps, int stepsALook) => Measure(async () =>
    {
        var open = steps.ToList();
        while (open.Count > 0)
        {
            var began = clock.GetTimestamp();
            var now = open[..Math.Min(stepsALook, open.Count)];
            List<StepAt> left = [];
            var saved = new SaveInstant(clock);
            var kind = kinds.Of(now[0].Step);
            var outcomes = await kind.StartAsync([.. now.Select(at => at with { Saved = saved })], CancellationToken.None);
            foreach (var at in now)
            {
                if (outcomes[at.Step.Id] is { Refusal: { } refusal } outcome)
                {
                    left.Add(refusal.Sent switch
                    {
                        Sent.Part => at with { Record = at.Record with { Unsent = true, Receipt = outcome.Receipt } },
                        Sent.None => at,
                        _ => throw new InvalidOperationException(refusal.Because),
                    });
                }
            }

            open = [.. left, .. open.Skip(now.Count)];
            var rest = Pace - clock.GetElapsedTime(began);
            await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, clock);
        }
    });

    async Task NaivelyAsync(int count, Func<int, Task> call)
    {
        var next = 0;
        var random = new Random(1);
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(async _ =>
        {
            while (next < count)
            {
                var number = next++;
                for (var attempt = 0; ; attempt++)
                {
                    try
                    {
                        await call(number);
                        break;
                    }
                    catch (AmazonServiceException e) when (AwsErrors.IsThrottle(e))
                    {
                        var most = Math.Min(20, 0.5 * Math.Pow(2, Math.Min(attempt, 10)));
                        await Task.Delay(TimeSpan.FromSeconds(random.NextDouble() * most), clock);
                    }
                }
            }
        }));
    }

    Makespan Measure(Func<Task> work)
    {
        var (begin, before) = (clock.GetUtcNow(), cloud.Trace.Count);
        Pump.Run(clock, work);
        var calls = cloud.Trace.Skip(before).ToList();
        var last = calls.FindLast(call => call.TookEffect)?.Time ?? begin;
        return new Makespan((last - begin).TotalSeconds, calls.Count, calls.Count(call => call.Status is 400 or 429 or 503));
    }

    sealed class InMemory(LocalCloud cloud) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
            new(cloud.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
