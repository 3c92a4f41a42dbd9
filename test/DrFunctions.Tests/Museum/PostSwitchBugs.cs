namespace DrFunctions.Tests.Museum;

/// <summary>Bugs in what is looked at once users were moved.</summary>
static class PostSwitchBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("dns-lies", "PostSwitchCheck", "Names", "DNS is not asked after a switch", "Users stay with the dead primary, and the record says Recovered.",
            "[.. Moved(plan, run).Where(step => IsDue(run, step, now))]", "[]"),
        In("secondary-stale", "NameCheck", "AskServersAsync", "only one name server is asked", "Another one may not follow the switch.",
            "number % servers.Count", "0"),
        In("dns-lies", "NameCheck", "Judge", "an answer elsewhere is right", "Only the standby's addresses are.",
            "wrong.Count > 0", "wrong.Count > 20"),
        In("dns-unreadable", "NameCheck", "Judge", "unreadable DNS is a mismatch", "Nobody can tell, and people would be woken for nothing.",
            "new NameObservation(NameState.Unknown, $\"{plain}: {answers[0]", "new NameObservation(NameState.Elsewhere, $\"{plain}: {answers[0]"),
        In("standby-fails-later", "PostSwitchCheck", "Checks", "the standby is not looked at after the recovery", "It may fail minutes later, with all users on it.",
            "step.Traits.Role == StepRole.Verification && IsOurs", "step.Id.Length == 0 && IsOurs"),
        In("standby-fails-later", "PostSwitchCheck", "Tell", "what two readings found is not told", "The record knows, and nobody reads it at night.",
            "one.IsConfirmed &&", "one.Looks > 99 &&"),
        In("records-put-back", "PostSwitchCheck", "Watched", "what was switched is never looked at again", "A deployment may put it back any day.",
            "traffic ? Moved(plan, run) : []", "[]"),
        In("records-put-back", "PostSwitchCheck", "Counted", "what is told is told again at each reading", "People learn to ignore emails that do not stop.",
            "known with { Looks = Math.Min(known.Looks, 1) + 1", "known with { ToldAt = null, Looks = Math.Min(known.Looks, 1) + 1"),
    ];

    static PlantedBug In(string scenario, string type, string member, string name, string why, string find, string replace) =>
        new("after the switch", name, why, type, member, find, replace) { Scenario = scenario };
}
