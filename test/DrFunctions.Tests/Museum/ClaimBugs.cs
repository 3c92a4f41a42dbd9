namespace DrFunctions.Tests.Museum;

/// <summary>Bugs about plans that share a resource.</summary>
static class ClaimBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("Claims", "Respect", "an undo takes what another plan counts on", "The end of a drill would stop another plan's recovered standby.",
            "plans.Count == 0 ? (", "plans.Count < 99 ? ("),
        In("Claims", "Holds", "a recovered run holds nothing", "Its run has ended, and its users are served by what it claims.",
            "holder.Phase is Phase.Recovered or", "holder.Phase is Phase.Confirming or"),
        In("Claims", "Respect", "a leftover is never removed", "A claim of a run that is over would keep a resource running for ever.",
            "draft.Remove(holders.Where(holder => !holder.Holds))", "draft.Remove(holders.Where(holder => holder.Plan.Length > 99))") with { Scenario = "leftover-claims" },
        In("Claims", "Holds", "a run that is over holds", "What it once counted on would never be given back.",
            "newest.EndedAt is null", "newest.Id.Length > 0") with { Scenario = "leftover-claims" },
        In("Claims", "Advance", "what is undone stays claimed", "No other plan could ever give the resource back.",
            "record.Undo is { Progress: StepProgress.Done } ? 0", "record.Undo is { Progress: StepProgress.Failed } ? 0"),
        In("SharedSteps", "Undo", "what was left to another plan is never given back", "It would run, and cost money, until somebody sees it.",
            "if (free.Count == 0", "if (free.Count < 99") with { Scenario = null },
        In("SharedSteps", "Undo", "what another plan counts on is taken after all", "The other plan's users are served by it.",
            "!holders.Any(holder => holder.Holds)", "holders.Count < 99") with { Scenario = null },
        In("SharedSteps", "TakenOver", "the next run forgets what was left", "It finds the resource running, and takes it for somebody else's.",
            "Of(plan, record)", "Of(plan, record).Take(0)") with { Scenario = null },
        In("ClaimStore", "OfAsync", "a plan heeds its own claim", "Nothing that a plan starts would ever be given back.",
            "if (other != plan)", "if (other.Length > 0)") with { Scenario = "leftover-claims" },
    ];

    static PlantedBug In(string type, string member, string name, string why, string find, string replace) =>
        new("claims", name, why, type, member, find, replace) { Scenario = "shared" };
}
