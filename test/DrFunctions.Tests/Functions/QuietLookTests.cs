using DrFunctions.Core.Records;
using LocalAws;

namespace DrFunctions.Tests.Functions;

/// <summary>
/// The quiet look on the local AWS: it reads, asks for permission, changes nothing, and keeps what it found beside the record.
/// </summary>
public sealed class QuietLookTests : IDisposable
{
    const string Standby = "ap-northeast-1";

    readonly Bench bench = new();

    Readiness? Readiness => bench.TestBench.Cloud.DynamoDb.Item(Standby, "drfunctions", "plan#shop", "readiness") is { } item
        ? ReadinessJson.Read((string)item["body"]!["S"]!) : null;

    IEnumerable<TracedCall> DryRuns => bench.TestBench.Cloud.Trace.Where(call => call.Operation == "StartInstances");

    string? Version(string item) =>
        (string?)bench.TestBench.Cloud.DynamoDb.Item(Standby, "drfunctions", "plan#shop", item)?["version"]?["N"];

    void TickFor(int minutes)
    {
        for (var minute = 0; minute < minutes; minute++)
        {
            bench.Tick();
            bench.Pass(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public void It_is_made_each_half_hour_and_changes_nothing()
    {
        TickFor(65);

        Assert.Equal(3, DryRuns.Count());
        Assert.All(DryRuns, call => Assert.Equal("DryRunOperation", call.ErrorCode));
        Assert.Empty(bench.Changes);
        Assert.Empty(Readiness!.Findings);
        Assert.Equal("stopped", bench.TestBench.Cloud.Ec2.Find(Standby, "i-0123456789abcdef0")!.State);
    }

    [Fact]
    public void The_record_is_not_saved_for_it()
    {
        TickFor(10);
        var (saves, found) = (0, Readiness!.At);
        for (var minute = 0; minute < 35; minute++)
        {
            var record = Version("record");
            var before = Readiness!.At;
            TickFor(1);
            saves += Readiness!.At > before && Version("record") != record && bench.Record.LookedAt != Readiness.At ? 1 : 0;
        }

        Assert.Equal(0, saves);
        Assert.True(Readiness!.At > found);
    }

    [Fact]
    public void A_missing_permission_is_found_and_the_next_minute_confirms_it()
    {
        bench.TestBench.Cloud.Faults = point => point.Operation == "StartInstances" ? Fault.Denied : null;

        TickFor(3);

        var finding = Assert.Single(Readiness!.Findings);
        Assert.Equal(("web", Unready.Denied, 2), (finding.Step, finding.Why, finding.Looks));
        Assert.Equal("web", Assert.Single(Readiness.Told).Step);
    }

    [Fact]
    public void Nothing_is_asked_while_a_plan_moves()
    {
        TickFor(1);
        bench.DarkenPrimary();
        bench.Tick();
        var before = DryRuns.Count(call => call.ErrorCode == "DryRunOperation");
        TickFor(40);

        Assert.Equal(Phase.Recovered, bench.Record.Phase);
        Assert.Equal(before, DryRuns.Count(call => call.ErrorCode == "DryRunOperation"));
    }

    public void Dispose() => bench.Dispose();
}
