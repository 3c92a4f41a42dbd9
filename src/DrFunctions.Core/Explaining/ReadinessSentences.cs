using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Explaining;

static class ReadinessSentences
{
    public static string? Of(Fact fact) =>
        fact is NotReady unready ? $"{(unready.Steps.All(step => step.Why == Unready.Doubtful) ? "in doubt" : "not ready")}: {string.Join("; ", unready.Steps.Select(step => $"{step.Step}: {Of(step.Why, step.Because)}"))}" : null;

    /// <summary>What would go wrong with a step, as the end of a sentence.</summary>
    public static string Of(Unready why, string because) => why switch
    {
        Unready.Broken => $"would fail: {because}",
        Unready.Unreadable => $"cannot be read: {because}",
        Unready.Denied => $"may not be started: {because}",
        Unready.InPlace => $"would move nobody, because it is as the plan wants it already: {because}",
        Unready.CheckFails => $"fails, although the capacity before it runs: {because}",
        Unready.Doubtful => $"may not get what it needs: {because}",
        Unready.FewInvocations => $"allows too few invocations at once: {because}",
        _ => throw new InvalidOperationException($"No sentence tells {why}."),
    };
}
