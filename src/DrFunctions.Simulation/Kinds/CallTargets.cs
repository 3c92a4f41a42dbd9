using System.Text.Json.Nodes;
using System.Xml.Linq;
using DrFunctions.Core.Plans;
using DrFunctions.Simulation.Scenarios;
using LocalAws.Wire;
using LocalAws;

namespace DrFunctions.Simulation.Kinds;

/// <summary>What calls name and what plans name, in the same words, so that the two can be compared.</summary>
static class CallTargets
{
    const string Epoch = "_drfunctions.";

    /// <summary>What a call that changes the estate would change.</summary>
    public static IReadOnlyList<string> Of(FaultPoint point) => (point.Service, point.Operation) switch
    {
        ("ec2", _) => [.. Form.Parse(point.Request.Text).List("InstanceId").Select(id => $"{point.Region} {id}")],
        ("ecs", _) => [$"{point.Region} service/{Text(point, "cluster")}/{Text(point, "service")}"],
        ("application-autoscaling", _) => [$"{point.Region} {Text(point, "ResourceId")}"],
        ("monitoring", "PutMetricData") when Form.Parse(point.Request.Text) is var form =>
            [$"{point.Region} {form.GetValueOrDefault("Namespace")} {form.GetValueOrDefault("MetricData.member.1.MetricName")}"],
        ("route53", "ChangeResourceRecordSets") => [.. XDocument.Parse(point.Request.Text).Descendants()
            .Where(element => element.Name.LocalName == "ResourceRecordSet")
            .Select(set => Record(point.Request.Path.Split('/').First(part => part.StartsWith('Z')), set.Elements().First(element => element.Name.LocalName == "Name").Value))
            .Distinct(StringComparer.Ordinal)],
        _ => [$"{point.Region} {point.Service} {point.Operation}"],
    };

    /// <summary>What a step may change.</summary>
    public static IReadOnlyList<string> Of(PlanEstate estate, Step step) => step.Kind switch
    {
        "ec2-start" => [.. estate.InstancesOf(step).Select(id => $"{step.Region} {id}")],
        "ecs-scale" => [$"{step.Region} service/{Text(step, "cluster")}/{Text(step, "service")}"],
        "route53-switch" when step.IsViaHealth() => [$"{step.Region} DrFunctions/Switch {Text(step, "alarm")}"],
        "route53-switch" => [Record(Text(step, "zone"), Text(step, "name"))],
        _ => [],
    };

    public static string Text(Step step, string name) => (step.Source.Find(name)?.Value as LocatedText)?.Text ?? "";

    /// <summary>Whether such a call moves users.</summary>
    public static bool MovesUsers(string operation) => operation is "ChangeResourceRecordSets" or "PutMetricData";

    static string Record(string zone, string name) => $"{zone} {(name.StartsWith(Epoch, StringComparison.Ordinal) ? name[Epoch.Length..] : name)}";

    static string? Text(FaultPoint point, string member) => (string?)JsonNode.Parse(point.Request.Text)![member];
}
