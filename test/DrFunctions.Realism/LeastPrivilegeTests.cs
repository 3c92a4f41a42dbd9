using System.Text.Json.Nodes;
using DrFunctions.Core.Deciding;
using DrFunctions.Tests;
using DrFunctions.Tests.Runtime;

namespace DrFunctions.Realism;

/// <summary>
/// The policies of template.yaml, as moto's CloudFormation deploys them, judged by moto's checks of signatures and policies. moto
/// matches actions and resources; which resources a call is about, and conditions, are added by moto_guarded.py as AWS documents
/// them. kms, logs and sqs are asked by AWS itself for the functions, so nothing here uses them (see <see cref="Platform"/>).
/// </summary>
[Collection(Published.Name)]
public sealed class LeastPrivilegeTests(PublishedFunctions functions, GuardedMoto moto) : IClassFixture<GuardedMoto>
{
    /// <summary>Long enough for a failover on moto; no check begins with less time left than the longest one takes.</summary>
    static readonly TimeSpan Enough = Timing.LongestLook + TimeSpan.FromSeconds(16);

    const int ShortShare = 20;

    static readonly string[] Denials = ["AccessDenied", "403", "UnauthorizedOperation"];

    /// <summary>
    /// The calls that Lambda itself makes with the role's credentials: for the log, and for events that it could not deliver.
    /// </summary>
    static readonly string[] Platform = ["logs:CreateLogStream", "logs:PutLogEvents", "sqs:SendMessage"];

    /// <summary>Reviewed: the actions that a failover of the shop does not use, and what uses them.</summary>
    static readonly IReadOnlyDictionary<string, string> UsedElsewhere = new Dictionary<string, string>
    {
        ["ec2:StopInstances"] = "undo: failback, drill, stand-down",
        ["application-autoscaling:ListTagsForResource"] = "the quiet look, where the tag dr-plan marks what may be changed",
        ["dynamodb:DeleteItem"] = "a person's command, which the loop takes from the table; a pause that ends",
        ["cloudwatch:PutMetricData"] = "the step route53-switch via health, as examples/bank.json has it",
        ["lambda:GetAccountSettings"] = "the quiet look, each half hour",
        ["lambda:InvokeFunction"] = "the watch, where there are several plans: one in trouble gets an invocation of its own",
        ["elasticloadbalancing:DescribeRules"] = "ecs-scale, while ECS's own deployment of a service shifts users",
        ["elasticloadbalancing:DescribeListeners"] = "ecs-scale, the same behind a Network Load Balancer",
        ["ecs:DescribeCapacityProviders"] = "ecs-scale, to say why tasks on instances are missing",
        ["autoscaling:DescribeAutoScalingGroups"] = "ecs-scale, to say why tasks on instances are missing",
        ["sns:GetTopicAttributes"] = "the watch, once an hour: it warns when nobody is subscribed",
    };

    /// <summary>Reviewed: the actions that a failover uses, but without which it still succeeds.</summary>
    static readonly IReadOnlyDictionary<string, string> Survivable = new Dictionary<string, string>
    {
        ["cloudwatch:DescribeAlarms"] = "the alarm is Unknown, and the two probes are enough of the witnesses",
        ["dynamodb:UpdateItem"] = "the turns of the account's rate cannot be taken, so the process keeps its own pace",
        ["sns:Publish"] = "users are moved, but nobody is told: the notices stay in the outbox",
    };

    [Fact]
    public async Task The_deployed_policies_suffice_for_a_whole_failover()
    {
        var shop = await GuardedShop.DeployAsync(moto, named: true);
        await shop.BeginAnewAsync("");
        using var plans = shop.Plan();
        await using var door = await FrontDoor.OpenAsync();

        await functions.InvokeAsync(shop.Environment("alarm", plans, door.Address), Files.Event("route53-alarm.json"), "Recovered");

        await moto.GuardAsync(false);
        var state = await moto.StateAsync();
        Assert.DoesNotContain(moto.Judged, one => !one.Allowed);
        var used = moto.Judged.Select(one => one.Action).ToHashSet();
        Assert.Empty(used.Except(shop.Granted));
        Assert.Equal(shop.Granted.Except(used).Except(Platform).Order(), UsedElsewhere.Keys.Order());
        Assert.Equal("running", PublishedFunctions.Text(state["instances"]!, shop.Id("instance")));
        Assert.Equal("""{"primary":0,"standby":100}""", state["weights"]!.ToJsonString());
    }

    [Theory]
    [InlineData("named", true)]
    [InlineData("tagged", false)]
    public async Task They_refuse_all_beyond_it(string which, bool named)
    {
        var shop = await GuardedShop.DeployAsync(moto, named);
        foreach (var one in await moto.TryAsync(which, shop.Keys, shop.Made))
        {
            var (became, reason) = (PublishedFunctions.Text(one!, "became"), one!["reason"]?.GetValue<string>());
            Assert.True(reason is null ? became == "allowed" : Denials.Contains(became), one.ToJsonString());
        }
    }

    /// <summary>
    /// Each action is removed in turn: it is then requested and refused, and the failover does not succeed. This takes real time, so the
    /// short run removes only every twentieth action; the tests on LocalAws remove each, in virtual time.
    /// </summary>
    [Fact]
    public async Task Without_any_one_action_a_failover_does_not_succeed()
    {
        var shop = await GuardedShop.DeployAsync(moto, named: true);
        using var plans = shop.Plan();
        await using var door = await FrontDoor.OpenAsync();
        await using var api = await RuntimeApi.StartAsync();
        await using var function = LambdaProcess.Start(functions.Native.Executable, api, shop.Environment("alarm", plans, door.Address));
        var wrong = new List<string>();
        var asked = shop.Granted.Except(Platform).Except(UsedElsewhere.Keys).Order(StringComparer.Ordinal);
        foreach (var action in asked.Where((_, place) => LongRun.Budget is not null || place % ShortShare == 0))
        {
            await shop.BeginAnewAsync(action);
            var survives = Survivable.ContainsKey(action);
            var (phase, because) =
                await PhaseAsync(api, phase => phase == "Recovered" || (!survives && moto.Judged.Any(one => one.Action == action && !one.Allowed)));
            if (phase == "Recovered" != survives || !moto.Judged.Any(one => one.Action == action && !one.Allowed)
                || moto.Judged.Any(one => one.Action != action && !one.Allowed))
            {
                wrong.Add($"without {action}: {phase}: {because}; {string.Join(", ", moto.Judged.Where(one => !one.Allowed).Distinct())}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>
    /// Invokes the function as the schedule does, as often as necessary: on a busy machine one invocation may not get far.
    /// </summary>
    static async Task<(string Phase, string Because)> PhaseAsync(RuntimeApi api, Func<string, bool> isEnough)
    {
        var (phase, because) = ("", "");
        for (var left = 6; left > 0 && !isEnough(phase); left--)
        {
            if (phase.Length > 0)
            {
                // An immediate invocation would find that the previous one has just checked the plan, and would leave the plan to it.
                await Task.Delay(TimeSpan.FromSeconds(8));
            }

            var outcome = await api.InvokeAsync(Files.Event("route53-alarm.json"), Enough);
            var result = outcome is Outcome.Answered answered ? Assert.Single(JsonNode.Parse(answered.Json)!["results"]!.AsArray()) : null;
            (phase, because) = result is null ? ("no answer", $"{outcome}") : (PublishedFunctions.Text(result, "phase"), PublishedFunctions.Text(result, "because"));
        }

        return (phase, because);
    }
}
