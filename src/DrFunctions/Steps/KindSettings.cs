using DrFunctions.Core.Plans;

namespace DrFunctions.Steps;

/// <summary>The settings that a kind asks for, found by parsing a step that has none.</summary>
public static class KindSettings
{
    extension(IStepKind kind)
    {
        /// <summary>For the JSON schema and the tables in the docs.</summary>
        public IReadOnlyList<FieldFacts> Settings
        {
            get
            {
                var empty = Fields.Empty(new Mistakes(""));
                kind.Parse(empty);
                return empty.Asked;
            }
        }
    }
}
