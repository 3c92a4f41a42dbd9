using System.Text;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Fuzzing;

/// <summary>What lies in the table is read as what it is, or not at all.</summary>
static class RecordTarget
{
    static readonly DateTimeOffset Now = new(2026, 1, 15, 3, 0, 0, TimeSpan.Zero);
    static readonly Plan Shop = Files.Shop().Plan!;

    public static FuzzResult Record(byte[] bytes)
    {
        var body = Encoding.UTF8.GetString(bytes);
        var meter = new Meter();
        var record = RecordJson.Read(body, RecordJson.Schema);
        var read = meter.Stop(record is not null, null);
        return record is null ? read : read with { Wrong = Wrong(record) };
    }

    public static FuzzResult OfRegionFailovers(byte[] bytes)
    {
        var body = Encoding.UTF8.GetString(bytes);
        var meter = new Meter();
        var failovers = RegionFailoversJson.Read(body);
        var read = meter.Stop(failovers is not null, null);
        return failovers is null ? read
            : read with { Wrong = RegionFailoversJson.Read(RegionFailoversJson.Write(failovers)) is null ? "it cannot be read again" : null };
    }

    static string? Wrong(DrFunctions.Core.Records.Record record)
    {
        if (RecordJson.Read(RecordJson.Write(record), RecordJson.Schema) is null)
        {
            return "it cannot be read again";
        }

        // As the loop does: a run keeps to its pinned plan, and one that cannot be read stops there, with a sentence.
        var plan = record.Pinned() is { } run ? Files.Kinds.Read("pinned", run.Plan.GetRawText()).Plan : Shop;
        Driver.Yields(record, "somebody", "me", Now);
        return plan is null ? null : PlanTarget.Decide(plan, record);
    }
}
