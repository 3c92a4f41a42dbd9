using System.Text.RegularExpressions;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Plans;

namespace DrFunctions.Steps.Ec2Start;

/// <summary>What a plan says of an ec2-start step.</summary>
/// <param name="Instances">Ids of the instances; null where <paramref name="Tags"/> name them.</param>
/// <param name="Tags">Tags that all instances of the step have; null where there are ids.</param>
/// <param name="Minimum">How many must run; null for all.</param>
public sealed partial record Ec2StartSettings(IReadOnlyList<string>? Instances, IReadOnlyDictionary<string, string>? Tags, int? Minimum)
{
    public static Ec2StartSettings? Read(Fields fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var instances = fields.Texts("instances", "Ids of the instances.", most: 1000, mayBeEmpty: false,
            wrong: WrongId);
        var tags = fields.Map("tags", "Tags that all instances of the step have, instead of ids.");
        var minimum = fields.Number("minimum", "How many must run; default: all.", 1, 1000);
        if (fields.Has("instances") == fields.Has("tags"))
        {
            fields.Mistake("needs either \"instances\" or \"tags\", and not both.");
        }

        if (instances is not null && minimum > instances.Count)
        {
            fields.Mistake("minimum", $"is {minimum}, but the step names only {Plural.Of(instances.Count, "instance")}.");
        }

        return instances is { Count: > 0 } || tags is { Count: > 0 } ? new Ec2StartSettings(instances, tags, minimum) : null;
    }

    static string? WrongId(string text) => IdForm.Match(text).Length == text.Length ? null
        : Arns.LastOf(text) is var id && id != text && IdForm.Match(id).Length == id.Length ? $"write the id alone: \"{id}\"."
        : "an instance id is written such as i-0123456789abcdef0.";

    /// <summary>The instance ids in a message from AWS.</summary>
    public static IEnumerable<string> IdsIn(string text) => IdForm.Matches(text).Select(match => match.Value);

    [GeneratedRegex(@"\bi-[0-9a-f]{8,17}\b", RegexOptions.CultureInvariant)]
    static partial Regex IdForm { get; }
}
