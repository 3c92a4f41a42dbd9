using System.Text.Json;
using System.Text.Json.Serialization;

namespace DrFunctions.Core.Records;

/// <summary>
/// Whether a plan could be carried out today, as the newest quiet look found it. It is an item of its own beside the record; another one
/// is about what all plans share.
/// </summary>
/// <param name="At">When the steps were looked at.</param>
/// <param name="Findings">The steps that would fail; empty if none would.</param>
/// <param name="ToldAt">When people were last notified of the findings; null if they need not be.</param>
/// <param name="Told">The findings that people know.</param>
public sealed record Readiness(
    DateTimeOffset At, IReadOnlyList<ReadinessFinding> Findings, DateTimeOffset? ToldAt, IReadOnlyList<ReadinessFinding> Told)
{
    public static Readiness None { get; } = new(DateTimeOffset.MinValue, [], null, []);

    /// <summary>
    /// The same where the notice could not be published: people know what they knew before, and the next look tries again.
    /// </summary>
    public Readiness Untold(Readiness? before) => this with { ToldAt = before?.ToldAt, Told = before?.Told ?? [] };
}

/// <summary>Why a step would fail on the day.</summary>
/// <param name="Because">What was observed, as the middle of a sentence.</param>
/// <param name="Looks">In how many looks in a row it was found: one alone may be a moment's trouble.</param>
public sealed record ReadinessFinding(string Step, Unready Why, string Because, int Looks)
{
    public bool IsConfirmed => Looks > 1;

    /// <summary>It may go well: people are notified once, and decide.</summary>
    public bool IsDoubt => Why == Unready.Doubtful;

    public bool IsOf(ReadinessFinding other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (Step, Why) == (other.Step, other.Why);
    }
}

public enum Unready
{
    /// <summary>Starting it would not help.</summary>
    Broken,

    /// <summary>It cannot be read.</summary>
    Unreadable,

    /// <summary>The functions' role may not start it.</summary>
    Denied,

    /// <summary>It is in its target state already, so it would move nobody.</summary>
    InPlace,

    /// <summary>The capacity before it runs, and the check fails nevertheless.</summary>
    CheckFails,

    /// <summary>Of the account, not of a step: too few invocations may run at once.</summary>
    FewInvocations,

    /// <summary>Nothing is wrong with it, but on the day AWS may not give what it needs.</summary>
    Doubtful,
}

/// <summary>The readiness as it is stored in the table.</summary>
public static class ReadinessJson
{
    public static string Write(Readiness readiness) => JsonSerializer.Serialize(readiness, ReadinessContext.Default.Readiness);

    /// <summary>Null if this version cannot read the text; then the next look writes it anew.</summary>
    public static Readiness? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, ReadinessContext.Default.Readiness) is { } read && IsWhole(read) ? read : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>What the rules rely on, and the serializer lets through: whoever may write to the table may write anything.</summary>
    static bool IsWhole(Readiness read) => read.At < Latest && (read.ToldAt ?? default) < Latest
        && read.Findings.Concat(read.Told).All(finding =>
            finding is { Step: not null, Because: not null, Looks: >= 0 and < int.MaxValue } && Enum.IsDefined(finding.Why));

    /// <summary>Half an hour later must still be an instant.</summary>
    static readonly DateTimeOffset Latest = DateTimeOffset.MaxValue.AddDays(-1);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Readiness))]
sealed partial class ReadinessContext : JsonSerializerContext;
