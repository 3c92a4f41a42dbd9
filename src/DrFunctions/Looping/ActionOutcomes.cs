using DrFunctions.Core.Observations;

namespace DrFunctions.Looping;

/// <summary>Outcomes of a look's actions, which the next look takes in.</summary>
/// <param name="Refused">By step id.</param>
/// <param name="Receipts">By step id.</param>
/// <param name="Published">The ids of the notices that went out.</param>
public sealed record ActionOutcomes(
    IReadOnlyDictionary<string, Refusal> Refused, IReadOnlyDictionary<string, string> Receipts, IReadOnlyCollection<string> Published)
{
    public static ActionOutcomes None { get; } = new(new Dictionary<string, Refusal>(), new Dictionary<string, string>(), []);

    /// <summary>What stays true even if somebody else has saved since.</summary>
    public ActionOutcomes OfPublished() => None with { Published = Published };
}
