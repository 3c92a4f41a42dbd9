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
        Assert.Null(shelf.Run(() => shelf.Store.Pauses.ResumeAsync("shop", CancellationToken.None)));
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

    public void Dispose() => shelf.Dispose();

    void Pause(string? plan, TimeSpan? length) =>
        shelf.Run(() => shelf.Store.Pauses.PauseAsync(plan, "bob", "a drill", length, CancellationToken.None));
}
