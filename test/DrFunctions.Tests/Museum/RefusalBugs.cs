namespace DrFunctions.Tests.Museum;

/// <summary>Bugs in telling refusals that pass from those that do not.</summary>
static class RefusalBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("RecoveringStep", "TakeBackRefusedStart", "what is refused for good is tried again",
            "The same request gets the same refusal, and a person hears of it minutes later.",
            "refusal.Cause == RefusalCause.Lasting", "refusal.Cause == RefusalCause.Lasting && draft.Record is null"),
        In("RefusalCodes", "CauseOf", "a bad batch is one that passes", "Each of the nine minutes until a person is called is an outage.",
            "? RefusalCause.Lasting", "? RefusalCause.Passing"),
    ];

    static PlantedBug In(string type, string member, string name, string why, string find, string replace) =>
        new("refusals", name, why, type, member, find, replace) { Scenario = "refused-for-good" };
}
