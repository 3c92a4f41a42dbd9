using System.Globalization;
using System.Xml.Linq;
using LocalAws.Wire;
using Operation = System.Func<LocalAws.Wire.Call, System.Collections.Generic.IReadOnlyDictionary<string, string>,
    System.Collections.Generic.IEnumerable<System.Xml.Linq.XElement>>;

namespace LocalAws.Services.AutoScaling;

/// <summary>A group of instances as it truly is: how many it wants, within its bounds.</summary>
public sealed class AutoScalingGroup(World world, string region, string name, int min, int max)
{
    readonly Timeline<int> desired = new(min);
    int most = max;

    /// <summary>The bounds have changed.</summary>
    internal event Action? Changed;

    public string Region { get; } = region;

    public string Name { get; } = name;

    public string Arn { get; } =
        $"arn:aws:autoscaling:{region}:{World.Account}:autoScalingGroup:{world.NewUuid()}:autoScalingGroupName/{name}";

    public DateTimeOffset CreatedAt { get; } = world.Now;

    public int Min { get; } = min;

    /// <summary>MaxSize; a person may raise it.</summary>
    public int Max
    {
        get => most;
        set
        {
            most = value;
            Changed?.Invoke();
        }
    }

    public int Desired => DesiredAt(world.Now);

    internal int DesiredAt(DateTimeOffset at) => desired.At(at);

    /// <summary>Sets the desired capacity at an instant, within the bounds.</summary>
    internal void SetDesired(DateTimeOffset at, int count) => desired.Set(at, Math.Clamp(count, Min, Max));
}

/// <summary>EC2 Auto Scaling: groups, described.</summary>
public sealed class AutoScalingApi : QueryService
{
    readonly SortedDictionary<(string Region, string Name), AutoScalingGroup> groups = [];

    public AutoScalingApi(World world) : base(world, AutoScalingProfile.Profile) =>
        Operations = new SortedDictionary<string, Operation>(StringComparer.Ordinal)
        {
            ["DescribeAutoScalingGroups"] = DescribeAutoScalingGroups,
        };

    protected override IReadOnlyDictionary<string, Operation> Operations { get; }

    /// <summary>Furnishes a Region with a group that has its least number of instances.</summary>
    public AutoScalingGroup Add(string region, string name, int min, int max) =>
        groups[(region, name)] = new AutoScalingGroup(World, region, name, min, max);

    /// <summary>A group that does not exist is left out, as AWS does.</summary>
    IEnumerable<XElement> DescribeAutoScalingGroups(Call call, IReadOnlyDictionary<string, string> form)
    {
        if (form.ContainsKey("NextToken"))
        {
            throw new AwsErrorException("InvalidNextToken", "The token is not valid.");
        }

        if (form.TryGetValue("MaxRecords", out var most) && int.Parse(most, CultureInfo.InvariantCulture) > 100)
        {
            throw new AwsErrorException("ValidationError", $"1 validation error detected: Value '{most}' at 'maxRecords' failed to satisfy "
                + "constraint: Member must have value less than or equal to 100");
        }

        var names = form.List("AutoScalingGroupNames.member");
        var at = World.ReadAt($"{call.Region} Auto Scaling groups");
        return
        [
            E("AutoScalingGroups", groups.Values
                .Where(group => group.Region == call.Region && (names.Count == 0 || names.Contains(group.Name)))
                .Select(group => E("member",
                    E("AutoScalingGroupName", group.Name),
                    E("AutoScalingGroupARN", group.Arn),
                    E("MinSize", group.Min),
                    E("MaxSize", group.Max),
                    E("DesiredCapacity", group.DesiredAt(at)),
                    E("DefaultCooldown", 300),
                    E("AvailabilityZones", E("member", $"{group.Region}a")),
                    E("HealthCheckType", "EC2"),
                    E("CreatedTime", group.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)),
                    E("SuspendedProcesses")))),
        ];
    }

    XElement E(string name, params object?[] content) => new(Namespace + name, content);
}
