namespace DrFunctions.Tests.Museum;

/// <summary>Bugs in how pauses end.</summary>
static class PauseBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("pause-ends", "PauseStore", "IsInForce", "a pause ends when the table removes it", "An item may stay for days after its time.",
            "|| now < until", "|| until > DateTimeOffset.MinValue || now < until"),
        In("pause-ends", "PauseWatch", "RanOut", "a pause that ends acts at once", "What nobody watched would move users.",
            "AsksAfterPause = asks &&", "AsksAfterPause = asks && draft.IsShadow &&"),
        In("pause-ends", "PauseWatch", "See", "nobody is told that a pause ends", "People would learn of the end by what happens then.",
            "draft.Tell(emails.EndsSoon(sentence, end));", ""),
        In("pause-in-run", "PauseWatch", "RanOut", "a paused run goes on by itself", "A person had stopped it for a reason.",
            "return RecoveringPhase.Stuck(draft, because);", "return null;"),
    ];

    static PlantedBug In(string scenario, string type, string member, string name, string why, string find, string replace) =>
        new("pause", name, why, type, member, find, replace) { Scenario = scenario };
}
