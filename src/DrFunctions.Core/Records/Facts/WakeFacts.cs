namespace DrFunctions.Core.Records.Facts;

// Results of wake-ups that decided nothing.

public sealed record OtherInvocationLooks(TimeSpan Ago) : Fact
{
    internal override Fact Uncounted() => this with { Ago = default };
}

public sealed record OtherInvocationSaved : Fact;

/// <summary>An instance or a service has changed, and nothing in the plan waits for one.</summary>
public sealed record NothingAwaited : Fact;

/// <summary>Another event led to a look that will see what has changed.</summary>
public sealed record LookIsDue : Fact;

public sealed record TableUnusable(string Error) : Fact;

/// <param name="Type">The exception's type.</param>
public sealed record UnexpectedError(string Type, string Message) : Fact;

/// <summary>A sweep over many plans found that the steps of this plan are under way.</summary>
public sealed record StepsMove : Fact;

/// <param name="Found">What the sweep found for a plan that needs its own invocation.</param>
public sealed record FoundBySweep(Fact Found) : Fact;

/// <param name="Found">What the sweep found for a plan that its own invocation drives now.</param>
public sealed record HandedOver(Fact Found) : Fact;

/// <summary>The decision, some of whose notices are not published yet.</summary>
public sealed record NoticesWait(Fact Decided, int Notices) : Fact;
