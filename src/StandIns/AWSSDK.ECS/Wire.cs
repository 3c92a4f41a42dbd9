using Amazon.ECS.Model;
using Amazon.Runtime.Internal;
using StandIns;

namespace Amazon.ECS;

internal static class Wire
{
    public static readonly ServiceDescription Service = new("ECS", "ecs", "ecs", "2014-11-13", ServiceErrors.Create)
    {
        GovHostIsFips = false,
    };

    private static readonly Json s_json = new(Service, "Amazon.ECS", "AmazonEC2ContainerServiceV20141113");

    public static readonly InvokeOptions DescribeCapacityProviders =
        s_json.Operation<DescribeCapacityProvidersRequest>("DescribeCapacityProviders", (json, request) =>
    {
        json.Add("capacityProviders", request.CapacityProviders);
        json.Add("include", request.Include);
        json.Add("maxResults", request.MaxResults);
        json.Add("nextToken", request.NextToken);
    }, Read.DescribeCapacityProvidersResponse);

    public static readonly InvokeOptions DescribeServices = s_json.Operation<DescribeServicesRequest>("DescribeServices", (json, request) =>
    {
        json.Add("cluster", request.Cluster);
        json.Add("include", request.Include);
        json.Add("services", request.Services);
    }, Read.DescribeServicesResponse);

    public static readonly InvokeOptions UpdateService = s_json.Operation<UpdateServiceRequest>("UpdateService", (json, request) =>
    {
        json.Add("availabilityZoneRebalancing", request.AvailabilityZoneRebalancing);
        json.Add("cluster", request.Cluster);
        json.Add("desiredCount", request.DesiredCount);
        json.Add("enableECSManagedTags", request.EnableECSManagedTags);
        json.Add("enableExecuteCommand", request.EnableExecuteCommand);
        json.Add("forceNewDeployment", request.ForceNewDeployment);
        json.Add("healthCheckGracePeriodSeconds", request.HealthCheckGracePeriodSeconds);
        json.Add("platformVersion", request.PlatformVersion);
        json.Add("propagateTags", request.PropagateTags);
        json.Add("service", request.Service);
        json.Add("taskDefinition", request.TaskDefinition);
    }, Read.UpdateServiceResponse);
}
