using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Bench;
using DrFunctions.Steps;

namespace DrFunctions.Tests.Steps;

/// <summary>What WaitStep reads, waits for, and how runs and drills take it along.</summary>
public sealed class WaitTests
{
    static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    [Theory]
    [InlineData("\"for\": \"90s\"")]
    [InlineData("\"for\": \"5m\", \"limit\": \"6m\"")]
    [InlineData("", "for is missing; it must be a duration such as \"90s\", \"5m\" or \"1h30m\".")]
    [InlineData("\"for\": \"2h\"", "for is \"2h\"; it must be a duration such as \"90s\", \"5m\" or \"1h30m\", from 1 s to 1 h.")]
    [InlineData("\"for\": \"5m\", \"limit\": \"5m\"", "for is 5 min, and the step's limit is 5 min; give it a limit that is longer.")]
    public void Settings(string settings, params string[] said) => Assert.Equal(
        said.Select(sentence => $"5: step \"one\".{sentence}"),
        Kinds.Said($$"""{ "id": "one", "kind": "wait"{{(settings.Length > 0 ? ", " : "")}}{{settings}} }"""));

    [Theory]
    [InlineData(null, StepState.NotStarted)]
    [InlineData(0, StepState.Working)]
    [InlineData(80, StepState.Working)]
    [InlineData(91, StepState.Done)]
    public async Task It_is_done_once_the_time_has_passed_since_its_start(int? seconds, StepState state)
    {
        var plan = Kinds.Plan("""{ "id": "one", "kind": "wait", "for": "90s" }""");
        var step = plan.Step("one");
        var record = new StepRecord { StartedAt = seconds is { } past ? Now - TimeSpan.FromSeconds(past) : null };

        var seen = await Kinds.Of().Of(step).ObserveAsync([new StepAt(plan, step, record, "R1")], CancellationToken.None);

        Assert.Equal(state, seen["one"].State);
    }

    [Fact]
    public void A_run_waits_as_long_as_the_plan_says()
    {
        var report = Rehearse("region-down");

        Assert.True(report.Passed, report.Verdict);
        Assert.InRange(report.Time.Execute!.Value, TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(240));
    }

    [Trait("about", "text")]
    [Fact]
    public void A_drill_takes_it_along()
    {
        var report = Rehearse("drill");

        Assert.True(report.Passed, report.Verdict);
        Assert.Contains(report.Timeline, entry => entry.Text.Contains("waits until", StringComparison.Ordinal));
    }

    static RehearsalReport Rehearse(string scenario) =>
        Rehearsal.Run(Files.Kinds.Read("examples/wait.json", Files.ReadText("examples/wait.json")), scenario, seed: 1, progress: null);
}
