namespace DrFunctions.Tests.Museum;

/// <summary>Bugs in how decisions and people's words are kept.</summary>
static class StoreBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("Items", "a save has no condition", "Whoever saves last would win, and both would act.",
            "put.ConditionExpression = version == 0 ? \"attribute_not_exists(pk)\" : \"version = :version\";\n        put.ExpressionAttributeValues = version == 0 ? null : new() { [\":version\"] = Number(version) };", ""),
        In("RecordStore.Saves", "history is not written", "What was done would be told by nobody.",
            "if (decision.History is { } entry)", "if (decision.History is { Number: < 0 } entry)"),
        In("RecordStore.Saves", "another's save counts as our own", "Two would act on the save of one.",
            "now.Version == before.Version + 1 && now.Owner == owner ?", "now.Version == before.Version + 1 ?"),
        In("RecordStore.Saves", "a save that failed counts as made", "What is not in the table was not decided.",
            "return now.Version == before.Version + 1 && now.Owner == owner ? Saving.Saved", "return now.Version >= before.Version ? Saving.Saved"),
        In("RecordStore.Saves", "a save whose answer was lost counts as lost", "The attempt is in the record, and nobody has started it.",
            "return now.Version == before.Version + 1 && now.Owner == owner ? Saving.Saved", "return now.Version < 0 ? Saving.Saved"),
        In("RecordStore.Saves", "a request stays in the table", "It would be answered again at every look.",
            "if (decision.Taken is { } taken)", "if (decision.Taken is { Id: \"none\" } taken)"),
        In("RecordStore.Saves", "failovers of all plans are saved apart", "Of two Regions at once each would be the only one.",
            "if (decision.Velocity is { } velocity)", "if (decision.Velocity is { Begun.Count: > 99 } velocity)"),
        In("RecordStore.Saves", "the newest failover of all plans wins", "Two Regions that begin at once would both be the first of the hour.",
            "item[\"body\"] = new(VelocityJson.Write(velocity));\n        var put = new Put { TableName = table, Item = item };\n        put.Replaces(version);",
            "item[\"body\"] = new(VelocityJson.Write(velocity));\n        var put = new Put { TableName = table, Item = item };"),
        In("RecordStore", "a plan's pause is ignored", "Somebody has paused, and would be overruled.",
            "(automation, sentence) = (Automation.Paused, PauseSentence(pause));", "sentence = PauseSentence(pause);"),
        In("RecordStore.People", "the pause of all is ignored", "Somebody has paused everything, and would be overruled.",
            "is { } pause ? new(Automation.Paused, PauseSentence(pause)) : new(Automation.On, \"\");", "is { } pause ? new(Automation.On, PauseSentence(pause)) : new(Automation.On, \"\");"),
        In("RecordStore.People", "a pause that cannot be read is none", "Whoever has paused would be overruled by a table that cannot be read.",
            "return new(Automation.Unknown, Trouble.Say(e));", "return new(Automation.On, Trouble.Say(e));"),
        In("RecordStore", "an old record is good enough", "A read that lags would decide by what was true before.",
            "TableName = table,\n            ConsistentRead = true,\n            KeyConditionExpression = \"pk = :plan AND sk BETWEEN", "TableName = table,\n            KeyConditionExpression = \"pk = :plan AND sk BETWEEN"),
    ];

    static PlantedBug In(string file, string name, string why, string find, string replace) => new("store", name, why, $"src/DrFunctions/Store/{file}.cs", find, replace);
}
