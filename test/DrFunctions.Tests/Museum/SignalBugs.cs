namespace DrFunctions.Tests.Museum;

/// <summary>Bugs in how signals are read and counted.</summary>
static class SignalBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("SignalCount", "IsDown", "unknown signals count as down", "A signal that cannot be read would fail over a healthy primary.",
            "Down >= plan.Trigger.AtLeast", "Down + Unknown >= plan.Trigger.AtLeast"),
        In("SignalCount", "Holds", "unknown signals count as up",
            "An unreachable us-east-1 would call off the failover that it has caused.",
            "Down + Unknown >=", "Down >="),
        In("SignalCount", "Of", "the reference is ignored", "The standby's own network has failed, and the primary would be blamed.",
            "plan.Trigger.Reference.Count > 0", "plan.Trigger.Reference.Count > 1000"),
        In("SignalReader", "AnyAnswersAsync", "a reference that fails counts as answering",
            "A failure of the standby's own network would never be noticed.",
            "return answers.Contains(true);", "return answers.Length > 0;"),
        In("SignalReader", "ReadChunkAsync", "an alarm that cannot be read is down", "A denied read is not an outage.",
            "(chunk.Select(signal => new SignalObservation(signal, SignalState.Unknown",
            "(chunk.Select(signal => new SignalObservation(signal, SignalState.Down"),
        In("AlarmReading", "Of", "INSUFFICIENT_DATA is down", "An alarm without data shows neither up nor down.",
            "value == StateValue.ALARM ? SignalState.Down :", "value != StateValue.OK ? SignalState.Down :"),
        In("SignalReader", "DescribeAsync", "the alarm is not read again", "An alarm changes, and its first reading would count forever.",
            "return states;",
            "return heard = heard.UnionBy(states, one => one.Key).ToDictionary(); } Dictionary<string, (SignalState, "
            + "string)> heard = []; void End() {"),
        In("Prober", "AskOnceAsync", "a probe takes any status for good", "A front door that answers 503 serves nobody.",
            "if (status != probe.Status)", "if (status > 599)"),
    ];

    static PlantedBug In(string type, string member, string name, string why, string find, string replace) =>
        new("signals", name, why, type, member, find, replace);
}
