using DrFunctions.Core.Plans;

namespace DrFunctions.Simulation.Deciding;

/// <summary>What was truly decided and seen of one step, counted apart from the record.</summary>
sealed class StepTruth(Step step, Random random, DateTimeOffset begin)
{
    public Step Step => step;

    public FakeStep World { get; } = new(random, step, begin);

    /// <summary>Starts saved and not known to be refused, in this run or since a person let it go on.</summary>
    public int Starts { get; set; }

    /// <summary>Starts saved and not known to be refused that are not undone yet.</summary>
    public int Ours { get; set; }

    /// <summary>The newest start.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>The record has said Done, and nothing has begun to undo it.</summary>
    public bool IsDone { get; set; }

    /// <summary>An undo was decided since the newest start.</summary>
    public bool IsGoingBack { get; set; }

    /// <summary>For a check: when our own probe last saw the standby good.</summary>
    public DateTimeOffset? GoodAt { get; set; }

    /// <summary>For a check: the standby will never serve, or errs now and then.</summary>
    public bool IsSick { get; } = random.Next(15) == 0;
}
