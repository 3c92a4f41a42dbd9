using DrFunctions.Core.Observations;

namespace DrFunctions.Tests.Store;

/// <summary>The end of a pause is an instant that the reader compares with its clock: the table removes expired items days later.</summary>
public sealed class PauseTests : IDisposable
{
    readonly Shelf shelf = new();

    [Fact]
    public void It_is_in_force_until_its_end_and_its_item_stays_longer()
    {
        var end = shelf.Now + TimeSpan.FromHours(2);
        Pause("shop", TimeSpan.FromHours(2));

        var during = shelf.Load();
        Assert.Equal((Automation.Paused, true, false), (during.Automation, during.PlanPaused, during.AllPaused));
        Assert.Equal(end, during.PausedUntil!.Value, TimeSpan.FromSeconds(1));
        shelf.Pass(TimeSpan.FromHours(2));
        Assert.Equal((Automation.On, null), (shelf.Load().Automation, shelf.Load().PausedUntil));
        Assert.Contains("pause", shelf.Keys);
        Assert.Null(shelf.Run(() => shelf.Store.Pauses.ResumeAsync("shop", "ann", "it is over", CancellationToken.None)));
    }

    [Theory]
    [InlineData(1, 3, 3)]
    [InlineData(3, 1, 3)]
    [InlineData(3, null, null)]
    [InlineData(null, 3, null)]
    public void Two_pauses_end_with_the_later_one(int? mine, int? all, int? hours)
    {
        var now = shelf.Now;
        Pause("shop", mine is { } one ? TimeSpan.FromHours(one) : null);
        Pause(null, all is { } every ? TimeSpan.FromHours(every) : null);

        Assert.Equal(hours, shelf.Load().PausedUntil is { } until ? (int)Math.Round((until - now).TotalHours) : null);
        Assert.Equal((true, true), (shelf.Load().PlanPaused, shelf.Load().AllPaused));
    }

    [Theory]
    [InlineData("2026-01-15T02:59:59Z", Automation.On)]
    [InlineData("2026-01-15T03:00:01Z", Automation.Paused)]
    [InlineData("soon", Automation.Paused)]
    public void An_item_written_by_hand_ends_at_the_instant_that_it_names_or_not_at_all(string until, Automation automation)
    {
        shelf.Put("pause", ("until", until));

        Assert.Equal(automation, shelf.Load().Automation);
    }

    [Theory]
    [InlineData(3, 1, "bob")]
    [InlineData(null, 1, "bob")]
    [InlineData(null, null, "bob")]
    [InlineData(1, 3, "carl")]
    [InlineData(1, null, "carl")]
    public void A_pause_never_ends_sooner_than_another_person_asked(int? first, int? second, string keeps)
    {
        Pause("shop", first is { } hours ? TimeSpan.FromHours(hours) : null);

        var kept = shelf.Run(() => shelf.Store.Pauses.PauseAsync(
            "shop", "carl", "b", second is { } more ? TimeSpan.FromHours(more) : null, CancellationToken.None));

        Assert.Equal(keeps == "bob", kept?.Contains("by bob", StringComparison.Ordinal) == true);
        Assert.Contains($"by {keeps}", shelf.Load().PauseSentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pause_that_is_over_or_was_ended_gives_way_to_any_other()
    {
        Pause("shop", null);
        Resume("shop");
        Pause("shop", TimeSpan.FromMinutes(1));
        Assert.Equal(Automation.Paused, shelf.Load().Automation);
        shelf.Pass(TimeSpan.FromMinutes(2));
        Pause("shop", TimeSpan.FromMinutes(1));

        Assert.Equal(Automation.Paused, shelf.Load().Automation);
    }

    [Fact]
    public void Who_resumed_and_why_is_known_until_another_pause()
    {
        Pause("shop", null);
        Assert.Contains("by bob", Resume("shop"), StringComparison.Ordinal);

        Assert.Equal(Automation.On, shelf.Load().Automation);
        Assert.StartsWith("by ann at ", shelf.Load().ResumedSentence, StringComparison.Ordinal);
        Assert.EndsWith(": \"it is over\"", shelf.Load().ResumedSentence, StringComparison.Ordinal);
        Assert.DoesNotContain("until", shelf.Load().ResumedSentence, StringComparison.Ordinal);
        Assert.Null(Resume("shop"));
        Pause("shop", null);
        Assert.Null(shelf.Load().ResumedSentence);
    }

    /// <summary>The plan's own pause was ended by a person long ago; what ended now ended by itself, and that is what counts.</summary>
    [Fact]
    public void Only_the_pause_that_ended_last_says_whether_a_person_ended_it()
    {
        Pause("shop", TimeSpan.FromHours(9));
        Resume("shop");
        Pause(null, TimeSpan.FromHours(1));
        shelf.Pass(TimeSpan.FromHours(1));
        Assert.Equal((Automation.On, null), (shelf.Load().Automation, shelf.Load().ResumedSentence));

        Pause("shop", TimeSpan.FromHours(1));
        Resume("shop");
        Assert.NotNull(shelf.Load().ResumedSentence);
    }

    [Fact]
    public void A_clock_that_is_behind_does_not_pause_again_what_a_person_resumed()
    {
        var theirs = $"{shelf.Now.AddMinutes(5).UtcDateTime:O}";
        shelf.Put("pause", ("by", "ann"), ("resumed", theirs), ("until", theirs));

        Assert.Equal(Automation.On, shelf.Load().Automation);
    }

    public void Dispose() => shelf.Dispose();

    string? Resume(string? plan) =>
        shelf.Run(() => shelf.Store.Pauses.ResumeAsync(plan, "ann", "it is over", CancellationToken.None));

    void Pause(string? plan, TimeSpan? length) =>
        shelf.Run(() => shelf.Store.Pauses.PauseAsync(plan, "bob", "a drill", length, CancellationToken.None));
}
