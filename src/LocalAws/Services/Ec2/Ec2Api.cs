using System.Globalization;
using System.Text.RegularExpressions;
using System.Text;
using System.Xml.Linq;
using LocalAws.Wire;
using Operation = System.Func<LocalAws.Wire.Call, System.Collections.Generic.IReadOnlyDictionary<string, string>,
    System.Collections.Generic.IEnumerable<System.Xml.Linq.XElement>>;

namespace LocalAws.Services.Ec2;

/// <summary>EC2: the instances of each Region, described, started and stopped.</summary>
public sealed partial class Ec2Api : QueryService
{
    readonly SortedDictionary<string, SortedDictionary<string, Ec2Instance>> regions = new(StringComparer.Ordinal);

    public Ec2Api(World world) : base(world, Ec2Profile.Profile)
    {
        Operations = new SortedDictionary<string, Operation>(StringComparer.Ordinal)
        {
            ["DescribeInstances"] = DescribeInstances,
            ["DescribeInstanceStatus"] = DescribeInstanceStatus,
            ["StartInstances"] = (call, form) =>
                Change(call, form, "started", ["stopped"], ["pending", "running"], instance => instance.Start()),
            ["StopInstances"] = (call, form) =>
                Change(call, form, "stopped", ["running"], ["stopping", "stopped"], instance => instance.Stop()),
            ["TerminateInstances"] = (call, form) => Change(call, form, "terminated", ["pending", "running", "stopping", "stopped"],
                ["shutting-down", "terminated"], instance => instance.Terminate()),
        };
    }

    protected override IReadOnlyDictionary<string, Operation> Operations { get; }

    /// <summary>Furnishes a Region with an instance that has been <c>running</c> or <c>stopped</c> for a month.</summary>
    public Ec2Instance Add(string region, string? id = null, string state = "stopped", IReadOnlyDictionary<string, string>? tags = null)
    {
        var instances = In(region);
        var instance = new Ec2Instance(World, region, id ?? World.NewId("i-"), state, instances.Count)
        {
            Tags = tags ?? new SortedDictionary<string, string>(StringComparer.Ordinal),
        };
        instances.Add(instance.Id, instance);
        return instance;
    }

    public Ec2Instance? Find(string region, string id) => In(region).GetValueOrDefault(id);

    /// <summary>All instances of a Region as they truly are, by id.</summary>
    public IReadOnlyCollection<Ec2Instance> All(string region) => In(region).Values;

    protected override XElement Frame(string action, IEnumerable<XElement> result) =>
        E(action + "Response", E("requestId", World.NewUuid()), result);

    protected override XElement Error(AwsErrorException e) =>
        new("Response",
            new XElement("Errors", new XElement("Error", new XElement("Code", e.Code), new XElement("Message", e.Message))),
            new XElement("RequestID", World.NewUuid()));

    IEnumerable<XElement> DescribeInstances(Call call, IReadOnlyDictionary<string, string> form)
    {
        var seen = Select(call, form, Ec2Filters.Instances);
        return Page("reservationSet", seen, form, one => E("item",
            E("reservationId", "r-" + one.Instance.Id[2..]),
            E("ownerId", World.Account),
            E("groupSet"),
            E("instancesSet", E("item", Describe(one)))));
    }

    IEnumerable<XElement> Describe(Ec2Seen seen)
    {
        var (instance, state) = (seen.Instance, seen.State);
        yield return E("instanceId", instance.Id);
        yield return E("imageId", "ami-0abcdef1234567890");
        yield return State("instanceState", state);
        yield return E("privateDnsName", $"ip-{instance.Address.Replace('.', '-')}.{instance.Region}.compute.internal");
        yield return E("dnsName");
        yield return E("reason", state.Transition);
        yield return E("amiLaunchIndex", 0);
        yield return E("instanceType", instance.Type);
        yield return E("launchTime", instance.LaunchedAt(seen.At).ToString("yyyy-MM-ddTHH:mm:ss.000Z", CultureInfo.InvariantCulture));
        yield return E("placement", E("availabilityZone", instance.Zone), E("groupName"), E("tenancy", "default"));
        yield return E("monitoring", E("state", "disabled"));
        yield return E("privateIpAddress", instance.Address);
        yield return E("architecture", "x86_64");
        yield return E("rootDeviceType", "ebs");
        yield return E("virtualizationType", "hvm");
        if (state.Reason is { } reason)
        {
            yield return E("stateReason", E("code", reason[..reason.IndexOf(':', StringComparison.Ordinal)]), E("message", reason));
        }

        if (instance.Tags.Count > 0)
        {
            yield return E("tagSet", instance.Tags.Select(tag => E("item", E("key", tag.Key), E("value", tag.Value))));
        }
    }

    IEnumerable<XElement> DescribeInstanceStatus(Call call, IReadOnlyDictionary<string, string> form)
    {
        var all = IsTrue(form, "IncludeAllInstances");
        var seen = Select(call, form, Ec2Filters.Statuses).Where(one => all || one.State.Name == "running");
        return Page("instanceStatusSet", seen, form, one => E("item",
            E("instanceId", one.Instance.Id),
            E("availabilityZone", one.Instance.Zone),
            State("instanceState", one.State),
            Checks("systemStatus", one.Checks),
            Checks("instanceStatus", one.Checks)));
    }

    XElement Checks(string name, string status) => E(name, E("status", status), status == "not-applicable" ? null : E("details", E("item",
        E("name", "reachability"),
        E("status", status switch { "ok" => "passed", "impaired" => "failed", _ => status }))));

    /// <summary>Start, stop or terminate: every id is checked before the first instance is touched.</summary>
    IEnumerable<XElement> Change(Call call, IReadOnlyDictionary<string, string> form, string done, string[] from, string[] already,
        Action<Ec2Instance> change)
    {
        var ids = form.List("InstanceId");
        if (ids.Count == 0)
        {
            throw new AwsErrorException("MissingParameter", "The request must contain the parameter InstanceId");
        }

        var before = Named(call.Region, ids.Distinct(), _ => World.Now);
        RefuseDryRun(form);
        foreach (var one in before.Where(one => !from.Contains(one.State.Name) && !already.Contains(one.State.Name)))
        {
            throw new AwsErrorException("IncorrectInstanceState",
                $"The instance '{one.Instance.Id}' is not in a state from which it can be {done}.");
        }

        var changing = before.FindAll(one => from.Contains(one.State.Name));
        if (done == "started" && changing.FindAll(one => one.Instance.RefusedStarts > 0) is { Count: > 0 } refused)
        {
            refused.ForEach(one => one.Instance.Refuse());
            throw new AwsErrorException("InsufficientInstanceCapacity", "Insufficient capacity.", 500);
        }

        changing.ForEach(one => change(one.Instance));
        return [E("instancesSet", before.Select(one => E("item",
            E("instanceId", one.Instance.Id),
            State("currentState", one.Instance.At(World.Now)!),
            State("previousState", one.State))))];
    }

    /// <summary>The instances that a describe call asks for, as the caller reads them, by id.</summary>
    List<Ec2Seen> Select(Call call, IReadOnlyDictionary<string, string> form, Ec2Filters known)
    {
        var ids = form.List("InstanceId");
        if (ids.Count > 0 && form.ContainsKey("MaxResults"))
        {
            throw new AwsErrorException("InvalidParameterCombination",
                "The parameter instancesSet cannot be used with the parameter maxResults");
        }

        RefuseDryRun(form);
        var passes = known.Parse(form);
        var seen = ids.Count > 0
            ? Named(call.Region, ids.Distinct().Order(StringComparer.Ordinal), World.ReadAt)
            : [.. In(call.Region).Values.Select(instance => See(instance, World.ReadAt(instance.Id))).OfType<Ec2Seen>()];
        return seen.FindAll(passes);
    }

    /// <summary>The instances with these ids; one bad id fails the call, in AWS's words.</summary>
    List<Ec2Seen> Named(string region, IEnumerable<string> ids, Func<string, DateTimeOffset> at)
    {
        var (found, missing) = (new List<Ec2Seen>(), new List<string>());
        foreach (var id in ids)
        {
            if (!WellFormed.IsMatch(id))
            {
                throw new AwsErrorException("InvalidInstanceID.Malformed",
                    $"Invalid id: \"{id}\"" + (id.StartsWith("i-", StringComparison.Ordinal) ? "" : " (expecting \"i-...\")"));
            }

            if (See(Find(region, id), at(id)) is { } seen)
            {
                found.Add(seen);
            }
            else
            {
                missing.Add(id);
            }
        }

        return missing.Count == 0 ? found : throw new AwsErrorException("InvalidInstanceID.NotFound", missing.Count == 1
            ? $"The instance ID '{missing[0]}' does not exist"
            : $"The instance IDs '{string.Join(", ", missing)}' do not exist");
    }

    static Ec2Seen? See(Ec2Instance? instance, DateTimeOffset at) =>
        instance?.At(at) is { } state ? new Ec2Seen(instance, state, at) : null;

    IEnumerable<XElement> Page(
        string set, IEnumerable<Ec2Seen> seen, IReadOnlyDictionary<string, string> form, Func<Ec2Seen, XElement> item)
    {
        var size = int.MaxValue;
        if (form.TryGetValue("MaxResults", out var text) &&
            (!int.TryParse(text, CultureInfo.InvariantCulture, out size) || size is < 5 or > 1000))
        {
            throw new AwsErrorException("InvalidParameterValue", $"Value ( {text} ) for parameter maxResults is invalid. " +
                "Expecting a value " + (size > 1000 ? "less than or equal to 1000." : "greater than or equal to 5."));
        }

        // A token names the last id of the page, so that an instance that appears or disappears between two pages shifts no other.
        var after = form.TryGetValue("NextToken", out var token) && token.Length > 0 ? Untoken(token) : "";
        var rest = seen.Where(one => string.CompareOrdinal(one.Instance.Id, after) > 0).ToList();
        var page = rest.Take(size).ToList();
        yield return E(set, page.Select(item));
        if (rest.Count > page.Count)
        {
            yield return E("nextToken", Convert.ToBase64String(Encoding.UTF8.GetBytes(page[^1].Instance.Id)));
        }
    }

    static string Untoken(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length) && WellFormed.IsMatch(Encoding.UTF8.GetString(bytes, 0, length))
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw new AwsErrorException("InvalidNextToken", "The specified NextToken is not valid.");
    }

    static void RefuseDryRun(IReadOnlyDictionary<string, string> form)
    {
        if (IsTrue(form, "DryRun"))
        {
            throw new AwsErrorException("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412);
        }
    }

    static bool IsTrue(IReadOnlyDictionary<string, string> form, string name) =>
        form.TryGetValue(name, out var value) && value.Equals("true", StringComparison.OrdinalIgnoreCase);

    SortedDictionary<string, Ec2Instance> In(string region) =>
        regions.TryGetValue(region, out var instances) ? instances : regions[region] = new(StringComparer.Ordinal);

    XElement State(string name, Ec2State state) => E(name, E("code", state.Code), E("name", state.Name));

    XElement E(string name, params object?[] content) => new(Namespace + name, content);

    [GeneratedRegex("^i-([0-9a-f]{8}|[0-9a-f]{17})$")]
    static partial Regex WellFormed { get; }
}
