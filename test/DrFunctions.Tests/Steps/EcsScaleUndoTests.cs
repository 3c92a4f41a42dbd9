using DrFunctions.Steps.EcsScale;

namespace DrFunctions.Tests.Steps;

/// <summary>What an undo of ecs-scale still restores, from the counts alone: the step has set 4, and found other values before.</summary>
public sealed class EcsScaleUndoTests
{
    const int Set = 4;

    /// <summary>Desired, floor and ceiling before the start and now; then what is restored, and to which count.</summary>
    [Theory]
    // Nothing has changed since: first the floor, then the count; the ceiling was high enough.
    [InlineData(1, 1, 8, 4, 4, 8, true, true, false, 1)]
    // The ceiling was raised too, and is given back last.
    [InlineData(1, 1, 2, 4, 4, 4, true, true, true, 1)]
    // The floor is restored already.
    [InlineData(1, 1, 8, 4, 1, 8, false, true, false, 1)]
    [InlineData(1, 1, 8, 2, 1, 8, false, true, false, 1)]
    [InlineData(1, 1, 8, 1, 1, 8, false, false, false, 1)]
    // Somebody has set more than we did, or another floor.
    [InlineData(1, 1, 8, 5, 4, 8, true, false, false, 1)]
    [InlineData(1, 1, 8, 4, 3, 8, false, true, false, 3)]
    [InlineData(2, 1, 8, 4, 3, 8, false, true, false, 3)]
    [InlineData(3, 1, 8, 4, 2, 8, false, true, false, 3)]
    // A registration would lower the count, so none is made.
    [InlineData(1, 1, 8, 9, 4, 8, false, false, false, 1)]
    [InlineData(1, 1, 8, 8, 4, 8, true, false, false, 1)]
    // The service had as much or more before.
    [InlineData(4, 4, 8, 4, 4, 8, false, false, false, 4)]
    [InlineData(5, 1, 8, 5, 4, 8, true, false, false, 5)]
    // No autoscaler, or one that is gone.
    [InlineData(1, null, null, 4, null, null, false, true, false, 1)]
    [InlineData(1, 1, 8, 4, null, null, false, true, false, 1)]
    // The ceiling stays while more tasks are desired than it allows, and where somebody has moved it.
    [InlineData(1, 1, 2, 5, 4, 5, true, false, false, 1)]
    [InlineData(1, 1, 3, 1, 1, 4, false, false, true, 1)]
    [InlineData(3, 1, 3, 3, 3, 4, false, false, true, 3)]
    [InlineData(1, 1, 2, 3, 3, 4, false, false, false, 3)]
    public void What_is_restored(
        int desired, int? min, int? max, int nowDesired, int? nowMin, int? nowMax, bool floor, bool count, bool ceiling, int goal)
    {
        var undo = new EcsScaleUndo(new(desired, min, max), new(nowDesired, nowMin, nowMax), Set);

        Assert.Equal((floor, count, ceiling, goal), (undo.Floor, undo.Count, undo.Ceiling, undo.Goal));
        Assert.Equal(floor || count || ceiling, undo.Any);
    }

    [Fact]
    public void A_count_that_is_somebody_else_s_is_left()
    {
        var undo = new EcsScaleUndo(new(1, 1, 8), new(4, 4, 8, Left: true), Set);

        Assert.Equal((true, false), (undo.Floor, undo.Count));
    }

    /// <summary>
    /// Desired before, desired and floor now: between the two counts, with our floor or without an autoscaler, a person set it.
    /// </summary>
    [Theory]
    [InlineData(1, 2, 4, true)]
    [InlineData(1, 2, null, true)]
    [InlineData(1, 2, 1, false)]
    [InlineData(1, 1, 4, false)]
    [InlineData(1, 4, 4, false)]
    [InlineData(1, 5, 4, false)]
    [InlineData(4, 4, 4, false)]
    public void Who_has_set_the_count(int before, int now, int? min, bool others) =>
        Assert.Equal(others, EcsScaleUndo.IsOthers(new(before, 1, 8), new(now, min, 8), Set));

    [Theory]
    [InlineData(4, 1)]
    [InlineData(2, 2)]
    [InlineData(null, 0)]
    public void The_floor_with_which_the_ceiling_is_registered(int? now, int least) =>
        Assert.Equal(least, new EcsScaleUndo(new(1, 1, 2), new(4, now, 4), Set).Least);
}
