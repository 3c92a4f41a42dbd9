using System.Text;
using System.Text.Json;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;
using DrFunctions.Steps.Ec2Start;
using DrFunctions.Store;
using DrFunctions.Tests.Core;

namespace DrFunctions.Tests.Store;

/// <summary>Whatever a run finds, its record can be saved: DynamoDB takes 400 KB for an item, and LocalAws as much.</summary>
public sealed class RecordSizeTests : IDisposable
{
    readonly Shelf shelf = new();

    /// <summary>Up to a thousand instances in each of two hundred steps, as tags may find them: the plan itself is small.</summary>
    [Theory]
    [InlineData(200, 1)]
    [InlineData(8, 1000)]
    [InlineData(20, 1000)]
    [InlineData(200, 1000)]
    public void A_run_at_the_limits_of_a_plan_is_saved_look_by_look_and_recovers(int steps, int instances)
    {
        var walk = Of(steps, instances);
        walk.Down();
        while (walk.Phase != Phase.Recovered)
        {
            SaveAndRead(walk);
            if (walk.Starts.Count == steps)
            {
                walk.AllDone();
            }

            Assert.True(walk.Now < Walk.Begin.AddMinutes(20), walk.Record.Because);
        }

        SaveAndRead(walk);
        Assert.Equal(steps, walk.Record.Run!.Steps.Values.Count(step => step.Progress == StepProgress.Done && step.Attempts == 1));
    }

    /// <summary>Stored compressed, a record has lost nothing.</summary>
    [Fact]
    public void Nothing_is_given_up_that_fits()
    {
        var walk = Of(7, 1000);
        walk.Down();
        while (walk.Starts.Count < 7)
        {
            SaveAndRead(walk);
        }

        Assert.True(RecordJson.Write(walk.Record).Length > RecordBody.Most);
        Assert.All(walk.Record.Run!.Steps.Values, step => Assert.Equal(1000, Ec2StartLedger.Parse(step.Ledger)!.Stopped.Count));
        Assert.Empty(Facts<LedgersGivenUp>(walk));
        var (body, schema) = RecordBody.Write(walk.Record);
        Assert.Equal(RecordBody.PackedSchema, schema);
        Assert.InRange(Encoding.UTF8.GetByteCount(body), 1, RecordBody.Most);
        Assert.Equal(RecordJson.Write(walk.Record), RecordBody.TextOf(body));
    }

    /// <summary>Nothing is undone of which nobody knows what it was before.</summary>
    [Fact]
    public void What_does_not_fit_is_named_and_told_and_left_by_an_undo()
    {
        var walk = Of(200, 1000);
        walk.Down();
        while (walk.Starts.Count < 200)
        {
            SaveAndRead(walk);
        }

        var given = Facts<LedgersGivenUp>(walk).SelectMany(fact => fact.Steps).Distinct().ToList();
        var kept = walk.Record.Run!.Steps.Where(step => step.Value.Ledger is not null).Select(step => step.Key).ToList();
        Assert.InRange(kept.Count, 5, 20);
        Assert.Equal(200, kept.Count + given.Count);
        Assert.Empty(kept.Intersect(given));
        Assert.Contains(walk.Told, notice => notice.Kind == NoticeKind.NotKept);
    }

    [Fact]
    public void A_damaged_body_is_refused()
    {
        var record = new DrFunctions.Core.Records.Record { Plan = "shop" };
        var (body, _) = RecordBody.Write(record with { Outbox = [new Notice("1", Walk.Begin, NoticeKind.Late, "", Random(400_000))] });
        Assert.StartsWith("br:", body, StringComparison.Ordinal);

        Assert.Null(RecordBody.TextOf(body[..^8]));
        Assert.Null(RecordBody.TextOf("br:not base64"));
        Assert.Null(RecordBody.TextOf($"br:{Convert.ToBase64String(new byte[100])}"));
        Assert.Null(RecordBody.TextOf("br:"));
    }

    [Fact]
    [Trait("about", "text")]
    public void The_email_says_what_an_undo_will_leave()
    {
        var walk = Of(24, 1000);
        walk.Down();
        while (walk.Starts.Count < 24)
        {
            walk.Look();
        }

        ReviewedEmails.Assert("not-kept", ("more resources than a record can list", walk.Told.First(notice => notice.Kind == NoticeKind.NotKept)));
    }

    public void Dispose() => shelf.Dispose();

    static Walk Of(int steps, int instances)
    {
        var json = string.Join(",\n", Enumerable.Range(0, steps).Select(step => $$"""{ "id": "web-{{step}}", "kind": "start" }"""));
        var walk = new Walk($"[{json}]");
        foreach (var (step, number) in walk.Plan.Steps.Select((step, number) => (step, number)))
        {
            walk.Steps[step.Id] = StepObservation.NotStarted($"{instances} instances are stopped") with { Saw = Found(number, instances) };
        }

        return walk;
    }

    /// <summary>Ids as AWS draws them: nothing in them repeats.</summary>
    static JsonElement Found(int step, int instances) => new Ec2StartLedger(new SortedDictionary<string, string>(
        Enumerable.Range(0, instances).Select(number => Ec2StartLedger.MarkOf($"{step} {number}"))
            .ToDictionary(mark => $"i-0{mark}{Ec2StartLedger.MarkOf(mark)}", mark => mark), StringComparer.Ordinal)).ToJson();

    /// <summary>One look whose decision is saved, and whose record is then read again, as another invocation would.</summary>
    void SaveAndRead(Walk walk)
    {
        var before = shelf.Load();
        var decision = walk.Look();
        if (decision.NeedsSave)
        {
            Assert.Equal(Saving.Saved, shelf.Save(before, decision with { RegionFailovers = null, Claimed = [] }));
            walk.Record = shelf.Load().Record;
        }
    }

    /// <summary>Text that hardly can be compressed, so that its body is long.</summary>
    static string Random(int length) => string.Concat(Enumerable.Range(0, length / 8).Select(number => Ec2StartLedger.MarkOf($"{number}")));

    static List<T> Facts<T>(Walk walk) => [.. walk.History.SelectMany(entry => entry.Facts).OfType<T>()];
}
