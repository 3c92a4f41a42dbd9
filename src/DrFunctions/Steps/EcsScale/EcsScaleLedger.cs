using System.Text.Json;
using System.Text.Json.Serialization;

namespace DrFunctions.Steps.EcsScale;

/// <summary>The ledger of ecs-scale: the counts found. The bounds are those of the scalable target, null where there is none.</summary>
/// <param name="RolloutFailed">A rollout has failed since the newest start: changing the count alone would bring no task back. Null if
/// not.</param>
/// <param name="Wanted">The count that a share of the primary meant when the run began; it is kept for the whole run. Null if the plan
/// gives a number.</param>
/// <param name="Left">For an undo: the count is no longer the one that we set, so it stays as it is. Null if it still is.</param>
public sealed record EcsScaleLedger(
    int Desired, int? MinCapacity, int? MaxCapacity, bool? RolloutFailed = null, int? Wanted = null, bool? Left = null)
{
    public static EcsScaleLedger? Parse(JsonElement? ledger) => ledger?.Deserialize(EcsScaleLedgerContext.Default.EcsScaleLedger);

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, EcsScaleLedgerContext.Default.EcsScaleLedger);
}

/// <summary>The baseline of ecs-scale: the desired count of the primary's service.</summary>
public sealed record EcsScaleBaseline(int Desired)
{
    public static EcsScaleBaseline? Parse(JsonElement? observed) => observed?.Deserialize(EcsScaleLedgerContext.Default.EcsScaleBaseline);

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, EcsScaleLedgerContext.Default.EcsScaleBaseline);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EcsScaleLedger))]
[JsonSerializable(typeof(EcsScaleBaseline))]
sealed partial class EcsScaleLedgerContext : JsonSerializerContext;
