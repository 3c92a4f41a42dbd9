namespace DrFunctions.Core.Plans;

/// <summary>The step kinds as Core sees them: their names and traits, and what parses the settings that are a kind's own.</summary>
public interface ISettingsParser
{
    /// <summary>The known kinds, by the name that plans use.</summary>
    IReadOnlyDictionary<string, StepTraits> Traits { get; }

    /// <summary>Parses the settings of one step, once, and notes what is wrong with them; null if they cannot be used.</summary>
    object? Parse(string kind, Fields fields);

    /// <summary>Notes what is wrong between a step's settings and the rest of the plan.</summary>
    void Check(Plan plan, Step step, Fields fields);
}
