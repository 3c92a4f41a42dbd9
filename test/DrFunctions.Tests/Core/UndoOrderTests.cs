using System.Text.Json;
using DrFunctions.Cli;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;
using Record = DrFunctions.Core.Records.Record;

namespace DrFunctions.Tests.Core;

/// <summary>A plan whose file is not in the order of its dependencies: everybody is told the one order in which it is undone.</summary>
public sealed class UndoOrderTests
{
    static readonly Plan Plan = Files.Kinds.Read("wiki.json", """
        { "name": "wiki", "primary": "eu-west-1", "standby": "eu-central-1",
          "trigger": { "signals": [ { "probe": "https://dublin.wiki.example.com/health" } ] },
          "steps": [
            { "id": "traffic", "kind": "route53-switch", "via": "records", "zone": "Z0123456789ABC", "name": "wiki.example.com.",
              "setIdentifier": "standby", "after": ["healthy"] },
            { "id": "healthy", "kind": "http-check", "url": "https://frankfurt.wiki.example.com/health", "after": ["web"] },
            { "id": "cache", "kind": "ecs-scale", "cluster": "wiki", "service": "cache", "desired": 2, "after": ["web"] },
            { "id": "web", "kind": "ec2-start", "instances": ["i-0123456789abcdef0"] } ] }
        """) is { Plan: { } plan } ? plan : throw new InvalidOperationException("The plan of this test cannot be read.");

    static readonly string[] Order = ["cache", "traffic", "web"];

    [Fact]
    public void A_step_comes_after_all_that_it_depends_on() =>
        Assert.Equal(["web", "healthy", "traffic", "cache"], Plan.InOrder().Select(step => step.Id));

    [Fact]
    public void The_run_is_undone_the_other_way_round() => Assert.Equal(Order, Run.ToUndo(Plan).Select(step => step.Id));

    [Fact]
    public void The_email_names_that_order()
    {
        var input = new EmailInput(Plan, new Record { Plan = "wiki", Phase = Phase.FailingBack, Run = Run }, Walk.Begin, "");
        AssertOrder(Emails.GoingBack(input, new Ordered("ann", "a test"), Run.ToUndo(Plan)).Body, id => $"  {id} (");
    }

    [Fact]
    public void So_does_the_runbook()
    {
        var text = Runbook.Print(Plan, step => Files.Kinds.Of(step).Says(step));

        Assert.Contains("In reverse order: cache, traffic, web;", text, StringComparison.OrdinalIgnoreCase);
        AssertOrder(text, id => $". {id}: ", ["web", "healthy", "traffic", "cache"]);
    }

    [Fact]
    public void So_does_dr_failback() => AssertOrder(
        FailbackPreview.Of(Files.Kinds, new Record { Plan = "wiki", Phase = Phase.Recovered, Run = Run }), id => $". {id}: ");

    [Trait("about", "text")]
    [Fact]
    public void The_preview_says_whether_the_primary_s_health_is_checked()
    {
        var record = new Record
        {
            Plan = "wiki", Phase = Phase.Recovered, Run = Run,
            Signals = [new("probe p", SignalState.Down, "gives no answer", Walk.Begin), new("probe q", SignalState.Up, "answers", Walk.Begin)],
        };
        Assert.Contains("The loop first checks that the primary is healthy.", FailbackPreview.Of(Files.Kinds, record), StringComparison.Ordinal);
        var skips = FailbackPreview.Of(Files.Kinds, record, skipsHealth: true);
        Assert.Contains("The primary's health is NOT checked (--skip-health). At 2026-03-01 03:00:00Z, the last saved check, 1 of 2 signals were down (probe p gives no answer).", skips, StringComparison.Ordinal);
        Assert.DoesNotContain("first checks", skips, StringComparison.Ordinal);

        var unmoved = record with { Phase = Phase.Stuck, Run = Run with { Steps = Run.Steps.Remove("traffic") } };
        Assert.Contains("the primary's health is not checked", FailbackPreview.Of(Files.Kinds, unmoved), StringComparison.Ordinal);
    }

    static Run Run => new()
    {
        Id = "20260301T030000Z",
        Undoing = Undoing.Failback,
        Plan = JsonDocument.Parse(Plan.Source).RootElement,
        Steps = Run.NoSteps.SetItems(Plan.Steps.Select(step => KeyValuePair.Create(
            step.Id, new StepRecord { Progress = StepProgress.Done, Attempts = 1, DoneAt = Walk.Begin }))),
    };

    static void AssertOrder(string text, Func<string, string> place, string[]? order = null)
    {
        var places = (order ?? Order).Select(id => text.IndexOf(place(id), StringComparison.OrdinalIgnoreCase)).ToList();
        Assert.True(places.TrueForAll(at => at >= 0) && places.SequenceEqual(places.Order()), text);
    }
}
