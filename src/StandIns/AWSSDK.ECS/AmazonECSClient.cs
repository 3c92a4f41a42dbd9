using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.ECS.Model;
using StandIns;

namespace Amazon.ECS;

public class AmazonECSRequest : AmazonWebServiceRequest;

public class AmazonECSConfig : ClientConfig
{
    public AmazonECSConfig() : base(Defaults.Provider) => Wire.Service.Configure(this);

    public override string RegionEndpointServiceName => Wire.Service.HostPrefix;
    public override string ServiceVersion => Wire.Service.ApiVersion;
    public override string UserAgent => Wire.Service.UserAgent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters)
        => ServiceEndpoints.Determine(this, parameters);
}

public interface IAmazonECS : IAmazonService, IDisposable
{
    Task<DescribeCapacityProvidersResponse> DescribeCapacityProvidersAsync(
        DescribeCapacityProvidersRequest request, CancellationToken cancellationToken = default);
    Task<DescribeServicesResponse> DescribeServicesAsync(DescribeServicesRequest request, CancellationToken cancellationToken = default);
    Task<UpdateServiceResponse> UpdateServiceAsync(UpdateServiceRequest request, CancellationToken cancellationToken = default);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonECSConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig)
        => new AmazonECSClient(awsCredentials, (AmazonECSConfig)clientConfig);
}

public class AmazonECSClient : AmazonServiceClient, IAmazonECS
{
    public AmazonECSClient() : this(new AmazonECSConfig()) { }
    public AmazonECSClient(RegionEndpoint region) : this(In(region)) { }
    public AmazonECSClient(AmazonECSConfig config) : base(config) { }
    public AmazonECSClient(AWSCredentials credentials) : this(credentials, new AmazonECSConfig()) { }
    public AmazonECSClient(AWSCredentials credentials, RegionEndpoint region) : this(credentials, In(region)) { }
    public AmazonECSClient(AWSCredentials credentials, AmazonECSConfig clientConfig) : base(credentials, clientConfig) { }

    public AmazonECSClient(string awsAccessKeyId, string awsSecretAccessKey)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonECSConfig()) { }

    public AmazonECSClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, In(region)) { }

    public AmazonECSClient(string awsAccessKeyId, string awsSecretAccessKey, AmazonECSConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig) { }

    public AmazonECSClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonECSConfig()) { }

    public AmazonECSClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, In(region)) { }

    public AmazonECSClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, AmazonECSConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig) { }

    private static AmazonECSConfig In(RegionEndpoint region) => new() { RegionEndpoint = region };

    protected override IServiceMetadata ServiceMetadata => Wire.Service;

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => Pipeline.Customize(pipeline);

    public virtual Task<DescribeCapacityProvidersResponse> DescribeCapacityProvidersAsync(
        DescribeCapacityProvidersRequest request, CancellationToken cancellationToken = default)
        => InvokeAsync<DescribeCapacityProvidersResponse>(request, Wire.DescribeCapacityProviders, cancellationToken);

    public virtual Task<DescribeServicesResponse> DescribeServicesAsync(
        DescribeServicesRequest request, CancellationToken cancellationToken = default)
        => InvokeAsync<DescribeServicesResponse>(request, Wire.DescribeServices, cancellationToken);

    public virtual Task<UpdateServiceResponse> UpdateServiceAsync(
        UpdateServiceRequest request, CancellationToken cancellationToken = default)
        => InvokeAsync<UpdateServiceResponse>(request, Wire.UpdateService, cancellationToken);
}
