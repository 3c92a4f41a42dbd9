using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Kinds;
using LocalAws;

namespace DrFunctions.Simulation.Scenarios;

/// <summary>What a scenario may play with.</summary>
/// <param name="Note">Tells something that happens in the world.</param>
/// <param name="Tick">Wakes the watch, as its schedule does.</param>
/// <param name="Command">Sends an event to OperatorFunction.</param>
/// <param name="Phase">Where the record stands now.</param>
sealed record Stage(LocalCloud Cloud, PlanEstate Estate, Plan Plan, DateTimeOffset Disaster, Action<string> Note, Action Tick, Action<string> Command, Func<Phase> Phase)
{
    /// <summary>A person says something to OperatorFunction.</summary>
    public void Say(string command)
    {
        Note($"Ann says {command}");
        Command($$"""{ "command": "{{command}}", "plan": "{{Plan.Name}}", "by": "Ann", "reason": "the rehearsal" }""");
    }

    /// <summary>Once a phase has been seen for so long.</summary>
    public void Once(Phase phase, TimeSpan after, Action action) => Cloud.World.After(TimeSpan.FromSeconds(5), () =>
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
