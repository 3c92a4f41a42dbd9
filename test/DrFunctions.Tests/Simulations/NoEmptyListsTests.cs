using System.Net;
using Amazon;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.ECS;
using Amazon.ECS.Model;
using Amazon.Runtime;
using DrFunctions.Simulation.Bench;

namespace DrFunctions.Tests.Simulations;

/// <summary>Every rehearsal and simulation is played through this guard.</summary>
public sealed class NoEmptyListsTests
{
    static readonly BasicAWSCredentials Keys = new("AKIDEXAMPLE", "secret");

    [Fact]
    public async Task An_empty_list_of_instances_or_services_is_not_sent()
    {
        using var ec2 = new AmazonEC2Client(Keys, Guarded<AmazonEC2Config>());
        using var ecs = new AmazonECSClient(Keys, Guarded<AmazonECSConfig>());

        var instances = await Assert.ThrowsAsync<InvalidOperationException>(
            () => ec2.StartInstancesAsync(new StartInstancesRequest { InstanceIds = [] }));
        var services = await Assert.ThrowsAsync<InvalidOperationException>(
            () => ecs.DescribeServicesAsync(new DescribeServicesRequest { Services = [] }));

        Assert.Contains("InstanceId=", instances.Message, StringComparison.Ordinal);
        Assert.Contains("\"services\":[]", services.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_with_an_item_is_sent()
    {
        using var ec2 = new AmazonEC2Client(Keys, Guarded<AmazonEC2Config>());
        await Assert.ThrowsAsync<AmazonEC2Exception>(
            () => ec2.StartInstancesAsync(new StartInstancesRequest { InstanceIds = ["i-1"], DryRun = false }));
    }

    static T Guarded<T>() where T : ClientConfig, new() =>
        new() { RegionEndpoint = RegionEndpoint.EUWest1, MaxErrorRetry = 0, HttpClientFactory = new Clients() };

    sealed class Clients : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new NoEmptyLists(new Refusing()));
    }

    sealed class Refusing : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(
                new HttpResponseMessage(HttpStatusCode.BadRequest) { RequestMessage = request, Content = new StringContent("") });
    }
}
