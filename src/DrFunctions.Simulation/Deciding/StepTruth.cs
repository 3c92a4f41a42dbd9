using DrFunctions.Core.Plans;

namespace DrFunctions.Simulation.Deciding;

/// <summary>What was truly decided and observed of one step, kept apart from the record.</summary>
sealed class StepTruth(Step step, Random random, DateTimeOffset begin)
{
    public Step Step => step;

    public FakeStep World { get; } = new(random, step, begin);

    /// <summary>Starts that were saved and are not known to be refused, in this run or since a person let it continue.</summary>
    public int Starts { get; set; }

    /// <summary>The newest start outside of the step's attempts.</summary>
    public DateTimeOffset? ExtraAt { get; set; }

    /// <summary>Starts that were saved, are not known to be refused and are not undone.</summary>
    public int Ours { get; set; }

    /// <summary>AWS accepted a part of the newest start, so that the rest of it is still to be sent.</summary>
    public bool IsInPart { get; set; }

    /// <summary>The newest start.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>Consecutive readings that found the done step not done, while a step that depends on it is unfinished.</summary>
    public int FellBack { get; set; }

    /// <summary>The driver knows that the answer to the newest start was lost.</summary>
    public bool IsLost { get; set; }

    /// <summary>Long enough after the start whose answer was lost, nothing of it was seen: the same attempt may be sent again.</summary>
    public bool IsSeenLost { get; set; }

    /// <summary>The record has said Done, and nothing has begun to undo it.</summary>
    public bool IsDone { get; set; }

    /// <summary>An undo was decided since the newest start.</summary>
    public bool IsGoingBack { get; set; }

    /// <summary>How long the step could go on since it was ready, and the longest time between two looks meanwhile.</summary>
    public TimeSpan Waited { get; set; }

    public TimeSpan LongestGap { get; set; }

    /// <summary>For a check: when it last found the standby healthy.</summary>
    public DateTimeOffset? GoodAt { get; set; }

    /// <summary>For a check: the standby will never serve, or fails now and then.</summary>
    public bool IsSick { get; } = random.Next(15) == 0;
}
