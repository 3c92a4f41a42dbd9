namespace DrFunctions.Core.Records.Facts;

public sealed record ApprovalAsked(string Standby, Fact Because) : Fact;

public sealed record ApprovalPending(TimeSpan Waited, TimeSpan Left, SignalsCounted Signals) : Fact
{
    internal override Fact Uncounted() => this with { Waited = default, Left = default };
}

/// <summary>The primary answers again, but not for long enough to call the question off.</summary>
public sealed record QuestionStands(SignalsCounted Signals, TimeSpan Up, TimeSpan Needed) : Fact
{
    internal override Fact Uncounted() => this with { Up = default };
}

public sealed record Unanswered(TimeSpan Within) : Fact;

public sealed record UnansweredProceeds(TimeSpan Within, SignalsCounted Signals) : Fact;

/// <summary>So many automatic failovers were stood down within the cooldown that a person is asked about the next.</summary>
public sealed record StoodDownOften(int Times, TimeSpan Within) : Fact;

public sealed record UnreadableHolds(Fact Because) : Fact;

public sealed record FailoverDeclined(Fact Because) : Fact;

public sealed record StaysDeclined(SignalsCounted Signals) : Fact;

public sealed record RegionsUnreadable : Fact;

/// <summary>Other primary Regions have failed over within the hour, and two at once are implausible.</summary>
public sealed record OtherRegionsFailedOver(IReadOnlyList<string> Regions) : Fact;

public sealed record OtherPlanWaitsLonger(string Plan, string Primary) : Fact;

public sealed record Queueing(Fact Outage, Fact Hold, TimeSpan Waited) : Fact
{
    internal override Fact Uncounted() => this with { Outage = Outage.Uncounted(), Hold = Hold.Uncounted(), Waited = default };
}
