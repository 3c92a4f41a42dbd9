namespace DrFunctions.Core.Records.Facts;

// What a wake-up came to that decided nothing.

public sealed record OtherInvocationLooks(TimeSpan Ago) : Fact
{
    internal override Fact Uncounted() => this with { Ago = default };
}

public sealed record OtherInvocationSaved : Fact;

public sealed record TableUnusable(string Error) : Fact;

/// <param name="Type">The exception's type.</param>
public sealed record UnexpectedError(string Type, string Message) : Fact;

/// <summary>A sweep over many plans found that the steps of this one move.</summary>
public sealed record StepsMove : Fact;

/// <param name="Found">What a sweep found of a plan that needs an invocation of its own.</param>
public sealed record FoundBySweep(Fact Found) : Fact;

/// <param name="Found">What a sweep found of a plan that an invocation of its own drives now.</param>
public sealed record HandedOver(Fact Found) : Fact;

/// <summary>What was decided, while some of its notices wait to be published.</summary>
public sealed record NoticesWait(Fact Decided, int Notices) : Fact;
