using System.Text.Json.Nodes;
using Amazon.Runtime;
using DrFunctions.Aws;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;
using DrFunctions.Simulation.Bench;
using DrFunctions.Store;
using LocalAws;

namespace DrFunctions.Tests.Store;

/// <summary>The store and its table in virtual time, with what tests need of both.</summary>
public sealed class Shelf : IDisposable
{
    const string Home = "ap-northeast-1";

    readonly VirtualClock clock = new(new DateTimeOffset(2026, 1, 15, 3, 0, 0, TimeSpan.Zero));
    readonly AwsClients aws;

    public Shelf()
    {
        Cloud = new LocalCloud(clock, 1);
        Cloud.DynamoDb.CreateTable(Home, HomeEstate.Table, expiresBy: "expires");
        aws = new AwsClients(new Clients(Cloud), new BasicAWSCredentials("AKIDEXAMPLE", "test"));
        Store = new RecordStore(aws, new Calls(clock), Home, HomeEstate.Table);
    }

    public LocalCloud Cloud { get; }

    public RecordStore Store { get; }

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The sort keys of the plan shop and of all plans.</summary>
    public IEnumerable<string> Keys => Cloud.DynamoDb.Items(Home, HomeEstate.Table).Select(item => (string)item["sk"]!["S"]!);

    public T Run<T>(Func<Task<T>> work)
    {
        var answer = default(T)!;
        Pump.Run(clock, async () => answer = await work());
        return answer;
    }

    public void Run(Func<Task> work) => Pump.Run(clock, work);

    public Stored Load() => Run(() => Store.LoadAsync("shop", CancellationToken.None));

    public void Ask(Request request) => Run(() => Store.Requests.WriteAsync("shop", request, CancellationToken.None));

    public Saving Save(Stored before, Decision decision, string owner = "me") =>
        Run(() => Store.SaveAsync(before, decision, owner, CancellationToken.None));

    public void Pass(TimeSpan time) => Run(() => Task.Delay(time, clock));

    /// <summary>Writes an item of the plan shop as a person would by hand, with only texts.</summary>
    public void Put(string sk, params IReadOnlyList<(string Name, string Value)> texts)
    {
        var item = new JsonObject { ["pk"] = new JsonObject { ["S"] = "plan#shop" }, ["sk"] = new JsonObject { ["S"] = sk } };
        foreach (var (name, value) in texts)
        {
            item[name] = new JsonObject { ["S"] = value };
        }

        Cloud.DynamoDb.Put(Home, HomeEstate.Table, item);
    }

    public Request Request(string nonce = "a", Command command = Command.Failover) =>
        new(RequestItems.NewId(Now, nonce), command, Now, "ann", "a test");

    /// <summary>A decision that changes the record and the given other items.</summary>
    public static Decision Decide(Stored stored, Request? taken = null, RegionFailovers? failovers = null, HistoryEntry? history = null) =>
        new(stored.Record with { Fact = new Quoted("decided") }, true, [], history, null, new Quoted("decided")) { Taken = taken,
            RegionFailovers = failovers };

    public void Dispose()
    {
        aws.Dispose();
        Cloud.Dispose();
    }

    sealed class Clients(LocalCloud cloud) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
            new(cloud.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
