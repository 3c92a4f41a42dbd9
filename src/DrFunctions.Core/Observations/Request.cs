namespace DrFunctions.Core.Observations;

/// <summary>What a person asked for. It lies in the table until the loop, the only writer of the record, has taken it.</summary>
/// <param name="Id">Unique and rising with time: requests are taken in the order of their ids.</param>
/// <param name="By">Who the person says to be; CloudTrail is the proof.</param>
public sealed record Request(string Id, Command Command, DateTimeOffset At, string By, string Reason)
{
    /// <summary>What was asked for longer ago was meant for another situation.</summary>
    public static readonly TimeSpan Holds = TimeSpan.FromMinutes(15);

    /// <summary>For failover: goes on although automation is paused.</summary>
    public bool OverridesPause { get; init; }

    /// <summary>For reset: the standby stays in charge, which disarms the plan.</summary>
    public bool AcceptsStandby { get; init; }

    /// <summary>For failback: goes back although the primary was not seen up for long enough.</summary>
    public bool SkipsHealth { get; init; }
}

/// <summary>The commands that the loop carries out. Pause and resume are no requests: they hold by being there, or not.</summary>
public enum Command
{
    Failover,
    Drill,
    Approve,
    Reject,
    Failback,
    Reset,
}
