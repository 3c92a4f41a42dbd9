using System.Globalization;
using System.Text.Json.Nodes;

namespace LocalAws;

/// <summary>An event of EventBridge's default bus, as a rule's target gets it.</summary>
/// <param name="Resource">The ARN of what the event is about.</param>
/// <param name="Json">The whole event.</param>
public sealed record BusEvent(string Region, string Source, string DetailType, string Resource, JsonObject Detail, string Json);

/// <summary>
/// The events that AWS's services send to EventBridge's default bus of their Region: each arrives a moment later, while the Region is
/// reachable. Rules and targets are the test's.
/// </summary>
public sealed class EventBus(World world)
{
    int sent;

    /// <summary>Called with each event as it arrives; while it is null nothing is sent.</summary>
    public Action<BusEvent>? Deliver { get; set; }

    /// <summary>How often an event is delivered: 1, more for duplicates, 0 for lost. Asked for each event.</summary>
    public Func<BusEvent, int> Copies { get; set; } = _ => 1;

    public void Send(string region, string source, string detailType, string resource, JsonObject detail)
    {
        if (Deliver is null)
        {
            return;
        }

        // Not from the world's ids, which would then depend on whether anybody listens.
        var id = new Guid(world.Seed, 0xeb, 0x4d0c, BitConverter.GetBytes((long)++sent));
        var json = new JsonObject
        {
            ["version"] = "0",
            ["id"] = id.ToString(),
            ["detail-type"] = detailType,
            ["source"] = source,
            ["account"] = World.Account,
            ["time"] = world.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["region"] = region,
            ["resources"] = new JsonArray(JsonValue.Create(resource)),
            ["detail"] = detail.DeepClone(),
        };
        var one = new BusEvent(region, source, detailType, resource, detail, json.ToJsonString());
        for (var copy = Copies(one); copy > 0; copy--)
        {
            world.After(world.DrawSeconds($"event {sent} {copy}", 0.2, 0.8), () =>
            {
                if (world.IsLit(region))
                {
                    Deliver?.Invoke(one);
                }
            });
        }
    }

    /// <summary>Sends an event at an instant, if what it is about has come true by then.</summary>
    internal void SendAt(DateTimeOffset instant, Func<bool> isTrue, Action send)
    {
        if (Deliver is not null)
        {
            world.After(instant > world.Now ? instant - world.Now : TimeSpan.Zero, () =>
            {
                if (isTrue())
                {
                    send();
                }
            });
        }
    }
}
