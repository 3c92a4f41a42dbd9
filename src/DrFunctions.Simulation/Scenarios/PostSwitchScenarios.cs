using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;
using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Kinds;

namespace DrFunctions.Simulation.Scenarios;

/// <summary>What may be wrong once users were moved: DNS does not follow, the standby fails, somebody takes the switch back.</summary>
static class PostSwitchScenarios
{
    const string Elsewhere = "ns1.elsewhere.example";

    static readonly TimeSpan FailsAfter = TimeSpan.FromMinutes(3);
    static readonly TimeSpan FailsFor = TimeSpan.FromMinutes(3);
    static readonly TimeSpan PutBackAfter = TimeSpan.FromHours(2);

    /// <summary>Longer than the half hour within which it is found.</summary>
    static readonly TimeSpan RepairedAfter = TimeSpan.FromMinutes(45);

    /// <summary>After the answers of a minute, two readings of DNS that are a minute apart, each in a minute's check.</summary>
    static readonly TimeSpan Answered = TimeSpan.FromMinutes(20);

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("dns-lies", "The primary Region becomes unreachable, and the name's registrar delegates it to other name servers, which know nothing of the "
            + "switch: the records are right, users stay where they were, and people are told.",
            Phase.Recovered, DelegatedElsewhere)
        {
            LeastTime = Answered,
            Lacks = (plan, worlds) => plan.LacksTraffic(worlds),
            Also = outcome => outcome.NamesAre(NameState.Elsewhere) ?? outcome.ToldOtherThan(1, NoticeKind.UsersElsewhere)
                ?? outcome.Unsaid,
        },
        new("secondary-stale", "The primary Region becomes unreachable, and one of the name's name servers does not follow the switch: some users stay where "
            + "they were, and people are told, and told again when it follows.",
            Phase.Recovered, StaleSecondary)
        {
            LeastTime = Answered + TimeSpan.FromMinutes(15),
            Lacks = (plan, worlds) => plan.LacksTraffic(worlds),
            Also = outcome => outcome.NamesAre(NameState.AtStandby) ?? outcome.NotFound(PostSwitchTrouble.NameElsewhere)
                ?? outcome.ToldOtherThan(1, NoticeKind.UsersElsewhere)
                ?? outcome.ToldOtherThan(1, NoticeKind.PostSwitchOver),
        },
        new("dns-unreadable", "The primary Region becomes unreachable, and none of the name's name servers answers: it is said that DNS could not be asked, "
            + "and nobody is told of a mismatch.",
            Phase.Recovered, Silent)
        {
            LeastTime = Answered,
            Lacks = (plan, worlds) => plan.LacksTraffic(worlds),
            Also = outcome => outcome.NamesAre(NameState.Unknown) ?? outcome.ToldOtherThan(0, NoticeKind.UsersElsewhere),
        },
        new("standby-fails-later", "The primary Region becomes unreachable, and three minutes after the recovery the standby's application fails for three "
            + "minutes: people are told at once, and told when it is over.",
            Phase.Recovered, FailsLater)
        {
            LeastTime = TimeSpan.FromMinutes(25),
            Lacks = (plan, worlds) => plan.LacksTarget(worlds, StandbyTrouble.Unhealthy),
            Also = outcome => outcome.ToldOtherThan(1, NoticeKind.StandbyFails) ?? outcome.ToldOtherThan(1, NoticeKind.PostSwitchOver)
                ?? outcome.ToldOtherThan(0, NoticeKind.UsersElsewhere)
                ?? outcome.ToldLate(NoticeKind.StandbyFails, FailsAfter + TimeSpan.FromMinutes(2.5)),
        },
        new("records-put-back", "The primary Region becomes unreachable, and two hours after the recovery a deployment puts back what was switched: people "
            + "are told once, and one of them switches by hand again.",
            Phase.Recovered, PutBack)
        {
            LeastTime = PutBackAfter + TimeSpan.FromMinutes(70),
            Lacks = (plan, worlds) => plan.LacksTarget(worlds, StandbyTrouble.PutBack),
            Also = outcome => outcome.ToldOtherThan(1, NoticeKind.PutBack) ?? outcome.ToldOtherThan(0, NoticeKind.UsersElsewhere)
                ?? outcome.ToldOtherThan(1, NoticeKind.PostSwitchOver),
        },
    ];

    static void DelegatedElsewhere(Stage stage)
    {
        ScenarioPlays.RegionDown(stage);
        stage.At(TimeSpan.Zero, $"the registrar delegates the name to {Elsewhere}", () =>
            Names(stage).ForEach(name => stage.Cloud.Route53.Dns.Delegate(name, stage.Cloud.World.Now, Elsewhere)));
    }

    static void StaleSecondary(Stage stage)
    {
        ScenarioPlays.RegionDown(stage);
        var dns = stage.Cloud.Route53.Dns;
        stage.At(TimeSpan.Zero, "one of the name servers does not follow any more", () =>
            Names(stage).ForEach(name => dns.Freeze(dns.ServersOf(name)[^1], stage.Cloud.World.Now)));
        stage.Once(Phase.Recovered, TimeSpan.FromMinutes(8), () =>
        {
            dns.Mend();
            stage.Note("the name server follows again");
        });
    }

    static void Silent(Stage stage)
    {
        ScenarioPlays.RegionDown(stage);
        var dns = stage.Cloud.Route53.Dns;
        stage.At(TimeSpan.Zero, "no name server answers", () => Names(stage).SelectMany(dns.ServersOf).ToList().ForEach(dns.Silence));
    }

    static void FailsLater(Stage stage)
    {
        ScenarioPlays.RegionDown(stage);
        stage.Once(Phase.Recovered, FailsAfter, () =>
        {
            stage.Estate.StandbyAppServes = false;
            stage.Note($"the application in {stage.Plan.Standby} fails");
            stage.Cloud.World.After(FailsFor, () =>
            {
                stage.Estate.StandbyAppServes = true;
                stage.Note($"the application in {stage.Plan.Standby} answers again");
            });
        });
    }

    static void PutBack(Stage stage)
    {
        ScenarioPlays.RegionDown(stage);
        stage.Once(Phase.Recovered, PutBackAfter, () => ScenarioPlays.BringNow(stage, StandbyTrouble.PutBack));
        stage.Once(Phase.Recovered, PutBackAfter + RepairedAfter, () => ScenarioPlays.BringNow(stage, StandbyTrouble.SwitchedAlready));
    }

    static List<string> Names(Stage stage) => [.. SwitchedName.Of(stage.Estate)];

    extension(ScenarioOutcome outcome)
    {
        /// <summary>What the record says of the names by DNS.</summary>
        string? NamesAre(NameState state)
        {
            var found = outcome.Record.Run!.PostSwitch.Names;
            var moved = outcome.Plan.Steps.Where(step => step.Traits.Role == StepRole.Traffic);
            return moved.FirstOrDefault(step => found.FirstOrDefault(name => name.Step == step.Id)?.State != state) is { } wrong
                ? $"DNS should be found {state} for {wrong.Id}, and the record says {found.FirstOrDefault(name => name.Step == wrong.Id)?.ToString() ?? "nothing"}."
                : null;
        }

        /// <summary>
        /// The history must tell of the finding: a request to the name, for one, may show by luck what DNS should have shown.
        /// </summary>
        string? NotFound(PostSwitchTrouble what) => Enumerable.Range(1, (int)outcome.Record.HistoryCount)
            .Select(number => outcome.Cloud.DynamoDb.Item(
                outcome.Plan.Standby, HomeEstate.Table, $"plan#{outcome.Plan.Name}", $"history#{number:D20}"))
            .SelectMany(entry => FactJson.Read((string?)entry?["facts"]?["S"] ?? "[]") ?? [])
            .OfType<PostSwitchFound>().SelectMany(found => found.Findings).Any(found => found.What == what) ? null
            : $"The history has nothing of {what}.";

        /// <summary>What the plan says of itself must not end with "the standby serves".</summary>
        string? Unsaid => outcome.Record.Fact is NoAction { Why: StandbyServes { Found: not null } } ? null
            : $"The record does not say that users are elsewhere: {outcome.Record.Because}";

        string? ToldLate(NoticeKind kind, TimeSpan most) => outcome.Emails.FirstOrDefault(email => email.Kind == kind) is { } told
            && told.At - outcome.Record.Run!.RecoveredAt > most ? $"People were told only {Durations.Say(told.At - outcome.Record.Run.RecoveredAt!.Value)} after the recovery." : null;
    }
}
