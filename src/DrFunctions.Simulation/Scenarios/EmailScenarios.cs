using DrFunctions.Core.Records;
using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Invariants;
using DrFunctions.Simulation.Kinds;

namespace DrFunctions.Simulation.Scenarios;

/// <summary>Whether people get their emails, and what becomes of what nobody answers.</summary>
static class EmailScenarios
{
    /// <summary>With the plan itself fourteen: more than the messages that an email subscription takes in a second.</summary>
    const int Others = 13;

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>Somebody publishes to the notice topic for so long, and each second twice as much as an email subscription takes.</summary>
    static readonly TimeSpan FloodedFor = TimeSpan.FromSeconds(5);
    static readonly TimeSpan ConfirmedAfter = TimeSpan.FromMinutes(15);
    static readonly TimeSpan UnsubscribedAfter = TimeSpan.FromMinutes(25);

    /// <summary>The watch asks every five minutes.</summary>
    static readonly TimeSpan Noticed = TimeSpan.FromMinutes(7);

    public static IEnumerable<Scenario> All { get; } =
    [
        new("emails-at-once", "The primary Region of fourteen plans becomes unreachable: all fail over at once, and the email subscription is not suspended, "
            + "because one email tells for many; who recovered is told within a minute.",
            Phase.Recovered, ScenarioPlays.RegionDown)
        {
            Deployed = (Others, false),
            LeastTime = TimeSpan.FromMinutes(15),
            Also = outcome =>
                outcome.Untold(NoticeKind.Recovered) ?? Suspended(outcome) ?? Late(outcome) ?? Again(outcome) ?? NeverTogether(outcome),
        },
        new("nobody-answers-emails", "The primary Region becomes unreachable, and the standby's front door never becomes healthy. Nobody answers the email that says so: "
            + "after a quarter of an hour a second address gets it, and no more once a person has acknowledged it.",
            Phase.Stuck, NobodyAnswers)
        {
            Deployed = (0, true),
            LeastTime = TimeSpan.FromMinutes(115),
            Lacks = (plan, worlds) => plan.LacksTarget(worlds, StandbyTrouble.Unhealthy),
            Also = outcome => WronglyEscalated(outcome),
        },
        new("emails-cut-off", "Somebody else publishes so much to the notice topic that AWS suspends both email subscriptions; they are confirmed again, and then a "
            + "mail scanner follows the link that ends one of them: the watch reports both.",
            Phase.Watching, CutOff)
        {
            Mode = ModeNeed.Any,
            LeastTime = UnsubscribedAfter + TimeSpan.FromMinutes(15),
            Also = Unnoticed,
        },
    ];

    static void NobodyAnswers(Stage stage)
    {
        ScenarioPlays.StandbySick(stage);
        stage.Once(Phase.Stuck, Patience * 2, () => stage.Say("ack"));
    }

    static void CutOff(Stage stage)
    {
        var (sns, topic) = (stage.Cloud.Sns, stage.NoticeTopic);
        sns.Subscribe(topic, "email", HomeEstate.Second, confirmed: true);
        stage.At(TimeSpan.Zero, "somebody publishes twenty messages a second to the notice topic", () => Flood(stage, topic));
        stage.At(ConfirmedAfter, "both subscribers confirm again", () => new[] { HomeEstate.OnCall, HomeEstate.Second }.ToList().ForEach(sns.Confirm));
        stage.At(UnsubscribedAfter, "a mail scanner follows the link that ends one subscription",
            () => sns.Unsubscribe(sns.SubscriptionsOf(topic)[0]));
    }

    static void Flood(Stage stage, string topic)
    {
        for (var at = TimeSpan.Zero; at < FloodedFor; at += TimeSpan.FromSeconds(0.05))
        {
            stage.Cloud.World.After(at, () => stage.Cloud.Sns.Send(topic, "somebody else's", "a message"));
        }
    }

    static string? Suspended(ScenarioOutcome outcome) => outcome.NoticeSubscriptions.FirstOrDefault(one => one.Suspended > 0) is { } cut
        ? $"The subscription of {cut.Endpoint} is suspended: it got {cut.Busiest} messages in one second." : null;

    /// <summary>Each plan that recovered was told to everybody within a minute.</summary>
    static string? Late(ScenarioOutcome outcome)
    {
        foreach (var record in outcome.Records)
        {
            if (record.Phase != Phase.Recovered)
            {
                return $"The record of {record.Plan} rests in {record.Phase}, not in {Phase.Recovered}: {record.Because}";
            }

            var told = outcome.Cloud.Sns.Emails
                .Where(email => email.To == HomeEstate.OnCall && email.Tells(record.Plan, NoticeKind.Recovered))
                .Select(email => (DateTimeOffset?)email.Publication!.At).Min();
            if (!(told - record.PhaseSince <= LivenessInvariants.ToldWithin))
            {
                return $"{record.Plan} recovered at {record.PhaseSince:HH:mm:ss}Z, and was told {(told is { } at ? $"at {at:HH:mm:ss}Z" : "never")}.";
            }
        }

        return null;
    }

    /// <summary>Without a fault nothing is told twice, but where a digest and a plan's own email cross.</summary>
    static string? Again(ScenarioOutcome outcome) =>
        outcome.Emails.SelectMany(email => email.Tells).CountBy(notice => notice).FirstOrDefault(told => told.Value > 2)
            is { Key: not null } told ? $"{told.Key.Plan} was told {told.Value} times that it is {told.Key.Kind.Word()}." : null;

    static string? NeverTogether(ScenarioOutcome outcome) => outcome.Emails.Any(email => email.Kind == NoticeKind.Digest) ? null
        : "No email told for several plans, so this proves nothing.";

    static string? WronglyEscalated(ScenarioOutcome outcome)
    {
        var called = outcome.Emails.Where(email => email.Kind == NoticeKind.Escalation).ToList();
        var stuck = outcome.Emails.First(email => email.Kind == NoticeKind.Stuck).At;
        return called is not [var one] ? $"{called.Count} emails, and not one, say that nobody has answered."
            : one.To != HomeEstate.Second ? $"{one.To} was told that nobody has answered, and not {HomeEstate.Second}."
            : one.At - stuck < Patience - TimeSpan.FromMinutes(1) || one.At - stuck > Patience + TimeSpan.FromMinutes(2)
                ? $"The second address was told {(one.At - stuck).TotalMinutes:0} minutes after the first."
            : null;
    }

    static string? Unnoticed(ScenarioOutcome outcome)
    {
        var (suspended, confirmed) = (outcome.Disaster + FloodedFor, outcome.Disaster + ConfirmedAfter);
        var gone = outcome.Disaster + UnsubscribedAfter;
        return outcome.Rounds.Lacks(suspended + Noticed, confirmed, "SubscriptionsPending")
            ?? outcome.Rounds.Has(confirmed + Noticed, gone, "SubscriptionsPending")
            ?? outcome.Rounds.Has(confirmed + Noticed, gone, "SubscriptionsGone")
            ?? outcome.Rounds.Lacks(gone + Noticed, gone + TimeSpan.FromMinutes(14), "SubscriptionsGone");
    }
}
