using System.Text.Json;
using DrFunctions.Commands;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using Record = DrFunctions.Core.Records.Record;

namespace DrFunctions.Tests.Functions;

/// <summary>What the table of verbs and the status say of a phase is what the decider accepts in it.</summary>
public sealed class VerbTests
{
    static readonly DateTimeOffset Now = new(2026, 1, 15, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_command_of_the_loop_has_one_row() =>
        Assert.Equal(Enum.GetValues<Command>(), Verbs.All.Select(verb => verb.Command).OfType<Command>().Order());

    [Fact]
    public void A_verb_is_accepted_in_the_phases_of_its_row_and_refused_in_all_others()
    {
        foreach (var (verb, phase) in from verb in Verbs.All where verb.Command is not null from phase in Enum.GetValues<Phase>() select (
            verb, phase))
        {
            Assert.True(verb.Phases.Contains(phase) == Accepts(verb, In(phase), Automation.On), $"{verb.Name} in {phase}");
        }
    }

    [Fact]
    public void A_disarmed_plan_accepts_only_the_verb_that_arms_it() => Assert.All(Verbs.All.Where(verb => verb.Command is not null),
        verb => Assert.Equal(verb.PhasesIfDisarmed.Contains(Phase.Watching), Accepts(verb, Disarmed, Automation.On)));

    [Fact]
    public void The_status_offers_every_verb_that_fits_the_phase()
    {
        foreach (var record in Enum.GetValues<Phase>().Select(In).Append(Disarmed))
        {
            var fits = Verbs.All.Where(verb => verb.Command is not null && Accepts(verb, record, Automation.On)).Select(verb => verb.Name);
            Assert.Equal(fits, AllowedVerb.Of(record, Automation.On).Select(allowed => allowed.Name).Where(name => name != Verbs.Pause));
        }
    }

    [Theory]
    [InlineData(Automation.On)]
    [InlineData(Automation.Paused)]
    [InlineData(Automation.Unknown)]
    public void The_status_offers_only_what_is_accepted(Automation automation)
    {
        foreach (var record in Enum.GetValues<Phase>().Select(In).Append(Disarmed))
        {
            foreach (var allowed in AllowedVerb.Of(record, automation).Where(allowed => Verbs.Find(allowed.Name)!.Command is not null))
            {
                Assert.True(Accepts(Verbs.Find(allowed.Name)!, record, automation, allowed.Flags.Count > 0), $"{allowed.Name} in {record.Phase}");
            }
        }
    }

    [Fact]
    public void An_option_is_the_member_of_the_event_as_a_command_line_has_it() =>
        Assert.Equal(["--accept-standby", "--override-pause", "--override-shadow", "--skip-health"], Verbs.Flags.Select(flag => flag.Option).Order(StringComparer.Ordinal));

    [Fact]
    public void A_flag_that_is_written_is_read()
    {
        var request = new Request("a", Command.Failover, Now, "ann", "a test");
        Assert.All(Verbs.Flags, flag => Assert.Equal([flag], Verbs.Flags.Where(other => other.IsIn(flag.Widen(request)))));
    }

    static bool Accepts(Verb verb, Record record, Automation automation, bool widened = true)
    {
        var request = new Request("a", verb.Command!.Value, Now, "ann", "a test");
        var plan = Files.Shop().Plan!;
        var snapshot = new Snapshot
        {
            Signals = [.. plan.Trigger.Signals.Select(signal => new SignalObservation(signal, SignalState.Up, "is up"))],
            Requests = [verb.Flags.Where(_ => widened).Aggregate(request, (wider, flag) => flag.Widen(wider))],
            RegionFailovers = RegionFailovers.None,
            Automation = automation,
        };
        return Decider.Decide(plan, record, snapshot, Now).Next.Answered!.Accepted;
    }

    static Record Disarmed => In(Phase.Watching) with { Disarmed = new("ann", Now, "a test") };

    static Record In(Phase phase) => new()
    {
        Plan = "shop",
        Phase = phase,
        LookedAt = Now,
        Unacted = new UnactedOutage(Unacted.Cooldown, Now),
        Run = phase is Phase.Watching or Phase.Confirming or Phase.AwaitingApproval or Phase.Declined ? null : new Run
        {
            Id = "20260115T025900Z",
            Purpose = phase == Phase.Drilling ? RunPurpose.Drill : RunPurpose.Failover,
            Undoing = phase == Phase.FailingBack ? Undoing.Failback : null,
            Plan = JsonDocument.Parse(Files.Shop().Plan!.Source).RootElement,
        },
    };
}
