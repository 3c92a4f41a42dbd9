using System.Text.Json.Nodes;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;
using LocalAws;

namespace DrFunctions.Simulation.Bench;

/// <summary>
/// What template.yaml deploys for the functions themselves: the state table and the topics. events/local.json uses the same names.
/// </summary>
public sealed class HomeEstate
{
    public const string Table = "drfunctions";
    public const string OnCall = "on-call@example.com";

    /// <summary>Who is called when nobody has answered.</summary>
    public const string Second = "second@example.com";

    /// <summary>The Region of the alarms on Route 53's health checks, and of their topic.</summary>
    public const string AlarmRegion = "us-east-1";

    const string NoticeTopicName = "drfunctions-notices";
    const string EscalationTopicName = "drfunctions-escalations";
    const string AlarmTopicName = "drfunctions-alarms";

    /// <param name="escalates">With an escalation topic.</param>
    public HomeEstate(LocalCloud cloud, string region, bool escalates = false)
    {
        ArgumentNullException.ThrowIfNull(cloud);
        cloud.DynamoDb.CreateTable(region, Table, expiresBy: "expires");
        NoticeTopic = cloud.Sns.CreateTopic(region, NoticeTopicName);
        cloud.Sns.Subscribe(NoticeTopic, "email", OnCall, confirmed: true);
        if (escalates)
        {
            EscalationTopic = cloud.Sns.CreateTopic(region, EscalationTopicName);
            cloud.Sns.Subscribe(EscalationTopic, "email", Second, confirmed: true);
        }

        AlarmTopic = cloud.Sns.CreateTopic(AlarmRegion, AlarmTopicName);
    }

    /// <summary>Puts the record of a plan into the table whose signals were all seen up: it was watched before.</summary>
    /// <param name="seenAt">When it was last looked at; null for a record that no look has saved.</param>
    public static void Watched(LocalCloud cloud, Plan plan, DateTimeOffset? seenAt = null)
    {
        ArgumentNullException.ThrowIfNull(cloud);
        ArgumentNullException.ThrowIfNull(plan);
        var allUp = new SignalsCounted(0, 0, plan.Trigger.Signals.Count, []);
        var record = new Record
        {
            Plan = plan.Name,
            PhaseSince = seenAt ?? default,
            LookedAt = seenAt ?? default,
            SeenUp = SeenUp.Of(plan),
            Fact = new NotEnoughDown(allUp, plan.Trigger.AtLeast, false),
        };
        cloud.DynamoDb.Put(plan.Standby, Table, new JsonObject
        {
            ["pk"] = new JsonObject { ["S"] = $"plan#{record.Plan}" },
            ["sk"] = new JsonObject { ["S"] = "record" },
            ["version"] = new JsonObject { ["N"] = "1" },
            ["owner"] = new JsonObject { ["S"] = "before" },
            ["schema"] = new JsonObject { ["N"] = $"{RecordJson.Schema}" },
            ["body"] = new JsonObject { ["S"] = RecordJson.Write(record) },
        });
    }

    public string NoticeTopic { get; }

    /// <summary>Null if nobody is called when nobody has answered.</summary>
    public string? EscalationTopic { get; }

    public string AlarmTopic { get; }

    /// <summary>The topics that tell people.</summary>
    public IEnumerable<string> Topics => new[] { NoticeTopic, EscalationTopic }.OfType<string>();
}
