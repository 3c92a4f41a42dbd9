using DrFunctions.Aws;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Steps;
using DrFunctions.Steps.Route53Switch;
using LocalAws;

namespace DrFunctions.Tests.Steps;

/// <summary>How often a step via records is read, and what it says in between.</summary>
public sealed class Route53PaceTests
{
    static readonly DateTimeOffset start = new(2026, 1, 15, 3, 0, 0, TimeSpan.Zero);
    static readonly Plan plan = Files.Shop().Plan!;

    readonly VirtualClock clock = new(start);
    readonly Dealer dealer = new();
    readonly Calls calls;
    readonly Route53Pace pace;
    readonly List<DateTimeOffset> readings = [];

    public Route53PaceTests()
    {
        calls = new Calls(clock) { Account = dealer };
        pace = new Route53Pace(calls, clock);
    }

    [Theory]
    [InlineData(1, 5, 6)]
    [InlineData(33, 5, 6)]
    [InlineData(100, 15, 18)]
    [InlineData(1_000, 150, 180)]
    public void A_step_is_read_as_often_as_the_number_of_moving_plans_allows(int plans, int least, int most)
    {
        dealer.Plans = plans;
        Pump.Run(clock, async () =>
        {
            for (var look = 0; look < 300; look++)
            {
                Assert.Equal(StepState.Working, (await LookAsync("run")).State);
                await Task.Delay(TimeSpan.FromSeconds(3), clock);
            }
        });

        // A look comes every three seconds.
        Assert.All(readings.Zip(readings.Skip(1)), pair => Assert.InRange((pair.Second - pair.First).TotalSeconds, least, most + 3));
    }

    [Fact]
    public void Until_its_turn_a_step_says_that_it_waits_and_no_request_is_made()
    {
        dealer.Wait = TimeSpan.FromSeconds(10);
        Pump.Run(clock, async () =>
        {
            var first = await LookAsync("run");
            Assert.Equal((StepState.Unknown, 0, start), (first.State, readings.Count, clock.GetUtcNow()));
            dealer.Wait = TimeSpan.Zero;
            await Task.Delay(TimeSpan.FromSeconds(8), clock);
            Assert.Equal(StepState.Working, (await LookAsync("run")).State);
        });

        Assert.Equal([start.AddSeconds(10)], readings);
    }

    [Fact]
    public void A_newer_start_is_read_at_once() => Pump.Run(clock, async () =>
    {
        await LookAsync("run", "first");
        await LookAsync("run", "first");
        Assert.Single(readings);
        await LookAsync("run", "second");
        Assert.Equal(2, readings.Count);
    });

    [Fact]
    public void A_change_goes_with_the_turn_that_was_taken_with_the_reading() => Pump.Run(clock, async () =>
    {
        await LookAsync("run", mayStart: "Z1");
        Assert.Equal(["zone Z1 1", "route53 2"], dealer.Taken);
        await pace.TurnOfChangeAsync(At("run"), "Z1", 6, CancellationToken.None);
        Assert.Equal(2, dealer.Taken.Count);

        await pace.TurnOfChangeAsync(At("run"), "Z1", 45, CancellationToken.None);
        Assert.Equal(["zone Z1 1", "route53 5"], dealer.Taken.Skip(2));
    });

    [Fact]
    public void A_change_whose_turn_is_far_off_is_held_back() => Pump.Run(clock, async () =>
    {
        dealer.Wait = TimeSpan.FromSeconds(20);
        var saved = new SaveInstant(clock);
        saved.Answered(TimeSpan.FromSeconds(90));
        var at = At("run") with { Saved = saved };
        await Assert.ThrowsAsync<HeldBackException>(() => pace.TurnOfChangeAsync(at, "Z1", 6, CancellationToken.None));
        Assert.Equal(start, clock.GetUtcNow());
    });

    [Fact]
    public void Without_turns_the_process_keeps_its_own_pace() => Pump.Run(clock, async () =>
    {
        dealer.IsOut = true;
        await LookAsync("run");
        Assert.Equal([start], readings);
    });

    Task<StepObservation> LookAsync(string run, string newest = "", string? mayStart = null) =>
        pace.ObserveAsync(At(run), newest, mayStart, seen => seen, () =>
        {
            readings.Add(clock.GetUtcNow());
            return Task.FromResult(StepObservation.Working("under way"));
        }, CancellationToken.None);

    static StepAt At(string run) => new(plan, plan.Steps[^1], new StepRecord(), run);

    sealed class Dealer : IAccountTurns
    {
        public int Plans { get; set; } = 1;

        public TimeSpan Wait { get; set; }

        public bool IsOut { get; set; }

        public List<string> Taken { get; } = [];

        public Task<Turn?> TakeAsync(AccountRate rate, string? plan, int tokens, CancellationToken cancellation)
        {
            Taken.Add($"{rate.Name} {tokens}");
            return Task.FromResult(IsOut ? null : new Turn(start + Wait, Plans));
        }
    }
}
