using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Records;

/// <summary>
/// Keeps an entry of the history so small that it can be saved with its record: what it says is not lost with what it lists.
/// </summary>
static class HistorySize
{
    /// <summary>The most characters of an entry; DynamoDB takes 400 KB for an item.</summary>
    const int Most = 200_000;

    public static IReadOnlyList<Fact> Fit(IReadOnlyList<Fact> facts)
    {
        if (facts.Count == 0 || FactJson.Write(facts).Length <= Most)
        {
            return facts;
        }

        // The ledgers are in the record.
        List<Fact> shorter = [.. facts.Select(fact => fact switch
        {
            StepStarted started => started with { FoundBefore = null },
            UndoStarted undo => undo with { FoundBefore = null },
            _ => fact,
        })];
        var (kept, left) = (new List<Fact>(), Most);
        foreach (var fact in shorter)
        {
            left -= FactJson.Write([fact]).Length;
            if (left < 0)
            {
                return [.. kept, new FactsLeftOut(shorter.Count - kept.Count)];
            }

            kept.Add(fact);
        }

        return kept;
    }
}
