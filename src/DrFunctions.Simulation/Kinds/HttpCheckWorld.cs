using System.Text.Json.Nodes;
using DrFunctions.Core.Plans;
using DrFunctions.Simulation.Chaos;
using DrFunctions.Steps.HttpCheck;
using LocalAws;

namespace DrFunctions.Simulation.Kinds;

/// <summary>
/// The world of http-check: a front door of the standby, which answers once the steps that the check waits for are truly done.
/// </summary>
public sealed class HttpCheckWorld : KindWorld
{
    public override string Kind => "http-check";

    public override void Furnish(PlanEstate estate, Step step)
    {
        ArgumentNullException.ThrowIfNull(estate);
        ArgumentNullException.ThrowIfNull(step);
        var (probe, needs) = (ProbeOf(step), estate.Plan.Before(step));
        SwitchedName.SetHost(estate, probe.Target, PlanEstate.StandbyAddress);
        estate.Cloud.FrontDoors.SetNames(probe.Target.Host, new DoorNames(NamesOf(estate, step), NamesOf(estate, step)));
        estate.Cloud.FrontDoors.Set(probe.Target.Host + probe.Url.AbsolutePath, step.Region,
            _ => estate.StandbyAppServes && needs.All(before => estate.MissingOf(before) is null
                || (estate.StandbyServesInPart && estate.Worlds.Of(before).ServesInPart(estate, before)))
                ? new DoorAnswer(probe.Status, probe.Contains ?? "ok")
                : new DoorAnswer(503, "not ready"));
    }

    static Probe ProbeOf(Step step) => ((HttpCheckSettings)step.Settings!).Probe;

    /// <summary>The names that users, and the plan, ask for at the step's front door.</summary>
    static IReadOnlyList<string> NamesOf(PlanEstate estate, Step step) =>
    [
        ProbeOf(step).Target.Host,
        .. estate.StepsOf<HttpCheckWorld>().Select(ProbeOf).Where(probe => probe.Target.Host == ProbeOf(step).Target.Host)
            .Select(probe => probe.Url.IdnHost),
    ];

    public override IReadOnlyList<StandbyTrouble> Troubles => [StandbyTrouble.Unhealthy, StandbyTrouble.OwnNameOnly];

    public override string Bring(StandbyTrouble trouble, PlanEstate estate, Step step)
    {
        ArgumentNullException.ThrowIfNull(estate);
        if (trouble == StandbyTrouble.OwnNameOnly)
        {
            return ServeOwnName(estate, step);
        }

        estate.StandbyAppServes = false;
        return "the standby's application is broken";
    }

    /// <summary>Of the two places where the users' name belongs, one lacks it.</summary>
    static string ServeOwnName(PlanEstate estate, Step step)
    {
        var (own, all, lacksRule) = (ProbeOf(step).Target.Host, NamesOf(estate, step), estate.Cloud.World.Seed % 2 == 0);
        estate.Cloud.FrontDoors.SetNames(own, lacksRule ? new DoorNames(all, [own]) : new DoorNames([own], all));
        return $"the {(lacksRule ? "host rules" : "certificate")} of {own} {(lacksRule ? "have" : "has")} no other name";
    }

    public override StepRole? DrawnAs => StepRole.Verification;

    public override JsonObject Draw(Dice dice, string plan, int number)
    {
        ArgumentNullException.ThrowIfNull(dice);
        var (door, times) = ($"standby.{plan}.example", dice.Between(1, 3));
        var step = new JsonObject { ["id"] = "check", ["kind"] = Kind, ["url"] = $"https://{door}/health", ["times"] = times };
        if (times == 2)
        {
            // Without a draw of its own, which would change all that earlier seeds drew.
            (step["url"], step["connectTo"]) = ($"https://www1.{plan}.example/health", door);
        }

        return step;
    }
}
