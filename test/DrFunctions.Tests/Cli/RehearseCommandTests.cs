using System.Text.Json.Nodes;
using DrFunctions.Cli;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;
using DrFunctions.Simulation.Bench;

namespace DrFunctions.Tests.Cli;

public sealed class RehearseCommandTests
{
    static readonly DateTimeOffset Disaster = new(2026, 1, 15, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_shop_recovers_and_equal_seeds_tell_it_in_equal_words()
    {
        var dr = await Dr.RunAsync("rehearse", Dr.Shop, "--seed", "3");

        Assert.Equal((0, ""), (dr.Code, dr.Error));
        Assert.EndsWith("PASSED: shop recovered in ap-northeast-1.\n", dr.Out, StringComparison.Ordinal);
        Assert.All(dr.Out, c => Assert.True(c == '\n' || !char.IsControl(c)));
        Assert.Equal(dr.Out, (await Dr.RunAsync("rehearse", Dr.Shop, "--seed", "3")).Out);
        Assert.NotEqual(dr.Out, (await Dr.RunAsync("rehearse", Dr.Shop, "--seed", "4")).Out);
    }

    [Fact]
    public async Task For_machines_it_is_one_document()
    {
        var dr = await Dr.RunAsync("rehearse", Dr.Shop, "--json");

        Assert.Equal((0, ""), (dr.Code, dr.Error));
        Assert.Equal((true, "Recovered", 1), (dr.Json["passed"]!.GetValue<bool>(), dr.Json["phase"]!.GetValue<string>(), dr.Json["seed"]!.GetValue<int>()));
        var time = dr.Json["recoveryTime"]!;
        var clocks = new[] { "detect", "decide", "execute", "verify" }.Sum(name => time[$"{name}Seconds"]!.GetValue<double>());
        Assert.Equal(clocks, time["totalSeconds"]!.GetValue<double>(), 3);
        Assert.Contains(dr.Json["timeline"]!.AsArray(), entry => entry!["source"]!.GetValue<string>() == "call");
        Assert.Contains("RECOVERED", dr.Json["emails"]!.AsArray().Last()!["subject"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_seeds_are_one_line_when_all_pass()
    {
        var dr = await Dr.RunAsync("rehearse", Dr.Shop, "--scenario", "false-alarm", "--seeds", "3");

        Assert.Equal((0, "PASSED: false-alarm of shop passed with 3 of 3 seeds.\n", ""), (dr.Code, dr.Out, dr.Error));
    }

    [Fact]
    public async Task Random_faults_befall_a_scenario_and_the_invariants_hold_all_the_same()
    {
        var dr = await Dr.RunAsync("rehearse", Dr.Shop, "--faults", "--seed", "7");

        Assert.Equal((0, ""), (dr.Code, dr.Error));
        Assert.Matches(@"\nPASSED: shop rests in (Recovered|Stuck)[^\n]*; \d+ faults of \d+ kinds were met, and every invariant held\.\n$", dr.Out);
        Assert.Equal(dr.Out, (await Dr.RunAsync("rehearse", Dr.Shop, "--faults", "--seed", "7")).Out);
        var many = await Dr.RunAsync("rehearse", Dr.Shop, "--faults", "--scenario", "false-alarm", "--seeds", "3");
        Assert.Equal((0, "PASSED: false-alarm of shop passed with 3 of 3 seeds.\n", ""), (many.Code, many.Out, many.Error));
    }

    [Fact]
    public async Task A_seed_that_failed_is_told_with_the_command_that_replays_it()
    {
        var hasty = Path.GetTempFileName();
        try
        {
            // No service has four tasks after ten seconds.
            await File.WriteAllTextAsync(hasty, Files.ReadText(Dr.Shop).Replace(", \"prewarm\": true", "", StringComparison.Ordinal)
                .Replace("\"desired\": 4", "\"desired\": 4, \"limit\": \"10s\", \"attempts\": 1, \"onLimit\": \"ask\", \"acceptable\": \"100%\"", StringComparison.Ordinal));
            var dr = await Dr.RunAsync("rehearse", hasty, "--seeds", "2");

            Assert.Equal((1, ""), (dr.Code, dr.Error));
            Assert.StartsWith($"seed 1 FAILED; dr rehearse {hasty} --scenario region-down --seed 1 replays it: The record rests in Stuck, not in Recovered", dr.Out, StringComparison.Ordinal);
            Assert.Contains($"\nseed 2 FAILED; dr rehearse {hasty} --scenario region-down --seed 2 replays it: ", dr.Out, StringComparison.Ordinal);
            Assert.EndsWith("FAILED: region-down of shop passed with 0 of 2 seeds.\n", dr.Out, StringComparison.Ordinal);

            var json = (await Dr.RunAsync("rehearse", hasty, "--seeds", "1", "--json")).Json;
            Assert.Equal((false, 1), (json["passed"]!.GetValue<bool>(), json["failed"]![0]!["seed"]!.GetValue<int>()));
        }
        finally
        {
            File.Delete(hasty);
        }
    }

    [Fact]
    public async Task A_scenario_that_the_plan_has_no_step_for_is_refused_with_a_sentence()
    {
        var dr = await Dr.RunAsync("rehearse", Path.Combine(Files.Root, "examples/ecs-scale.json"), "--scenario", "no-capacity");

        Assert.Equal((2, "", "The scenario no-capacity cannot be played: the plan orders has no step of kind ec2-start.\n"), (dr.Code, dr.Out, dr.Error));
    }

    [Fact]
    public async Task Scenarios_are_listed_with_what_happens()
    {
        var dr = await Dr.RunAsync("rehearse", "--list");

        Assert.Equal((0, ""), (dr.Code, dr.Error));
        Assert.All(Rehearsal.Scenarios, scenario => Assert.Matches($"(?m)^{scenario.Key} +{System.Text.RegularExpressions.Regex.Escape(scenario.Value)}$", dr.Out));
    }

    [Fact]
    public async Task A_scenario_is_taken_in_any_case() => Assert.Equal(
        (0, "PASSED: false-alarm of shop passed with 1 of 1 seed.\n"),
        await Dr.RunAsync("rehearse", Dr.Shop, "--scenario", "False-Alarm", "--seeds", "1") is var dr ? (dr.Code, dr.Out) : default);

    [Theory]
    [InlineData("rehearse --scenario moon-down", "--list shows every scenario")]
    [InlineData("rehearse --seeds 0", "--seeds is \"0\"; it must be a whole number from 1 to 1000000.")]
    [InlineData("rehearse examples/shop.json --seed 1 --seeds 2", "give one of them")]
    [InlineData("rehearse examples/shop.json --list", "leave out \"examples/shop.json\"")]
    public async Task Wrong_usage_is_told(string line, string sentence)
    {
        var dr = await Dr.RunAsync(line.Split(' '));

        Assert.Equal((2, ""), (dr.Code, dr.Out));
        Assert.Contains(sentence, dr.Error, StringComparison.Ordinal);
    }

    [Trait("about", "text")]
    [Fact]
    public void A_rehearsal_that_failed_reads_so() => Files.AssertReviewed("Cli/rehearsal-stuck.txt", RehearsalText.Of(new RehearsalReport(
        Files.Shop().Plan!,
        "region-down",
        7,
        [
            At(-30.5, RehearsalSource.World, "shop is served from ap-southeast-1"),
            At(0, RehearsalSource.World, "ap-southeast-1 goes dark"),
            At(12, RehearsalSource.Loop, "shop Confirming: 2 of 3 signals down"),
            At(15, RehearsalSource.Loop, "shop Confirming: no action"),
            At(18, RehearsalSource.Loop, "shop Confirming: no action"),
            At(21, RehearsalSource.Loop, "shop Confirming: no action"),
            At(72, RehearsalSource.Call, "ec2 StartInstances in ap-northeast-1"),
            At(73, RehearsalSource.Notice, "email to on-call@example.com"),
            At(4000, RehearsalSource.Loop, "shop Stuck: two lines\nare indented"),
        ],
        [new RehearsalEmail(Disaster.AddSeconds(73), "on-call@example.com", NoticeKind.FailingOver, "[DrFunctions] shop: failing over", "A first line.\n\nWHAT HAPPENED\n  Much.\n\n\n")],
        Phase.Stuck,
        new RecoveryTime(TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(60), null, null),
        41,
        3,
        Passed: false,
        "The record rests in Stuck, not in Recovered.") { Status = "A person is needed." }));

    /// <summary>Mode shadow recovers nothing, so there is no time of a recovery, and none within the objective.</summary>
    [Trait("about", "text")]
    [Fact]
    public void A_rehearsal_without_a_recovery_counts_none()
    {
        var report = Rehearsal.Run(Files.Shop(), "shadow", 1, null);
        Assert.Equal((null, null), (report.Time.Verify, report.Time.Total));
        var clocks = RehearsalText.Clocks(report);
        Assert.Equal(("total", "-", "nothing was recovered: mode shadow changes nothing"), clocks[^1]);
        Assert.Equal(2, clocks.Count(clock => clock.Took != "-"));

        // Once a look has read the doors again, nothing is said as if they were still down.
        var last = report.Timeline.Last(entry => entry.Source == RehearsalSource.Loop
            && entry.Text.Contains("nothing was changed", StringComparison.Ordinal) && entry.Fact is NoAction);
        Assert.Contains("0 of 3 signals down", last.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("for the full", last.Text, StringComparison.Ordinal);
    }

    [Trait("about", "text")]
    [Fact]
    public void A_plan_that_moves_no_users_is_ready_and_not_recovered()
    {
        var plan = Files.Shop(json => json["steps"] = new JsonArray(
            [.. json["steps"]!.AsArray().Where(step => (string?)step!["id"] != "traffic").Select(step => step!.DeepClone())]));
        var clocks = RehearsalText.Clocks(Rehearsal.Run(plan, "region-down", 1, null));
        Assert.DoesNotContain(clocks, clock => clock.Meaning.Contains("traffic", StringComparison.Ordinal)
            || clock.Meaning.Contains("within", StringComparison.Ordinal));
    }

    [Trait("about", "text")]
    [Fact]
    public void The_end_says_how_the_plan_stands_and_what_was_changed()
    {
        var report = Rehearsal.Run(Files.Shop(), "paused-outage", 1, null);
        Assert.DoesNotContain("Nothing is wrong", RehearsalText.End(report), StringComparison.Ordinal);
        Assert.Contains("DOWN", RehearsalText.End(report), StringComparison.Ordinal);
        Assert.DoesNotContain("prewarmed", report.Verdict, StringComparison.Ordinal);
    }

    static RehearsalEntry At(double seconds, RehearsalSource source, string text) =>
        new(Disaster.AddSeconds(seconds), TimeSpan.FromSeconds(seconds), source, text);
}
