using System.Text.Json.Nodes;
using DrFunctions.Core.Plans;
using DrFunctions.Simulation.Kinds;
using DrFunctions.Steps;

namespace DrFunctions.Simulation.Chaos;

/// <summary>Draws a plan of two to six steps of every kind, in any order that the plan checks allow.</summary>
sealed class PlanDice(Dice dice, string name, string standby)
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
            var step = dice.Chance(0.5) ? Instances(number) : Service(number);
            if (dice.Chance(0.3))
            {
                step["prewarm"] = true;
            }

            Follow(step, steps.Where(_ => dice.Chance(0.25)));
        }

        var check = new JsonObject { ["id"] = "check", ["kind"] = "http-check", ["url"] = $"https://standby.{name}.example/health", ["times"] = dice.Between(1, 3) };
        Follow(check, [.. steps.Where((_, at) => at == 0 || dice.Chance(0.8))]);
        for (var number = dice.Between(capacity == 1 ? 0 : 1, 2); number > 0; number--)
        {
            var before = dice.Chance(0.7) ? [check] : steps.Where(step => step == check || dice.Chance(0.5)).ToList();
            Follow(dice.Chance(0.25) ? HealthSwitch(number) : Record(number), before);
        }
    }

    JsonObject Instances(int number)
    {
        var step = new JsonObject { ["id"] = $"ec2-{number}", ["kind"] = "ec2-start" };
        var count = dice.Chance(0.3) ? 2 : dice.Between(1, 4);
        if (dice.Chance(0.3) && name == "alpha")
        {
            // LocalAws makes two instances, or as many as must run, for a step that names tags; of one plan only, as it makes up their ids.
            step["tags"] = new JsonObject { ["role"] = $"{name}-{number}" };
            count = 2;
        }
        else
        {
            step["instances"] = new JsonArray([.. Enumerable.Range(1, count).Select(one => (JsonNode)$"i-{(name[0] << 8) + number:x8}{one:x9}")]);
        }

        if (count > 1 && dice.Chance(0.4))
        {
            step["minimum"] = dice.Between(1, count - 1);
        }

        return step;
    }

    JsonObject Service(int number)
    {
        if (dice.Chance(0.2))
        {
            var share = $"{dice.OneOf(25, 50, 100)}% of primary";
            return new() { ["id"] = $"ecs-{number}", ["kind"] = "ecs-scale", ["cluster"] = name, ["service"] = $"service-{number}", ["desired"] = share };
        }

        var desired = dice.Between(1, 4);
        var step = new JsonObject { ["id"] = $"ecs-{number}", ["kind"] = "ecs-scale", ["cluster"] = name, ["service"] = $"service-{number}", ["desired"] = desired };
        if (desired > 1 && dice.Chance(0.3))
        {
            step["minimum"] = dice.Between(1, desired - 1);
        }

        return step;
    }

    JsonObject Record(int number)
    {
        var step = new JsonObject
        {
            ["id"] = $"traffic-{number}",
            ["kind"] = "route53-switch",
            ["via"] = "records",
            ["zone"] = $"Z{name.ToUpperInvariant()}",
            ["name"] = $"www{number}.{name}.example.",
            ["type"] = "A",
        };
        if (dice.Chance(0.25))
        {
            step["records"] = new JsonArray(PlanEstate.StandbyAddress);
        }
        else
        {
            step["setIdentifier"] = dice.OneOf("standby-weighted", "standby-failover");
        }

        return step;
    }

    JsonObject HealthSwitch(int number)
    {
        var step = new JsonObject
        {
            ["id"] = $"traffic-{number}",
            ["kind"] = "route53-switch",
            ["via"] = "health",
            ["alarm"] = $"{name}-switch-{number}",
            ["name"] = $"www{number}.{name}.example.",
        };
        if (dice.Chance(0.3))
        {
            step["servesWhen"] = "OK";
        }

        return step;
    }

    void Follow(JsonObject step, IEnumerable<JsonObject> before)
    {
        var ids = before.Select(one => (JsonNode)(string)one["id"]!).ToArray();
        if (ids.Length > 0)
        {
            step["after"] = new JsonArray(ids);
        }

        // An alarm and what follows it need more than two minutes; others that cannot go on are waited for no longer than they need.
        step["limit"] = (string?)step["via"] == "health" ? dice.OneOf("3m", "4m") : dice.OneOf("45s", "75s", "90s", "2m");
        step["attempts"] = dice.OneOf(1, 1, 2, 3);
        if (dice.Chance(0.2))
        {
            step["onLimit"] = dice.OneOf("again", "ask");
        }

        steps.Add(step);
    }
}
