using DrFunctions.Core.Plans;
using LocalAws;

namespace DrFunctions.Simulation.Scenarios;

/// <summary>What happens in the scenarios about how signals are counted.</summary>
static class WitnessPlays
{
    /// <summary>The plan was deployed before its primary.</summary>
    public static void NeverUp(Stage stage)
    {
        stage.Estate.PrimaryAppServes = false;
        stage.Note($"the front doors in {stage.Plan.Primary} do not answer yet");
    }

    public static void Disagree(Stage stage) => stage.At(TimeSpan.Zero, $"the functions' way to {stage.Plan.Primary} breaks",
        () => Answer(stage, Probes(stage), DoorAnswer.Hang));

    public static void Refused(Stage stage) => stage.At(TimeSpan.Zero, "the primary's firewall refuses the functions' probes",
        () => Answer(stage, Probes(stage), new DoorAnswer(403, "Forbidden")));

    public static void Silenced(Stage stage)
    {
        foreach (var signal in stage.Plan.Trigger.Signals.OfType<AlarmSignal>())
        {
            stage.Cloud.CloudWatch.Find(signal.Region, signal.Alarm)!.ActionsEnabled = false;
        }

        stage.Note("somebody disables the actions of the alarms");
        stage.At(TimeSpan.Zero, "the health check reports unhealthy, and is wrong; one front door fails", () =>
        {
            ScenarioPlays.Err(stage, true);
            Answer(stage, [Probes(stage)[0]], new DoorAnswer(503, "broken"));
        });
    }

    static List<string> Probes(Stage stage) =>
        [.. stage.Plan.Trigger.Signals.OfType<ProbeSignal>().Select(signal => signal.Probe.Url.Host)];

    /// <summary>What the functions' probes of these hosts get; all others are answered as before.</summary>
    static void Answer(Stage stage, IReadOnlyList<string> hosts, DoorAnswer answer) =>
        stage.Cloud.ProbeFaults = host => hosts.Contains(host) ? answer : null;

    public static void Armed(Stage stage)
    {
        NeverUp(stage);
        stage.At(TimeSpan.Zero, () => stage.Say("arm"));
    }
}
