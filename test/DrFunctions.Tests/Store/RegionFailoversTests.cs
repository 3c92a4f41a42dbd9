using DrFunctions.Core.Observations;
using DrFunctions.Store;
using LocalAws;
using Record = DrFunctions.Core.Records.Record;

namespace DrFunctions.Tests.Store;

/// <summary>The failovers of all plans change only together with a record, and only from the version that was read.</summary>
public sealed class RegionFailoversTests : IDisposable
{
    static readonly DateTimeOffset Then = new(2026, 1, 15, 2, 0, 0, TimeSpan.Zero);

    static readonly RegionFailovers One = new(
        new Dictionary<string, DateTimeOffset> { ["ap-southeast-1"] = Then },
        new Dictionary<string, Queued> { ["bank"] = new("us-east-1", Then) });

    readonly Shelf shelf = new();

    [Fact]
    public void It_is_read_as_it_was_saved()
    {
        Assert.Equal(Saving.Saved, Save(Both()));

        var read = Both().RegionFailovers!;
        Assert.Equal(1, read.Version);
        Assert.Equal(One.Begun, read.RegionFailovers.Begun);
        Assert.Equal(One.Queue, read.RegionFailovers.Queue);
    }

    [Fact]
    public void Of_two_plans_that_read_the_same_version_one_saves()
    {
        Save(Both());
        var before = Both();
        var other = before with { Record = new Record { Plan = "bank" }, Version = 0 };

        Assert.Equal(Saving.Saved, Save(other));
        Assert.Equal(Saving.Lost, Save(before));
        Assert.Equal((1, 2), (shelf.Load().Version, Both().RegionFailovers!.Version));
    }

    [Fact]
    public void The_first_save_of_all_is_lost_too_if_somebody_was_faster()
    {
        var before = Both();
        Save(Both() with { Record = new Record { Plan = "bank" } });

        Assert.Equal(Saving.Lost, Save(before));
        Assert.Equal(0, shelf.Load().Version);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"begun\":null,\"queue\":{}}")]
    [InlineData("7 of 9")]
    public void What_is_no_velocity_reads_as_none(string body) => Assert.Null(RegionFailoversJson.Read(body));

    [Fact]
    public void Where_it_cannot_be_read_it_is_not_known_and_nothing_else_is_harmed()
    {
        shelf.Cloud.Faults = point => point.Operation == "GetItem" ? Fault.Throttle : null;

        Assert.Null(shelf.Run(() => shelf.Store.LoadRegionFailoversAsync(CancellationToken.None)));
    }

    public void Dispose() => shelf.Dispose();

    Stored Both() => shelf.Load() with { RegionFailovers = shelf.Run(() => shelf.Store.LoadRegionFailoversAsync(CancellationToken.None)) };

    Saving Save(Stored before) => shelf.Save(before, Shelf.Decide(before, failovers: One));
}
