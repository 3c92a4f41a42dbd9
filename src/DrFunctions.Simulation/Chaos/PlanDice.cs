using System.Text.Json.Nodes;
using DrFunctions.Core.Plans;
using DrFunctions.Simulation.Kinds;
using DrFunctions.Steps;

namespace DrFunctions.Simulation.Chaos;

/// <summary>Draws a plan of two to six steps of every kind, in any order that the plan checks allow.</summary>
/// <param name="brownOuts">Draws whether a part of the checks is enough, apart from all that earlier seeds drew.</param>
sealed class PlanDice(Dice dice, Dice brownOuts, string name, string standby)
{
    readonly List<JsonObject> steps = [];
    readonly string mode = dice.OneOf("automatic", "automatic", "automatic", "automatic", "approval", "shadow");

    /// <exception cref="InvalidOperationException">The plan has mistakes: what is drawn here must always be good.</exception>
    public Plan Draw(StepKinds kinds)
    {
        Steps();
        var plan = new JsonObject
        {
            ["name"] = name,
            ["primary"] = dice.OneOf("ap-southeast-1", "eu-west-1", "us-east-1"),
            ["standby"] = standby,
            ["trigger"] = Trigger(),
            ["steps"] = new JsonArray([.. steps]),
        };
        if (brownOuts.Chance(0.3))
        {
            plan["trigger"]!["down"] = brownOuts.OneOf("2 of 3", "4 of 6", "7 of 10");
        }

        var reading = kinds.Read($"{name}.json", plan.ToJsonString());
        return reading.Plan ?? throw new InvalidOperationException($"{string.Join("; ", reading.Mistakes)}\n{plan}");
    }

    JsonObject Trigger()
    {
        List<JsonNode> signals = [Probe("primary")];
        if (dice.Chance(0.5))
        {
            signals.Add(Probe("primary-api"));
        }

        if (dice.Chance(0.7))
        {
            signals.Insert(dice.Between(0, signals.Count), new JsonObject { ["alarm"] = $"{name}-primary-unhealthy", ["region"] = "us-east-1" });
        }

        var trigger = new JsonObject
        {
            ["signals"] = new JsonArray([.. signals]),
            ["atLeast"] = dice.Between(1, signals.Count),
            ["for"] = dice.OneOf("0s", "3s", "15s", "45s"),
            ["cooldown"] = dice.OneOf("30m", "1h"),
            ["alarmOnly"] = true,
            ["witnesses"] = dice.OneOf("all", "all", "any"),
        };
        if (mode != "automatic")
        {
            (trigger["mode"], trigger["approvalTimeout"], trigger["onApprovalTimeout"]) = (mode, dice.OneOf("1m", "3m"), dice.OneOf("stop", "proceed"));
        }

        if (dice.Chance(0.2))
        {
            trigger["deploying"] = new JsonObject { ["alarm"] = $"{name}-deploying", ["region"] = standby };
        }

        if (dice.Chance(0.6))
        {
            trigger["reference"] = new JsonArray($"https://reference.{name}.example/");
        }

        return trigger;
    }

    JsonObject Probe(string host) => new() { ["probe"] = $"https://{host}.{name}.example/health", ["timeout"] = dice.OneOf("1s", "2s") };

    void Steps()
    {
        var capacity = dice.Between(1, 3);
        for (var number = 1; number <= capacity; number++)
        {
            var step = Draw(StepRole.Capacity, number);
            if (dice.Chance(0.3))
            {
                step["prewarm"] = true;
            }

            Follow(step, steps.Where(_ => dice.Chance(0.25)));
        }

        var check = Draw(StepRole.Verification, 1);
        Follow(check, [.. steps.Where((_, at) => at == 0 || dice.Chance(0.8))]);
        for (var number = dice.Between(capacity == 1 ? 0 : 1, 2); number > 0; number--)
        {
            var before = dice.Chance(0.7) ? [check] : steps.Where(step => step == check || dice.Chance(0.5)).ToList();
            Follow(Draw(StepRole.Traffic, number), before);
        }
    }

    /// <summary>A step of one of the kinds that are drawn in that role.</summary>
    JsonObject Draw(StepRole role, int number)
    {
        KindWorld[] drawn = [.. KindWorlds.Shipped.All.Where(world => world.DrawnAs == role)
            .SelectMany(world => Enumerable.Repeat(world, world.DrawnSoOften))];
        return dice.OneOf<KindWorld>(drawn).Draw(dice, name, number);
    }

    void Follow(JsonObject step, IEnumerable<JsonObject> before)
    {
        var ids = before.Select(one => (JsonNode)(string)one["id"]!).ToArray();
        if (ids.Length > 0)
        {
            step["after"] = new JsonArray(ids);
        }

        step["limit"] = KindWorlds.Shipped.All.First(world => world.Kind == (string?)step["kind"]).DrawLimit(dice, step);
        step["attempts"] = dice.OneOf(1, 1, 2, 3);
        if (dice.Chance(0.2))
        {
            step["onLimit"] = dice.OneOf("again", "ask");
        }

        steps.Add(step);
    }
}
