namespace DrFunctions.Tests.Museum;

/// <summary>Bugs in moving users by Route 53.</summary>
static class SwitchBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("Route53Records", "the epoch is read just before the call", "An invocation that slept would switch over whatever was decided meanwhile.",
            "SwitchAsync([.. group.Select(step => DnsSwitch.Of(step.At, step.Settings))], cancellation);",
            "SwitchAsync([.. group.Select(step => DnsSwitch.Of(step.At, step.Settings) is var one && FindAsync(step.At.Step.Region, step.Settings, cancellation).GetAwaiter().GetResult().Found is { } now ? one with { Found = now } : DnsSwitch.Of(step.At, step.Settings))], cancellation);"),
        In("DnsSwitch", "the epoch does not move", "A batch that comes late would not be told from one that is expected.",
            "changes.Add(Change(ChangeAction.CREATE, DnsEpoch.Record(name.Key, DnsEpoch.Next(found.Epoch, at.Plan.Name, at.RunId))));",
            "changes.Add(Change(ChangeAction.CREATE, DnsEpoch.Record(name.Key, found.Epoch ?? DnsEpoch.Next(found.Epoch, at.Plan.Name, at.RunId))));"),
        In("DnsTarget", "a switch counts as done before it is made", "Users would stay in the dead primary, and the run would say Recovered.",
            "found.Standby.Weight > 0 &&", "found.Standby.Weight >= 0 ||"),
        In("DnsTarget", "the primary keeps half of the users", "They would still be sent into the outage.",
            "[found.Standby with { Weight = Weight(settings, before) }, found.Records[1] with { Weight = 0 }]",
            "[found.Standby with { Weight = Weight(settings, before) }, found.Records[1] with { Weight = 1 }]"),
        In("DnsTarget", "a failover pair is not swapped whole", "Two records would be primary, or none.",
            "found.Records[1] with { Failover = Secondary }", "found.Records[1] with { Failover = Primary }"),
        In("Route53Records", "a change is everywhere at once", "Capacity would go, or the run end, while servers still answer as before.",
            "answer.ChangeInfo?.Status == ChangeStatus.INSYNC\n", "answer.ChangeInfo is not null\n"),
        In("Route53Records", "users' memory of the old answer is forgotten", "The standby's capacity would go while users still come to it.",
            "time.GetUtcNow() < started + UsualSync + kept", "time.GetUtcNow() < started"),
        In("Route53Records", "a batch that was refused counts as made", "Users would stay where they are, and the run would wait for them.",
            "if (await HappenedAsync(switches, cancellation))", "if (switches.Count > 0)"),
        In("DnsStages", "all users go back at once", "A primary that is back but cold would fall over again.",
            "static readonly int[] Percents = [10, 50];", "static readonly int[] Percents = [100];"),
        In("DnsStages", "stages follow each other at once", "Nobody could see errors and pause.",
            "static readonly TimeSpan Lasts = TimeSpan.FromMinutes(2);", "static readonly TimeSpan Lasts = TimeSpan.Zero;"),
    ];

    static PlantedBug In(string file, string name, string why, string find, string replace) => new("switch", name, why, $"src/DrFunctions/Steps/{file}.cs", find, replace);
}
