using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Looping;

/// <summary>Outcomes of a look's actions, which the next look takes in.</summary>
/// <param name="Refused">By step id.</param>
/// <param name="Receipts">By step id.</param>
/// <param name="Answers">By step id, without those that were refused.</param>
/// <param name="Published">The ids of the notices that went out.</param>
public sealed record ActionOutcomes(
    IReadOnlyDictionary<string, Refusal> Refused, IReadOnlyDictionary<string, string> Receipts,
        IReadOnlyDictionary<string, CallAnswer> Answers, IReadOnlyCollection<string> Published)
{
    public static ActionOutcomes None { get; } =
        new(new Dictionary<string, Refusal>(), new Dictionary<string, string>(), new Dictionary<string, CallAnswer>(), []);

    /// <summary>What stays true even if somebody else has saved since.</summary>
    public ActionOutcomes OfPublished() => None with { Published = Published };
}
