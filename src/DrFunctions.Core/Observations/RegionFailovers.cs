using System.Text.Json;
using System.Text.Json.Serialization;

namespace DrFunctions.Core.Observations;

/// <summary>
/// The recent automatic failovers of all plans. One Region's outage affects many plans; two Regions at once are more likely our own error.
/// </summary>
/// <param name="Begun">By primary Region, when its hour was last renewed.</param>
/// <param name="Queue">The plans that wait because of the limit, by name.</param>
public sealed record RegionFailovers(IReadOnlyDictionary<string, DateTimeOffset> Begun, IReadOnlyDictionary<string, Queued> Queue)
{
    public static RegionFailovers None { get; } = new(new Dictionary<string, DateTimeOffset>(), new Dictionary<string, Queued>());
}

/// <summary>A plan that waits its turn.</summary>
public sealed record Queued(string Primary, DateTimeOffset Since)
{
    /// <summary>When the plan last said that it still waits; in entries of version 0.1 null.</summary>
    public DateTimeOffset? Seen { get; init; }

    /// <summary>The plan's alarms that could be read and were down then, each with its Region; null if none.</summary>
    public IReadOnlyList<string>? Alarms { get; init; }
}

/// <summary>The failovers of all plans as stored in the table.</summary>
public static class RegionFailoversJson
{
    public static string Write(RegionFailovers failovers) =>
        JsonSerializer.Serialize(failovers, RegionFailoversContext.Default.RegionFailovers);

    /// <summary>Null if the text was not written by <see cref="Write"/>.</summary>
    public static RegionFailovers? Read(string body)
    {
        try
        {
            var read = JsonSerializer.Deserialize(body, RegionFailoversContext.Default.RegionFailovers);
            return read is not null && IsWhole(read) ? read : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The serializer lets a null through where it is a dictionary's or a list's.</summary>
    static bool IsWhole(RegionFailovers read) =>
        read.Queue.Values.All(queued => queued is { Primary: not null } && queued.Alarms?.All(alarm => alarm is not null) != false);
}

// A missing or null member makes the item unreadable, which is safer than an empty one.
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RegionFailovers))]
sealed partial class RegionFailoversContext : JsonSerializerContext;
