namespace DrFunctions.Core.Records;

/// <summary>How a record takes in the receipt of a step's newest change.</summary>
public static class Receipts
{
    /// <summary>The step with the receipt of its newest start, or of its undo's while that is under way.</summary>
    /// <param name="receipt">What AWS gave; null for nothing new.</param>
    public static StepRecord WithNewest(this StepRecord step, string? receipt)
    {
        ArgumentNullException.ThrowIfNull(step);
        return receipt is null ? step
            : step.Undo is { } undo ? step with { Undo = undo with { Receipt = receipt } }
            : step with { Receipt = receipt };
    }
}
