using System.IO.Enumeration;
using LocalAws.Wire;

namespace LocalAws.Services.Ec2;

/// <summary>An instance with the state that a caller reads.</summary>
internal sealed record Ec2Seen(Ec2Instance Instance, Ec2State State, DateTimeOffset At)
{
    public string Checks => Instance.ChecksAt(At);
}

/// <summary>The filters that an EC2 describe call takes. AWS has more; any other is refused as AWS refuses one it does not know.</summary>
internal sealed class Ec2Filters
{
    public static readonly Ec2Filters Instances = new()
    {
        TakesTags = true,
        Known =
        {
            ["availability-zone"] = seen => [seen.Instance.Zone],
            ["instance-id"] = seen => [seen.Instance.Id],
            ["instance-state-code"] = seen => [$"{seen.State.Code}"],
            ["instance-state-name"] = seen => [seen.State.Name],
            ["instance-type"] = seen => [seen.Instance.Type],
            ["private-ip-address"] = seen => [seen.Instance.Address],
            ["tag-key"] = seen => seen.Instance.Tags.Keys,
            ["tag-value"] = seen => seen.Instance.Tags.Values,
        },
    };

    public static readonly Ec2Filters Statuses = new()
    {
        Known =
        {
            ["availability-zone"] = seen => [seen.Instance.Zone],
            ["instance-state-code"] = seen => [$"{seen.State.Code}"],
            ["instance-state-name"] = seen => [seen.State.Name],
            ["instance-status.status"] = seen => [seen.Checks],
            ["system-status.status"] = seen => [seen.Checks],
        },
    };

    bool TakesTags { get; init; }

    SortedDictionary<string, Func<Ec2Seen, IEnumerable<string>>> Known { get; } = new(StringComparer.Ordinal);

    /// <summary>The test of a <c>Filter.N</c> list: an instance must match one value of each filter.</summary>
    public Predicate<Ec2Seen> Parse(IReadOnlyDictionary<string, string> form)
    {
        var filters = new List<Predicate<Ec2Seen>>();
        var values = 0;
        for (var i = 1; form.TryGetValue($"Filter.{i}.Name", out var name); i++)
        {
            var patterns = form.List($"Filter.{i}.Value");
            values += patterns.Count;
            if (values > 200)
            {
                throw new AwsErrorException("FilterLimitExceeded", "The maximum number of filter values specified on a single call is 200");
            }

            var read = Reader(name);
            filters.Add(seen => read(seen).Any(value => patterns.Any(pattern => Matches(pattern, value))));
        }

        return seen => filters.TrueForAll(filter => filter(seen));
    }

    Func<Ec2Seen, IEnumerable<string>> Reader(string name) =>
        Known.TryGetValue(name, out var read) ? read
        : TakesTags && name.StartsWith("tag:", StringComparison.Ordinal)
            ? seen => seen.Instance.Tags.TryGetValue(name[4..], out var value) ? [value] : []
        : throw new AwsErrorException("InvalidParameterValue", $"The filter '{name}' is invalid");

    // The framework's matcher has AWS's wildcards, * and ? and a backslash before a literal one, but calls empty texts no match.
    static bool Matches(string pattern, string value) =>
        pattern == value || pattern == "*" || FileSystemName.MatchesSimpleExpression(pattern, value, ignoreCase: false);
}
