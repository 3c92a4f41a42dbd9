using System.Text.Json.Nodes;
using System.Text.Json;
using LocalAws.Services.AutoScaling;
using LocalAws.Services.ElasticLoadBalancing;
using LocalAws.Wire;
using Operation = System.Func<LocalAws.Wire.Call, System.Text.Json.Nodes.JsonObject, System.Text.Json.Nodes.JsonNode>;

namespace LocalAws.Services.Ecs;

/// <summary>ECS: services of Fargate tasks, described and scaled. Tasks that run are registered with their target groups.</summary>
public sealed class EcsApi : JsonService
{
    readonly ElasticLoadBalancingApi elb;
    readonly Dictionary<(string Region, string Name), EcsCapacityProvider> providers = [];
    readonly SortedDictionary<string, SortedDictionary<string, EcsService>> clusters = new(StringComparer.Ordinal);

    public EcsApi(World world, ElasticLoadBalancingApi elb) : base(world, EcsProfile.Profile)
    {
        this.elb = elb;
        Operations = new SortedDictionary<string, Operation>(StringComparer.Ordinal)
        {
            ["DescribeCapacityProviders"] = DescribeCapacityProviders,
            ["DescribeClusters"] = DescribeClusters,
            ["DescribeServices"] = DescribeServices,
            ["ListClusters"] = (call, _) => new JsonObject { ["clusterArns"] = Array(ClustersOf(call.Region)) },
            ["ListServices"] = (call, ask) =>
                new JsonObject { ["serviceArns"] = Array(Cluster(call, ask).Values.Select(service => service.Arn)) },
            ["UpdateService"] = UpdateService,
        };
    }

    protected override IReadOnlyDictionary<string, Operation> Operations { get; }

    /// <summary>Furnishes a Region with a cluster; adding it again changes nothing.</summary>
    public void AddCluster(string region, string name) =>
        clusters.TryAdd(ClusterArn(region, name), new SortedDictionary<string, EcsService>(StringComparer.Ordinal));

    /// <summary>Furnishes a cluster with a service that has been steady at this count for a month; the cluster comes with it.</summary>
    public EcsService Add(string region, string cluster, string name, int desired = 0, params IReadOnlyList<TargetGroup> groups)
    {
        if (groups.FirstOrDefault(group => elb.Find(region, group.Arn) != group) is { } foreign)
        {
            throw new ArgumentException($"{region} does not have the target group {foreign.Arn}.", nameof(groups));
        }

        AddCluster(region, cluster);
        return Add(new EcsService(World, region, cluster, name, desired, groups));
    }

    /// <summary>
    /// Furnishes a cluster with a service under ECS's own blue/green, linear or canary deployments, which runs in its green target group.
    /// </summary>
    /// <param name="isListener">The users come through a Network Load Balancer's listener, and not by a listener's rule.</param>
    public EcsService AddGreen(
        string region, string cluster, string name, int desired, TargetGroup blue, TargetGroup green, bool isListener = false)
    {
        AddCluster(region, cluster);
        var rule = elb.AddRule(region, name, isListener, green, blue);
        return Add(new EcsService(World, region, cluster, name, desired, [blue], green, rule));
    }

    /// <summary>Furnishes a cluster with a service of task sets, whose primary one runs in the green target group.</summary>
    /// <param name="controller">CODE_DEPLOY or EXTERNAL.</param>
    public EcsService AddUnder(
        string controller, string region, string cluster, string name, int desired, TargetGroup blue, TargetGroup green)
    {
        AddCluster(region, cluster);
        return Add(new EcsService(World, region, cluster, name, desired, [blue], green, controller: controller));
    }

    /// <summary>The capacity provider of that name: FARGATE and FARGATE_SPOT are there in every Region.</summary>
    public EcsCapacityProvider Provider(string region, string name) =>
        providers.TryGetValue((region, name), out var known) ? known : providers[(region, name)] = new EcsCapacityProvider(World, name);

    /// <summary>Furnishes a Region with a capacity provider of instances under managed scaling.</summary>
    public EcsCapacityProvider AddProvider(string name, AutoScalingGroup group, int tasksAnInstance) =>
        providers[(group.Region, name)] = new EcsCapacityProvider(World, name, group, tasksAnInstance);

    /// <summary>Takes a service away as if it had never been there.</summary>
    public void Remove(string region, string cluster, string name) => clusters[ClusterArn(region, cluster)].Remove(name);

    EcsService Add(EcsService service)
    {
        clusters[ClusterArn(service.Region, service.Cluster)].Add(service.Name, service);
        return service;
    }

    public EcsService? Find(string region, string cluster, string name) =>
        clusters.TryGetValue(ClusterArn(region, cluster), out var services) ? services.GetValueOrDefault(name) : null;

    /// <summary>What DescribeServices answers while ECS does not find its own services: status 200, and failures only.</summary>
    public override WireResponse FindNothing(Call call, WireResponse found)
    {
        if (call.Request.Operation != "DescribeServices")
        {
            return found;
        }

        var ask = Read(call.Request.Text);
        var arns = Texts(ask, "services").Select(name => $"arn:aws:ecs:{call.Region}:{World.Account}:service/{ClusterName(call, ask)}/{name}");
        return found with { Text = new JsonObject { ["services"] = new JsonArray(), ["failures"] = Array(arns.Select(Missing)) }.ToJsonString() };
    }

    JsonObject DescribeClusters(Call call, JsonObject ask)
    {
        var asked = Texts(ask, "clusters");
        var arns = (asked.Count == 0 ? ["default"] : asked).Select(name => ClusterArn(call.Region, NameOf(call, name))).ToList();
        return new JsonObject
        {
            ["clusters"] = Array(arns.Where(clusters.ContainsKey).Select(arn => Describe(arn, clusters[arn].Values))),
            ["failures"] = Array(arns.Where(arn => !clusters.ContainsKey(arn)).Select(Missing)),
        };
    }

    JsonObject DescribeServices(Call call, JsonObject ask)
    {
        var asked = Texts(ask, "services");
        if (asked.Count is 0 or > 10)
        {
            throw Invalid(asked.Count == 0 ? "Services cannot be empty." : "Services cannot exceed 10.");
        }

        var cluster = Cluster(call, ask);
        var names = asked.Select(text => ServiceName(call, ask, text)).Distinct().ToList();
        return new JsonObject
        {
            ["services"] = Array(names.Select(cluster.GetValueOrDefault).OfType<EcsService>()
                .Select(service => EcsJson.Of(service, World.ReadAt(service.Arn)))),
            ["failures"] = Array(names.Where(name => !cluster.ContainsKey(name))
                .Select(name => Missing($"arn:aws:ecs:{call.Region}:{World.Account}:service/{ClusterName(call, ask)}/{name}"))),
        };
    }

    JsonObject UpdateService(Call call, JsonObject ask)
    {
        var name = Text(ask, "service") is { Length: > 0 } text ? ServiceName(call, ask, text) : throw Invalid("Service cannot be empty.");
        var service = Cluster(call, ask).GetValueOrDefault(name)
            ?? throw new AwsErrorException("ServiceNotFoundException", "Service not found.");
        EcsRefusals.OfTaskSets(service, ask);
        string[] known = ["cluster", "service", "desiredCount", "forceNewDeployment"];
        if (ask.Select(member => member.Key).Except(known).FirstOrDefault() is { } other)
        {
            throw Invalid($"LocalAws does not have UpdateService's {other}.");
        }

        if (service.StatusAt(World.Now) != "ACTIVE")
        {
            throw new AwsErrorException("ServiceNotActiveException", "Service was not ACTIVE.");
        }

        if (Value<int?>(ask, "desiredCount") is { } desired)
        {
            if (service.IsDaemon)
            {
                throw Invalid("The desired count cannot be set on services with the daemon scheduling strategy.");
            }

            // 5,000 is AWS's quota of tasks per service.
            service.SetDesired(desired is >= 0 and <= 5000 ? desired : throw Invalid(desired < 0
                ? "desiredCount cannot be negative."
                : "The desired count exceeds the quota of 5000 tasks per service."));
        }

        if (Value<bool?>(ask, "forceNewDeployment") is true)
        {
            service.Deploy();
        }

        return new JsonObject { ["service"] = EcsJson.Of(service, World.Now) };
    }

    JsonObject DescribeCapacityProviders(Call call, JsonObject ask)
    {
        var names = Texts(ask, "capacityProviders").Select(text => NameOf(call, text)).Distinct().ToList();
        var all = providers.Keys.Where(key => key.Region == call.Region).Select(key => key.Name).Union(EcsJson.Fargate);
        names = names.Count > 0 ? names : [.. all.Order(StringComparer.Ordinal)];
        bool Exists(string name) => EcsJson.Fargate.Contains(name) || providers.ContainsKey((call.Region, name));
        return new JsonObject
        {
            ["capacityProviders"] = Array(names.Where(Exists).Select(name => EcsJson.Of(call.Region, Provider(call.Region, name)))),
            ["failures"] = Array(names.Where(name => !Exists(name))
                .Select(name => Missing($"arn:aws:ecs:{call.Region}:{World.Account}:capacity-provider/{name}"))),
        };
    }

    JsonObject Describe(string clusterArn, ICollection<EcsService> services) => new()
    {
        ["clusterArn"] = clusterArn,
        ["clusterName"] = clusterArn[(clusterArn.IndexOf('/', StringComparison.Ordinal) + 1)..],
        ["status"] = "ACTIVE",
        ["activeServicesCount"] = services.Count(service => service.StatusAt(World.Now) == "ACTIVE"),
        ["runningTasksCount"] = services.Sum(service => service.Running),
        ["pendingTasksCount"] = services.Sum(service => service.Tasks.PendingAt(service.Settle())),
        ["registeredContainerInstancesCount"] = 0,
    };

    SortedDictionary<string, EcsService> Cluster(Call call, JsonObject ask) =>
        clusters.TryGetValue(ClusterArn(call.Region, ClusterName(call, ask)), out var services)
            ? services
            : throw new AwsErrorException("ClusterNotFoundException", "Cluster not found.");

    static string ClusterName(Call call, JsonObject ask) => Text(ask, "cluster") is { Length: > 0 } text ? NameOf(call, text) : "default";

    /// <summary>The name in a service's name or ARN, which ends in <c>service/cluster/name</c> and must fit the cluster.</summary>
    static string ServiceName(Call call, JsonObject ask, string text)
    {
        var name = NameOf(call, text);
        if (name == text || !name.Contains('/', StringComparison.Ordinal))
        {
            return name;
        }

        var (cluster, own) = (name[..name.IndexOf('/', StringComparison.Ordinal)], ClusterName(call, ask));
        return cluster == own ? name[(cluster.Length + 1)..] : throw Invalid($"Identifier is for cluster {cluster}. Your cluster is {own}");
    }

    /// <summary>The part of an ARN of this Region after the first slash; a plain name is returned as it is.</summary>
    static string NameOf(Call call, string text)
    {
        var parts = text.Split(':', 6);
        return parts[0] != "arn" ? text
            : parts.Length < 6 || !parts[5].Contains('/', StringComparison.Ordinal) ? throw Invalid($"Invalid identifier: {text}")
            : parts[3] != call.Region ? throw Invalid($"Identifier is for {parts[3]}. You are accessing {call.Region}")
            : parts[5][(parts[5].IndexOf('/', StringComparison.Ordinal) + 1)..];
    }

    IEnumerable<string> ClustersOf(string region) =>
        clusters.Keys.Where(arn => arn.StartsWith(ClusterArn(region, ""), StringComparison.Ordinal));

    internal static string ClusterArn(string region, string name) => $"arn:aws:ecs:{region}:{World.Account}:cluster/{name}";

    static JsonObject Missing(string arn) => new() { ["arn"] = arn, ["reason"] = "MISSING" };

    static AwsErrorException Invalid(string message) => new("InvalidParameterException", message);

    internal static JsonArray Array<T>(IEnumerable<T> items) => [.. items.Select(item => item as JsonNode ?? JsonValue.Create(item))];

    static string? Text(JsonObject ask, string name) => Value<string?>(ask, name);

    static List<string> Texts(JsonObject ask, string name) => Value<List<string>?>(ask, name) ?? [];

    static T? Value<T>(JsonObject ask, string name)
    {
        try
        {
            return ask[name] is { } node ? node.Deserialize<T>() : default;
        }
        catch (JsonException e)
        {
            throw new AwsErrorException("SerializationException", e.Message);
        }
    }
}
