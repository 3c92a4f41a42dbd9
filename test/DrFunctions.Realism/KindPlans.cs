using System.Text.Json.Nodes;

namespace DrFunctions.Realism;

/// <summary>Plans that together use every kind of step in each of its ways, as changes to the steps of the shop's plan.</summary>
static class KindPlans
{
    /// <summary>The shop's own steps: instances by id, a service scaled to a number, weighted records.</summary>
    public static void Shop(JsonArray steps, Estate estate)
    {
    }

    /// <summary>Instances by tag, a service scaled to a share of the primary's, a failover pair, a simple record.</summary>
    public static void TagsAndShares(JsonArray steps, Estate estate)
    {
        var web = steps[0]!.AsObject();
        web.Remove("instances");
        web["tags"] = new JsonObject { ["dr-plan"] = estate.Name };
        steps[1]!["desired"] = "50% of primary";
        (steps[3]!["name"], steps[3]!["setIdentifier"]) = ("pair.example.com.", "pair-standby");
        var simple = steps[3]!.DeepClone().AsObject();
        simple.Remove("setIdentifier");
        (simple["id"], simple["name"], simple["records"]) = ("simple", "simple.example.com.", new JsonArray("203.0.113.99"));
        steps.Add(simple);
    }

    /// <summary>Users move by an alarm that a health check follows; a wait runs beside the rest.</summary>
    public static void Health(JsonArray steps, Estate estate)
    {
        steps[3] = new JsonObject
        {
            ["id"] = "traffic",
            ["kind"] = "route53-switch",
            ["via"] = "health",
            ["alarm"] = $"{estate.Name}-switch",
            ["name"] = "shop.example.com.",
            ["after"] = new JsonArray("healthy"),
        };
        steps.Add(new JsonObject { ["id"] = "warm", ["kind"] = "wait", ["for"] = "1s" });
    }
}
