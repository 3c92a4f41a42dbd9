namespace DrFunctions.Tests.Museum;

/// <summary>Bugs in how decisions and people's words are kept.</summary>
static class StoreBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("Items", "Replaces", "a save has no condition", "Whoever saves last would win, and both would act.",
            "put.ConditionExpression =", "return; put.ConditionExpression ="),
        In("DecisionWrites", "Of", "history is not written", "What was done would be told by nobody.",
            "if (decision.History is { } entry)", "if (decision.History is { Number: < 0 } entry)"),
        In("RecordStore", "SaveAsync", "another's save counts as our own", "Two would act on the save of one.",
            "&& now.Owner == owner", ""),
        In("RecordStore", "SaveAsync", "a save that failed counts as made", "What is not in the table was not decided.",
            "now.Version == before.Version + 1 && now.Owner == owner", "now.Version >= before.Version"),
        In("RecordStore", "SaveAsync", "a save whose answer was lost counts as lost",
            "The attempt is in the record, and nobody has started it.",
            "now.Version == before.Version + 1 && now.Owner == owner", "now.Version < 0"),
        In("DecisionWrites", "Of", "a request stays in the table", "It would be answered again at every look.",
            "if (decision.Taken is { } taken)", "if (decision.Taken is { Id: \"none\" } taken)"),
        In("DecisionWrites", "Of", "failovers of all plans are saved apart", "Of two Regions at once each would be the only one.",
            "if (decision.RegionFailovers is { } failovers)", "if (decision.RegionFailovers is { Begun.Count: > 99 } failovers)"),
        In("DecisionWrites", "PutOf", "the newest failover of all plans wins",
            "Two Regions that begin at once would both be the first of the hour.",
            "new(RegionFailoversJson.Write(failovers));", "new(RegionFailoversJson.Write(failovers)); return new() { Item = item };"),
        In("RecordStore", "LoadAsync", "a plan's pause is ignored", "Somebody has paused, and would be overruled.",
            "(automation, sentence) = (Automation.Paused, PauseStore.Sentence(pause))", "sentence = PauseStore.Sentence(pause)"),
        In("PauseStore", "ReadOfAllAsync", "the pause of all is ignored", "Somebody has paused everything, and would be overruled.",
            "new(Automation.Paused, Sentence(pause))", "new(Automation.On, Sentence(pause))"),
        In("PauseStore", "ReadOfAllAsync", "a pause that cannot be read is none",
            "Whoever has paused would be overruled by a table that cannot be read.",
            "Automation.Unknown", "Automation.On"),
        In("StateTable", "PageAsync", "an old record is good enough", "A read that lags would decide by what was true before.",
            "(name, true)", "(name, false)"),
    ];

    static PlantedBug In(string type, string member, string name, string why, string find, string replace) =>
        new("store", name, why, type, member, find, replace);
}
