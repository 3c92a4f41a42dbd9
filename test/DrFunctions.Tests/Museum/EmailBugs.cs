namespace DrFunctions.Tests.Museum;

/// <summary>Bugs about emails: too many at once, none at all, and nobody who answers.</summary>
static class EmailBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("emails-at-once", "Digests", "Leaves", "each plan tells for itself", "AWS would suspend the subscription in the hour of the disaster.",
            "> MostAlone", "> 1000"),
        In("emails-at-once", "DecisionWrites", "Of", "nobody writes what he has to tell", "No process would know that others tell too.",
            "manyPlans && PlanNotices", "!manyPlans && PlanNotices"),
        In("emails-at-once", "Digests", "Due", "no digest is ever due", "What was left to a digest would never be told.",
            "? due : []", "? [] : []"),
        In("nobody-answers-emails", "EscalationRule", "Advance", "nobody is called after the first", "What nobody answers would stay unanswered.",
            ">= WaitOf(draft, next)", ">= WaitOf(draft, next) * 99"),
        In("nobody-answers-emails", "EscalationRule", "Continued", "an answer does not count", "People who are at work would be called again each hour.",
            "draft.PersonSpoke ?", "draft.Plan.Name.Length > 99 ?"),
        In("nobody-answers-emails", "NoticePublisher", "Request", "an escalation goes to the first address", "Nobody reads that one: this is why there is a second.",
            "escalation ?? topic", "topic ?? escalation"),
        In("emails-cut-off", "WatchRound", "Metrics", "a suspended subscription is not reported", "Nobody would know that nobody is notified.",
            "Subscriptions.Pending)", "0)"),
        In("emails-cut-off", "SubscriptionStore", "MostAsync", "a subscription that vanished is forgotten at once", "Nobody would know that somebody is not notified any more.",
            "Math.Max(most, confirmed)", "confirmed"),
    ];

    static PlantedBug In(string scenario, string type, string member, string name, string why, string find, string replace) =>
        new("emails", name, why, type, member, find, replace) { Scenario = scenario };
}
