using Amazon.CloudFormation.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using StandIns;

namespace Amazon.CloudFormation;

public class AmazonCloudFormationRequest : AmazonWebServiceRequest;

public class AmazonCloudFormationConfig : ClientConfig
{
    public AmazonCloudFormationConfig() : base(Defaults.Provider) => Wire.Service.Configure(this);

    public override string RegionEndpointServiceName => Wire.Service.HostPrefix;
    public override string ServiceVersion => Wire.Service.ApiVersion;
    public override string UserAgent => Wire.Service.UserAgent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters)
        => ServiceEndpoints.Determine(this, parameters);
}

public interface IAmazonCloudFormation : IAmazonService, IDisposable
{
    Task<DescribeStacksResponse> DescribeStacksAsync(
        DescribeStacksRequest request, CancellationToken cancellationToken = default);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonCloudFormationConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig)
        => new AmazonCloudFormationClient(awsCredentials, (AmazonCloudFormationConfig)clientConfig);
}

public class AmazonCloudFormationClient : AmazonServiceClient, IAmazonCloudFormation
{
    public AmazonCloudFormationClient() : this(new AmazonCloudFormationConfig()) { }
    public AmazonCloudFormationClient(RegionEndpoint region) : this(In(region)) { }
    public AmazonCloudFormationClient(AmazonCloudFormationConfig config) : base(config) { }
    public AmazonCloudFormationClient(AWSCredentials credentials) : this(credentials, new AmazonCloudFormationConfig()) { }
    public AmazonCloudFormationClient(AWSCredentials credentials, RegionEndpoint region) : this(credentials, In(region)) { }
    public AmazonCloudFormationClient(AWSCredentials credentials, AmazonCloudFormationConfig clientConfig)
        : base(credentials, clientConfig) { }

    public AmazonCloudFormationClient(string awsAccessKeyId, string awsSecretAccessKey)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonCloudFormationConfig()) { }

    public AmazonCloudFormationClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, In(region)) { }

    public AmazonCloudFormationClient(
        string awsAccessKeyId, string awsSecretAccessKey, AmazonCloudFormationConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig) { }

    public AmazonCloudFormationClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonCloudFormationConfig()) { }

    public AmazonCloudFormationClient(
        string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, In(region)) { }

    public AmazonCloudFormationClient(
        string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, AmazonCloudFormationConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig) { }

    private static AmazonCloudFormationConfig In(RegionEndpoint region) => new() { RegionEndpoint = region };

    protected override IServiceMetadata ServiceMetadata => Wire.Service;

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => Pipeline.Customize(pipeline);

    public virtual Task<DescribeStacksResponse> DescribeStacksAsync(
        DescribeStacksRequest request, CancellationToken cancellationToken = default)
        => InvokeAsync<DescribeStacksResponse>(request, Wire.DescribeStacks, cancellationToken);
}
