namespace DrFunctions.Core.Plans;

/// <summary>The chain of steps that ends last.</summary>
/// <param name="Ends">When it ends, on the clock of the times that it was computed from.</param>
sealed record CriticalPath(TimeSpan Ends, IReadOnlyList<Step> Steps)
{
    /// <param name="begins">The earliest time at which a step may begin, whatever it waits for.</param>
    /// <param name="takes">How long a step takes once it has begun.</param>
    public static CriticalPath Of(Plan plan, Func<Step, TimeSpan> begins, Func<Step, TimeSpan> takes)
    {
        var paths = new Dictionary<string, CriticalPath>(StringComparer.Ordinal);
        foreach (var step in plan.InOrder())
        {
            var begin = new CriticalPath(begins(step), []);
            var before = step.After.Select(id => paths[id]).Append(begin).MaxBy(path => path.Ends)!;
            paths[step.Id] = new CriticalPath(before.Ends + takes(step), [.. before.Steps, step]);
        }

        return paths.Values.MaxBy(path => path.Ends)!;
    }
}
