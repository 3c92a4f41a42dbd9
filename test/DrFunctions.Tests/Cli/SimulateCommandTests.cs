using System.Text.Json.Nodes;

namespace DrFunctions.Tests.Cli;

public sealed class SimulateCommandTests
{
    [Fact]
    public async Task The_figures_tell_faults_and_invariants()
    {
        var (code, output, _) = await Dr.RunAsync("simulate", "--seeds", "3", "--first", "2");
        Assert.Equal(0, code);
        Assert.Contains("3 seeds, 0 of them twice", output);
        Assert.Contains("S12 While a plan is paused, or the pause cannot be read, no call changes anything.", output);
        Assert.EndsWith("PASSED: every invariant held.\n", output);
    }

    [Fact]
    public async Task One_document_for_machines()
    {
        var (code, output, _) = await Dr.RunAsync("simulate", "--seeds", "2", "--first", "10", "--json");
        var json = JsonNode.Parse(output)!;
        Assert.Equal(0, code);
        Assert.Equal(2, (int)json["seeds"]!);
        Assert.Equal(1, (int)json["playedTwice"]!);
        Assert.Equal(19, json["invariants"]!.AsArray().Count);
        Assert.Empty(json["failed"]!.AsArray());
    }

    [Fact]
    public async Task A_wrong_number_is_wrong_usage() =>
        Assert.Equal(2, (await Dr.RunAsync("simulate", "--seeds", "none")).Code);
}
