using System.Text.Json.Nodes;
using System.Text.Json;
using LocalAws.Services.ElasticLoadBalancing;
using LocalAws.Wire;
using Operation = System.Func<LocalAws.Wire.Call, System.Text.Json.Nodes.JsonObject, System.Text.Json.Nodes.JsonNode>;

namespace LocalAws.Services.Ecs;

/// <summary>ECS: services of Fargate tasks, described and scaled. Tasks that run are registered with their target groups.</summary>
public sealed class EcsApi : JsonService
{
    readonly ElasticLoadBalancingApi elb;
    readonly SortedDictionary<string, SortedDictionary<string, EcsService>> clusters = new(StringComparer.Ordinal);

    public EcsApi(World world, ElasticLoadBalancingApi elb) : base(world, EcsProfile.Profile)
    {
        this.elb = elb;
        Operations = new SortedDictionary<string, Operation>(StringComparer.Ordinal)
        {
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

    /// <summary>Furnishes a cluster with a service under ECS's own blue/green deployments, which runs in its green target group.</summary>
    public EcsService AddGreen(string region, string cluster, string name, int desired, TargetGroup blue, TargetGroup green)
    {
        AddCluster(region, cluster);
        return Add(new EcsService(World, region, cluster, name, desired, [blue], green));
    }

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
                .Select(service => Describe(service, World.ReadAt(service.Arn)))),
            ["failures"] = Array(names.Where(name => !cluster.ContainsKey(name))
                .Select(name => Missing($"arn:aws:ecs:{call.Region}:{World.Account}:service/{ClusterName(call, ask)}/{name}"))),
        };
    }

    JsonObject UpdateService(Call call, JsonObject ask)
    {
        var name = Text(ask, "service") is { Length: > 0 } text ? ServiceName(call, ask, text) : throw Invalid("Service cannot be empty.");
        var service = Cluster(call, ask).GetValueOrDefault(name)
            ?? throw new AwsErrorException("ServiceNotFoundException", "Service not found.");
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

        return new JsonObject { ["service"] = Describe(service, World.Now) };
    }

    JsonObject Describe(string clusterArn, ICollection<EcsService> services) => new()
    {
        ["clusterArn"] = clusterArn,
        ["clusterName"] = clusterArn[(clusterArn.IndexOf('/', StringComparison.Ordinal) + 1)..],
        ["status"] = "ACTIVE",
        ["activeServicesCount"] = services.Count(service => service.StatusAt(World.Now) == "ACTIVE"),
        ["runningTasksCount"] = services.Sum(service => service.Running),
        ["pendingTasksCount"] = services.Sum(service => service.PendingAt(service.Settle())),
        ["registeredContainerInstancesCount"] = 0,
    };

    static JsonObject Describe(EcsService service, DateTimeOffset at)
    {
        service.Settle();
        var definition = $"arn:aws:ecs:{service.Region}:{World.Account}:task-definition/{service.Name}:1";
        return new JsonObject
        {
            ["serviceArn"] = service.Arn,
            ["serviceName"] = service.Name,
            ["clusterArn"] = ClusterArn(service.Region, service.Cluster),
            ["loadBalancers"] = Array(service.TargetGroups.Select(group => LoadBalancer(service, group))),
            ["status"] = service.StatusAt(at),
            ["desiredCount"] = service.DesiredAt(at),
            ["runningCount"] = service.RunningAt(at),
            ["pendingCount"] = service.PendingAt(at),
            ["launchType"] = "FARGATE",
            ["taskDefinition"] = definition,
            ["deploymentConfiguration"] = new JsonObject
            {
                ["deploymentCircuitBreaker"] = new JsonObject { ["enable"] = true, ["rollback"] = false },
                ["maximumPercent"] = 200,
                ["minimumHealthyPercent"] = 100,
            },
            ["deployments"] = Array([Deployment(service, definition, at)]),
            ["events"] = Array(service.EventsAt(at).Select(one => new JsonObject
            {
                ["id"] = one.Id,
                ["createdAt"] = Epoch(one.At),
                ["message"] = one.Message,
            })),
            ["createdAt"] = Epoch(service.CreatedAt),
            ["schedulingStrategy"] = service.IsDaemon ? "DAEMON" : "REPLICA",
        };
    }

    static JsonObject LoadBalancer(EcsService service, TargetGroup group)
    {
        var balancer = new JsonObject
        {
            ["targetGroupArn"] = group.Arn,
            ["containerName"] = service.Name,
            ["containerPort"] = group.Port,
        };
        if (service.Green is { } green && group == service.TargetGroups[0])
        {
            balancer["advancedConfiguration"] = new JsonObject { ["alternateTargetGroupArn"] = green.Arn };
        }

        return balancer;
    }

    static JsonObject Deployment(EcsService service, string definition, DateTimeOffset at)
    {
        var id = service.Deployment.Id;
        var (state, reason, since) =
            service.FailedSince(at) is { } failed ? ("FAILED", "ECS deployment circuit breaker: tasks failed to start.", failed)
            : service.SteadySince(at) is { } steady ? ("COMPLETED", $"ECS deployment {id} completed.", steady)
            : ("IN_PROGRESS", $"ECS deployment {id} in progress.", service.DesiredSince(at));
        return new JsonObject
        {
            ["id"] = id,
            ["status"] = "PRIMARY",
            ["taskDefinition"] = definition,
            ["desiredCount"] = service.DesiredAt(at),
            ["pendingCount"] = service.PendingAt(at),
            ["runningCount"] = service.RunningAt(at),
            ["failedTasks"] = service.FailedTasksAt(at),
            ["createdAt"] = Epoch(service.Deployment.At),
            ["updatedAt"] = Epoch(since),
            ["launchType"] = "FARGATE",
            ["rolloutState"] = state,
            ["rolloutStateReason"] = reason,
        };
    }

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

    static string ClusterArn(string region, string name) => $"arn:aws:ecs:{region}:{World.Account}:cluster/{name}";

    static JsonObject Missing(string arn) => new() { ["arn"] = arn, ["reason"] = "MISSING" };

    static AwsErrorException Invalid(string message) => new("InvalidParameterException", message);

    // A decimal, because a double of this size would be written with an exponent.
    static JsonValue Epoch(DateTimeOffset at) => JsonValue.Create(at.ToUnixTimeMilliseconds() / 1000m);

    static JsonArray Array<T>(IEnumerable<T> items) => [.. items.Select(item => item as JsonNode ?? JsonValue.Create(item))];

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
