namespace DrFunctions.Core.Plans;

/// <summary>The step kinds as Core knows them: their names and traits, and the parser of each kind's own settings.</summary>
public interface ISettingsParser
{
    /// <summary>The known kinds, by the name that plans use.</summary>
    IReadOnlyDictionary<string, StepTraits> Traits { get; }

    /// <summary>Parses the settings of one step, once, and notes their mistakes; null if they cannot be used.</summary>
    object? Parse(string kind, Fields fields);

    /// <summary>What the step changes; see <see cref="Step.Resources"/>.</summary>
    IReadOnlyList<string> ResourcesOf(Step step);

    /// <summary>The longest time that the step may take before it is started again, or calls a person.</summary>
    TimeSpan LongestOf(Step step);

    /// <summary>Notes conflicts between a step's settings and the rest of the plan.</summary>
    void Check(Plan plan, Step step, Fields fields);
}
