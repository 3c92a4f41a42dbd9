using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Tests.Core;

/// <summary>Each limit of a pause and of mode shadow at its very instant, and a second before or after it.</summary>
public sealed class PauseLimitsTests
{
    [Fact]
    public void A_pause_that_ends_soon()
    {
        var walk = new Walk { Automation = Automation.Paused, PausedUntil = Walk.Begin.AddHours(4) };
        walk.Look();
        walk.Look((3.5 * 3600) - 4);
        Assert.Empty(walk.Told);
        walk.Look(1);
        Assert.Equal(NoticeKind.Paused, Assert.Single(walk.Told).Kind);
    }

    /// <summary>Who pauses for half an hour is not reminded at once.</summary>
    [Theory]
    [InlineData(1800, 0)]
    [InlineData(1801, 1)]
    public void A_pause_that_is_short(int seconds, int told)
    {
        var walk = new Walk { Automation = Automation.Paused, PausedUntil = Walk.Begin.AddSeconds(3 + seconds) };
        walk.LookFor(60);

        Assert.Equal(told, walk.Told.Count);
    }

    [Fact]
    public void A_pause_without_an_end()
    {
        var walk = new Walk { Automation = Automation.Paused };
        walk.Look();
        walk.Look(86_399);
        Assert.Empty(walk.Told);
        walk.Look(1);
        Assert.Single(walk.Told);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public void A_pause_that_runs_out(int seconds, bool asks)
    {
        var walk = new Walk { Automation = Automation.Paused, PausedUntil = Walk.Begin.AddSeconds(600) }.Down();
        walk.Look();
        walk.Look(597 + seconds);
        walk.Automation = Automation.On;
        var look = walk.Look(0);

        Assert.Equal(asks, walk.Record.AsksAfterPause);
        Assert.NotEqual(TimeSpan.Zero, look.LookAgainIn);
    }

    /// <summary>Without a signal down there is nothing to ask, and mode shadow asks nobody.</summary>
    [Theory]
    [InlineData("approval", 1, true)]
    [InlineData("approval", 0, false)]
    [InlineData("shadow", 3, false)]
    public void A_pause_that_runs_out_asks_only_if_a_signal_is_down(string mode, int down, bool asks)
    {
        var walk = new Walk(trigger: TestPlans.Trigger.Replace("\"atLeast\"", $"\"mode\": \"{mode}\", \"atLeast\"", StringComparison.Ordinal))
        {
            Automation = Automation.Paused, PausedUntil = Walk.Begin.AddSeconds(60),
        }.Down(down);
        walk.Look();
        walk.Look(57);

        Assert.Equal((null, asks), (walk.Record.Pause, walk.Record.AsksAfterPause));
        Assert.Contains(walk.History, entry => entry.Facts.Any(fact => fact is PauseSeen));
    }

    [Fact]
    public void A_week_of_mode_shadow()
    {
        var walk = new Walk(trigger: TestPlans.Trigger.Replace("\"atLeast\"", "\"mode\": \"shadow\", \"atLeast\"", StringComparison.Ordinal));
        walk.Look();
        walk.Look((7 * 86_400) - 1);
        Assert.Empty(walk.Told);
        walk.Look(1);
        Assert.Single(walk.Told);
    }

    [Theory]
    [InlineData(299, Phase.Recovered)]
    [InlineData(300, Phase.Watching)]
    public void A_healthy_primary_ends_what_mode_shadow_would_have_done(int seconds, Phase phase)
    {
        var walk = new Walk(trigger: TestPlans.Trigger.Replace("\"atLeast\"", "\"mode\": \"shadow\", \"atLeast\"", StringComparison.Ordinal)).Down();
        walk.LookFor(60);
        Assert.Equal(Phase.Recovered, walk.Phase);
        walk.Down(0).Look();
        for (var left = seconds; left > 0; left -= 60)
        {
            walk.Look(Math.Min(left, 60));
        }

        Assert.Equal(phase, walk.Phase);
    }
}
