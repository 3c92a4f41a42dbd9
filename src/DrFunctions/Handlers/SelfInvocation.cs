using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using DrFunctions.Aws;
using DrFunctions.Core.Plans;
using DrFunctions.Steps;

namespace DrFunctions.Handlers;

/// <summary>
/// Gives plans that move an invocation of their own: WatchFunction invokes itself, and that invocation drives the plans that it is given
/// and hands nothing on. Like every event it is only a nudge: two for the same plan do no harm, and the next minute makes up for a lost
/// one.
/// </summary>
/// <param name="function">The function's own name, as Lambda gives it; null outside Lambda.</param>
public sealed class SelfInvocation(AwsClients aws, Calls calls, string region, string? function)
{
    public const string DetailType = "DrFunctions Plans";

    public static Grant Grant { get; } = new("SelfInvocation", ["lambda:InvokeFunction"]);

    public bool IsPossible => function is not null;

    /// <returns>Null if Lambda accepted the event; otherwise why not, as the middle of a sentence. After a timeout Lambda may have accepted
    /// it.</returns>
    public async Task<string?> BeginAsync(IEnumerable<Plan> plans, CancellationToken cancellation)
    {
        var request = new InvokeRequest { FunctionName = function, InvocationType = InvocationType.Event,
            Payload = EventOf(plans.Select(plan => plan.Name)) };
        try
        {
            await calls.SendAsync(token => aws.Lambda(region).InvokeAsync(request, token), cancellation);
            return null;
        }
        catch (Exception e) when (AwsErrors.Is(e))
        {
            return AwsErrors.Describe(e);
        }
    }

    public static string EventOf(IEnumerable<string> plans) => new JsonObject
    {
        ["detail-type"] = DetailType,
        ["source"] = "drfunctions",
        ["detail"] = new JsonObject { ["plans"] = new JsonArray([.. plans.Select(name => JsonValue.Create(name))]) },
    }.ToJsonString();

    /// <summary>The names in an event's detail.</summary>
    /// <exception cref="JsonException">There are none.</exception>
    public static IReadOnlyList<string> NamesIn(JsonElement detail) =>
        detail.ValueKind == JsonValueKind.Object && detail.TryGetProperty("plans", out var plans) && plans.ValueKind == JsonValueKind.Array
            && plans.GetArrayLength() > 0 && plans.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String)
            ? [.. plans.EnumerateArray().Select(name => name.GetString()!)]
            : throw new JsonException("its detail must be {\"plans\": [names]}");
}
