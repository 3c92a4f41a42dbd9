using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.CloudWatchEvents;
using DrFunctions.Looping;

namespace DrFunctions.Handlers;

/// <summary>What every handler answers.</summary>
public sealed record HandlerAnswer(IReadOnlyList<HandlerResult> Results);

/// <param name="Plan">Null if the event concerns no plan.</param>
/// <param name="Phase">Null where the record could not be read.</param>
/// <param name="Because">One sentence: what was decided, because of what, and what to do if a person is needed.</param>
public sealed record HandlerResult(string? Plan, string? Phase, string Because, WakeOutcome Outcome)
{
    public static HandlerResult Of(PlanResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new HandlerResult(result.Plan, result.Phase?.ToString(), result.Because, result.Outcome);
    }

    public static HandlerResult Refused(string because) => new(null, null, because, WakeOutcome.Refused);
}

/// <summary>Reads the event of a function that AWS wakes.</summary>
static class EventJson
{
    /// <summary>SNS and EventBridge invoke asynchronously, and Lambda takes 1 MiB for that.</summary>
    const int MostBytes = 1024 * 1024;

    /// <exception cref="JsonException">The event is too large, or has the wrong form.</exception>
    public static async Task<T?> ReadAsync<T>(Stream input, JsonTypeInfo<T> type)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(MostBytes + 1);
        try
        {
            var length = await input.ReadAtLeastAsync(bytes, MostBytes + 1, throwOnEndOfStream: false);
            return length <= MostBytes ? JsonSerializer.Deserialize(bytes.AsSpan(0, length), type)
                : throw new JsonException("it has more than 1 MiB");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}

/// <summary>Events in, answers out, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(CloudWatchEvent<JsonElement>))]
sealed partial class EventContext : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(HandlerAnswer))]
public sealed partial class AnswerContext : JsonSerializerContext;
