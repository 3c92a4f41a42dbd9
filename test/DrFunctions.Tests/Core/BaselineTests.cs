using System.Text.Json;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using Record = DrFunctions.Core.Records.Record;

namespace DrFunctions.Tests.Core;

/// <summary>What the standby must replace is remembered only of a primary that is healthy.</summary>
public sealed class BaselineTests
{
    [Theory]
    [InlineData(SignalState.Up, SignalState.Up, true)]
    [InlineData(SignalState.Down, SignalState.Up, false)]
    [InlineData(SignalState.Unknown, SignalState.Up, false)]
    [InlineData(SignalState.Down, SignalState.Unknown, false)]
    public void It_is_kept_while_all_signals_are_up(SignalState one, SignalState two, bool kept)
    {
        var record = Look(new Record { Plan = "shop" }, 4, one, two);

        Assert.Equal(kept, record.Baseline.ContainsKey("web"));
    }

    [Fact]
    public void A_newer_one_replaces_it_and_an_equal_one_changes_nothing()
    {
        var first = Look(new Record { Plan = "shop" }, 4, SignalState.Up, SignalState.Up);
        Assert.Same(first.Baseline, Look(first, 4, SignalState.Up, SignalState.Up).Baseline);
        Assert.Equal(5, Look(first, 5, SignalState.Up, SignalState.Up).Baseline["web"].GetInt32());
    }

    static Record Look(Record record, int count, params SignalState[] states)
    {
        var plan = TestPlans.Good(TestPlans.Text());
        var snapshot = new Snapshot
        {
            Automation = Automation.On,
            Signals = [.. states.Select((state, index) => new SignalObservation(plan.Trigger.Signals[index], state, "as it is"))],
            Baseline = new Dictionary<string, JsonElement> { ["web"] = JsonSerializer.SerializeToElement(count) },
        };
        return Decider.Decide(plan, record with { SeenUp = SeenUp.Of(plan) }, snapshot, Walk.Begin).Next;
    }
}
