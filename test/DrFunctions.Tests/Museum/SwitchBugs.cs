namespace DrFunctions.Tests.Museum;

/// <summary>Bugs in moving users by Route 53.</summary>
static class SwitchBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("Route53Records", "StartAsync", "the epoch is read just before the call",
            "A thawed invocation would overwrite a newer switch.",
            "step.Settings))",
            "step.Settings) with { Found = FindAsync(step.At.Step.Region, step.Settings, "
            + "default).GetAwaiter().GetResult().Found ?? throw new IOException() })"),
        In("DnsSwitch", "ToChanges", "the epoch does not move", "A late batch could not be told from an expected one.",
            "DnsEpoch.Next(found.Epoch,", "found.Epoch ?? DnsEpoch.Next(found.Epoch,"),
        In("DnsTarget", "IsReached", "a switch counts as done before it is made",
            "Users would stay in the dead primary, and the run would report Recovered.",
            "found.Standby.Weight > 0 &&", "found.Standby.Weight >= 0 ||")
            with { Scenario = "region-down" },
        In("DnsTarget", "Of", "the primary keeps half of the users", "Half of the users would still be sent to the failed primary.",
            "found.Records[1] with { Weight = 0 }", "found.Records[1] with { Weight = 1 }"),
        In("DnsTarget", "Of", "a failover pair is not swapped whole", "Two records would be PRIMARY, or none.",
            "found.Records[1] with { Failover = Secondary }", "found.Records[1] with { Failover = Primary }"),
        In("Route53Records", "StatusAsync", "a change is everywhere at once",
            "Capacity would stop, or the run would end, while name servers still give the old answer.",
            "answer.ChangeInfo?.Status ?? ChangeStatus.PENDING", "answer.ChangeInfo is null ? ChangeStatus.PENDING : ChangeStatus.INSYNC"),
        In("Route53Records", "ReturnedAsync", "users' memory of the old answer is forgotten",
            "The standby's capacity would stop while users still use it.",
            "started + UsualSync + kept", "started"),
        In("Route53Records", "SwitchAsync", "a batch that was refused counts as made",
            "Users would not move, and the run would wait for them.",
            "await HappenedAsync(switches, cancellation)", "switches.Count > 0"),
        In("Route53SwitchUndo", "Percents", "all users go back at once", "A primary that has just come back would be overloaded.",
            "[10, 50]", "[100]"),
        In("Route53SwitchUndo", "Lasts", "stages follow each other at once", "Nobody would have time to notice errors and pause.",
            "TimeSpan.FromMinutes(2)", "TimeSpan.Zero"),
    ];

    static PlantedBug In(string type, string member, string name, string why, string find, string replace) =>
        new("switch", name, why, type, member, find, replace);
}
