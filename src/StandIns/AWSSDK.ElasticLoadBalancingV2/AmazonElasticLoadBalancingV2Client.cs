using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.ElasticLoadBalancingV2.Model;
using StandIns;

namespace Amazon.ElasticLoadBalancingV2;

public class AmazonElasticLoadBalancingV2Request : AmazonWebServiceRequest;

public class AmazonElasticLoadBalancingV2Config : ClientConfig
{
    public AmazonElasticLoadBalancingV2Config() : base(Defaults.Provider) => Wire.Service.Configure(this);

    public override string RegionEndpointServiceName => Wire.Service.HostPrefix;
    public override string ServiceVersion => Wire.Service.ApiVersion;
    public override string UserAgent => Wire.Service.UserAgent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters)
        => ServiceEndpoints.Determine(this, parameters);
}

public interface IAmazonElasticLoadBalancingV2 : IAmazonService, IDisposable
{
    Task<DescribeListenersResponse> DescribeListenersAsync(
        DescribeListenersRequest request, CancellationToken cancellationToken = default);

    Task<DescribeRulesResponse> DescribeRulesAsync(DescribeRulesRequest request, CancellationToken cancellationToken = default);

    Task<DescribeTargetHealthResponse> DescribeTargetHealthAsync(
        DescribeTargetHealthRequest request, CancellationToken cancellationToken = default);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonElasticLoadBalancingV2Config();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig)
        => new AmazonElasticLoadBalancingV2Client(awsCredentials, (AmazonElasticLoadBalancingV2Config)clientConfig);
}

public class AmazonElasticLoadBalancingV2Client : AmazonServiceClient, IAmazonElasticLoadBalancingV2
{
    public AmazonElasticLoadBalancingV2Client() : this(new AmazonElasticLoadBalancingV2Config()) { }
    public AmazonElasticLoadBalancingV2Client(RegionEndpoint region) : this(In(region)) { }
    public AmazonElasticLoadBalancingV2Client(AmazonElasticLoadBalancingV2Config config) : base(config) { }
    public AmazonElasticLoadBalancingV2Client(AWSCredentials credentials) : this(credentials, new AmazonElasticLoadBalancingV2Config()) { }
    public AmazonElasticLoadBalancingV2Client(AWSCredentials credentials, RegionEndpoint region) : this(credentials, In(region)) { }
    public AmazonElasticLoadBalancingV2Client(AWSCredentials credentials, AmazonElasticLoadBalancingV2Config clientConfig)
        : base(credentials, clientConfig) { }

    public AmazonElasticLoadBalancingV2Client(string awsAccessKeyId, string awsSecretAccessKey)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonElasticLoadBalancingV2Config()) { }

    public AmazonElasticLoadBalancingV2Client(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, In(region)) { }

    public AmazonElasticLoadBalancingV2Client(
        string awsAccessKeyId, string awsSecretAccessKey, AmazonElasticLoadBalancingV2Config clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig) { }

    public AmazonElasticLoadBalancingV2Client(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonElasticLoadBalancingV2Config()) { }

    public AmazonElasticLoadBalancingV2Client(
        string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, In(region)) { }

    public AmazonElasticLoadBalancingV2Client(
        string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, AmazonElasticLoadBalancingV2Config clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig) { }

    private static AmazonElasticLoadBalancingV2Config In(RegionEndpoint region) => new() { RegionEndpoint = region };

    protected override IServiceMetadata ServiceMetadata => Wire.Service;

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => Pipeline.Customize(pipeline);

    public virtual Task<DescribeListenersResponse> DescribeListenersAsync(
        DescribeListenersRequest request, CancellationToken cancellationToken = default)
        => InvokeAsync<DescribeListenersResponse>(request, Wire.DescribeListeners, cancellationToken);

    public virtual Task<DescribeRulesResponse> DescribeRulesAsync(
        DescribeRulesRequest request, CancellationToken cancellationToken = default)
        => InvokeAsync<DescribeRulesResponse>(request, Wire.DescribeRules, cancellationToken);

    public virtual Task<DescribeTargetHealthResponse> DescribeTargetHealthAsync(
        DescribeTargetHealthRequest request, CancellationToken cancellationToken = default)
        => InvokeAsync<DescribeTargetHealthResponse>(request, Wire.DescribeTargetHealth, cancellationToken);
}
