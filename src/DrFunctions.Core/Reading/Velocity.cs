namespace DrFunctions.Core.Reading;

/// <summary>
/// The automatic failovers begun lately, over all plans. A Region's outage takes many plans with it; two Regions at once more likely
/// means that we are wrong.
/// </summary>
/// <param name="Begun">By primary Region, when its newest hour began.</param>
/// <param name="Queue">The plans beyond the limit that wait, by name.</param>
public sealed record Velocity(IReadOnlyDictionary<string, DateTimeOffset> Begun, IReadOnlyDictionary<string, Queued> Queue)
{
    public static Velocity None { get; } = new(new Dictionary<string, DateTimeOffset>(), new Dictionary<string, Queued>());
}

/// <summary>A plan that waits its turn.</summary>
public sealed record Queued(string Primary, DateTimeOffset Since);
