namespace DrFunctions.Core.Observations;

/// <summary>What a person asked for. The request stays in the table until the loop, the only writer of the record, takes it.</summary>
/// <param name="Id">Unique and rising with time: requests are taken in the order of their ids.</param>
/// <param name="By">The name that the person gave; CloudTrail has the proof.</param>
public sealed record Request(string Id, Command Command, DateTimeOffset At, string By, string Reason)
{
    /// <summary>An older request is refused: it was meant for another situation.</summary>
    public static readonly TimeSpan Holds = TimeSpan.FromMinutes(15);

    /// <summary>For failover: proceeds although automation is paused.</summary>
    public bool OverridesPause { get; init; }

    /// <summary>For failover: acts although the plan is in mode shadow.</summary>
    public bool OverridesShadow { get; init; }

    /// <summary>For reset: users and data stay in the standby, which disarms the plan.</summary>
    public bool AcceptsStandby { get; init; }

    /// <summary>For failback: goes back although the primary has not been healthy for long enough.</summary>
    public bool SkipsHealth { get; init; }

    /// <summary>For approve: the step to leave out, because a person has done its work or can do without it; null for none.</summary>
    public string? Skip { get; init; }

    /// <summary>For approve: a value to change in the plan of this run, such as <c>api.desired=4</c>; null for none.</summary>
    public string? Set { get; init; }
}

/// <summary>The commands that the loop carries out. Pause and resume are not requests: a pause is in force while its item exists.</summary>
public enum Command
{
    Failover,
    Drill,
    Approve,
    Reject,
    Failback,
    Reset,
    Ack,
    Arm,
}
