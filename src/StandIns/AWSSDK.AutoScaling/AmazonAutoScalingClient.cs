using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.AutoScaling.Model;
using StandIns;

namespace Amazon.AutoScaling;

public class AmazonAutoScalingRequest : AmazonWebServiceRequest;

public class AmazonAutoScalingConfig : ClientConfig
{
    public AmazonAutoScalingConfig() : base(Defaults.Provider) => Wire.Service.Configure(this);

    public override string RegionEndpointServiceName => Wire.Service.HostPrefix;
    public override string ServiceVersion => Wire.Service.ApiVersion;
    public override string UserAgent => Wire.Service.UserAgent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters)
        => ServiceEndpoints.Determine(this, parameters);
}

public interface IAmazonAutoScaling : IAmazonService, IDisposable
{
    Task<DescribeAutoScalingGroupsResponse> DescribeAutoScalingGroupsAsync(
        DescribeAutoScalingGroupsRequest request, CancellationToken cancellationToken = default);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonAutoScalingConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig)
        => new AmazonAutoScalingClient(awsCredentials, (AmazonAutoScalingConfig)clientConfig);
}

public class AmazonAutoScalingClient : AmazonServiceClient, IAmazonAutoScaling
{
    public AmazonAutoScalingClient() : this(new AmazonAutoScalingConfig()) { }
    public AmazonAutoScalingClient(RegionEndpoint region) : this(In(region)) { }
    public AmazonAutoScalingClient(AmazonAutoScalingConfig config) : base(config) { }
    public AmazonAutoScalingClient(AWSCredentials credentials) : this(credentials, new AmazonAutoScalingConfig()) { }
    public AmazonAutoScalingClient(AWSCredentials credentials, RegionEndpoint region) : this(credentials, In(region)) { }
    public AmazonAutoScalingClient(AWSCredentials credentials, AmazonAutoScalingConfig clientConfig)
        : base(credentials, clientConfig) { }

    public AmazonAutoScalingClient(string awsAccessKeyId, string awsSecretAccessKey)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonAutoScalingConfig()) { }

    public AmazonAutoScalingClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, In(region)) { }

    public AmazonAutoScalingClient(
        string awsAccessKeyId, string awsSecretAccessKey, AmazonAutoScalingConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig) { }

    public AmazonAutoScalingClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonAutoScalingConfig()) { }

    public AmazonAutoScalingClient(
        string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, In(region)) { }

    public AmazonAutoScalingClient(
        string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, AmazonAutoScalingConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig) { }

    private static AmazonAutoScalingConfig In(RegionEndpoint region) => new() { RegionEndpoint = region };

    protected override IServiceMetadata ServiceMetadata => Wire.Service;

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => Pipeline.Customize(pipeline);

    public virtual Task<DescribeAutoScalingGroupsResponse> DescribeAutoScalingGroupsAsync(
        DescribeAutoScalingGroupsRequest request, CancellationToken cancellationToken = default)
        => InvokeAsync<DescribeAutoScalingGroupsResponse>(request, Wire.DescribeAutoScalingGroups, cancellationToken);
}
