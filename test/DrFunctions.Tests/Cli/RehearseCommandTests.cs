using DrFunctions.Cli;
using DrFunctions.Core.Records;
using DrFunctions.LocalAws.Rehearsals;

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
        Assert.Contains("RECOVERED", dr.Json["emails"]![1]!["subject"]!.GetValue<string>(), StringComparison.Ordinal);
    }

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
        [new RehearsalEmail(Disaster.AddSeconds(73), "on-call@example.com", "[DrFunctions] shop: failing over", "A first line.\n\nWHAT HAPPENED\n  Much.\n\n\n")],
        Phase.Stuck,
        new RecoveryTime(TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(60), null, null),
        41,
        3,
        Passed: false,
        "The record rests in Stuck, not in Recovered.")));

    static RehearsalEntry At(double seconds, RehearsalSource source, string text) =>
        new(Disaster.AddSeconds(seconds), TimeSpan.FromSeconds(seconds), source, text);
}
