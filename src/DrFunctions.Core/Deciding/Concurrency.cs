namespace DrFunctions.Core.Deciding;

/// <summary>How many invocations of the functions AWS Lambda runs at once.</summary>
/// <param name="Reserved">What the deployment reserves for each of its functions, which is their limit too; null if it reserves none.</param>
/// <param name="Unreserved">What the account has left for all functions that reserve none; null if it cannot be read.</param>
public sealed record Concurrency(int? Reserved, int? Unreserved)
{
    /// <summary>The name under which what all plans share is kept and told.</summary>
    public const string Account = "account";

    /// <summary>The watch begins no more invocations for plans that move, however many plans there are.</summary>
    public const int MostForPlans = 200;

    /// <summary>Beside the plans that move: the schedule's, an alarm's, an event's and a person's.</summary>
    const int Others = 4;

    /// <summary>How many run at once in the worst case: each plan that moves has an invocation of its own.</summary>
    public static int Needed(int plans) => Math.Min(plans, MostForPlans) + Others;

    /// <summary>What is too little, as the middle of a sentence; null if it is enough, or if it is not known.</summary>
    public string? Lacks(int plans, string region) =>
        (Reserved ?? Unreserved) is not { } most || most >= Needed(plans) ? null
        : $"{(Reserved is null ? $"the account has {most} left in {region} for functions that reserve none" : $"the stack's parameter ReservedConcurrency is {most}")}, and this "
            + $"deployment may need {Needed(plans)}, one for each plan that moves and {Others} more";
}
