using DrFunctions.Aws;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Kinds;
using DrFunctions.Steps;

namespace DrFunctions.Tests.Rehearsals;

/// <summary>
/// A kind and its world that another assembly brings: nothing in src knows them, and plans with them are rehearsed all the same.
/// </summary>
public sealed class OutsideKindTests
{
    readonly Belfry belfry = new();

    [Trait("about", "text")]
    [Fact]
    public void It_is_carried_out()
    {
        var report = Rehearsal.Run(Read("north"), "region-down", seed: 1, progress: null, worlds: Worlds);

        Assert.True(report.Passed, report.Verdict);
        Assert.Equal(["north"], belfry.Ringing);
        Assert.Contains(report.Timeline, entry => entry.Text.Contains("bell", StringComparison.Ordinal));
    }

    [Fact]
    public void It_is_undone()
    {
        var report = Rehearsal.Run(Read("north"), "approval-given", seed: 1, progress: null, worlds: Worlds);

        Assert.True(report.Passed, report.Verdict);
        Assert.Equal((1, 0), (belfry.Rings, belfry.Ringing.Count));
    }

    [Fact]
    public void The_standby_answers_only_when_its_step_is_truly_done()
    {
        belfry.IsBroken = true;

        var report = Rehearsal.Run(Read("north"), "region-down", seed: 1, progress: null, worlds: Worlds);

        Assert.Equal((false, Phase.Stuck), (report.Passed, report.Phase));
    }

    [Fact]
    public void Its_settings_are_checked_when_the_plan_is_read() => Assert.Contains(
        Read("").Mistakes, mistake => mistake.Sentence == "step \"bell\".tower must have 1 to 20 characters.");

    [Fact]
    public void A_plan_for_the_shipped_kinds_alone_is_refused() => Assert.Contains(
        Files.Kinds.Read("church.json", Text("north")).Mistakes, mistake => mistake.Sentence.Contains("kind is \"ring-bell\"", StringComparison.Ordinal));

    KindWorlds Worlds => KindWorlds.Shipped.With(new BellWorld(belfry), (_, _, _, _) => new BellStep(belfry));

    PlanReading Read(string tower)
    {
        var calls = new Calls(TimeProvider.System);
        using var aws = new AwsClients();
        using var prober = new Prober(calls);
        return new StepKinds(aws, prober, calls, TimeProvider.System, Worlds.Kinds).Read("church.json", Text(tower));
    }

    static string Text(string tower) => $$"""
        { "name": "church", "primary": "eu-west-1", "standby": "eu-central-1",
          "trigger": { "signals": [ { "probe": "https://primary.church.example/health" } ], "for": "30s" },
          "steps": [
            { "id": "bell", "kind": "ring-bell", "tower": "{{tower}}" },
            { "id": "check", "kind": "http-check", "url": "https://standby.church.example/health", "after": ["bell"] },
            { "id": "traffic", "kind": "route53-switch", "via": "records", "zone": "Z1", "name": "www.church.example.", "setIdentifier": "standby", "after": ["check"] }
          ] }
        """;

    sealed class Belfry
    {
        public SortedSet<string> Ringing { get; } = new(StringComparer.Ordinal);

        public int Rings { get; private set; }

        public bool IsBroken { get; set; }

        public void Ring(string tower)
        {
            Rings++;
            if (!IsBroken)
            {
                Ringing.Add(tower);
            }
        }
    }

    sealed record BellSettings(string Tower);

    sealed class BellStep(Belfry belfry) : UndoableKind<BellSettings>
    {
        public override string Name => "ring-bell";

        public override Grant Grant { get; } = new("RingBell", []);

        protected override StepRole Role => StepRole.Capacity;

        protected override TimeSpan Limit => TimeSpan.FromMinutes(1);

        protected override BellSettings? Read(Fields fields) =>
            fields.Text("tower", "The tower whose bell rings.", required: true, most: 20) is { } tower ? new BellSettings(tower) : null;

        protected override string Says(Step step, BellSettings settings) => $"ring the bell of the tower {settings.Tower}";

        protected override Task<StepObservation> ObserveAsync(StepAt step, BellSettings settings, CancellationToken cancellation) =>
            Task.FromResult(belfry.Ringing.Contains(settings.Tower) ? StepObservation.Done("the bell rings") : StepObservation.NotStarted("the bell is silent"));

        protected override Task<string?> StartAsync(IReadOnlyList<(StepAt At, BellSettings Settings)> group, CancellationToken cancellation)
        {
            belfry.Ring(group[0].Settings.Tower);
            return Task.FromResult<string?>(null);
        }

        protected override Task<StepObservation> ObserveUndoAsync(StepAt step, BellSettings settings, CancellationToken cancellation) =>
            Task.FromResult(belfry.Ringing.Contains(settings.Tower) ? StepObservation.NotStarted("the bell rings") : StepObservation.Done("the bell is silent"));

        protected override Task<string?> UndoAsync(StepAt step, BellSettings settings, CancellationToken cancellation)
        {
            belfry.Ringing.Remove(settings.Tower);
            return Task.FromResult<string?>(null);
        }

        protected override string SaysUndo(StepAt step, BellSettings settings) => $"silence the bell of the tower {settings.Tower}";
    }

    sealed class BellWorld(Belfry belfry) : KindWorld
    {
        public override string Kind => "ring-bell";

        public override string? MissingOf(PlanEstate estate, Step step) =>
            belfry.Ringing.Contains(Of(step).Tower) ? null : $"the bell of {Of(step).Tower} is silent";

        public override IEnumerable<Standing> Standing(PlanEstate estate, Step step) => [new("the bells", $"{belfry.Ringing.Count} ring")];

        static BellSettings Of(Step step) => (BellSettings)step.Settings!;
    }
}
