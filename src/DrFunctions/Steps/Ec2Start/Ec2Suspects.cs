namespace DrFunctions.Steps.Ec2Start;

/// <summary>
/// The smallest batch with which AWS refused each instance, in this process. If calls are slow, a decision is too old for a second call,
/// so that halving goes on in the next look; a process that knows nothing begins with whole batches.
/// </summary>
sealed class Ec2Suspects
{
    /// <summary>What AWS advises: a larger batch takes longer, and is refused as a whole for one instance.</summary>
    public const int Most = 50;

    readonly Lock gate = new();
    readonly Dictionary<string, int> smallest = new(StringComparer.Ordinal);

    /// <summary>The ids in batches: whole ones of those never refused, and halves of the refused ones.</summary>
    public IReadOnlyList<List<string>> Batches(IEnumerable<string> ids)
    {
        lock (gate)
        {
            return [.. ids.GroupBy(id => smallest.GetValueOrDefault(id, 2 * Most)).OrderByDescending(group => group.Key)
                .SelectMany(group => group.Order(StringComparer.Ordinal).Chunk(Math.Max(1, group.Key / 2)))
                .Select(batch => batch.ToList())];
        }
    }

    public void Accepted(IEnumerable<string> ids)
    {
        lock (gate)
        {
            foreach (var id in ids)
            {
                smallest.Remove(id);
            }
        }
    }

    public void Refused(IReadOnlyCollection<string> ids)
    {
        lock (gate)
        {
            foreach (var id in ids)
            {
                smallest[id] = Math.Min(ids.Count, smallest.GetValueOrDefault(id, int.MaxValue));
            }
        }
    }
}
