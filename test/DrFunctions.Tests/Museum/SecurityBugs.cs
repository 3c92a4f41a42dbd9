namespace DrFunctions.Tests.Museum;

/// <summary>Bugs in what is proved of a front door, and in what is believed of the table.</summary>
static class SecurityBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("wrong-certificate", "Prober", "SendAsync", "the standby is asked for its own name",
            "Users would be sent to a standby that refuses them: it has no certificate, or no host rule, for the name that they use.",
            "target == url ? null : HostOf(url)", "target != url ? null : HostOf(url)"),
        In("wrong-certificate", "Prober", "AskAsync", "a certificate for another name is good enough",
            "The browsers of all users would refuse the standby.",
            ": new ProbeAnswer(false, $\"gives", ": new ProbeAnswer(e.InnerException is not null, $\"gives"),
        In("plan-edited", "PinnedPlans", "PlanOf", "a pinned plan is not compared with its hash",
            "Who edits the table could let a run do what nobody decided.",
            "run.PlanHash is { } pinned && pinned != hash", "run.PlanHash is { Length: 0 } pinned && pinned != hash"),
        In("plan-edited", "FailoverStart", "NewRun", "a run begins without the hash of its plan",
            "An edited plan would be taken for one of a version before this rule.",
            "PlanHash = hash,", "PlanHash = null,"),
    ];

    static PlantedBug In(string scenario, string type, string member, string name, string why, string find, string replace) =>
        new("security", name, why, type, member, find, replace) { Scenario = scenario };
}
