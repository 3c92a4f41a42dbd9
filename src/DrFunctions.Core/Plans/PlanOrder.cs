namespace DrFunctions.Core.Plans;

public static class PlanOrder
{
    /// <summary>All steps that must be done before this one, in the order of the file.</summary>
    public static IReadOnlyList<Step> Before(this Plan plan, Step step) => Before(plan.Steps, step);

    /// <summary>The steps as they depend on each other, those that depend on nothing first; else in the order of the file.</summary>
    public static IReadOnlyList<Step> InOrder(this Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var (ordered, open) = (new List<Step>(plan.Steps.Count), plan.Steps.ToList());
        var known = new HashSet<string>(StringComparer.Ordinal);
        while (open.Count > 0)
        {
            // A plan that can be used has no circle.
            var next = open.First(step => step.After.All(known.Contains));
            open.Remove(next);
            ordered.Add(next);
            known.Add(next.Id);
        }

        return ordered;
    }

    internal static IReadOnlyList<Step> Before(IReadOnlyList<Step> steps, Step step)
    {
        var known = steps.DistinctBy(other => other.Id).ToDictionary(other => other.Id, StringComparer.Ordinal);
        var seen = new HashSet<string>(step.After, StringComparer.Ordinal);
        var open = new Queue<string>(seen);
        while (open.TryDequeue(out var id))
        {
            foreach (var earlier in known.TryGetValue(id, out var before) ? before.After.Where(seen.Add) : [])
            {
                open.Enqueue(earlier);
            }
        }

        return [.. steps.Where(other => seen.Contains(other.Id))];
    }

    /// <summary>The ids that can never be reached: they wait for a circle, or are part of one.</summary>
    internal static HashSet<string> Waiting(IEnumerable<(string Id, string For)> waits)
    {
        var waiters = waits.Distinct().ToLookup(wait => wait.For, wait => wait.Id, StringComparer.Ordinal);
        var open = waiters.SelectMany(of => of).CountBy(id => id, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var reached = new Queue<string>(waiters.Select(of => of.Key).Where(id => !open.ContainsKey(id)));
        while (reached.TryDequeue(out var id))
        {
            foreach (var waiter in waiters[id].Where(waiter => --open[waiter] == 0))
            {
                reached.Enqueue(waiter);
            }
        }

        return [.. open.Where(waiter => waiter.Value > 0).Select(waiter => waiter.Key)];
    }
}
