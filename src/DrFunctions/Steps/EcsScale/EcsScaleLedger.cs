using System.Text.Json;
using System.Text.Json.Serialization;

namespace DrFunctions.Steps.EcsScale;

/// <summary>The ledger of ecs-scale: the counts found. The bounds are those of the scalable target, null where there is none.</summary>
/// <param name="RolloutFailed">A rollout has failed since the newest start: the count alone would bring no task back. Null if not.</param>
/// <param name="Wanted">What a share of the primary came to when the run began; it stays so for the whole run. Null where the plan gives a
/// number.</param>
/// <param name="Left">For an undo: the count is not ours any more, so it is left whatever becomes of it. Null if it is ours.</param>
public sealed record EcsScaleLedger(
    int Desired, int? MinCapacity, int? MaxCapacity, bool? RolloutFailed = null, int? Wanted = null, bool? Left = null)
{
    public static EcsScaleLedger? Parse(JsonElement? ledger) => ledger?.Deserialize(EcsScaleLedgerContext.Default.EcsScaleLedger);

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, EcsScaleLedgerContext.Default.EcsScaleLedger);
}

/// <summary>What is remembered of the primary's service for the time when it cannot be asked.</summary>
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
