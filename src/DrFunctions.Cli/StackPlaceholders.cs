using DrFunctions.Core.Plans;

namespace DrFunctions.Cli;

/// <summary>What is wrong with placeholders, each with its line and what to do.</summary>
static class StackPlaceholders
{
    /// <summary>What can be said before AWS is asked.</summary>
    public static void CheckForm(IReadOnlyList<Placeholder> placeholders, IReadOnlyList<NamedStack> stacks, Mistakes mistakes)
    {
        var known = stacks.Select(stack => stack.Alias).ToList();
        foreach (var placeholder in First(placeholders))
        {
            if (placeholder.Alias.Length == 0)
            {
                mistakes.Add(placeholder.Line, $"{placeholder.Written} is not a placeholder; write ${{ALIAS.Output}}, such as ${{primary.Region}}.");
            }
            else if (!known.Contains(placeholder.Alias))
            {
                mistakes.Add(placeholder.Line, $"{placeholder.Written}: no --stack gives {placeholder.Alias}; add --stack {placeholder.Alias}=NAME@REGION."
                    + Spelling.DidYouMean(placeholder.Alias, known));
            }
        }
    }

    /// <summary>A stack that cannot be used is reported once, where it is used first.</summary>
    public static void CheckOutputs(
        IReadOnlyList<Placeholder> placeholders, IReadOnlyDictionary<string, StackReading> readings, Mistakes mistakes)
    {
        var told = new HashSet<string>();
        foreach (var placeholder in First(placeholders))
        {
            var reading = readings[placeholder.Alias];
            if (reading.Wrong is { } wrong)
            {
                if (told.Add(placeholder.Alias))
                {
                    mistakes.Add(placeholder.Line, $"{placeholder.Written}: {wrong}");
                }
            }
            else if (!reading.Outputs.ContainsKey(placeholder.Output))
            {
                mistakes.Add(placeholder.Line, $"{placeholder.Written}: {Lacks(placeholder.Output, reading)}");
            }
        }
    }

    static string Lacks(string output, StackReading reading)
    {
        var known = reading.Outputs.Keys.Order(StringComparer.Ordinal).ToList();
        return $"the stack {reading.Stack.Title} has no output {output}; name one that it has: {string.Join(", ", known)}."
            + Spelling.DidYouMean(output, known);
    }

    static IEnumerable<Placeholder> First(IReadOnlyList<Placeholder> placeholders) =>
        placeholders.DistinctBy(placeholder => placeholder.Written);
}
