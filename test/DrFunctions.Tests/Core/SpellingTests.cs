using DrFunctions.Core.Plans;

namespace DrFunctions.Tests.Core;

public class SpellingTests
{
    [Theory]
    [InlineData("signal", " Did you mean \"signals\"?")]
    [InlineData("Signals", " Did you mean \"signals\"?")]
    [InlineData("atleast", " Did you mean \"atLeast\"?")]
    [InlineData("cooldwon", " Did you mean \"cooldown\"?")]
    [InlineData("colour", "")]
    [InlineData("", "")]
    public void A_near_word_is_offered_and_a_far_one_is_not(string written, string offered) =>
        Assert.Equal(offered, Spelling.DidYouMean(written, ["signals", "atLeast", "cooldown"]));

    [Fact]
    public void Nothing_is_offered_where_nothing_is_known() => Assert.Equal("", Spelling.DidYouMean("a", []));

    [Fact]
    public void A_huge_word_is_not_compared_at_all() => Assert.Equal("", Spelling.DidYouMean(new string('a', 41), [new string('a', 41)]));
}
