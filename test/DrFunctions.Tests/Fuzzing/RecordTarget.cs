using System.Text;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Explaining;
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
        return failovers is null ? read : read with
        {
            Wrong = RegionFailoversJson.Read(RegionFailoversJson.Write(failovers)) is null ? "it cannot be read again"
                : PlanTarget.Decide(Shop, Confirmed, failovers),
        };
    }

    /// <summary>As six plans that tell at once, so that a digest is due.</summary>
    public static FuzzResult OfBoard(byte[] bytes)
    {
        var body = Encoding.UTF8.GetString(bytes);
        var meter = new Meter();
        var (plan, turn) = (NoticeBoardJson.ReadPlan(body), NoticeBoardJson.ReadTurn(body));
        var read = meter.Stop(plan is not null || turn is not null, null);
        var entries = Enumerable.Range(0, 6).Select(number => new PlanNotices($"p{number}", true, Now, [])).ToList();
        var board = new NoticeBoard(plan is null ? entries : [.. entries, plan], turn);
        var due = Digests.Due(board, Now);
        Digests.After(board, due, Now);
        var email = due.Count == 0 ? null : DigestEmails.Of(due, "ap-northeast-1", "");
        return read with
        {
            Wrong = email is null ? null : email.Subject.Length > 100 ? "a subject is too long"
                : email.Body.Split('\n').Where(line => line.Length > 0).Select(FuzzResult.OfSentence)
                    .FirstOrDefault(wrong => wrong is not null),
        };
    }

    /// <summary>A failover would begin now, if other Regions' failovers let it.</summary>
    static DrFunctions.Core.Records.Record Confirmed { get; } = new()
    {
        Plan = "shop",
        Phase = Phase.Confirming,
        LookedAt = Now.AddSeconds(-10),
        SeenUp = SeenUp.Of(Shop),
        Down = new DownClock { Since = Now.AddMinutes(-5), Counted = TimeSpan.FromMinutes(5), LastDown = Now.AddSeconds(-10) },
    };

    public static FuzzResult OfReadiness(byte[] bytes)
    {
        var body = Encoding.UTF8.GetString(bytes);
        var meter = new Meter();
        var readiness = ReadinessJson.Read(body);
        var read = meter.Stop(readiness is not null, null);
        return readiness is null ? read : read with { Wrong = Wrong(readiness) };
    }

    /// <summary>As a quiet look and dr status use what was found before.</summary>
    static string? Wrong(Readiness readiness)
    {
        QuietLook.DueAt(readiness);
        var seen = Shop.Steps.ToDictionary(step => step.Id, _ => new StepCheck(StepObservation.Broken("it is away"), null));
        var (next, notice) = QuietLook.Decide(Shop, new DrFunctions.Core.Records.Record { Plan = "shop" }, readiness, seen, Now, "");
        return ReadinessJson.Read(ReadinessJson.Write(next)) is null ? "it cannot be read again"
            : notice is { Subject.Length: > 100 } ? "a subject is too long"
            : readiness.Findings.Concat(next.Findings).Any() && QuietLook.AsFact([.. readiness.Findings, .. next.Findings]) is { } fact
                ? FuzzResult.OfSentence(fact.ToString()) : null;
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
