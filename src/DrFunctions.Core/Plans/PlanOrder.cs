namespace DrFunctions.Core.Plans;

public static class PlanOrder
{
    /// <summary>All steps that must be done before this one, in the order of the file.</summary>
    public static IReadOnlyList<Step> Before(this Plan plan, Step step) => Before(plan.Steps, step);

    internal static IReadOnlyList<Step> Before(IReadOnlyList<Step> steps, Step step)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>(step.After);
        while (open.TryDequeue(out var id))
        {
            if (seen.Add(id) && steps.FirstOrDefault(other => other.Id == id) is { } before)
            {
                foreach (var earlier in before.After)
                {
                    open.Enqueue(earlier);
                }
            }
        }

        return [.. steps.Where(other => seen.Contains(other.Id))];
    }
}
