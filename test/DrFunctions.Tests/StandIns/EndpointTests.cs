using Amazon;
using Amazon.EC2;
using Amazon.ECS;
using Amazon.Route53;
using Amazon.Route53.Model;
using Amazon.Runtime;
using Amazon.SimpleNotificationService;

namespace DrFunctions.Tests.StandIns;

/// <summary>These set AWS_ENDPOINT_URL for the process, so no other test runs beside them.</summary>
[CollectionDefinition(nameof(EndpointTests), DisableParallelization = true)]
public sealed class EndpointTestsRunAlone;

[Collection(nameof(EndpointTests))]
public sealed class EndpointTests
{
    readonly Recorder wire = new();

    [Theory]
    [InlineData("eu-west-1", "https://sns.eu-west-1.amazonaws.com/", "eu-west-1/sns/aws4_request")]
    [InlineData("cn-north-1", "https://sns.cn-north-1.amazonaws.com.cn/", "cn-north-1/sns/aws4_request")]
    [InlineData("us-gov-west-1", "https://sns.us-gov-west-1.amazonaws.com/", "us-gov-west-1/sns/aws4_request")]
    public async Task Each_partition_has_its_own_hosts(string region, string url, string scope)
    {
        var config = wire.Config<AmazonSimpleNotificationServiceConfig>();
        config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        Assert.Equal((url, scope), await PublishAsync(config));
    }

    [Theory]
    [InlineData("eu-west-1", "https://route53.amazonaws.com", "us-east-1/route53/aws4_request")]
    [InlineData("cn-north-1", "https://route53.amazonaws.com.cn", "cn-northwest-1/route53/aws4_request")]
    [InlineData("us-gov-east-1", "https://route53.us-gov.amazonaws.com", "us-gov-west-1/route53/aws4_request")]
    public async Task Route_53_has_one_host_and_one_signing_Region_per_partition(string region, string host, string scope)
    {
        var config = wire.Config<AmazonRoute53Config>();
        config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        wire.Answers("<GetChangeResponse/>");
        await new AmazonRoute53Client(Recorder.Credentials, config).GetChangeAsync(new GetChangeRequest { Id = "C1" });
        Assert.Equal((host + "/2013-04-01/change/C1", scope), (wire.Sent[0].Uri.AbsoluteUri, wire.Sent[0].Scope));
    }

    [Fact]
    public async Task A_service_url_is_used_as_it_is_and_the_signing_Region_is_the_one_named()
    {
        var config = wire.Config<AmazonSimpleNotificationServiceConfig>();
        config.ServiceURL = "http://127.0.0.1:4000";
        config.AuthenticationRegion = "eu-central-1";
        Assert.Equal(("http://127.0.0.1:4000/", "eu-central-1/sns/aws4_request"), await PublishAsync(config));
    }

    [Theory]
    [InlineData("AWS_ENDPOINT_URL")]
    [InlineData("AWS_ENDPOINT_URL_SNS")]
    public async Task The_environment_names_an_endpoint(string variable)
    {
        Environment.SetEnvironmentVariable(variable, "http://127.0.0.1:4001");
        try
        {
            var config = wire.Config<AmazonSimpleNotificationServiceConfig>();
            config.AuthenticationRegion = "eu-west-1";
            Assert.Equal(("http://127.0.0.1:4001/", "eu-west-1/sns/aws4_request"), await PublishAsync(config));
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
        }
    }

    [Theory]
    [InlineData(true, false, "eu-west-1", "https://ecs-fips.eu-west-1.amazonaws.com/")]
    [InlineData(true, false, "us-gov-west-1", "https://ecs-fips.us-gov-west-1.amazonaws.com/")]
    [InlineData(false, true, "eu-west-1", "https://ecs.eu-west-1.api.aws/")]
    [InlineData(false, true, "cn-north-1", "https://ecs.cn-north-1.api.amazonwebservices.com.cn/")]
    public async Task Fips_and_dual_stack_hosts_are_known(bool fips, bool dualStack, string region, string url)
    {
        var config = wire.Config<AmazonECSConfig>();
        config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        config.UseFIPSEndpoint = fips;
        config.UseDualstackEndpoint = dualStack;
        wire.Answers("{}");
        await new AmazonECSClient(Recorder.Credentials, config).DescribeServicesAsync(new());
        Assert.Equal(url, wire.Sent[0].Uri.AbsoluteUri);
    }

    [Fact]
    public async Task A_session_token_is_sent_and_signed()
    {
        wire.Answers("<DescribeInstancesResponse/>");
        await new AmazonEC2Client("AKID", "secret", "token", wire.Config<AmazonEC2Config>()).DescribeInstancesAsync();
        Assert.Equal("token", wire.Sent[0].Headers["X-Amz-Security-Token"]);
        Assert.Contains("x-amz-security-token", wire.Sent[0].Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_can_be_made_from_its_interface()
    {
        Assert.IsType<AmazonEC2Config>(DefaultConfig<IAmazonEC2>());
        static ClientConfig DefaultConfig<T>() where T : IAmazonService => T.CreateDefaultClientConfig();
    }

    async Task<(string Url, string Scope)> PublishAsync(AmazonSimpleNotificationServiceConfig config)
    {
        wire.Answers("<PublishResponse/>");
        await new AmazonSimpleNotificationServiceClient(Recorder.Credentials, config).PublishAsync("arn", "text");
        return (wire.Sent[0].Uri.AbsoluteUri, wire.Sent[0].Scope);
    }
}
