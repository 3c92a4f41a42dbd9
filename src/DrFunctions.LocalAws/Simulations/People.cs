using System.Text.Json.Nodes;
using DrFunctions.LocalAws.Rehearsals;

namespace DrFunctions.LocalAws.Simulations;

/// <summary>What people do meanwhile: they pause a plan or all of them, and resume.</summary>
sealed class People(Simulation simulation, IReadOnlyList<string> plans, Dice dice, Tally tally)
{
    readonly SortedDictionary<string, DateTimeOffset> pauses = new(StringComparer.Ordinal);
    readonly List<(string Key, DateTimeOffset From, DateTimeOffset To)> past = [];

    readonly HashSet<string> asked = new(StringComparer.Ordinal);

    World World => simulation.Cloud.World;

    /// <summary>Since when the plan is paused, by itself or with all; null if it is not.</summary>
    public DateTimeOffset? PausedSince(string plan)
    {
        var since = new[] { $"plan#{plan}", "all" }.Where(pauses.ContainsKey).Select(key => pauses[key]).ToList();
        return since.Count > 0 ? since.Min() : null;
    }

    /// <summary>Whether anybody has asked for a way back.</summary>
    public bool Asked(string plan) => asked.Contains(plan);

    /// <summary>How long the plan was paused after an instant.</summary>
    public TimeSpan PausedAfter(string plan, DateTimeOffset from) => past
        .Concat(pauses.Select(pause => (Key: pause.Key, From: pause.Value, To: World.Now)))
        .Where(pause => pause.Key == "all" || pause.Key == $"plan#{plan}")
        .Aggregate(TimeSpan.Zero, (sum, pause) => sum + (pause.To > from ? pause.To - (pause.From > from ? pause.From : from) : TimeSpan.Zero));

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

    void Pause(string key)
    {
        tally.Add("a person pauses");
        pauses.TryAdd(key, World.Now);
        var item = new JsonObject { ["pk"] = new JsonObject { ["S"] = key }, ["sk"] = new JsonObject { ["S"] = "pause" } };
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
            simulation.Cloud.DynamoDb.Delete(simulation.Home, HomeEstate.Table, key, "pause");
        }
    }
}
