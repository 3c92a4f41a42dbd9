using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Kinds;
using LocalAws;

namespace DrFunctions.Simulation.Scenarios;

/// <summary>What a scenario can use.</summary>
/// <param name="Note">Records something that happens in the world.</param>
/// <param name="Tick">Wakes the watch, as its schedule does.</param>
/// <param name="Command">Sends an event to OperatorFunction.</param>
/// <param name="Phase">The record's phase now.</param>
sealed record Stage(LocalCloud Cloud, PlanEstate Estate, Plan Plan, DateTimeOffset Disaster, Action<string> Note, Action Tick,
    Action<string> Command, Func<Phase> Phase)
{
    /// <summary>The functions' Lambda.</summary>
    public required LambdaPlatform Lambda { get; init; }

    /// <summary>Deploys what watches the watch from outside the standby Region.</summary>
    public required Action WatchStandby { get; init; }

    /// <summary>Wakes the watch with an event.</summary>
    public required Action<string> Wake { get; init; }

    public required string NoticeTopic { get; init; }

    /// <summary>A person sends a command to OperatorFunction.</summary>
    /// <param name="more">Further members of the event, each after a comma.</param>
    public void Say(string command, string more = "")
    {
        Note($"Ann sends the command {command}{more.Replace("\"", "", StringComparison.Ordinal).TrimEnd()}");
        Command($$"""{ "command": "{{command}}", "plan": "{{Plan.Name}}", "by": "Ann", "reason": "the rehearsal"{{more}} }""");
    }

    /// <summary>Runs the action this long after the phase is first seen.</summary>
    public void Once(Phase phase, TimeSpan after, Action action) => Cloud.World.After(TimeSpan.FromSeconds(1), () =>
    {
        if (Phase() == phase)
        {
            Cloud.World.After(after, action);
        }
        else
        {
            Once(phase, after, action);
        }
    });

    public void At(TimeSpan after, Action action) => Cloud.World.After(Disaster + after - Cloud.World.Now, action);

    public void At(TimeSpan after, string note, Action action) => At(after, () =>
    {
        action();
        Note(note);
    });
}
