using System.Text.Json.Nodes;

namespace DrFunctions.Tests.Cli;

public sealed class ExplainCommandTests
{
    [Trait("about", "text")]
    [Fact]
    public async Task A_plan_is_a_numbered_runbook()
    {
        var dr = await Dr.RunAsync("explain", Dr.Shop);

        Assert.Equal((0, ""), (dr.Code, dr.Error));
        Files.AssertReviewed("Cli/explain-shop.txt", dr.Out);
    }

    [Fact]
    public async Task For_machines_it_is_one_document()
    {
        var dr = await Dr.RunAsync("explain", Dr.Shop, "--json");

        Assert.Equal(0, dr.Code);
        Assert.Equal(["web", "api", "healthy", "traffic"], dr.Json["steps"]!.AsArray().Select(step => step!["id"]!.GetValue<string>()));
        Assert.Equal((4, "web"), (dr.Json["steps"]![3]!["number"]!.GetValue<int>(), dr.Json["steps"]![2]!["after"]![0]!.GetValue<string>()));
        Assert.Equal((await Dr.RunAsync("explain", Dr.Shop)).Out, dr.Json["runbook"]!.GetValue<string>());
    }

    [Trait("about", "text")]
    [Theory]
    [InlineData("automatic", "stop", "Then it fails over by itself, at most once in 1 h.", "Only when a person orders it, once the primary has been healthy for 5 min.")]
    [InlineData("approval", "stop", "Then approval is requested, for 20 min. If nobody answers, the failover is declined", "In reverse order: traffic, api, web;")]
    [InlineData("approval", "proceed", "for 20 min. If nobody answers, it fails over by itself, at most once in 1 h.", "In reverse order: traffic, api, web;")]
    [InlineData("shadow", "stop", "Then, in mode shadow, it reports what it would do and changes nothing.", "Nothing was changed, so nothing is undone")]
    public void It_says_who_says_go_and_who_says_back(string mode, string onTimeout, string go, string back)
    {
        var runbook = Runbook(trigger => (trigger["mode"], trigger["approvalTimeout"], trigger["onApprovalTimeout"]) = (mode, "20m", onTimeout));

        Assert.Contains(go, runbook, StringComparison.Ordinal);
        Assert.Contains(back, runbook, StringComparison.Ordinal);
    }

    [Trait("about", "text")]
    [Fact]
    public void A_primary_that_must_be_down_for_long_must_be_up_for_as_long() =>
        Assert.Contains("has been healthy for 9 min.", Runbook(trigger => trigger["for"] = "9m"), StringComparison.Ordinal);

    [Trait("about", "text")]
    [Fact]
    public void It_says_what_holds_after_a_change_of_the_primary()
    {
        var runbook = Runbook(trigger => trigger["deploying"] = new JsonObject { ["alarm"] = "shop-changed", ["region"] = "ap-southeast-1" });

        Assert.Contains("Unless alarm shop-changed in ap-southeast-1 is OK, the primary was changed minutes ago: then one of them must be a probe.", runbook, StringComparison.Ordinal);
    }

    [Trait("about", "text")]
    [Theory]
    [InlineData(1, "  This signal is down for 1 min, and a second check agrees:\n", "  It looks from standby, so nobody can object to what is seen from there: one wrong view is enough.\n")]
    [InlineData(2, "  1 of these 2 signals is down for 1 min, and", "  All of them look from standby, so nobody can object")]
    public void It_says_that_one_vantage_is_alone(int probes, string down, string alone)
    {
        var runbook = Runbook(trigger =>
        {
            trigger["signals"] = new JsonArray([.. Enumerable.Range(1, probes).Select(one => new JsonObject { ["probe"] = $"https://{one}.example.com/" })]);
            trigger["atLeast"] = 1;
        });

        Assert.Contains(down, runbook, StringComparison.Ordinal);
        Assert.Contains(alone, runbook, StringComparison.Ordinal);
    }

    [Trait("about", "text")]
    [Fact]
    public void It_says_of_one_step_alone_that_it_may_be_prewarmed()
    {
        var plan = Files.Shop(json => json["steps"]![1]!["prewarm"] = false).Plan!;

        var lines = DrFunctions.Core.Explaining.Runbook.Print(plan, _ => "does it").Split('\n');

        Assert.StartsWith("     May start while still confirming; undone if", Assert.Single(lines, line => line.Contains("confirming", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal("  1. web: does it.", lines[Array.FindIndex(lines, line => line.Contains("confirming", StringComparison.Ordinal)) - 2]);
    }

    [Fact]
    public async Task A_plan_with_mistakes_is_refused_with_all_of_them()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "{ \"name\": \"shop\" }");

            var dr = await Dr.RunAsync("explain", file, "--json");

            Assert.Equal(1, dr.Code);
            Assert.Contains($"{file}(1): primary is missing", dr.Error, StringComparison.Ordinal);
            Assert.False(dr.Json["good"]!.GetValue<bool>());
        }
        finally
        {
            File.Delete(file);
        }
    }

    static string Runbook(Action<JsonNode> change) =>
        DrFunctions.Core.Explaining.Runbook.Print(Files.Shop(json => change(json["trigger"]!)).Plan!, _ => "does it");
}
