using LocalAws;

namespace DrFunctions.Simulation.Bench;

/// <summary>
/// What template.yaml deploys for the functions themselves: the state table and the topics. events/local.json uses the same names.
/// </summary>
public sealed class HomeEstate
{
    public const string Table = "drfunctions";
    public const string OnCall = "on-call@example.com";

    /// <summary>The Region of the alarms on Route 53's health checks, and of their topic.</summary>
    public const string AlarmRegion = "us-east-1";

    const string NoticeTopicName = "drfunctions-notices";
    const string AlarmTopicName = "drfunctions-alarms";

    public HomeEstate(LocalCloud cloud, string region)
    {
        ArgumentNullException.ThrowIfNull(cloud);
        cloud.DynamoDb.CreateTable(region, Table, expiresBy: "expires");
        NoticeTopic = cloud.Sns.CreateTopic(region, NoticeTopicName);
        cloud.Sns.Subscribe(NoticeTopic, "email", OnCall, confirmed: true);
        AlarmTopic = cloud.Sns.CreateTopic(AlarmRegion, AlarmTopicName);
    }

    public string NoticeTopic { get; }

    public string AlarmTopic { get; }
}
