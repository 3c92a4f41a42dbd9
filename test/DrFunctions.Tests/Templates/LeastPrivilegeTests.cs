using System.Text.Json;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Tests.Functions;
using LocalAws;

namespace DrFunctions.Tests.Templates;

/// <summary>
/// Each action of the template's role is refused in turn, through a whole failover and failback of both example plans. An action that
/// makes no difference is granted needlessly, unless it is explained.
/// </summary>
public sealed class LeastPrivilegeTests
{
    const string Reviewed = "Templates/least-privilege.txt";

    /// <summary>Reviewed: the actions that neither run needs, and what they are for.</summary>
    static readonly IReadOnlyDictionary<string, string> Explained = new Dictionary<string, string>
    {
        ["dynamodb:UpdateItem"] = "a plan takes turns at Route 53 with the account's other plans; without, its process keeps its own pace",
        ["kms:CreateGrant"] = "EC2 asks for it when it starts an instance whose volumes a customer's key encrypts",
        ["kms:Decrypt"] = "SNS asks for it when the notice topic is encrypted",
        ["kms:GenerateDataKey"] = "SNS asks for it when the notice topic is encrypted",
        ["lambda:GetAccountSettings"] = "the quiet look asks how many invocations may run at once",
        ["lambda:InvokeFunction"] = "the watch gives a plan in trouble an invocation of its own, where there are several plans",
        ["logs:CreateLogStream"] = "Lambda writes the log",
        ["logs:PutLogEvents"] = "Lambda writes the log",
        ["sqs:SendMessage"] = "Lambda leaves what a function could not handle",
        ["application-autoscaling:RegisterScalableTarget"] = "ecs-scale, where the service has an autoscaler: the shop on moto has one, here it has none",
        ["elasticloadbalancing:DescribeRules"] = "ecs-scale, while ECS's own deployment of a service shifts users",
        ["elasticloadbalancing:DescribeListeners"] = "ecs-scale, the same behind a Network Load Balancer",
        ["ecs:DescribeCapacityProviders"] = "ecs-scale, to say why tasks on instances are missing",
        ["autoscaling:DescribeAutoScalingGroups"] = "ecs-scale, to say why tasks on instances are missing",
        ["application-autoscaling:ListTagsForResource"] = "the quiet look asks whether an autoscaler's minimum may be raised",
        ["sns:GetTopicAttributes"] = "the watch warns once an hour when nobody is subscribed",
    };

    /// <summary>The short run refuses one action in this many; the long run refuses each.</summary>
    const int ShortShare = 5;

    [Fact]
    public void Without_any_one_action_a_failover_or_a_failback_ends_otherwise()
    {
        var granted = TemplatePolicies.BySid().Values.SelectMany(actions => actions).Distinct().Order(StringComparer.Ordinal).ToList();
        var needed = granted.Except(Explained.Keys).ToList();
        Assert.Equal([], Explained.Keys.Except(granted));

        var full = Play("");
        var isLong = LongRun.Budget is not null;
        var played = needed.Where((_, place) => isLong || place % ShortShare == 0).Select(action => (Action: action, Outcome: Play(action)))
            .ToList();

        Assert.Equal([], played.Where(one => one.Outcome == full).Select(one => one.Action));
        List<string> lines = [$"{"all is granted",-50} {full}", .. played.Select(one => $"without {one.Action,-42} {one.Outcome}")];
        if (isLong)
        {
            Files.AssertReviewed(Reviewed, string.Concat(lines.Select(line => $"{line}\n")));
        }

        var reviewed = Files.Lines(Reviewed);
        Assert.Equal([], lines.Except(reviewed));
        Assert.Equal(needed.Count + 1, reviewed.Count);
    }

    static string Play(string refused) => $"shop: {Play(Files.Shop(), refused),-52} bank: {Play(Files.Bank(), refused)}";

    static string Play(PlanReading plan, string refused)
    {
        using var bench = new Bench(plan);
        var (cloud, now) = (bench.TestBench.Cloud, bench.TestBench.Clock.GetUtcNow());
        var told = 0;
        cloud.Sns.ToInbox = _ => told++;
        cloud.Faults = point => NamesOf(point).Contains(refused) ? Fault.Denied : null;
        // A run that makes no progress is checked every three seconds; short invocations keep this test short.
        bench.TestBench.Lambda.LongestTimeout = Timing.LongestLook + TimeSpan.FromMinutes(1);
        cloud.World.Darken(bench.Estate.Plan.Primary, now, now.AddMinutes(6));
        bench.TickUntil(TimeSpan.FromMinutes(6), Phase.Recovered, Phase.Stuck);
        var failover = bench.Record.Phase;
        bench.Pass(now.AddMinutes(20) - bench.TestBench.Clock.GetUtcNow());
        var order = JsonSerializer.Serialize(new { command = "failback", plan = bench.Estate.Plan.Name, reason = "the primary is well again", by = "on-call", skipHealth = true });
        bench.Invoke(Bench.Operator, order);
        bench.TickUntil(TimeSpan.FromMinutes(26), Phase.Watching, Phase.Stuck);
        return $"{failover}, then {bench.Record.Phase}; {(told == 0 ? "nobody is told" : "people are told")}";
    }

    /// <summary>The IAM actions of a call.</summary>
    static IEnumerable<string> NamesOf(FaultPoint point) => point.Operation switch
    {
        "TransactWriteItems" => new[] { "Put", "Delete" }
            .Where(write => point.Request.Text.Contains($"\"{write}\":", StringComparison.Ordinal)).Select(write => $"dynamodb:{write}Item"),
        _ when point.Service == "monitoring" => [$"cloudwatch:{point.Operation}"],
        _ => [$"{point.Service}:{point.Operation}"],
    };
}
