using System.Text.Json.Nodes;
using DrFunctions.Simulation.Bench;
using LocalAws;

namespace DrFunctions.Simulation.Chaos;

/// <summary>What people do meanwhile: they pause one plan or all, resume, and send commands of every kind, sensible or not.</summary>
/// <param name="calm">From then on there are no faults, and a person may order a failback.</param>
sealed class People(TestBench simulation, IReadOnlyList<string> plans, Dice dice, Tally tally, DateTimeOffset calm)
{
    static readonly string[] Commands =
        ["failover", "drill", "approve", "reject", "failback", "reset", "arm", "ack", "resume", "status"];

    readonly SortedDictionary<string, DateTimeOffset> pauses = new(StringComparer.Ordinal);
    readonly List<(string Key, DateTimeOffset From, DateTimeOffset To)> past = [];

    readonly HashSet<string> asked = new(StringComparer.Ordinal);

    World World => simulation.Cloud.World;

    /// <summary>Since when the plan is paused, alone or with all plans; null if it is not.</summary>
    public DateTimeOffset? PausedSince(string plan)
    {
        // Another person may have resumed meanwhile, whose item tells of it until the next check.
        var since = new[] { $"plan#{plan}", "all" }
            .Where(
                key => pauses.ContainsKey(key)
                    && simulation.Cloud.DynamoDb.Item(simulation.Home, HomeEstate.Table, key, "pause") is { } item && !item.ContainsKey("resumed"))
            .Select(key => pauses[key]).ToList();
        return since.Count > 0 ? since.Min() : null;
    }

    /// <summary>When the last command is sent.</summary>
    public DateTimeOffset Until { get; private set; }

    /// <summary>When somebody last changed the standby by hand.</summary>
    public DateTimeOffset? ByHandAt { get; set; }

    /// <summary>Whether anybody has sent a command for the plan.</summary>
    public bool Asked(string plan) => asked.Contains(plan);

    /// <summary>Counts a command that somebody else sent.</summary>
    public void Hear(string plan) => asked.Add(plan);

    /// <summary>How long the plan was paused after an instant.</summary>
    public TimeSpan PausedAfter(string plan, DateTimeOffset from) => past
        .Concat(pauses.Select(pause => (Key: pause.Key, From: pause.Value, To: World.Now)))
        .Where(pause => pause.Key == "all" || pause.Key == $"plan#{plan}")
        .Aggregate(
            TimeSpan.Zero, (sum, pause) => sum + (pause.To > from ? pause.To - (pause.From > from ? pause.From : from) : TimeSpan.Zero));

    public void Play()
    {
        for (var count = dice.OneOf(0, 0, 1, 2); count > 0; count--)
        {
            var key = dice.Chance(0.3) ? "all" : $"plan#{dice.OneOf<string>([.. plans])}";
            var begin = dice.Seconds(0, 300);
            World.After(begin, () => Pause(key));
            World.After(begin + dice.Seconds(10, 240), () => Resume(key));
        }
    }

    /// <summary>Plans commands at any time, and often a failback once there are no more faults.</summary>
    public void Command()
    {
        if (dice.Chance(0.35))
        {
            for (var count = dice.Between(1, 3); count > 0; count--)
            {
                Say(dice.Seconds(5, 420), dice.OneOf<string>(Commands));
            }
        }

        if (dice.Chance(0.35))
        {
            Say(calm - World.Now + dice.Seconds(20, 200), dice.OneOf("failback", "failback", "reset", "drill", "approve"));
        }
    }

    void Say(TimeSpan after, string command)
    {
        var (plan, widened) = (dice.OneOf<string>([.. plans]), dice.Chance(0.7));
        Until = World.Now + after > Until ? World.Now + after : Until;
        World.After(after, () =>
        {
            tally.Add($"a person says {command}");
            asked.Add(plan);
            var json = new JsonObject { ["command"] = command, ["plan"] = plan, ["by"] = "ann", ["reason"] = "because of the simulation" };
            if (widened && command switch { "failover" => "overridePause", "failback" => "skipHealth", "reset" => "acceptStandby", _ => null } is { } flag)
            {
                json[flag] = true;
            }

            simulation.Lambda.Invoke(LambdaPlatform.ArnOf(simulation.Home, TestBench.OperatorFunction), json.ToJsonString());
        });
    }

    void Pause(string key)
    {
        tally.Add("a person pauses");
        pauses.TryAdd(key, World.Now);
        var item = PauseOf(key);
        if (dice.Chance(0.8))
        {
            item["by"] = new JsonObject { ["S"] = "ann" };
            item["reason"] = new JsonObject { ["S"] = "a deployment" };
        }

        simulation.Cloud.DynamoDb.Put(simulation.Home, HomeEstate.Table, item);
    }

    void Resume(string key)
    {
        if (pauses.Remove(key, out var since))
        {
            past.Add((key, since, World.Now));
            var item = PauseOf(key);
            foreach (var name in new[] { "resumed", "until" })
            {
                item[name] = new JsonObject { ["S"] = $"{World.Now.UtcDateTime:O}" };
            }

            simulation.Cloud.DynamoDb.Put(simulation.Home, HomeEstate.Table, item);
        }
    }

    static JsonObject PauseOf(string key) => new() { ["pk"] = new JsonObject { ["S"] = key }, ["sk"] = new JsonObject { ["S"] = "pause" } };
}
