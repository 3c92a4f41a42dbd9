using System.Globalization;
using System.Text;

namespace DrFunctions.Tests.Fuzzing;

/// <summary>The figures of a run.</summary>
sealed class FuzzFigures
{
    const int Kept = 5;

    readonly SortedDictionary<Reader, (int Inputs, int Accepted, long MostBytes, TimeSpan Took)> counts = [];
    readonly PriorityQueue<HostileInput, TimeSpan> slowest = new();

    /// <summary>Those that took longest at their first run.</summary>
    public IReadOnlyList<HostileInput> Slowest => [.. slowest.UnorderedItems.Select(slow => slow.Element)];

    public void Add(HostileInput input, FuzzResult judged)
    {
        var (inputs, accepted, most, took) = counts.GetValueOrDefault(input.Reader);
        counts[input.Reader] = (inputs + 1, accepted + (judged.Accepted ? 1 : 0), Math.Max(most, judged.Allocated), took + judged.Took);
        slowest.Enqueue(input, judged.Took);
        if (slowest.Count > Kept)
        {
            slowest.Dequeue();
        }
    }

    public string Report(TimeSpan took)
    {
        var all = counts.Values.Sum(count => count.Inputs);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{all} inputs in {took.TotalSeconds:F1} s, {all / took.TotalSeconds:F0} a second\n");
        foreach (var (reader, count) in counts)
        {
            text.Append(CultureInfo.InvariantCulture, $"{reader}: {count.Inputs} inputs, {count.Inputs - count.Accepted} refused, at most {count.MostBytes / 1024} KiB allocated, {count.Took.TotalMilliseconds / count.Inputs:F2} ms each\n");
        }

        return text.ToString();
    }
}
