namespace DrFunctions.Tests.Museum;

/// <summary>Bugs in reading the steps before the day.</summary>
static class ReadinessBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("Ec2StartStep", "DeniedAsync", "a dry run is a run", "Instances would start in the quietest hour.", "DryRun = true", "DryRun = false"),
        In("Ec2StartStep", "DeniedAsync", "nobody hears of a denied dry run", "The permission would be missed in the disaster.",
            "return AwsErrors.Describe(e);", "continue;"),
        In("QuietLook", "Finding", "a switch in place is ready", "The plan would move nobody, and call that a recovery.",
            "when step.Traits.IsGated", "when step.Id.Length > 99"),
        In("QuietLook", "Decide", "findings are not told", "What nobody knows, nobody repairs.", "if (sure.Count == 0)", "if (sure.Count < 99)"),
        In("WatchHandler", "AnswerAsync", "the quiet look is never made", "The disaster would be the first reading.",
            "if (looked.All(Rests) &&", "if (looked.Count > 99 &&"),
        In("DrillingPhase", "CarryOut", "a drill passes whatever it leaves out", "The evidence would say that users can be moved.",
            "QuietLook.Findings(draft.Plan, leftOut)", "QuietLook.Findings(draft.Plan, leftOut).Take(0).ToList()") with { Scenario = "drill-finds-traffic" },
    ];

    static PlantedBug In(string type, string member, string name, string why, string find, string replace) =>
        new("readiness", name, why, type, member, find, replace) { Scenario = "not-ready" };
}
