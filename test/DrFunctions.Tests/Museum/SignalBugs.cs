namespace DrFunctions.Tests.Museum;

/// <summary>Bugs in how signals are read and counted.</summary>
static class SignalBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("SignalCount", "IsDown", "unknown signals count as down", "What cannot be read would fail over a primary that is well.",
            "Down >= plan.Trigger.AtLeast", "Down + Unknown >= plan.Trigger.AtLeast"),
        In("SignalCount", "MayBeDown", "unknown signals count as up", "A dark us-east-1 would call off the failover that it has caused.",
            "Down + Unknown >=", "Down >="),
        In("SignalCount", "Of", "the reference is ignored", "It is we who are cut off, and the primary would be blamed for it.",
            "plan.Trigger.Reference.Count > 0", "plan.Trigger.Reference.Count > 1000"),
        In("SignalReader", "AnyAnswersAsync", "a reference that fails counts as answering",
            "What asks the reference would always be told that all is well with us.",
            "return answers.Contains(true);", "return answers.Length > 0;"),
        In("SignalReader", "ReadChunkAsync", "an alarm that cannot be read is down", "Being denied a read is no outage.",
            "(chunk.Select(signal => new SignalObservation(signal, SignalState.Unknown",
            "(chunk.Select(signal => new SignalObservation(signal, SignalState.Down"),
        In("SignalReader", "Reading", "INSUFFICIENT_DATA is down", "An alarm without data knows nothing.",
            "value == StateValue.ALARM ? SignalState.Down :", "value != StateValue.OK ? SignalState.Down :"),
        In("SignalReader", "DescribeAsync", "the alarm is not read again", "An alarm changes; what it said at the first look is a rumour.",
            "return states;",
            "return heard = heard.UnionBy(states, one => one.Key).ToDictionary(); } Dictionary<string, (StateValue?, "
            + "DateTime?)> heard = []; void End() {"),
        In("Prober", "AskOnceAsync", "a probe takes any status for good", "A front door that answers 503 serves nobody.",
            "if (status != probe.Status)", "if (status > 599)"),
    ];

    static PlantedBug In(string type, string member, string name, string why, string find, string replace) =>
        new("signals", name, why, type, member, find, replace);
}
