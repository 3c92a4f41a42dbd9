using System.Text.RegularExpressions;
using Amazon;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using DrFunctions.Tests.Tidy;
using LocalAws;

namespace DrFunctions.Tests.LocalAws;

/// <summary>The README of LocalAws shows how any AWS test uses it: each sample stands here and is run.</summary>
public sealed partial class ReadmeTests
{
    const string Readme = "src/LocalAws/README.md";

    [Fact]
    public void In_memory_minutes_take_milliseconds()
    {
        var clock = new VirtualClock(new DateTimeOffset(2026, 1, 15, 3, 0, 0, TimeSpan.Zero));
        using var cloud = new LocalCloud(clock, seed: 1);
        var instance = cloud.Ec2.Add("eu-west-1");
        using var ec2 = new AmazonEC2Client(new BasicAWSCredentials("any", "any"), new AmazonEC2Config
        {
            RegionEndpoint = RegionEndpoint.EUWest1,
            MaxErrorRetry = 0,
            HttpClientFactory = new InMemoryClients(cloud),
        });

        Pump.Run(clock, async () =>
        {
            await ec2.StartInstancesAsync(new StartInstancesRequest { InstanceIds = [instance.Id] });
            while (instance.State != "running")
            {
                await Task.Delay(TimeSpan.FromSeconds(1), clock);
            }
        });

        Assert.Equal(1, instance.Starts);
        cloud.Faults = call => call.Operation == "StartInstances" ? Fault.Throttle : null;
        var refused = Assert.Throws<AmazonEC2Exception>(() =>
            Pump.Run(clock, () => ec2.StartInstancesAsync(new StartInstancesRequest { InstanceIds = [instance.Id] })));
        Assert.Equal("RequestLimitExceeded", refused.ErrorCode);
    }

    [Fact]
    public async Task On_a_port_any_client_reaches_it()
    {
        using var cloud = new LocalCloud(TimeProvider.System, seed: 1) { Latency = false };
        var topic = cloud.Sns.CreateTopic("eu-west-1", "orders");
        await using var port = await Loopback.StartAsync(cloud);
        using var sns = new AmazonSimpleNotificationServiceClient(new BasicAWSCredentials("any", "any"), new AmazonSimpleNotificationServiceConfig
        {
            ServiceURL = port.Address.ToString(),
            AuthenticationRegion = "eu-west-1",
        });

        await sns.PublishAsync(new PublishRequest { TopicArn = topic, Message = "A new order" });

        Assert.Equal("Publish", Assert.Single(cloud.Trace).Operation);
    }

    [Fact]
    public void Every_sample_stands_in_this_file_which_runs_it()
    {
        var here = Flat(Files.ReadText("test/DrFunctions.Tests/LocalAws/ReadmeTests.cs"));
        var samples = Markdown.Blocks(Readme).Where(block => block.Language == "csharp").ToList();

        Assert.Equal(4, samples.Count);
        Repository.None(
            samples.Where(sample => !here.Contains(Flat(sample.Text), StringComparison.Ordinal)).Select(sample => sample.Text),
            $"{Readme} shows code that no test runs: put it into a test of this file.");
    }

    static string Flat(string text) => Space.Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+")]
    static partial Regex Space { get; }

    sealed class InMemoryClients(LocalCloud cloud) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(cloud.CreateHandler());
    }
}
