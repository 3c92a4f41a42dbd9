using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Core;

/// <summary>A call that the pacer holds back is sent after the next look, and does not count as an attempt.</summary>
public class HeldBackTests
{
    const string One = """[ { "id": "web", "kind": "start", "limit": "60s", "attempts": 3 } ]""";

    static Walk Walk()
    {
        var walk = new Walk(One).Recovering();
        walk.Now = Tests.Core.Walk.Begin;
        walk.Record = walk.Record with { LookedAt = walk.Now };
        return walk;
    }

    [Fact]
    public void What_was_not_sent_costs_no_attempt_and_is_tried_at_the_next_look()
    {
        var walk = Walk();
        for (var look = 0; look < 5; look++)
        {
            Assert.Single(walk.Look().Actions);
            Assert.Equal(1, walk.Of("web").Attempts);
            walk.HoldBack("web", Sent.None);
        }
    }

    [Fact]
    public void The_rest_of_a_start_follows_at_the_next_look_as_the_same_attempt()
    {
        var walk = Walk();
        walk.LookFor(3);
        for (var part = 1; part <= 5; part++)
        {
            walk.HoldBack("web", Sent.Part, $"part {part}");
            Assert.Single(walk.Look().Actions);
            Assert.Equal((1, true, $"part {part}"), (walk.Of("web").Attempts, walk.Of("web").Unsent, walk.Of("web").Receipt));
        }

        // Nothing is held back any more: from here the start is watched like any other, and another start is a second attempt.
        Assert.Empty(walk.Look().Actions);
        Assert.False(walk.Of("web").Unsent);
        walk.LookFor(30);
        Assert.Equal((2, null), (walk.Of("web").Attempts, walk.Of("web").Receipt));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_was_sent_in_part_stays_ours_though_the_rest_is_refused(bool mayPass)
    {
        var walk = Walk();
        walk.LookFor(3);
        walk.HoldBack("web", Sent.Part, "part 1");
        walk.Look();
        walk.Refuse("web", "UnauthorizedOperation: no", mayPass);
        walk.Look();
        Assert.True(walk.Of("web").IsOurs());
    }
}
