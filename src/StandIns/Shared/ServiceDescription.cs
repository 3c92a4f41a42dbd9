using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace StandIns;

/// <summary>What differs between one service's client and the next, apart from its operations.</summary>
/// <param name="Id">The service's id, from which Core derives AWS_ENDPOINT_URL_&lt;SERVICE&gt;.</param>
/// <param name="HostPrefix">The first label of the service's host name.</param>
/// <param name="SigningName">The service's name in the scope of a signature.</param>
/// <param name="ApiVersion">The version of the API, as the query protocols send it.</param>
/// <param name="CreateException">The typed exception for an error answer.</param>
internal sealed record ServiceDescription(
    string Id, string HostPrefix, string SigningName, string ApiVersion, Func<ErrorResponse, AmazonServiceException> CreateException)
    : IServiceMetadata
{
    /// <summary>Route 53 alone has one host and one signing Region in each partition.</summary>
    public bool OneHostPerPartition { get; init; }

    /// <summary>In the GovCloud partition most services' ordinary hosts are the FIPS ones.</summary>
    public bool GovHostIsFips { get; init; } = true;

    public string UserAgent { get; } = InternalSDKUtils.BuildUserAgentString(Id, "4.0.0");

    string IServiceMetadata.ServiceId => Id;
    IDictionary<string, string> IServiceMetadata.OperationNameMapping { get; } = new Dictionary<string, string>();

    /// <summary>Makes the service-specific settings of a new configuration.</summary>
    public void Configure(ClientConfig config)
    {
        config.ServiceId = Id;
        config.AuthenticationServiceName = SigningName;
        config.EndpointProvider = new ServiceEndpoints(this);
    }
}

/// <summary>The defaults of AWS's "standard" mode; the other modes only change these timeouts.</summary>
internal static class Defaults
{
    public static IDefaultConfigurationProvider Provider { get; } = new DefaultConfigurationProvider(
        Enum.GetValues<DefaultConfigurationMode>().Select(mode => (IDefaultConfiguration)new DefaultConfiguration
        {
            Name = mode,
            RetryMode = RequestRetryMode.Standard,
            S3UsEast1RegionalEndpoint = S3UsEast1RegionalEndpointValue.Regional,
            ConnectTimeout = TimeSpan.FromSeconds(3.1),
            TlsNegotiationTimeout = TimeSpan.FromSeconds(3.1),
        }).ToArray());
}
