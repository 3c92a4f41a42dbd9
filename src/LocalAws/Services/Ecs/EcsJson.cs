using System.Text.Json.Nodes;
using LocalAws.Services.ElasticLoadBalancing;

namespace LocalAws.Services.Ecs;

/// <summary>Services and capacity providers in ECS's own words.</summary>
static class EcsJson
{
    public static readonly IReadOnlyList<string> Fargate = ["FARGATE", "FARGATE_SPOT"];

    public static JsonObject Of(EcsService service, DateTimeOffset at)
    {
        service.Settle();
        var described = new JsonObject
        {
            ["serviceArn"] = service.Arn,
            ["serviceName"] = service.Name,
            ["clusterArn"] = EcsApi.ClusterArn(service.Region, service.Cluster),
            ["loadBalancers"] = EcsApi.Array(BalancersOf(service, at)),
            ["status"] = service.StatusAt(at),
            ["desiredCount"] = service.DesiredAt(at),
            ["runningCount"] = service.Tasks.RunningAt(at),
            ["pendingCount"] = service.Tasks.PendingAt(at),
        };
        AddPlace(described, service);
        described["taskDefinition"] = DefinitionOf(service);
        described["deploymentConfiguration"] = Configuration(service);
        if (service.Controller == "ECS")
        {
            described["deployments"] =
                EcsApi.Array(service.RevisionsAt(at).Reverse().Select(revision => Deployment(service, revision, at)));
        }
        else
        {
            described["taskSets"] = EcsApi.Array(service.RevisionsAt(at).Select(revision => TaskSet(service, revision, at)));
            described["deployments"] = new JsonArray();
        }

        described["events"] = EcsApi.Array(service.EventsAt(at).Select(one => new JsonObject
        {
            ["id"] = one.Id,
            ["createdAt"] = Epoch(one.At),
            ["message"] = one.Message,
        }));
        described["createdAt"] = Epoch(service.CreatedAt);
        described["schedulingStrategy"] = service.IsDaemon ? "DAEMON" : "REPLICA";
        described["deploymentController"] = new JsonObject { ["type"] = service.Controller };
        return described;
    }

    public static JsonObject Of(string region, EcsCapacityProvider provider)
    {
        var described = new JsonObject
        {
            ["capacityProviderArn"] = $"arn:aws:ecs:{region}:{World.Account}:capacity-provider/{provider.Name}",
            ["name"] = provider.Name,
            ["status"] = "ACTIVE",
        };
        if (provider.Group is { } group)
        {
            described["autoScalingGroupProvider"] = new JsonObject
            {
                ["autoScalingGroupArn"] = group.Arn,
                ["managedScaling"] = new JsonObject
                {
                    ["status"] = "ENABLED",
                    ["targetCapacity"] = 100,
                    ["minimumScalingStepSize"] = 1,
                    ["maximumScalingStepSize"] = 10000,
                },
                ["managedTerminationProtection"] = "DISABLED",
            };
        }

        return described;
    }

    static JsonObject Configuration(EcsService service) => new()
    {
        ["strategy"] = service.Rule is null ? "ROLLING" : "BLUE_GREEN",
        ["deploymentCircuitBreaker"] = new JsonObject { ["enable"] = service.Controller == "ECS", ["rollback"] = false },
        ["maximumPercent"] = 200,
        ["minimumHealthyPercent"] = 100,
    };

    /// <summary>A service of a capacity provider strategy has no launch type, and the other way round.</summary>
    static void AddPlace(JsonObject described, EcsService service)
    {
        if (service.Strategy.Count == 0)
        {
            described["launchType"] = "FARGATE";
            return;
        }

        described["capacityProviderStrategy"] = EcsApi.Array(service.Strategy.Select(item => new JsonObject
        {
            ["capacityProvider"] = item.Provider.Name,
            ["weight"] = item.Weight,
            ["base"] = item.Base,
        }));
    }

    /// <summary>What the primary task set has becomes the service's.</summary>
    static IEnumerable<JsonObject> BalancersOf(EcsService service, DateTimeOffset at) => service.Controller == "ECS"
        ? service.TargetGroups.Select(group => Balancer(service, group))
        : service.RevisionsAt(at).Where(revision => revision.IsPrimaryAt(at)).SelectMany(revision => BalancersOf(service, revision));

    static IEnumerable<JsonObject> BalancersOf(EcsService service, EcsRevision revision) =>
        service.TargetGroups.Skip(1).Prepend(revision.Group).OfType<TargetGroup>().Select(group => Balancer(service, group));

    static JsonObject Balancer(EcsService service, TargetGroup group)
    {
        var balancer = new JsonObject
        {
            ["targetGroupArn"] = group.Arn,
            ["containerName"] = service.Name,
            ["containerPort"] = group.Port,
        };
        if (service is { Controller: "ECS", Green: { } green, Rule: { } rule } && group == service.TargetGroups[0])
        {
            balancer["advancedConfiguration"] = new JsonObject
            {
                ["alternateTargetGroupArn"] = green.Arn,
                ["productionListenerRule"] = rule.Arn,
                ["roleArn"] = $"arn:aws:iam::{World.Account}:role/ecs-load-balancers",
            };
        }

        return balancer;
    }

    /// <summary>The newest revision is PRIMARY, whether users have reached it or not.</summary>
    static JsonObject Deployment(EcsService service, EcsRevision revision, DateTimeOffset at)
    {
        var isNewest = revision == service.Deployment;
        var isAlone = service.RevisionsAt(at).Count() == 1;
        var (state, reason, since) =
            !isNewest ? ("COMPLETED", $"ECS deployment {revision.Id} completed.", revision.At)
            : service.FailedSince(at) is { } failed ? ("FAILED", "ECS deployment circuit breaker: tasks failed to start.", failed)
            : isAlone && service.SteadySince(at) is { } steady ? ("COMPLETED", $"ECS deployment {revision.Id} completed.", steady)
            : ("IN_PROGRESS", $"ECS deployment {revision.Id} in progress.", service.DesiredSince(at));
        var described = new JsonObject
        {
            ["id"] = revision.Id,
            ["status"] = isNewest ? "PRIMARY" : "ACTIVE",
            ["taskDefinition"] = DefinitionOf(service),
            ["desiredCount"] = revision.WantedAt(at, service.DesiredAt(at)),
            ["pendingCount"] = service.Tasks.PendingAt(at, revision),
            ["runningCount"] = service.Tasks.RunningAt(at, revision),
            ["failedTasks"] = isNewest ? service.FailedTasksAt(at) : 0,
            ["createdAt"] = Epoch(revision.At),
            ["updatedAt"] = Epoch(since),
        };
        AddPlace(described, service);
        described["rolloutState"] = state;
        described["rolloutStateReason"] = reason;
        return described;
    }

    static JsonObject TaskSet(EcsService service, EcsRevision revision, DateTimeOffset at)
    {
        var wanted = revision.WantedAt(at, service.DesiredAt(at));
        var isSteady = service.Tasks.ReadyAt(at, revision) == wanted && service.Tasks.RunningAt(at, revision) == wanted;
        var described = new JsonObject
        {
            ["id"] = revision.Id,
            ["taskSetArn"] = $"arn:aws:ecs:{service.Region}:{World.Account}:task-set/{service.Cluster}/{service.Name}/{revision.Id}",
            ["serviceArn"] = service.Arn,
            ["clusterArn"] = EcsApi.ClusterArn(service.Region, service.Cluster),
            ["status"] = revision.IsPrimaryAt(at) ? "PRIMARY" : "ACTIVE",
            ["taskDefinition"] = DefinitionOf(service),
            ["computedDesiredCount"] = wanted,
            ["pendingCount"] = service.Tasks.PendingAt(at, revision),
            ["runningCount"] = service.Tasks.RunningAt(at, revision),
            ["createdAt"] = Epoch(revision.At),
            ["updatedAt"] = Epoch(revision.At),
            ["loadBalancers"] = EcsApi.Array(BalancersOf(service, revision)),
            ["scale"] = new JsonObject { ["value"] = revision.ScaleAt(at), ["unit"] = "PERCENT" },
            ["stabilityStatus"] = isSteady ? "STEADY_STATE" : "STABILIZING",
            ["stabilityStatusAt"] = Epoch(at),
        };
        AddPlace(described, service);
        return described;
    }

    static string DefinitionOf(EcsService service) => $"arn:aws:ecs:{service.Region}:{World.Account}:task-definition/{service.Name}:1";

    // A decimal, because a double of this size would be written with an exponent.
    static JsonValue Epoch(DateTimeOffset at) => JsonValue.Create(at.ToUnixTimeMilliseconds() / 1000m);
}
