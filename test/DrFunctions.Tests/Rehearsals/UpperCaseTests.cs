using DrFunctions.Cli;
using DrFunctions.Core.Plans;
using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Chaos;
using DrFunctions.Simulation.Deciding;

namespace DrFunctions.Tests.Rehearsals;

/// <summary>Nothing reads a sentence: with all of Explaining's output in upper case, everything happens just the same.</summary>
public sealed class UpperCaseTests
{
    [Fact]
    public void The_output_is_in_upper_case()
    {
        var report = UpperCase.While(() => Rehearsal.Run(Files.Shop(), "region-down", 1, null));

        Assert.All(report.Emails, email => Assert.Equal(email.Subject.ToUpperInvariant(), email.Subject));
        Assert.Contains(
            report.Timeline, entry => entry.Source == RehearsalSource.Loop && entry.Text.Contains("FAILING OVER TO", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void A_rehearsal_goes_the_same_way(string scenario)
    {
        var plan = Files.Shop();
        if (Rehearsal.Lacks(plan.Plan!, scenario) is null)
        {
            Assert.Equal(Course(plan, scenario), UpperCase.While(() => Course(plan, scenario)), ignoreCase: true);
        }
    }

    [Fact]
    public void Random_seeds_of_the_whole_stack_go_the_same_way()
    {
        for (var seed = 1; seed <= (LongRun.Budget is null ? 6 : 20); seed++)
        {
            Assert.Equal(Course(seed), UpperCase.While(() => Course(seed)));
        }
    }

    [Fact]
    public void Random_seeds_of_the_decider_go_the_same_way()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            Assert.Equal(Story(seed), UpperCase.While(() => Story(seed)), StringComparer.OrdinalIgnoreCase);
        }
    }

    public static TheoryData<string> Scenarios => [.. LongRun.OneOf(6, Rehearsal.Scenarios.Keys)];

    /// <summary>The whole report, with its folded timeline, its emails and its verdict.</summary>
    static string Course(PlanReading plan, string scenario)
    {
        var report = Rehearsal.Run(plan, scenario, 1, null);
        return $"{report.Phase} {report.Time} {report.Calls} {report.Invocations}\n{RehearsalText.Of(report)}";
    }

    static string Course(int seed)
    {
        var report = WireSeed.Play(seed);
        return $"{report.Calls} {report.Invocations} {string.Join(' ', report.Phases)} {string.Join(' ', report.Faults)} {string.Join(' ', report.Asked)}";
    }

    static List<string> Story(int seed)
    {
        var story = new List<string>();
        CoreSeed.Play(seed, new CoreFigures(), story.Add);
        return story;
    }
}
