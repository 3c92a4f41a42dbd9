using DrFunctions.Core.Observations;
using DrFunctions.Store;
using LocalAws;

namespace DrFunctions.Tests.Store;

/// <summary>A person's request stays in the table until a save takes it, exactly once.</summary>
public sealed class RequestTests : IDisposable
{
    readonly Shelf shelf = new();

    [Trait("about", "text")]
    [Fact]
    public void It_is_read_as_it_was_written_the_oldest_first_with_pause_and_record()
    {
        var first = shelf.Request("b", Command.Reset) with { AcceptsStandby = true };
        shelf.Pass(TimeSpan.FromMilliseconds(1));
        var second = shelf.Request("a") with { OverridesPause = true };
        var third = shelf.Request("c", Command.Failback) with { SkipsHealth = true };
        shelf.Ask(third);
        shelf.Ask(second);
        shelf.Ask(first);
        shelf.Run(() => shelf.Store.Pauses.PauseAsync("shop", "bob", "a drill", null, CancellationToken.None));
        Assert.Equal(Saving.Saved, shelf.Save(shelf.Load(), Shelf.Decide(shelf.Load())));
        var calls = shelf.Cloud.Trace.Count;

        var stored = shelf.Load();

        Assert.Equal([first, second, third], stored.Requests);
        Assert.Equal(("decided", Automation.Paused), (stored.Record.Because, stored.Automation));
        Assert.StartsWith("by bob at 2026-01-15 03:00:00Z: \"a drill\"", stored.PauseSentence, StringComparison.Ordinal);
        Assert.Equal(["GetItem", "Query"], shelf.Cloud.Trace.Skip(calls).Select(call => call.Operation).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_save_that_answers_it_takes_it_and_no_other_save_can()
    {
        var request = shelf.Request();
        shelf.Ask(request);
        var left = shelf.Request("b");
        shelf.Ask(left);
        var (mine, other) = (shelf.Load(), shelf.Load());

        Assert.Equal(Saving.Saved, shelf.Save(mine, Shelf.Decide(mine, request)));
        Assert.Equal(Saving.Lost, shelf.Save(other, Shelf.Decide(other, request), "other"));
        Assert.Equal([$"request#{left.Id}"], shelf.Keys.Where(key => key.StartsWith("request#", StringComparison.Ordinal)));
        Assert.Equal((1, "me"), (shelf.Load().Version, shelf.Load().Owner));
    }

    [Fact]
    public void One_that_was_withdrawn_meanwhile_is_not_carried_out()
    {
        // The record has not changed, so only the request itself can make the save fail.
        var stored = shelf.Load();

        Assert.Equal(Saving.Lost, shelf.Save(stored, Shelf.Decide(stored, shelf.Request())));
        Assert.Equal(0, shelf.Load().Version);
    }

    [Theory]
    [InlineData(FaultKind.ResetAfter)]
    [InlineData(FaultKind.HangAfter)]
    public void A_save_whose_answer_was_lost_took_it(FaultKind kind)
    {
        var request = shelf.Request();
        shelf.Ask(request);
        shelf.Cloud.Faults = point => point.Operation == "TransactWriteItems" ? new Fault(kind) : null;

        Assert.Equal(Saving.Saved, shelf.Save(shelf.Load(), Shelf.Decide(shelf.Load(), request)));
        Assert.Empty(shelf.Load().Requests);
    }

    [Fact]
    public void Written_twice_under_one_id_it_is_one_request()
    {
        var request = shelf.Request();
        shelf.Ask(request);
        shelf.Ask(request with { Reason = "another" });

        Assert.Equal([request], shelf.Load().Requests);
    }

    [Fact]
    public void Writing_it_succeeds_if_it_lies_there_and_says_so_if_not()
    {
        var request = shelf.Request();
        shelf.Cloud.Faults = point => point.Operation == "PutItem" ? Fault.ResetAfter : null;
        shelf.Ask(request);
        shelf.Cloud.Faults = point => point.Operation == "PutItem" ? Fault.Denied : null;
        var refused = Assert.Throws<StoreException>(() => shelf.Ask(shelf.Request("b")));

        Assert.Equal([request], shelf.Load().Requests);
        Assert.StartsWith("the request could not be written: AccessDeniedException", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_cannot_be_read_is_named_and_does_not_stop_the_others()
    {
        (string, string)[] good = [("command", "approve"), ("at", "2026-01-15T03:00:00Z"), ("by", "ann"), ("reason", "so")];
        shelf.Put("request#1", [("command", "espresso"), .. good[1..]]);
        shelf.Put("request#2", [good[0], ("at", "soon"), .. good[2..]]);
        shelf.Put("request#3", good[..3]);
        shelf.Put("request#4", [.. good[..3], ("reason", new string('x', 501))]);
        shelf.Put("request#5", [.. good[..2], ("by", "ann\nbob"), good[3]]);
        shelf.Put("request#6", good);

        var stored = shelf.Load();

        Assert.Equal("6", Assert.Single(stored.Requests).Id);
        Assert.Equal(["1", "2", "3", "4", "5"], stored.Unreadable.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("the request 1 is left alone: its command is none of failover, drill, approve, reject, failback, reset, arm, ack", stored.Unreadable["1"]);
        Assert.Contains("reason is missing", stored.Unreadable["3"], StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_day_it_is_not_taken_any_more_though_it_still_lies_there()
    {
        shelf.Ask(shelf.Request());
        shelf.Pass(TimeSpan.FromHours(23));
        Assert.Single(shelf.Load().Requests);
        shelf.Pass(TimeSpan.FromHours(1));
        Assert.Empty(shelf.Load().Requests);
        Assert.Single(shelf.Keys);
    }

    [Fact]
    public void A_pause_is_taken_away_with_what_it_said()
    {
        shelf.Run(() => shelf.Store.Pauses.PauseAsync(null, "bob", "a drill", null, CancellationToken.None));
        Assert.Equal(Automation.Paused, shelf.Load().Automation);

        Assert.Contains("by bob", Resume(), StringComparison.Ordinal);
        Assert.Null(Resume());

        string? Resume() => shelf.Run(() => shelf.Store.Pauses.ResumeAsync(null, "ann", "it is over", CancellationToken.None));
        Assert.Equal(Automation.On, shelf.Load().Automation);
    }

    public void Dispose() => shelf.Dispose();
}
