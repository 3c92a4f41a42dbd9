using System.Text.Json.Nodes;
using System.Text.Json;
using LocalAws.Services.Ecs;
using LocalAws.Wire;
using Operation = System.Func<LocalAws.Wire.Call, System.Text.Json.Nodes.JsonObject, System.Text.Json.Nodes.JsonNode>;

namespace LocalAws.Services.ApplicationAutoScaling;

/// <summary>The settings of a scalable target at an instant.</summary>
public sealed record ScalableRange(int Min, int Max)
{
    /// <summary>Scaling in by a policy is suspended.</summary>
    public bool ScalingInSuspended { get; init; }

    public bool ScalingOutSuspended { get; init; }

    public bool ScheduledScalingSuspended { get; init; }
}

/// <summary>The scalable target of an ECS service: the range of its desired count, and a policy that scales an idle service in.</summary>
public sealed class ScalableTarget
{
    readonly World world;
    readonly Timeline<ScalableRange> range;

    internal ScalableTarget(World world, EcsService service, ScalableRange range)
    {
        (this.world, Service) = (world, service);
        this.range = new Timeline<ScalableRange>(range);
        CreatedAt = world.Now;
        Arn = $"arn:aws:application-autoscaling:{service.Region}:{World.Account}:scalable-target/{world.NewUuid()}";
        service.Changed += PlanScaleIn;
    }

    public EcsService Service { get; }

    public string ResourceId => $"service/{Service.Cluster}/{Service.Name}";

    public string Arn { get; }

    public DateTimeOffset CreatedAt { get; }

    public ScalableRange Range => range.At(world.Now);

    /// <summary>
    /// If set, a policy lowers the desired count to Min once nothing has changed for this long, as target tracking does with an idle
    /// standby; AWS's own takes 15 minutes.
    /// </summary>
    public TimeSpan? IdleAfter
    {
        get;
        set
        {
            field = value;
            PlanScaleIn(world.Now);
        }
    }

    /// <summary>A policy may allow a change of the target by them (aws:ResourceTag).</summary>
    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    internal ScalableRange At(DateTimeOffset instant) => range.At(instant);

    /// <summary>Sets a new range; some seconds later the desired count is moved into it, whoever set the count.</summary>
    public void Register(ScalableRange now)
    {
        var at = Service.Settle();
        range.Set(at, now);
        Service.Plan(at + world.DrawSeconds($"clamp {Service.Arn} {at:O}", 1, 3), due =>
            Service.SetDesired(Math.Clamp(Service.DesiredAt(due), range.At(due).Min, range.At(due).Max), due));
        PlanScaleIn(at);
    }

    void PlanScaleIn(DateTimeOffset changed)
    {
        if (IdleAfter is { } idle)
        {
            Service.Plan(changed + idle, due =>
            {
                // A newer change of the count or the range has planned its own scale-in; a range that was never registered again has no
                // instant.
                var (settings, quiet) = (range.At(due), Service.DesiredSince(due) <= changed && !(range.Since(due) > changed));
                if (quiet && !settings.ScalingInSuspended && Service.DesiredAt(due) > settings.Min)
                {
                    Service.SetDesired(settings.Min, due);
                }
            });
        }
    }
}

/// <summary>Application Auto Scaling of ECS services' desired counts.</summary>
public sealed class ApplicationAutoScalingApi : JsonService
{
    const string Dimension = "ecs:service:DesiredCount";

    readonly EcsApi ecs;
    readonly SortedDictionary<string, SortedDictionary<string, ScalableTarget>> regions = new(StringComparer.Ordinal);

    public ApplicationAutoScalingApi(World world, EcsApi ecs) : base(world, ApplicationAutoScalingProfile.Profile)
    {
        this.ecs = ecs;
        Operations = new SortedDictionary<string, Operation>(StringComparer.Ordinal)
        {
            ["DescribeScalableTargets"] = DescribeScalableTargets,
            ["ListTagsForResource"] = (call, ask) => new JsonObject { ["Tags"] = JsonOf(TargetOf(call, ask).Tags) },
            ["RegisterScalableTarget"] = RegisterScalableTarget,
            ["TagResource"] = TagResource,
            ["UntagResource"] = UntagResource,
        };
    }

    protected override IReadOnlyDictionary<string, Operation> Operations { get; }

    /// <summary>Furnishes a service with a scalable target whose range it is already in.</summary>
    public ScalableTarget Add(EcsService service, int min, int max)
    {
        var target = new ScalableTarget(World, service, new ScalableRange(min, max));
        In(service.Region).Add(target.ResourceId, target);
        return target;
    }

    public ScalableTarget? Find(EcsService service) =>
        In(service.Region).GetValueOrDefault($"service/{service.Cluster}/{service.Name}");

    JsonObject DescribeScalableTargets(Call call, JsonObject ask)
    {
        var ids = Value<List<string>?>(ask, "ResourceIds") ?? [];
        var elsewhere = Space(ask) != "ecs";
        if (Value<string?>(ask, "ScalableDimension") is { } dimension && dimension != Dimension && !elsewhere)
        {
            throw Invalid($"Unsupported service namespace, resource type or scalable dimension: ecs, {dimension}");
        }

        if (ids.Count > 50)
        {
            throw Invalid("1 validation error detected: Value at 'resourceIds' failed to satisfy constraint: " +
                "Member must have length less than or equal to 50");
        }

        var size = Value<int?>(ask, "MaxResults") ?? 50;
        if (size is < 1 or > 50)
        {
            throw Invalid($"1 validation error detected: Value '{size}' at 'maxResults' failed to satisfy constraint: " +
                "Member must be between 1 and 50");
        }

        // A token is the last id of the page, so that a target that appears or disappears between two pages shifts no other.
        var after = Value<string?>(ask, "NextToken") ?? "";
        if (after.Length > 0 && !after.StartsWith("service/", StringComparison.Ordinal))
        {
            throw new AwsErrorException("InvalidNextTokenException", "The next token supplied is invalid");
        }

        var rest = In(call.Region).Values.Where(target => !elsewhere && (ids.Count == 0 || ids.Contains(target.ResourceId)) &&
            string.CompareOrdinal(target.ResourceId, after) > 0).ToList();
        var answer = new JsonObject { ["ScalableTargets"] = new JsonArray([.. rest.Take(size).Select(Describe)]) };
        if (rest.Count > size)
        {
            answer["NextToken"] = rest[size - 1].ResourceId;
        }

        return answer;
    }

    JsonNode Describe(ScalableTarget target)
    {
        var range = target.At(World.ReadAt(target.Arn));
        return new JsonObject
        {
            ["ServiceNamespace"] = "ecs",
            ["ResourceId"] = target.ResourceId,
            ["ScalableDimension"] = Dimension,
            ["MinCapacity"] = range.Min,
            ["MaxCapacity"] = range.Max,
            ["RoleARN"] = $"arn:aws:iam::{World.Account}:role/aws-service-role/ecs.application-autoscaling.amazonaws.com/" +
                "AWSServiceRoleForApplicationAutoScaling_ECSService",
            // A decimal, because a double of this size would be written with an exponent.
            ["CreationTime"] = target.CreatedAt.ToUnixTimeMilliseconds() / 1000m,
            ["SuspendedState"] = new JsonObject
            {
                ["DynamicScalingInSuspended"] = range.ScalingInSuspended,
                ["DynamicScalingOutSuspended"] = range.ScalingOutSuspended,
                ["ScheduledScalingSuspended"] = range.ScheduledScalingSuspended,
            },
            ["ScalableTargetARN"] = target.Arn,
        };
    }

    JsonObject RegisterScalableTarget(Call call, JsonObject ask)
    {
        var id = Value<string?>(ask, "ResourceId") ?? "";
        var parts = id.Split('/');
        if (Space(ask) != "ecs" || Value<string?>(ask, "ScalableDimension") != Dimension || parts is not ["service", _, _])
        {
            throw Invalid("Unsupported service namespace, resource type or scalable dimension");
        }

        if (ecs.Find(call.Region, parts[1], parts[2]) is not { } service || service.StatusAt(World.Now) != "ACTIVE")
        {
            throw Invalid($"ECS service doesn't exist: {id}");
        }

        var found = In(call.Region).GetValueOrDefault(id);
        var tags = Value<Dictionary<string, string>?>(ask, "Tags") ?? [];
        if (found is not null && tags.Count > 0)
        {
            throw Invalid("The scalable target that you tried to tag already exists. To update tags on an existing scalable target, use the TagResource API.");
        }

        var range = Merge(found?.Range, ask);
        var target = found ?? Add(service, range.Min, range.Max);
        Put(tags, target);
        target.Register(range);
        return new JsonObject { ["ScalableTargetARN"] = target.Arn };
    }

    JsonObject TagResource(Call call, JsonObject ask)
    {
        Put(Value<Dictionary<string, string>?>(ask, "Tags") ?? [], TargetOf(call, ask));
        return [];
    }

    JsonObject UntagResource(Call call, JsonObject ask)
    {
        var target = TargetOf(call, ask);
        (Value<List<string>?>(ask, "TagKeys") ?? []).ForEach(key => target.Tags.Remove(key));
        return [];
    }

    static void Put(Dictionary<string, string> tags, ScalableTarget target)
    {
        foreach (var (key, value) in tags)
        {
            target.Tags[key] = value;
        }
    }

    static JsonObject JsonOf(IEnumerable<KeyValuePair<string, string>> tags) =>
        new(tags.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)JsonValue.Create(tag.Value))));

    ScalableTarget TargetOf(Call call, JsonObject ask) =>
        Value<string?>(ask, "ResourceARN") is not { Length: > 0 } arn
            ? throw Invalid("1 validation error detected: Value null at 'resourceARN' failed to satisfy constraint: Member must not be null")
            : In(call.Region).Values.FirstOrDefault(target => target.Arn == arn)
                ?? throw new AwsErrorException("ResourceNotFoundException", $"No scalable target found for resource ARN: {arn}");

    /// <summary>The requested range: a bound that is not given stays as it was, and a new target needs both.</summary>
    static ScalableRange Merge(ScalableRange? was, JsonObject ask)
    {
        if ((Value<int?>(ask, "MinCapacity") ?? was?.Min) is not { } min || (Value<int?>(ask, "MaxCapacity") ?? was?.Max) is not { } max)
        {
            throw Invalid("You must specify both MinCapacity and MaxCapacity when you register a new scalable target.");
        }

        if (min < 0 || max < min)
        {
            throw Invalid(min < 0 ? "Minimum capacity cannot be less than 0" : "Maximum capacity cannot be less than minimum capacity");
        }

        var suspended = Value<JsonObject?>(ask, "SuspendedState") ?? [];
        return new ScalableRange(min, max)
        {
            ScalingInSuspended = Value<bool?>(suspended, "DynamicScalingInSuspended") ?? was?.ScalingInSuspended ?? false,
            ScalingOutSuspended = Value<bool?>(suspended, "DynamicScalingOutSuspended") ?? was?.ScalingOutSuspended ?? false,
            ScheduledScalingSuspended = Value<bool?>(suspended, "ScheduledScalingSuspended") ?? was?.ScheduledScalingSuspended ?? false,
        };
    }

    static string Space(JsonObject ask) => Value<string?>(ask, "ServiceNamespace") is { Length: > 0 } space
        ? space
        : throw Invalid("1 validation error detected: Value null at 'serviceNamespace' failed to satisfy constraint: " +
            "Member must not be null");

    SortedDictionary<string, ScalableTarget> In(string region) =>
        regions.TryGetValue(region, out var targets) ? targets : regions[region] = new(StringComparer.Ordinal);

    static AwsErrorException Invalid(string message) => new("ValidationException", message);

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
