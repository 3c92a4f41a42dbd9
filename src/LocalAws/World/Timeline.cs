namespace LocalAws;

/// <summary>
/// A value that changes at known instants, past and future: what a resource was, is and will be. A lagging read is a read
/// of an earlier instant; a start-up delay is a change planned for later.
/// </summary>
public sealed class Timeline<T>(T initial)
{
    readonly List<(DateTimeOffset At, T Value)> changes = [];

    public T At(DateTimeOffset instant)
    {
        var value = initial;
        foreach (var change in changes)
        {
            if (change.At > instant)
            {
                break;
            }

            value = change.Value;
        }

        return value;
    }

    /// <summary>Every value that it had from one instant to another, the first included and the last not.</summary>
    public IEnumerable<T> Between(DateTimeOffset from, DateTimeOffset to) =>
        changes.Where(change => from < change.At && change.At < to).Select(change => change.Value).Prepend(At(from));

    /// <summary>The value from <paramref name="instant"/> on; whatever was planned for later no longer happens.</summary>
    public void Set(DateTimeOffset instant, T value)
    {
        changes.RemoveAll(change => change.At >= instant);
        changes.Add((instant, value));
    }

    /// <summary>The instant of the newest change at or before <paramref name="instant"/>, or null if it was always so.</summary>
    public DateTimeOffset? Since(DateTimeOffset instant) =>
        changes.LastOrDefault(change => change.At <= instant) is { At: var at } && at != default ? at : null;
}
