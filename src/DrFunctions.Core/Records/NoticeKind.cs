namespace DrFunctions.Core.Records;

/// <summary>What a notice is about. Subscribers may filter by it, and programs read it instead of the subject.</summary>
public enum NoticeKind
{
    /// <summary>A notice of an earlier version, which stored no kind.</summary>
    Unknown,

    FailingOver,
    Recovered,

    /// <summary>A person is needed now.</summary>
    Stuck,

    /// <summary>A person is asked whether to fail over.</summary>
    ApprovalNeeded,

    /// <summary>The question is still open.</summary>
    ApprovalReminder,

    Declined,

    /// <summary>An outage is seen, and nothing is done about it without a person.</summary>
    OutageNotActedOn,

    /// <summary>A person is still needed.</summary>
    StillStuck,

    /// <summary>A failover has used up its objective and goes on.</summary>
    Late,

    /// <summary>AWS denies a change; a person must grant it.</summary>
    Denied,

    /// <summary>While the standby serves, capacity does not run any more.</summary>
    CapacityLost,

    /// <summary>The switch is made, and DNS or a request to the name says that not all users get the standby.</summary>
    UsersElsewhere,

    /// <summary>The standby serves, and fails a check that passed before.</summary>
    StandbyFails,

    /// <summary>While the standby serves, what was switched is not switched any more.</summary>
    PutBack,

    /// <summary>What was found after the switch is over.</summary>
    PostSwitchOver,

    /// <summary>An approval is no longer needed.</summary>
    NoDecisionNeeded,

    FailingBack,
    StandingDown,

    /// <summary>Everything is served from the primary again.</summary>
    Back,

    /// <summary>The primary is healthy again while the standby serves.</summary>
    PrimaryHealthy,

    DrillPassed,
    DrillFailed,

    /// <summary>Prewarmed capacity could not be stopped.</summary>
    NotStoodDown,

    /// <summary>Signals cannot be read.</summary>
    Blind,

    /// <summary>A new version has other defaults, and the plan relies on them.</summary>
    DefaultsChanged,

    /// <summary>The plan is paused, or its pause ends soon.</summary>
    Paused,

    /// <summary>A pause ended by itself.</summary>
    PauseOver,

    /// <summary>What a plan in mode shadow would have done in a week.</summary>
    ShadowReport,

    /// <summary>Steps would fail on the day.</summary>
    NotReady,

    /// <summary>Capacity is started because of an outage that is not confirmed yet.</summary>
    Prewarming,

    /// <summary>Signals keep changing sides, and may never be down for long enough.</summary>
    Wavering,

    /// <summary>Steps started more than the record can list, so an undo leaves it.</summary>
    NotKept,

    /// <summary>A person is needed, and nobody has answered; for the escalation topic alone.</summary>
    Escalation,

    /// <summary>Notices that could not be published, of which only their number is kept.</summary>
    Folded,

    /// <summary>One email for the notices of many plans; never in an outbox.</summary>
    Digest,
}

public static class NoticeKinds
{
    /// <summary>
    /// The kind in lower case with hyphens, such as <c>approval-needed</c>: the value of the message attribute <c>notice</c>.
    /// </summary>
    public static string Word(this NoticeKind kind) =>
        string.Concat(kind.ToString().Select((letter, index) => char.IsUpper(letter) && index > 0 ? $"-{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));

    /// <summary>A person may have to act on it, or waits for it: it is told within a minute, however much else there is to tell.</summary>
    public static bool IsUrgent(this NoticeKind kind) => kind.Weight() > 0;

    /// <summary>How much is lost if it is not told: 0 for what no person needs to act on, 3 for what must never be lost.</summary>
    public static int Weight(this NoticeKind kind) => kind switch
    {
        NoticeKind.Stuck or NoticeKind.Recovered or NoticeKind.ApprovalNeeded => 3,
        NoticeKind.Escalation or NoticeKind.OutageNotActedOn or NoticeKind.Denied or NoticeKind.UsersElsewhere
            or NoticeKind.StandbyFails => 2,
        NoticeKind.StillStuck or NoticeKind.ApprovalReminder or NoticeKind.CapacityLost or NoticeKind.PutBack or NoticeKind.Late => 1,
        _ => 0,
    };
}
