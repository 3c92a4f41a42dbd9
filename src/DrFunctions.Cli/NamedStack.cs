using System.Text.RegularExpressions;
using DrFunctions.Core.Plans;

namespace DrFunctions.Cli;

/// <summary>A stack as a command line names it: <c>ALIAS=NAME@REGION</c>, or with the stack's ARN <c>ALIAS=ARN</c>.</summary>
/// <param name="Id">The name or ARN, as AWS is asked for it.</param>
sealed partial record NamedStack(string Alias, string Id, string Region)
{
    /// <summary>The stack in a sentence.</summary>
    public string Title => $"{(Arns.Is(Id) ? Id.Split('/')[1] : Id)} in {Region}";

    public string Option => $"--stack {Alias}={Id}{(Arns.Is(Id) ? "" : $"@{Region}")}";

    /// <exception cref="UsageException">One is not written so, or an alias is given twice.</exception>
    public static IReadOnlyList<NamedStack> ReadAll(IEnumerable<string> written)
    {
        var stacks = written.Select(Read).ToList();
        return stacks.GroupBy(stack => stack.Alias).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new UsageException($"The alias {twice.Key} is given twice; give each stack its own: {string.Join(" ", twice.Select(stack => stack.Option))}")
            : stacks;
    }

    static NamedStack Read(string written)
    {
        var match = Form.Match(written);
        if (!match.Success)
        {
            throw new UsageException($"--stack is \"{written}\"; write ALIAS=NAME@REGION, such as primary=shop-primary@eu-west-1, or ALIAS=ARN with the stack's ARN.");
        }

        var (region, home) = (match.Groups["region"].Value, match.Groups["home"].Value);
        var stack = new NamedStack(match.Groups["alias"].Value, match.Groups["id"].Value, region.Length > 0 ? region : home);
        return Regions.Wrong(stack.Region) is { } wrong ? throw new UsageException($"--stack is \"{written}\", with the Region \"{stack.Region}\": {wrong}")
            : home.Length > 0 && home != stack.Region ? throw new UsageException($"--stack is \"{written}\", but the ARN is of {home}; leave out @{region}.")
            : stack;
    }

    [GeneratedRegex("""
        ^(?<alias>[A-Za-z][A-Za-z0-9_-]*)=
        (?: (?<id>arn:[a-z-]+:cloudformation:(?<home>[a-z0-9-]+):[0-9]+:stack/[A-Za-z][A-Za-z0-9-]*/[A-Za-z0-9-]+) (?:@(?<region>[^@\s]+))?
        | (?<id>[A-Za-z][A-Za-z0-9-]{0,127}) @(?<region>[^@\s]+) )\z
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    static partial Regex Form { get; }
}
