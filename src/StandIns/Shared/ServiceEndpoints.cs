using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util;

namespace StandIns;

/// <summary>The URL of a service in a Region, or the one that the configuration names.</summary>
internal sealed class ServiceEndpoints(ServiceDescription service) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        if (parameters["Endpoint"] is string { Length: > 0 } url)
            return new Endpoint(url);
        if (parameters["Region"] is not string { Length: > 0 } name)
            throw new AmazonClientException("No RegionEndpoint or ServiceURL configured");

        var region = RegionEndpoint.GetBySystemName(name);
        var fips = parameters["UseFIPS"] is true;
        var dualStack = parameters["UseDualStack"] is true;
        if (fips && dualStack)
            throw new AmazonClientException("The stand-ins do not know the hosts that are both FIPS and dual-stack.");

        var gov = region.PartitionName == "aws-us-gov";
        var host = service.HostPrefix + (fips && !(gov && service.GovHostIsFips) ? "-fips" : "");
        var suffix = dualStack ? DualStackSuffix(region) : region.PartitionDnsSuffix;
        return service.OneHostPerPartition
            ? PartitionEndpoint(region, host, suffix, dualStack)
            : new Endpoint($"https://{host}.{name}.{suffix}");
    }

    private static string DualStackSuffix(RegionEndpoint region) => region.PartitionName switch
    {
        "aws" or "aws-us-gov" => "api.aws",
        "aws-cn" => "api.amazonwebservices.com.cn",
        var other => throw new AmazonClientException($"The stand-ins do not know the dual-stack hosts of {other}."),
    };

    private static Endpoint PartitionEndpoint(RegionEndpoint region, string host, string suffix, bool dualStack)
    {
        var (label, signingRegion) = region.PartitionName switch
        {
            "aws" => (dualStack ? ".global" : "", "us-east-1"),
            "aws-cn" => (dualStack ? ".global" : "", "cn-northwest-1"),
            "aws-us-gov" => (".us-gov", "us-gov-west-1"),
            var other => throw new AmazonClientException($"The stand-ins do not know the hosts of {other}."),
        };
        var authSchemes = $$"""{"authSchemes":[{"name":"sigv4","signingRegion":"{{signingRegion}}"}]}""";
        return new Endpoint($"https://{host}{label}.{suffix}", authSchemes, null);
    }

    /// <summary>The parameters that AWS's clients would give an endpoint provider, so that a caller's own one works too.</summary>
    public static EndpointParameters Parameters(IClientConfig config, RegionEndpoint alternate)
    {
        var region = alternate ?? config.RegionEndpoint;
        var fromUrl = region == null && !string.IsNullOrEmpty(config.ServiceURL);
        var parameters = new EndpointParameters();
        parameters["Region"] = !fromUrl ? region?.SystemName
            : !string.IsNullOrEmpty(config.AuthenticationRegion) ? config.AuthenticationRegion
            : AWSSDKUtils.DetermineRegion(config.ServiceURL);
        parameters["UseDualStack"] = config.UseDualstackEndpoint;
        parameters["UseFIPS"] = config.UseFIPSEndpoint;
        parameters["Endpoint"] = config.ServiceURL;
        return parameters;
    }

    public static Endpoint Determine(ClientConfig config, ServiceOperationEndpointParameters parameters)
        => config.EndpointProvider.ResolveEndpoint(Parameters(config, parameters.AlternateEndpoint));
}
