using System.Text.Json.Nodes;
using DrFunctions.Tests.Functions;

namespace DrFunctions.Realism;

/// <summary>The shop and the stack of template.yaml on a guarded moto, and the credentials of the stack's role.</summary>
/// <param name="Made">The ids that moto generated.</param>
/// <param name="Policies">The role's policies in the stack, with intrinsic functions resolved by moto.</param>
public sealed record GuardedShop(GuardedMoto Moto, JsonObject Made, JsonObject Policies, Keys Keys)
{
    const string Account = "123456789012";

    /// <param name="named">Whether the parameters name the resources that may be changed; otherwise the tag dr-plan marks them.</param>
    public static async Task<GuardedShop> DeployAsync(GuardedMoto moto, bool named)
    {
        await moto.GuardAsync(false);
        var made = (await moto.FurnishAsync()).AsObject();
        Add(made, await moto.StackAsync("foreign"));
        string[] parameters =
        [
            "NoticeEmail=oncall@example.com",
            .. named ? new[]
            {
                $"InstanceArns=arn:aws:ec2:ap-northeast-1:{Account}:instance/{made["instance"]}",
                $"ServiceArns=arn:aws:ecs:ap-northeast-1:{Account}:service/shop/api",
                $"ScalableTargetArns={made["target"]}",
                $"HostedZoneArns=arn:aws:route53:::hostedzone/{made["zone"]}",
            } : [],
        ];
        var stack = await moto.StackAsync("deploy", ["template.yaml", "ap-northeast-1", .. parameters]);
        made["stateTable"] = PublishedFunctions.Text(stack["outputs"]!, "StateTable");
        made["noticeTopic"] = PublishedFunctions.Text(stack["outputs"]!, "NoticeTopic");
        made["watchFunction"] = PublishedFunctions.Text(stack["outputs"]!, "WatchFunction");
        made["role"] = PublishedFunctions.Text(stack, "role");
        if (!named)
        {
            await moto.StackAsync("tag", made.ToJsonString());
        }

        var keys = await moto.StackAsync("keys", made["role"]!.GetValue<string>());
        return new GuardedShop(moto, made, stack["policies"]!.AsObject(), new Keys(
            PublishedFunctions.Text(keys, "Id"), PublishedFunctions.Text(keys, "Secret"), PublishedFunctions.Text(keys, "Token")));
    }

    /// <summary>Every action that the policies allow.</summary>
    public IReadOnlySet<string> Granted => Policies.SelectMany(policy => policy.Value!["Statement"]!.AsArray())
        .SelectMany(
            statement =>
                statement!["Action"] is JsonArray many ? many.Select(one => one!.GetValue<string>()) : [statement["Action"]!.GetValue<string>()])
        .ToHashSet();

    /// <summary>The shop's own plan with the ids that moto generated, and a shorter wait.</summary>
    public PlansFolder Plan() => new(json =>
    {
        json["trigger"]!["for"] = "3s";
        json["steps"]![0]!["instances"] = new JsonArray(JsonValue.Create(Id("instance")));
        json["steps"]![3]!["zone"] = Id("zone");
    });

    /// <summary>The environment that Lambda would give the function, with the role's credentials.</summary>
    public Dictionary<string, string> Environment(string function, PlansFolder plans, string door) => new(Keys.Environment)
    {
        ["AWS_ENDPOINT_URL"] = Moto.Address,
        ["AWS_REGION"] = plans.Plan.Standby,
        ["AWS_DEFAULT_REGION"] = plans.Plan.Standby,
        ["DR_FUNCTION"] = function,
        ["DR_PLANS"] = plans.Path,
        ["DR_TABLE"] = Id("stateTable"),
        ["DR_NOTICE_TOPIC"] = Id("noticeTopic"),
        ["DR_PROBE_VIA"] = door,
    };

    /// <summary>Reverts the changes of a failover, and gives the role every action but one.</summary>
    public async Task BeginAnewAsync(string withheld)
    {
        await Moto.StackAsync("rewind", new JsonObject { ["instance"] = Id("instance"), ["zone"] = Id("zone"), ["table"] = Id("stateTable") }.ToJsonString());
        await Moto.StackAsync("withhold", Id("role"), withheld, Policies.ToJsonString());
        Moto.Forget();
        await Moto.GuardAsync(true);
    }

    public string Id(string name) => PublishedFunctions.Text(Made, name);

    static void Add(JsonObject to, JsonNode from)
    {
        foreach (var (name, value) in from.AsObject())
        {
            to[name] = value!.DeepClone();
        }
    }
}
