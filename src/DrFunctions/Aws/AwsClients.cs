using System.Collections.Concurrent;
using Amazon;
using Amazon.ApplicationAutoScaling;
using Amazon.AutoScaling;
using Amazon.CloudWatch;
using Amazon.DynamoDBv2;
using Amazon.EC2;
using Amazon.ECS;
using Amazon.ElasticLoadBalancingV2;
using Amazon.Lambda;
using Amazon.Route53;
using Amazon.Runtime;
using Amazon.SimpleNotificationService;

namespace DrFunctions.Aws;

/// <summary>
/// AWS's clients by Region, created on first use. None of them retries: the loop is the retry, and it observes the world before it
/// calls again.
/// </summary>
/// <param name="http">Where requests go instead of the network, such as a rehearsal's local AWS.</param>
/// <param name="credentials">Null takes those of the environment.</param>
public sealed class AwsClients(HttpClientFactory? http = null, AWSCredentials? credentials = null) : IDisposable
{
    readonly ConcurrentDictionary<(Type, string), AmazonServiceClient> clients = new();

    public IAmazonApplicationAutoScaling ApplicationAutoScaling(string region) =>
        Client<AmazonApplicationAutoScalingClient, AmazonApplicationAutoScalingConfig>(
            region, (keys, config) => new(keys, config), config => new(config));

    public IAmazonAutoScaling AutoScaling(string region) =>
        Client<AmazonAutoScalingClient, AmazonAutoScalingConfig>(region, (keys, config) => new(keys, config), config => new(config));

    public IAmazonCloudWatch CloudWatch(string region) =>
        Client<AmazonCloudWatchClient, AmazonCloudWatchConfig>(region, (keys, config) => new(keys, config), config => new(config));

    public IAmazonDynamoDB DynamoDb(string region) =>
        Client<AmazonDynamoDBClient, AmazonDynamoDBConfig>(region, (keys, config) => new(keys, config), config => new(config));

    public IAmazonEC2 Ec2(string region)
    {
        SlowConstants.Skip();
        return Client<AmazonEC2Client, AmazonEC2Config>(region, (keys, config) => new(keys, config), config => new(config));
    }

    public IAmazonECS Ecs(string region) =>
        Client<AmazonECSClient, AmazonECSConfig>(region, (keys, config) => new(keys, config), config => new(config));

    public IAmazonLambda Lambda(string region) =>
        Client<AmazonLambdaClient, AmazonLambdaConfig>(region, (keys, config) => new(keys, config), config => new(config));

    public IAmazonElasticLoadBalancingV2 LoadBalancing(string region) =>
        Client<AmazonElasticLoadBalancingV2Client, AmazonElasticLoadBalancingV2Config>(
            region, (keys, config) => new(keys, config), config => new(config));

    /// <summary>Route 53 has one endpoint per partition; the Region only says which partition.</summary>
    public IAmazonRoute53 Route53(string region) =>
        Client<AmazonRoute53Client, AmazonRoute53Config>(region, (keys, config) => new(keys, config), config => new(config));

    public IAmazonSimpleNotificationService Sns(string region) =>
        Client<AmazonSimpleNotificationServiceClient, AmazonSimpleNotificationServiceConfig>(
            region, (keys, config) => new(keys, config), config => new(config));

    public void Dispose()
    {
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }
    }

    /// <summary>A client of another service, such as one that only `dr` calls.</summary>
    public TClient Client<TClient, TConfig>(string region, Func<AWSCredentials, TConfig, TClient> withKeys, Func<TConfig, TClient> plain)
        where TClient : AmazonServiceClient
        where TConfig : ClientConfig, new() =>
        (TClient)clients.GetOrAdd((typeof(TClient), region), _ =>
        {
            var config = new TConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region), MaxErrorRetry = 0 };
            if (config is not AmazonRoute53Config)
            {
                // Otherwise, with AWS_ENDPOINT_URL set, the SDK would sign for us-east-1 whatever the Region. Route 53 has its own signing
                // Region.
                config.AuthenticationRegion = region;
            }

            if (http is not null)
            {
                config.HttpClientFactory = http;
            }

            return credentials is null ? plain(config) : withKeys(credentials, config);
        });
}
