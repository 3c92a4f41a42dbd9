namespace DrFunctions.Tests.Museum;

/// <summary>Bugs in how signals are read and counted.</summary>
static class SignalBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        Counted("unknown signals count as down", "What cannot be read would fail over a primary that is well.",
            "public bool IsDown(Plan plan) => Down >= plan.Trigger.AtLeast", "public bool IsDown(Plan plan) => Down + Unknown >= plan.Trigger.AtLeast"),
        Counted("unknown signals count as up", "A dark us-east-1 would call off the failover that it has caused.",
            "public bool MayBeDown(Plan plan) => Down + Unknown >=", "public bool MayBeDown(Plan plan) => Down >="),
        Counted("the reference is ignored", "It is we who are cut off, and the primary would be blamed for it.",
            "var cutOff = plan.Trigger.Reference.Count > 0 &&", "var cutOff = plan.Trigger.Reference.Count > 1000 &&"),
        Read("a reference that fails counts as answering", "What asks the reference would always be told that all is well with us.",
            "return answers.Contains(true);", "return answers.Length > 0;"),
        Read("an alarm that cannot be read is down", "Being denied a read is no outage.",
            "new SignalReading(signal, SignalState.Unknown, $\"cannot be read in", "new SignalReading(signal, SignalState.Down, $\"cannot be read in"),
        Read("INSUFFICIENT_DATA is down", "An alarm without data knows nothing.",
            "value == StateValue.ALARM ? SignalState.Down :", "value != StateValue.OK ? SignalState.Down :"),
        Read("the alarm is not read again", "An alarm changes; what it said at the first look is a rumour.",
            "var answer = await calls.AskAsync(Quota.DescribeAlarms, region, token => aws.CloudWatch(region).DescribeAlarmsAsync(request, token), cancellation);",
            """
            var heard = (Dictionary<(Calls, string), DescribeAlarmsResponse>?)AppDomain.CurrentDomain.GetData(typeof(SignalReader).Assembly.GetHashCode() + "heard") ?? [];
            AppDomain.CurrentDomain.SetData(typeof(SignalReader).Assembly.GetHashCode() + "heard", heard);
            var answer = heard.TryGetValue((calls, string.Concat(names)), out var known) ? known
                : heard[(calls, string.Concat(names))] = await calls.AskAsync(token => aws.CloudWatch(region).DescribeAlarmsAsync(request, token), cancellation);
            """),
        new("signals", "a probe takes any status for good", "A front door that answers 503 serves nobody.",
            "src/DrFunctions/Aws/Prober.cs", "if (status != probe.Status)", "if (status > 599)"),
    ];

    static PlantedBug Counted(string name, string why, string find, string replace) =>
        new("signals", name, why, "src/DrFunctions.Core/Deciding/SignalCount.cs", find, replace);

    static PlantedBug Read(string name, string why, string find, string replace) =>
        new("signals", name, why, "src/DrFunctions/Signals/SignalReader.cs", find, replace);
}
