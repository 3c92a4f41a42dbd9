using System.Xml.Linq;
using LocalAws.Wire;
using Operation = System.Func<LocalAws.Wire.Call, System.Collections.Generic.IReadOnlyDictionary<string, string>,
    System.Collections.Generic.IEnumerable<System.Xml.Linq.XElement>>;

namespace LocalAws.Services.ElasticLoadBalancing;

/// <summary>One target of a group, from its registration until it is deregistered.</summary>
public sealed class Target(string id, int port, string zone, DateTimeOffset from)
{
    public string Id { get; } = id;

    public int Port { get; } = port;

    public string Zone { get; } = zone;

    public DateTimeOffset From { get; } = from;

    /// <summary>When it is or will be deregistered, if that is known.</summary>
    public DateTimeOffset? To { get; set; }
}

/// <summary>A target group's state of a target, in AWS's words.</summary>
public sealed record TargetState(string State, string? Reason = null, string? Description = null);

/// <summary>A target group as it truly is: a target becomes healthy after several good health checks in a row.</summary>
public sealed class TargetGroup(World world, string region, string name)
{
    // Every health check fails while true.
    readonly Timeline<bool> sick = new(false);
    readonly List<Target> targets = [];

    public string Name { get; } = name;

    public string Arn { get; } = $"arn:aws:elasticloadbalancing:{region}:{World.Account}:targetgroup/{name}/{world.NewId("")[1..]}";

    public int Port { get; init; } = 8080;

    public TimeSpan CheckInterval { get; init; } = TimeSpan.FromSeconds(10);

    public int HealthyThreshold { get; init; } = 3;

    public int UnhealthyThreshold { get; init; } = 2;

    /// <summary>How long a deregistered target is reported as draining.</summary>
    public TimeSpan DeregistrationDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The targets that are, were and will be registered.</summary>
    public IReadOnlyList<Target> Targets => targets;

    /// <summary>All targets fail their checks for that time; by default from now on.</summary>
    public void Sicken(DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        sick.Set(from ?? world.Now, true);
        if (to is { } end)
        {
            sick.Set(end, false);
        }
    }

    public Target Register(string id, DateTimeOffset? from = null, string? zone = null)
    {
        var target = new Target(id, Port, zone ?? region + "a", from ?? world.Now);
        targets.Add(target);
        return target;
    }

    /// <summary>A registration that was planned never happens.</summary>
    internal void Forget(Target target) => targets.Remove(target);

    /// <summary>The instant since which the target is healthy, or null if at this instant it is not.</summary>
    public DateTimeOffset? HealthySince(Target target, DateTimeOffset instant)
    {
        var (ill, since) = Checked(target, instant);
        var turns = since + (ill ? CheckInterval * UnhealthyThreshold : FirstGood(target, since));
        return instant < target.From || instant >= target.To ? null
            : instant >= turns ? (ill ? null : turns)
            : since > target.From ? HealthySince(target, since.AddTicks(-1))
            : null;
    }

    /// <summary>The target's reported state at that instant; null if it is not registered then.</summary>
    public TargetState? StateOf(Target target, DateTimeOffset instant)
    {
        if (instant < target.From || instant >= target.To + DeregistrationDelay)
        {
            return null;
        }

        if (instant >= target.To)
        {
            return new TargetState("draining", "Target.DeregistrationInProgress", "Target deregistration is in progress");
        }

        if (HealthySince(target, instant) is not null)
        {
            return new TargetState("healthy");
        }

        var (ill, since) = Checked(target, instant);
        return since > target.From || (ill && instant >= since + CheckInterval * UnhealthyThreshold)
                ? new TargetState("unhealthy", "Target.ResponseCodeMismatch", "Health checks failed with these codes: [503]")
            : instant < target.From.AddSeconds(2)
                ? new TargetState("initial", "Elb.RegistrationInProgress", "Target registration is in progress")
            : new TargetState("initial", "Elb.InitialHealthChecking", "Initial health checks in progress");
    }

    /// <summary>Whether the target's checks fail at that instant, and since when they have failed or passed.</summary>
    (bool Ill, DateTimeOffset Since) Checked(Target target, DateTimeOffset instant) =>
        (sick.At(instant), sick.Since(instant) is { } turned && turned > target.From ? turned : target.From);

    // The first check falls at a drawn moment of the interval; the others follow at the interval.
    TimeSpan FirstGood(Target target, DateTimeOffset since) =>
        world.DrawSeconds($"check {Arn} {target.Id} {since:O}", 0, CheckInterval.TotalSeconds) + CheckInterval * (HealthyThreshold - 1);
}

/// <summary>Elastic Load Balancing v2: target groups and the health of their targets.</summary>
public sealed class ElasticLoadBalancingApi : QueryService
{
    readonly SortedDictionary<string, SortedDictionary<string, TargetGroup>> regions = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, ForwardRule> rules = new(StringComparer.Ordinal);

    public ElasticLoadBalancingApi(World world) : base(world, ElasticLoadBalancingProfile.Profile)
    {
        Operations = new SortedDictionary<string, Operation>(StringComparer.Ordinal)
        {
            ["DescribeListeners"] = DescribeListeners,
            ["DescribeRules"] = DescribeRules,
            ["DescribeTargetGroups"] = DescribeTargetGroups,
            ["DescribeTargetHealth"] = DescribeTargetHealth,
        };
    }

    protected override IReadOnlyDictionary<string, Operation> Operations { get; }

    /// <summary>Furnishes a Region with a target group.</summary>
    public TargetGroup Add(string region, string name) => Add(region, new TargetGroup(World, region, name));

    /// <summary>Furnishes a Region with a target group of other settings.</summary>
    public TargetGroup Add(string region, TargetGroup group)
    {
        In(region).Add(group.Arn, group);
        return group;
    }

    /// <summary>Furnishes a Region with a listener's rule that sends every request to the first of the groups.</summary>
    /// <param name="isListener">The default of a Network Load Balancer's listener, which has no rules.</param>
    public ForwardRule AddRule(string region, string name, bool isListener, params IReadOnlyList<TargetGroup> groups)
    {
        var rule = new ForwardRule(World, region, name, isListener, groups);
        rules.Add(rule.Arn, rule);
        return rule;
    }

    public TargetGroup? Find(string region, string arn) => In(region).GetValueOrDefault(arn);

    IEnumerable<XElement> DescribeListeners(Call call, IReadOnlyDictionary<string, string> form) =>
    [
        E("Listeners", Asked(form, "ListenerArns", "ListenerNotFound", "One or more listeners not found").Select(listener => E("member",
            E("ListenerArn", listener.Arn),
            E("DefaultActions", Forward(listener))))),
    ];

    IEnumerable<XElement> DescribeRules(Call call, IReadOnlyDictionary<string, string> form) =>
    [
        E("Rules", Asked(form, "RuleArns", "RuleNotFound", "One or more rules not found").Select(rule => E("member",
            E("RuleArn", rule.Arn),
            E("Priority", "1"),
            E("IsDefault", "false"),
            E("Actions", Forward(rule))))),
    ];

    List<ForwardRule> Asked(IReadOnlyDictionary<string, string> form, string member, string code, string message)
    {
        var isListener = member == "ListenerArns";
        var asked = form.List($"{member}.member").Select(arn => rules.GetValueOrDefault(arn)).ToList();
        return asked.Count == 0 ? throw new AwsErrorException("ValidationError", $"LocalAws wants {member}")
            : asked.Exists(rule => rule?.IsListener != isListener) ? throw new AwsErrorException(code, message)
            : asked.OfType<ForwardRule>().ToList();
    }

    XElement Forward(ForwardRule rule) => E("member",
        E("Type", "forward"),
        rule.Groups is [var only] ? E("TargetGroupArn", only.Arn) : null,
        E("ForwardConfig", E("TargetGroups", rule.Groups.Select(group => E("member",
            E("TargetGroupArn", group.Arn),
            E("Weight", rule.WeightAt(group, World.Now)))))));

    IEnumerable<XElement> DescribeTargetGroups(Call call, IReadOnlyDictionary<string, string> form)
    {
        var (arns, names) = (form.List("TargetGroupArns.member"), form.List("Names.member"));
        var asked = In(call.Region).Values
            .Where(group => (arns.Count == 0 && names.Count == 0) || arns.Contains(group.Arn) || names.Contains(group.Name)).ToList();
        if (arns.Any(arn => !asked.Exists(group => group.Arn == arn)) || names.Any(name => !asked.Exists(group => group.Name == name)))
        {
            throw NotFound();
        }

        yield return E("TargetGroups", asked.Select(group => E("member",
            E("TargetGroupArn", group.Arn),
            E("TargetGroupName", group.Name),
            E("Protocol", "HTTP"),
            E("Port", group.Port),
            E("HealthCheckProtocol", "HTTP"),
            E("HealthCheckPort", "traffic-port"),
            E("HealthCheckEnabled", "true"),
            E("HealthCheckIntervalSeconds", group.CheckInterval.TotalSeconds),
            E("HealthyThresholdCount", group.HealthyThreshold),
            E("UnhealthyThresholdCount", group.UnhealthyThreshold),
            E("TargetType", "ip"))));
    }

    IEnumerable<XElement> DescribeTargetHealth(Call call, IReadOnlyDictionary<string, string> form)
    {
        if (!form.TryGetValue("TargetGroupArn", out var arn))
        {
            throw new AwsErrorException("ValidationError", "A target group ARN must be specified");
        }

        if (!arn.StartsWith("arn:", StringComparison.Ordinal))
        {
            throw new AwsErrorException("ValidationError", $"'{arn}' is not a valid target group ARN");
        }

        var group = Find(call.Region, arn) ?? throw NotFound();
        var at = World.ReadAt(arn);
        var seen = group.Targets.Select(target => (target.Id, target.Port, Health: Health(target, group.StateOf(target, at))))
            .Where(one => one.Health is not null).ToList();
        var asked = new List<XElement>();
        for (var i = 1; form.TryGetValue($"Targets.member.{i}.Id", out var id); i++)
        {
            var port = form.TryGetValue($"Targets.member.{i}.Port", out var text) ? text : $"{group.Port}";
            asked.Add(seen.Find(one => one.Id == id && $"{one.Port}" == port).Health ?? Health(id, port, null,
                new TargetState("unused", "Target.NotRegistered", "Target is not registered to the target group"))!);
        }

        return [E("TargetHealthDescriptions", asked.Count > 0 ? asked : seen.Select(one => one.Health!))];
    }

    XElement? Health(Target target, TargetState? state) => Health(target.Id, $"{target.Port}", target.Zone, state);

    XElement? Health(string id, string port, string? zone, TargetState? state) => state is null ? null : E("member",
        E("Target", E("Id", id), E("Port", port), zone is null ? null : E("AvailabilityZone", zone)),
        E("HealthCheckPort", port),
        E("TargetHealth",
            E("State", state.State),
            state.Reason is null ? null : E("Reason", state.Reason),
            state.Description is null ? null : E("Description", state.Description)));

    static AwsErrorException NotFound() => new("TargetGroupNotFound", "One or more target groups not found");

    SortedDictionary<string, TargetGroup> In(string region) =>
        regions.TryGetValue(region, out var groups) ? groups : regions[region] = new(StringComparer.Ordinal);

    XElement E(string name, params object?[] content) => new(Namespace + name, content);
}
