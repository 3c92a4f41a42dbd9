using System.Text.Json;
using System.Text.Json.Serialization;

namespace DrFunctions.Core.Observations;

/// <summary>
/// The automatic failovers begun lately, over all plans. A Region's outage takes many plans with it; two Regions at once more likely
/// means that we are wrong.
/// </summary>
/// <param name="Begun">By primary Region, when its newest hour began.</param>
/// <param name="Queue">The plans beyond the limit that wait, by name.</param>
public sealed record RegionFailovers(IReadOnlyDictionary<string, DateTimeOffset> Begun, IReadOnlyDictionary<string, Queued> Queue)
{
    public static RegionFailovers None { get; } = new(new Dictionary<string, DateTimeOffset>(), new Dictionary<string, Queued>());
}

/// <summary>A plan that waits its turn.</summary>
public sealed record Queued(string Primary, DateTimeOffset Since);

/// <summary>The failovers of all plans as they lie in the table.</summary>
public static class RegionFailoversJson
{
    public static string Write(RegionFailovers failovers) =>
        JsonSerializer.Serialize(failovers, RegionFailoversContext.Default.RegionFailovers);

    /// <summary>Null when the text is nothing that <see cref="Write"/> wrote.</summary>
    public static RegionFailovers? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, RegionFailoversContext.Default.RegionFailovers);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

// A member that is missing or null makes it unreadable, which is better than empty.
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RegionFailovers))]
sealed partial class RegionFailoversContext : JsonSerializerContext;
