namespace DrFunctions.Core.Plans;

/// <summary>
/// Plans that name the same resource would undo each other's work: what one gives back, the other counts on. At run time claims prevent the
/// worst (docs/SAFETY.md); a folder of plans should not have them at all.
/// </summary>
public static class SharedResources
{
    /// <summary>The readings, with a mistake in each plan that names what a plan before it names.</summary>
    public static IReadOnlyList<PlanReading> Refuse(IReadOnlyList<PlanReading> readings)
    {
        ArgumentNullException.ThrowIfNull(readings);
        var named = new Dictionary<(string Kind, string Resource), (string Plan, string Step)>();
        return [.. readings.Select(reading => reading.Plan is { } plan ? Refuse(reading, plan, named) : reading)];
    }

    static PlanReading Refuse(PlanReading reading, Plan plan, Dictionary<(string Kind, string Resource), (string Plan, string Step)> named)
    {
        var mistakes = new Mistakes(reading.File);
        foreach (var step in plan.Steps)
        {
            foreach (var resource in step.Resources)
            {
                if (named.TryGetValue((step.Kind, resource), out var first) && first.Plan != plan.Name)
                {
                    mistakes.Add(step.Source.Line, $"step \"{step.Id}\" names {resource}, which step \"{first.Step}\" of the plan {first.Plan} names too: "
                        + "one would undo what the other counts on. Give each its own, or put both into one plan.");
                }

                named.TryAdd((step.Kind, resource), (plan.Name, step.Id));
            }
        }

        return !mistakes.Any ? reading
            : reading with { Plan = null, Mistakes = [.. reading.Mistakes.Concat(mistakes.All).OrderBy(mistake => mistake.Line)] };
    }
}
