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
        var (probe, needs) = (((HttpCheckSettings)step.Settings!).Probe, estate.Plan.Before(step));
        SwitchedName.SetHost(estate, probe.Url, PlanEstate.StandbyAddress);
        estate.Cloud.FrontDoors.Set(probe.Url.Host + probe.Url.AbsolutePath, step.Region,
            _ => estate.StandbyAppServes && needs.All(before => estate.MissingOf(before) is null
                || (estate.StandbyServesInPart && estate.Worlds.Of(before).ServesInPart(estate, before)))
                ? new DoorAnswer(probe.Status, probe.Contains ?? "ok")
                : new DoorAnswer(503, "not ready"));
    }

    public override IReadOnlyList<StandbyTrouble> Troubles => [StandbyTrouble.Unhealthy];

    public override string Bring(StandbyTrouble trouble, PlanEstate estate, Step step)
    {
        ArgumentNullException.ThrowIfNull(estate);
        estate.StandbyAppServes = false;
        return "the standby's application is broken";
    }

    public override StepRole? DrawnAs => StepRole.Verification;

    public override JsonObject Draw(Dice dice, string plan, int number)
    {
        ArgumentNullException.ThrowIfNull(dice);
        return new() { ["id"] = "check", ["kind"] = Kind, ["url"] = $"https://standby.{plan}.example/health", ["times"] = dice.Between(1, 3) };
    }
}
