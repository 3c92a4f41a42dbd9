using System.Text.Json.Nodes;
using LocalAws;
using LocalAws.Services.CloudWatch;
using LocalAws.Services.Route53;

namespace DrFunctions.Simulation.Bench;

/// <summary>
/// What watches the watch from outside: the heartbeat alarm of template.yaml, and in us-east-1 the health check that follows it, with its
/// alarm and its topic, as src/Signals/template.yaml deploys them.
/// </summary>
public static class StandbyWatch
{
    public const string Silent = "drfunctions-StandbySilent";

    const string Heartbeat = "drfunctions-HeartbeatAlarm";

    /// <param name="metrics">The functions' log.</param>
    public static void Deploy(LocalCloud cloud, string home, MetricLog metrics)
    {
        ArgumentNullException.ThrowIfNull(cloud);
        ArgumentNullException.ThrowIfNull(metrics);
        metrics.Written = line =>
        {
            if (cloud.World.IsLit(home))
            {
                MetricLog.Put(cloud, home, line);
            }
        };
        cloud.CloudWatch.Add(new MetricAlarm(home, Heartbeat, cloud.World.Now)
        {
            Namespace = "DrFunctions",
            MetricName = "Heartbeat",
            Dimensions = [("Function", "watch")],
            Unit = "Count",
            Statistic = "Sum",
            EvaluationPeriods = 5,
            TreatMissingData = "breaching",
        });
        BeatOnce(cloud, home);
        var check = cloud.Route53.CreateHealthCheck(cloud.World.NewUuid(), new HealthCheckSettings("CLOUDWATCH_METRIC")
        {
            AlarmRegion = home, AlarmName = Heartbeat, InsufficientData = "Unhealthy",
        });
        var topic = cloud.Sns.CreateTopic(HomeEstate.AlarmRegion, "drfunctions-undelivered");
        cloud.Sns.Subscribe(topic, "email", HomeEstate.OnCall, confirmed: true);
        cloud.CloudWatch.Add(new MetricAlarm(HomeEstate.AlarmRegion, Silent, cloud.World.Now)
        {
            Dimensions = [("HealthCheckId", check.Id)],
            EvaluationPeriods = 3,
            AlarmActions = [topic],
            OkActions = [topic],
        });
    }

    /// <summary>The functions were deployed before: a heartbeat that stays away now is missing.</summary>
    static void BeatOnce(LocalCloud cloud, string home)
    {
        cloud.CloudWatch.Put(home, new JsonObject
        {
            ["Namespace"] = "DrFunctions",
            ["MetricData"] = new JsonArray(new JsonObject
            {
                ["MetricName"] = "Heartbeat", ["Unit"] = "Count", ["Value"] = 1,
                ["Dimensions"] = new JsonArray(new JsonObject { ["Name"] = "Function", ["Value"] = "watch" }),
            }),
        });
        cloud.CloudWatch.SetState(home, Heartbeat, "OK", "the functions were deployed before");
    }
}
