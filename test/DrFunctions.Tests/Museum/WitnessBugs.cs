namespace DrFunctions.Tests.Museum;

/// <summary>Bugs in which signals count, and what they prove together.</summary>
static class WitnessBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("SignalCount", "Of", "a signal that was never up is down",
            "A plan that is deployed before its primary would fail over at once.",
            "!SeenUp.Has(record, reading.Signal)", "!SeenUp.Has(record with { SeenUp = null }, reading.Signal)")
            with { Scenario = "never-up" },
        In("SeenUp", "Advance", "a signal that is up is not remembered", "No outage would ever count.",
            "reading => reading.State == SignalState.Up && !Has(", "reading => reading.State == SignalState.Down && !Has(")
            with { Scenario = "region-down" },
        In("SeenUp", "Arm", "arming arms nothing", "The plan of an outage that is older than its deployment would have no door but an order.",
            "Keep(draft, signals);", "")
            with { Scenario = "never-up-armed" },
        In("SeenUp", "CarryOn", "an earlier record has seen nothing",
            "After an upgrade in the middle of an outage no signal would be down.",
            "Keep(draft, draft.Plan.Trigger.Signals);", "Keep(draft, []);"),
        In("SignalCount", "IsDisputed", "no vantage needs to agree",
            "A standby whose own network fails would move users away from a primary that serves them.",
            "UpAt.Count > 0", "UpAt.Count > 99")
            with { Scenario = "witnesses-disagree" },
        In("Disagreement", "Lasts", "a disagreement is never asked about", "An outage that only one vantage sees would be left alone for ever.",
            "Since(draft) >=", "Since(draft) / 99 >=")
            with { Scenario = "witnesses-disagree" },
        In("PreSwitchCheck", "Holds", "users move although a vantage says up", "The primary may serve the users that are moved.",
            "draft.Signals.UpAt.Count == 0 ? null", "draft.Signals.UpAt.Count < 99 ? null"),
        In("Prewarming", "Advance", "a prewarm is not told", "Instances would start at night, and nobody would know why.",
            "draft.Tell(WitnessEmails.Prewarming(draft.EmailInput, draft.Signals.Fact));", "")
            with { Scenario = "prewarmed" },
        In("Prober", "AskOnceAsync", "a refusal is an outage", "A firewall rule in the primary would fail it over.",
            "Refusals.Contains(status)", "Refusals.Contains(status + 1000)")
            with { Scenario = "refused" },
        In("AlarmReading", "Of", "a silenced alarm counts", "People disable the actions of alarms while they work on what these watch.",
            "alarm.ActionsEnabled == false ? \"its actions are disabled\" : alarm.EvaluationState",
            "alarm.ActionsEnabled is null ? \"its actions are disabled\" : alarm.EvaluationState")
            with { Scenario = "alarm-silenced" },
    ];

    static PlantedBug In(string type, string member, string name, string why, string find, string replace) =>
        new("witnesses", name, why, type, member, find, replace);
}
