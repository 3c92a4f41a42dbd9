using DrFunctions.Core.Records;

namespace DrFunctions.Looping;

/// <summary>What one wake-up came to, for one plan.</summary>
/// <param name="Phase">Null where the record could not be read.</param>
public sealed record PlanResult(string Plan, Phase? Phase, string Because);

/// <summary>What a sweep over many plans found of one of them.</summary>
/// <param name="NeedsDriver">The plan moves, or would: an invocation has to drive it.</param>
public sealed record SweptPlan(PlanResult Result, bool NeedsDriver);
