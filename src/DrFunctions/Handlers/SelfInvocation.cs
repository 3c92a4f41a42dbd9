using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using DrFunctions.Aws;
using DrFunctions.Core.Plans;
using DrFunctions.Steps;

namespace DrFunctions.Handlers;

/// <summary>
/// Gives plans in trouble an invocation of their own: the watch invokes itself, and such an invocation drives what it is given and
/// hands nothing on. It is a nudge as every event is: two that drive the same plan do no harm, and one that is lost is made up for by
/// the next minute.
/// </summary>
/// <param name="function">Its own name, as Lambda gives it; null where there is no Lambda.</param>
public sealed class SelfInvocation(AwsClients aws, Calls calls, string region, string? function)
{
    public const string DetailType = "DrFunctions Plans";

    public static Grant Grant { get; } = new("SelfInvocation", ["lambda:InvokeFunction"]);

    public bool ArePossible => function is not null;

    /// <returns>Null if Lambda has taken it; else why not, as the middle of a sentence. Without an answer it may have.</returns>
    public async Task<string?> BeginAsync(IEnumerable<Plan> plans, CancellationToken cancellation)
    {
        var request = new InvokeRequest { FunctionName = function, InvocationType = InvocationType.Event, Payload = EventOf(plans.Select(plan => plan.Name)) };
        try
        {
            await calls.AskAsync(token => aws.Lambda(region).InvokeAsync(request, token), cancellation);
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
