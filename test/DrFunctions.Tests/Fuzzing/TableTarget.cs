using System.Text.Json.Nodes;
using Amazon.Runtime;
using DrFunctions.Aws;
using DrFunctions.Core.Plans;
using DrFunctions.Simulation.Bench;
using DrFunctions.Store;
using LocalAws;

namespace DrFunctions.Tests.Fuzzing;

/// <summary>
/// Items that somebody wrote into the table, through the store that reads them, in DynamoDB's own JSON: any type, any size.
/// </summary>
sealed class TableTarget : IDisposable
{
    const string Home = "ap-northeast-1";

    static readonly Plan Shop = Files.Shop().Plan!;

    readonly LocalCloud cloud = new(new VirtualClock(new(2026, 1, 15, 3, 0, 0, TimeSpan.Zero)), seed: 1);
    readonly AwsClients aws;
    readonly RecordStore store;

    public TableTarget()
    {
        aws = ClientsOf(cloud);
        cloud.DynamoDb.CreateTable(Home, HomeEstate.Table, expiresBy: "expires");
        store = new RecordStore(aws, new Calls(cloud.World.Time), Home, HomeEstate.Table);
    }

    /// <summary>Clients that reach the cloud at once, on the caller's thread.</summary>
    public static AwsClients ClientsOf(LocalCloud cloud)
    {
        cloud.Latency = false;
        return new AwsClients(new Clients(cloud), new BasicAWSCredentials("AKIDEXAMPLE", "test"));
    }

    public FuzzResult Of(Reader reader, byte[] bytes)
    {
        // What stays in the table must not answer for the next input.
        foreach (var item in cloud.DynamoDb.Items(Home, HomeEstate.Table))
        {
            cloud.DynamoDb.Delete(Home, HomeEstate.Table, (string)item["pk"]!["S"]!, (string)item["sk"]!["S"]!);
        }

        try
        {
            cloud.DynamoDb.Put(Home, HomeEstate.Table, JsonNode.Parse(bytes)!.AsObject());
        }
        catch (Exception)
        {
            // No table holds it.
            return new FuzzResult(false, null, 0, TimeSpan.Zero);
        }

        var meter = new Meter();
        return reader == Reader.History ? History(meter) : Claims(meter);
    }

    public void Dispose()
    {
        aws.Dispose();
        cloud.Dispose();
    }

    FuzzResult History(Meter meter)
    {
        var entries = store.HistoryAsync("shop", 100, CancellationToken.None).GetAwaiter().GetResult();
        var wrong = entries.SelectMany(entry => entry.Text.Split('\n')).Select(FuzzResult.OfSentence)
            .FirstOrDefault(said => said is not null);
        return meter.Stop(entries.Count > 0, wrong);
    }

    /// <summary>A step whose claims cannot be read is left out, and then its undo waits.</summary>
    FuzzResult Claims(Meter meter)
    {
        var holders = store.Claims.HoldersAsync("shop", Shop.Steps, CancellationToken.None).GetAwaiter().GetResult();
        var wrong = holders.Values.SelectMany(some => some).Select(holder => FuzzResult.OfSentence($"left as it is: {holder.Plan} counts on it ({holder.Run})"))
            .FirstOrDefault(said => said is not null);
        return meter.Stop(holders.Values.Any(some => some.Count > 0), wrong);
    }

    sealed class Clients(LocalCloud cloud) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
            new(cloud.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
