namespace DrFunctions.Tests.Museum;

/// <summary>Bugs in mode shadow.</summary>
static class ShadowBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("shadow", "ShadowRule", "Rearm", "a shadow run rests for good", "A good first week would end at its first event.",
            "draft.Record.UpSince is null ||", "draft.Plan.Name.Length > 0 ||"),
        In("shadow", "Commands", "Refusal", "an ordered failover does nothing in shadow", "A person would be told that it goes on.",
            "&& !request.OverridesShadow =>", "&& request.Reason.Length == 0 =>"),
        In("shadow-overridden", "Runs", "IsShadow", "an override of shadow does not act", "The person's order would change nothing.",
            "record.Pinned() is not { OverridesShadow: true }", "record.Plan.Length > 0"),
        In("shadow", "ShadowRule", "IsWell", "the log of shadow has no ends", "The report would say that the primary is still down.",
            "WellAt = draft.Now", "WellAt = null"),
    ];

    static PlantedBug In(string scenario, string type, string member, string name, string why, string find, string replace) =>
        new("shadow", name, why, type, member, find, replace) { Scenario = scenario };
}
