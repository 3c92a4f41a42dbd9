namespace DrFunctions.Tests.Museum;

/// <summary>Bugs about capacity that comes late, in part, or goes again, and about a run that is Stuck because of it.</summary>
static class CapacityBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("StuckPhase", "Decide", "Stuck is final", "A cause that passed at four would wait for a person until morning.",
            "ready.Count > 0 ? Resume", "ready.Count > 99 ? Resume")
            with { Scenario = "long-throttle" },
        In("StuckPhase", "Decide", "a Stuck run goes on whatever the signals say", "Users would be moved away from a primary that is up.",
            "draft.Signals.IsDown(draft.Plan) &&", "draft.Signals.MayBeDown(draft.Plan) &&"),
        In("StuckPhase", "Resumable", "a run that a person has taken over goes on by itself", "Two would act: a person, and DrFunctions.",
            "run is not { TakenOverBy: null, StoppedByPause: false }", "run is not { StoppedByPause: false }"),
        In("StuckPhase", "Resumable", "a data step is tried again by itself", "Whether data may be promoted is for a person to say.",
            "&& step.Traits.Role != StepRole.Data", ""),
        In("RecoveringStep", "StartIfAllowed", "a resumed step is started again and again", "It has one start per five minutes.",
            "record is { Resumed: true, Unsent: false }", "record is { Resumed: true, Unsent: true }"),
        In("RecoveringStep", "IsTooLate", "an unreadable AWS makes a limit endless", "A person would never be called.",
            "record.Hindered < limits ? record.Hindered : limits", "record.Hindered"),
        In("RecoveringPhase", "Stuck", "each try of a Stuck run is an email", "People learn to ignore emails that come every five minutes.",
            "if (isNews)", "if (isNews || draft.Now > draft.Record.LookedAt)")
            with { Scenario = "long-throttle" },
        In("DoneCapacity", "Watched", "what was done is not looked at again", "Stuck would blame the front door, for a service somebody scaled to 0.",
            "needed.Contains(step) || run.Of(step).Degraded", "run.Of(step).Degraded")
            with { Scenario = "falls-back" },
        In("DoneCapacity", "Advance", "one reading is enough to start again", "A stale reading would start what runs.",
            "if (record.Doubted)", "if (record.Doubted || draft.Now > draft.Record.LookedAt)"),
        In("RecoveringPhase", "IsMoving", "what depends on fallen capacity goes on", "The run would wait for ever for a step that cannot advance.",
            "&& step.After.All(draft.Run.IsDone)", "&& (step.After.All(draft.Run.IsDone) || draft.Of(step).Progress == StepProgress.Started)"),
        In("DegradedCapacity", "IsEnough", "half of the capacity is never enough", "Users would wait for the last of a hundred tasks.",
            "capacity.Serving * 100 >= step.Acceptable * capacity.Needed", "capacity.Serving >= capacity.Needed")
            with { Scenario = "part-of-capacity" },
        In("RecoveringPhase", "Recovered", "what moved nobody is a recovery", "People would sleep on while users stay with the dead primary.",
            "{ Steps.Count: > 0 } unmoved", "{ Steps.Count: > 99 } unmoved")
            with { Scenario = "nothing-moved" },
    ];

    static PlantedBug In(string type, string member, string name, string why, string find, string replace) =>
        new("capacity", name, why, type, member, find, replace);
}
