using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>Who drives: one invocation at a time advances a moving record and publishes its outbox.</summary>
public static class Driver
{
    /// <summary>
    /// Why this invocation leaves the record alone, or null if it may look. A driver that has not saved until the record's
    /// <see cref="Record.LookUntil"/> has died or was frozen, and is taken over.
    /// </summary>
    /// <param name="owner">The nonce of the newest writer.</param>
    /// <param name="mine">The nonce of this invocation.</param>
    public static Fact? Yields(Record record, string owner, string mine, DateTimeOffset now)
    {
        // A look in the future comes from a driver whose clock is ahead; it counts as old as a look that far in the past.
        var age = (now - record.LookedAt).Duration();
        var drives = record.Moves() || record.Outbox.Count > 0;
        return drives && owner != mine && age < Drives(record)
            ? new NoAction(new OtherInvocationLooks(age))
            : null;
    }

    /// <summary>How long after its newest save the record's driver counts as alive; twice the pace if an older version saved it.</summary>
    static TimeSpan Drives(Record record) => Timing.Drives((record.LookUntil - record.LookedAt) / 2 ?? TimeSpan.Zero);
}
