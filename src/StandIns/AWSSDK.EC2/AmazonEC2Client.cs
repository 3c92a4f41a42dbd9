using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.EC2.Model;
using StandIns;

namespace Amazon.EC2;

public class AmazonEC2Config : ClientConfig
{
    public AmazonEC2Config() : base(Defaults.Provider) => Wire.Service.Configure(this);

    public override string RegionEndpointServiceName => Wire.Service.HostPrefix;
    public override string ServiceVersion => Wire.Service.ApiVersion;
    public override string UserAgent => Wire.Service.UserAgent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters)
        => ServiceEndpoints.Determine(this, parameters);
}

public interface IAmazonEC2 : IAmazonService, IDisposable
{
    Task<DescribeInstancesResponse> DescribeInstancesAsync(CancellationToken cancellationToken = default);
    Task<DescribeInstancesResponse> DescribeInstancesAsync(DescribeInstancesRequest request, CancellationToken cancellationToken = default);
    Task<StartInstancesResponse> StartInstancesAsync(StartInstancesRequest request, CancellationToken cancellationToken = default);
    Task<StopInstancesResponse> StopInstancesAsync(StopInstancesRequest request, CancellationToken cancellationToken = default);
    Task<DescribeInstanceStatusResponse> DescribeInstanceStatusAsync(CancellationToken cancellationToken = default);
    Task<DescribeInstanceStatusResponse> DescribeInstanceStatusAsync(
        DescribeInstanceStatusRequest request, CancellationToken cancellationToken = default);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonEC2Config();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig)
        => new AmazonEC2Client(awsCredentials, (AmazonEC2Config)clientConfig);
}

public class AmazonEC2Client : AmazonServiceClient, IAmazonEC2
{
    public AmazonEC2Client() : this(new AmazonEC2Config()) { }
    public AmazonEC2Client(RegionEndpoint region) : this(In(region)) { }
    public AmazonEC2Client(AmazonEC2Config config) : base(config) { }
    public AmazonEC2Client(AWSCredentials credentials) : this(credentials, new AmazonEC2Config()) { }
    public AmazonEC2Client(AWSCredentials credentials, RegionEndpoint region) : this(credentials, In(region)) { }
    public AmazonEC2Client(AWSCredentials credentials, AmazonEC2Config clientConfig) : base(credentials, clientConfig) { }

    public AmazonEC2Client(string awsAccessKeyId, string awsSecretAccessKey)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonEC2Config()) { }

    public AmazonEC2Client(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, In(region)) { }

    public AmazonEC2Client(string awsAccessKeyId, string awsSecretAccessKey, AmazonEC2Config clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig) { }

    public AmazonEC2Client(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonEC2Config()) { }

    public AmazonEC2Client(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, In(region)) { }

    public AmazonEC2Client(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, AmazonEC2Config clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig) { }

    private static AmazonEC2Config In(RegionEndpoint region) => new() { RegionEndpoint = region };

    protected override IServiceMetadata ServiceMetadata => Wire.Service;

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => Pipeline.Customize(pipeline);

    public virtual Task<DescribeInstancesResponse> DescribeInstancesAsync(CancellationToken cancellationToken = default)
        => DescribeInstancesAsync(new DescribeInstancesRequest(), cancellationToken);

    public virtual Task<DescribeInstancesResponse> DescribeInstancesAsync(
        DescribeInstancesRequest request, CancellationToken cancellationToken = default)
        => InvokeAsync<DescribeInstancesResponse>(request, Wire.DescribeInstances, cancellationToken);

    public virtual Task<StartInstancesResponse> StartInstancesAsync(
        StartInstancesRequest request, CancellationToken cancellationToken = default)
        => InvokeAsync<StartInstancesResponse>(request, Wire.StartInstances, cancellationToken);

    public virtual Task<StopInstancesResponse> StopInstancesAsync(
        StopInstancesRequest request, CancellationToken cancellationToken = default)
        => InvokeAsync<StopInstancesResponse>(request, Wire.StopInstances, cancellationToken);

    public virtual Task<DescribeInstanceStatusResponse> DescribeInstanceStatusAsync(CancellationToken cancellationToken = default)
        => DescribeInstanceStatusAsync(new DescribeInstanceStatusRequest(), cancellationToken);

    public virtual Task<DescribeInstanceStatusResponse> DescribeInstanceStatusAsync(
        DescribeInstanceStatusRequest request, CancellationToken cancellationToken = default)
        => InvokeAsync<DescribeInstanceStatusResponse>(request, Wire.DescribeInstanceStatus, cancellationToken);
}
