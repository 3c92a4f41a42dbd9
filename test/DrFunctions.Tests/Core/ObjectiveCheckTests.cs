using DrFunctions.Core.Plans;

namespace DrFunctions.Tests.Core;

/// <summary>The limits of a plan, added up against its objective. In these plans each limit is 1 min, and `for` is 10 s.</summary>
public class ObjectiveCheckTests
{
    [Fact]
    public void Limits_beyond_the_objective_are_added_up_along_the_longest_path() => Assert.Equal(
        "objectives.rto is 4 min, but an outage may last 4 min 40 s even if no step exceeds its limit: until it is seen 1 min, to confirm it 10 s (\"for\"), "
            + "api 1 min 30 s, healthy 1 min, traffic 1 min; what DNS keeps for its TTL comes on top. Write shorter limits for these steps, or a longer rto.",
        Said("4m", TestPlans.Steps.Replace("\"id\": \"api\"", "\"id\": \"api\", \"limit\": \"90s\"", StringComparison.Ordinal)));

    [Theory]
    [InlineData("4m10s", false)]
    [InlineData("4m9s", true)]
    public void Limits_within_the_objective_are_not_told(string rto, bool told) => Assert.Equal(told, Said(rto) is not null);

    [Fact]
    public void Without_an_objective_nothing_is_added_up() =>
        Assert.Null(ObjectiveCheck.Warning(TestPlans.Good(TestPlans.Text()), step => step.Limit));

    [Fact]
    public void A_plan_that_asks_counts_the_time_for_an_answer() => Assert.Contains(
        "may last 19 min 10 s even if no step exceeds its limit: until it is seen 1 min, to confirm it 10 s (\"for\"), for an answer 15 min (\"approvalTimeout\"), web 1 min,",
        Said("10m", trigger: TestPlans.Trigger.Replace("\"for\"", "\"mode\": \"approval\", \"for\"", StringComparison.Ordinal)),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("10s", "may last 4 min even if no step exceeds its limit: until it is seen 1 min, web 1 min, healthy 1 min, traffic 1 min;")]
    [InlineData("3m", "may last 6 min even if no step exceeds its limit: until it is seen 1 min, to confirm it 3 min (\"for\"), healthy 1 min, traffic 1 min;")]
    public void What_is_prewarmed_takes_its_time_while_the_outage_is_confirmed(string @for, string said) => Assert.Contains(
        said,
        Said(
            "1m",
            TestPlans.Steps.Replace("\"kind\": \"start\"", "\"kind\": \"start\", \"prewarm\": true", StringComparison.Ordinal),
            TestPlans.Trigger.Replace("10s", @for, StringComparison.Ordinal)),
        StringComparison.Ordinal);

    [Fact]
    public void The_warning_stands_at_the_objective_and_counts_a_wait_as_long_as_it_is()
    {
        var reading = Files.Kinds.Read("a.json", Files.ReadText("examples/wait.json").Replace(
            "\"trigger\"", "\"objectives\": {\n \"rto\": \"10m\" },\n\"trigger\"", StringComparison.Ordinal));

        Assert.NotNull(reading.Plan);
        var warning = Assert.Single(reading.Mistakes, mistake => mistake.Sentence.StartsWith("objectives.rto", StringComparison.Ordinal));
        Assert.Equal((8, true), (warning.Line, warning.IsWarning));
        Assert.Contains("web 5 min, warm 1 min 30 s, healthy 5 min.", warning.Sentence, StringComparison.Ordinal);
    }

    static string? Said(string rto, string steps = TestPlans.Steps, string trigger = TestPlans.Trigger) =>
        ObjectiveCheck.Warning(TestPlans.Good(TestPlans.Text(steps, trigger, $$""" "objectives": { "rto": "{{rto}}" }, """)), step => step.Limit);
}
