namespace DrFunctions.Tests.Museum;

/// <summary>Bugs about a primary that answers some of the checks.</summary>
static class BrownOutBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("ConfirmingPhase", "Decide", "a brown-out is never confirmed", "A primary that answers three checks in ten would never be down.",
            "isUnbroken || BrownOut.Is(plan, clock, draft.Now)", "isUnbroken")
            with { Scenario = "brown-out" },
        In("BrownOut", "Survives", "one good answer ends a brown-out", "The count would begin anew with each answer.",
            "Of(clock, Up) <= share.Of - share.Down", "Of(clock, Up) == 0"),
        In("BrownOut", "Is", "a few checks confirm a brown-out", "Two failed checks after a minute of good ones are no outage.",
            "clock.Looks.Length == share.Of", "clock.Looks.Length > 0"),
        In("BrownOut", "Count", "checks seconds apart confirm a brown-out", "A restart would be one: its checks do not span the time that the plan asks.",
            "now - last < apart ||", ""),
        In("BrownOut", "Letter", "a vantage that says up confirms a brown-out", "The standby's own way to the primary may be bad.",
            "&& !signals.IsDisputed(plan)", ""),
        In("BrownOut", "Letter", "a check that reads nothing confirms a brown-out", "Unknown is neither up nor down.",
            "signals.MayBeDown(plan) ? Unsure : Up", "signals.MayBeDown(plan) ? Down : Up"),
        In("Wavering", "Advance", "signals that keep changing sides are silent", "Users see errors for hours, and nobody is told.",
            "told.Count > 0 &&", "told.Count > 99 &&")
            with { Scenario = "brown-out-told" },
        In("Wavering", "Advance", "signals that keep changing sides are told every two minutes", "People learn to ignore emails that do not stop.",
            "!(draft.Now - record.WaveringToldAt < ToldAgainAfter)", "!(draft.Now - record.WaveringToldAt < ToldAgainAfter / 60)")
            with { Scenario = "brown-out-told" },
    ];

    static PlantedBug In(string type, string member, string name, string why, string find, string replace) =>
        new("brown-outs", name, why, type, member, find, replace);
}
