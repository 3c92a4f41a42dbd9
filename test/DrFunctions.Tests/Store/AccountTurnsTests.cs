using System.Text.Json.Nodes;
using DrFunctions.Aws;
using DrFunctions.Simulation.Bench;
using LocalAws;

namespace DrFunctions.Tests.Store;

/// <summary>The turns of an account's rate, dealt out by one item of the table to processes that know nothing of each other.</summary>
public sealed class AccountTurnsTests : IDisposable
{
    static readonly AccountRate Rate = new("calls", PerSecond: 10, Burst: 5);

    readonly Shelf shelf = new();

    public void Dispose() => shelf.Dispose();

    [Fact]
    public void Many_at_once_get_a_burst_and_then_one_turn_after_the_other()
    {
        var (began, turns) = (shelf.Now, new List<Turn?>());
        shelf.Cloud.Latency = false;
        shelf.Run(async () => turns.AddRange(await Task.WhenAll(Enumerable.Range(1, 20).Select(number => TakeAsync($"p{number}")))));

        var waits = turns.Select(turn => (turn!.At - began).TotalSeconds).Order().ToList();
        Assert.All(waits.Take(5), wait => Assert.Equal(0, wait));
        Assert.All(waits.Skip(5).Select((wait, i) => (wait, i)), one => Assert.Equal(0.1 * (one.i + 1), one.wait, 0.011));
        Assert.Equal(20, turns.Max(turn => turn!.Plans));
    }

    [Fact]
    public void No_span_holds_more_turns_than_the_burst_and_the_rate_allow()
    {
        var turns = new List<DateTimeOffset>();
        for (var round = 0; round < 60; round++)
        {
            var asked = round % 4;
            shelf.Run(async () =>
                turns.AddRange((await Task.WhenAll(Enumerable.Range(0, asked).Select(_ => TakeAsync("p")))).Select(turn => turn!.At)));
            shelf.Pass(TimeSpan.FromMilliseconds(150));
        }

        turns.Sort();
        Assert.All(turns, from => Assert.All(turns.Where(to => to >= from), to =>
            Assert.True(turns.Count(turn => turn >= from && turn <= to) <= Rate.Burst + 1 + (Rate.PerSecond * (to - from).TotalSeconds))));
    }

    [Fact]
    public void After_a_rest_the_plans_are_counted_anew_and_those_at_rest_never()
    {
        shelf.Run(() => Task.WhenAll(TakeAsync("a"), TakeAsync("b"), TakeAsync(null)));
        Assert.Equal(2, Take(null)!.Plans);
        Assert.Equal(3, Take("c")!.Plans);
        shelf.Pass(TimeSpan.FromSeconds(45));

        Assert.Equal(1, Take("c")!.Plans);
    }

    [Fact]
    public void A_table_that_does_not_answer_holds_nobody_up_and_is_not_asked_again_at_once()
    {
        shelf.Cloud.Faults = point => point.Operation == "UpdateItem" ? Fault.Hang : null;
        var began = shelf.Now;
        Assert.Null(Take("a"));
        Assert.Equal(TimeSpan.FromSeconds(2), shelf.Now - began);

        began = shelf.Now;
        Assert.Null(Take("a"));
        Assert.Equal(began, shelf.Now);

        shelf.Cloud.Faults = null;
        shelf.Pass(TimeSpan.FromSeconds(31));
        Assert.NotNull(Take("a"));
    }

    [Fact]
    public void A_turn_that_only_a_wrong_clock_can_have_brought_about_is_not_waited_for()
    {
        shelf.Cloud.DynamoDb.Put("ap-northeast-1", HomeEstate.Table, new JsonObject
        {
            ["pk"] = new JsonObject { ["S"] = "rate" }, ["sk"] = new JsonObject { ["S"] = Rate.Name },
            ["taken"] = new JsonObject { ["N"] = $"{shelf.Now.AddMinutes(4).ToUnixTimeMilliseconds()}" },
        });

        Assert.Null(Take("a"));
    }

    Task<Turn?> TakeAsync(string? plan) => shelf.Store.Turns.TakeAsync(Rate, plan, 1, CancellationToken.None);

    Turn? Take(string? plan) => shelf.Run(() => TakeAsync(plan));
}
