using DrFunctions.Core.Deciding;
using DrFunctions.Core.Records;
using Record = DrFunctions.Core.Records.Record;

namespace DrFunctions.Tests.Core;

/// <summary>When an event about an instance or a service leads to a look.</summary>
public sealed class PromptedLookTests
{
    static readonly DateTimeOffset Now = Walk.Begin;

    [Theory]
    [InlineData(null, 0.0)]
    [InlineData(-60.0, 0.0)]
    [InlineData(-5.0, 0.0)]
    [InlineData(-4.9, 0.1)]
    [InlineData(0.0, 5.0)]
    [InlineData(0.1, null)]
    [InlineData(5.0, null)]
    [InlineData(5.1, 0.0)]
    public void The_first_event_is_looked_into_at_once_and_later_ones_share_one_look(double? newest, double? at) => Assert.Equal(
        at is { } seconds ? Now.AddSeconds(seconds) : null, PromptedLook.At(newest is { } began ? Now.AddSeconds(began) : null, Now));

    /// <summary>Whatever comes when: no two looks are closer than that, and after each event a look begins within that time.</summary>
    [Fact]
    public void No_event_is_lost_and_no_look_comes_too_soon()
    {
        var random = new Random(1);
        List<DateTimeOffset> looks = [];
        for (var (now, number) = (Now, 0); number < 1_000; number++, now = now.AddSeconds(random.NextDouble() * 3))
        {
            if (PromptedLook.At(looks.Count == 0 ? null : looks[^1], now) is { } at)
            {
                looks.Add(at);
            }

            Assert.InRange(looks[^1], now, now + PromptedLook.Least);
        }

        Assert.All(looks.Zip(looks.Skip(1)), pair => Assert.True(pair.Second - pair.First >= PromptedLook.Least));
    }

    [Fact]
    public void A_plan_that_only_reads_its_signals_waits_for_nothing()
    {
        var plan = TestPlans.Good(TestPlans.Text());
        Assert.False(PromptedLook.Matters(plan, new Record { Plan = "shop" }, Now));
        var moves = new Record { Plan = "shop", Phase = Phase.Recovering, Run = new Run { Id = "run", Plan = default } };
        Assert.True(PromptedLook.Matters(plan, moves, Now));
    }
}
