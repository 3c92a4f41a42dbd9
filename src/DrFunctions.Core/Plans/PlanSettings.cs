namespace DrFunctions.Core.Plans;

/// <summary>Reads a whole plan file: what Core knows, and each step's own settings, which are parsed only here.</summary>
public static class PlanSettings
{
    /// <param name="file">The file's name, as mistakes show it.</param>
    public static PlanReading Read(string file, string text, ISettingsParser kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        var reading = PlanFile.Read(file, text, kinds.Traits);
        if (reading.Steps.Count == 0)
        {
            return reading;
        }

        var mistakes = new Mistakes(file);
        var parsed = reading.Steps.Select(step => Parse(step, kinds, mistakes)).ToList();
        var plan = reading.Plan is null ? null : reading.Plan with { Steps = [.. parsed.Select(one => one.Step)] };
        foreach (var (step, fields) in parsed)
        {
            if (plan is not null && step.Settings is not null)
            {
                kinds.Check(plan, step, fields);
            }

            fields.Done();
        }

        if (plan is not null && !mistakes.Any && ObjectiveCheck.Warning(plan, kinds.LongestOf) is { } warning)
        {
            mistakes.Warn(reading.ObjectiveLine, warning);
        }

        return reading with
        {
            Plan = mistakes.Any ? null : plan,
            Steps = [.. parsed.Select(one => one.Step)],
            Mistakes = [.. reading.Mistakes.Concat(mistakes.All).OrderBy(mistake => mistake.Line)],
        };
    }

    static (Step Step, Fields Fields) Parse(Step step, ISettingsParser kinds, Mistakes mistakes)
    {
        var fields = new Fields(step.Source, $"step \"{step.Id}\"", mistakes);
        fields.Leave(PlanFile.StepMembers);
        step = step with { Settings = kinds.Parse(step.Kind, fields) };
        return (step.Settings is null ? step : step with { Resources = kinds.ResourcesOf(step) }, fields);
    }
}
