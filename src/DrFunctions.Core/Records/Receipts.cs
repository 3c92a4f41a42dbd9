namespace DrFunctions.Core.Records;

/// <summary>How a step's record stores the answer to its newest change.</summary>
public static class Receipts
{
    /// <summary>The step with the receipt of its newest start or, once it has an undo, of the undo's newest start.</summary>
    /// <param name="receipt">The receipt from AWS; null if there is no new one.</param>
    public static StepRecord WithNewest(this StepRecord step, string? receipt)
    {
        ArgumentNullException.ThrowIfNull(step);
        return receipt is null ? step
            : step.Undo is { } undo ? step with { Undo = undo with { Receipt = receipt } }
            : step with { Receipt = receipt };
    }

    /// <summary>The same with whether AWS answered that start.</summary>
    public static StepRecord WithNewest(this StepRecord step, CallAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(step);
        return step.Undo is { } undo ? step with { Undo = undo with { Answer = answer } } : step with { Answer = answer };
    }
}
