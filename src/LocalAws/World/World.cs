using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LocalAws;

/// <summary>
/// What all simulated services share: time, the seed that every drawn figure comes from, the account, and which Regions are reachable.
/// Nothing here or in the services is thread-safe: the cloud and the timers hold <see cref="Gate"/> while they work.
/// </summary>
public sealed class World(TimeProvider time, int seed) : IDisposable
{
    public const string Account = "123456789012";

    readonly SortedDictionary<string, List<(DateTimeOffset From, DateTimeOffset To)>> dark = new(StringComparer.Ordinal);
    readonly HashSet<ITimer> timers = [];
    long ids;
    bool over;

    /// <summary>Whoever reads or changes the world holds this lock; on a port, calls and timers come from many threads.</summary>
    public Lock Gate { get; } = new();

    public TimeProvider Time { get; } = time;

    public int Seed { get; } = seed;

    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>What services tell EventBridge.</summary>
    public EventBus Events => field ??= new EventBus(this);

    /// <summary>How far a read of a resource may lag behind a change; zero turns lag off.</summary>
    public TimeSpan ReadLag { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>While set, every lagging read shows the state of exactly this long ago.</summary>
    internal TimeSpan? Behind { get; set; }

    /// <summary>
    /// A figure between the bounds that depends on the seed and the key alone, so that adding a resource changes no other.
    /// </summary>
    public double Draw(string key, double least, double most) => least + (most - least) * Unit(key);

    /// <inheritdoc cref="Draw"/>
    public TimeSpan DrawSeconds(string key, double least, double most) => TimeSpan.FromSeconds(Math.Round(Draw(key, least, most), 3));

    /// <summary>The instant whose state a read of this resource sees now: at most <see cref="ReadLag"/> ago.</summary>
    public DateTimeOffset ReadAt(string resource) =>
        Behind is { } behind ? Now - behind : Now - ReadLag * Unit($"lag {resource} {Now.ToUnixTimeSeconds()}");

    /// <summary>A new id in AWS's form, such as <c>i-0000000000000001</c>; the same in every run.</summary>
    public string NewId(string prefix) => $"{prefix}{++ids:x17}";

    /// <summary>A new id in the form of a UUID; the same in every run.</summary>
    public string NewUuid() => new Guid(Seed, 0x5eed, 0x4d0c, BitConverter.GetBytes(++ids)).ToString();

    public bool IsLit(string region) => IsLit(region, Now);

    public bool IsLit(string region, DateTimeOffset at) =>
        !dark.TryGetValue(region, out var spans) || !spans.Exists(span => span.From <= at && at < span.To);

    /// <summary>Makes a Region unreachable: its endpoints and its front doors do not answer between these instants.</summary>
    public void Darken(string region, DateTimeOffset from, DateTimeOffset? to = null)
    {
        if (!dark.TryGetValue(region, out var spans))
        {
            dark[region] = spans = [];
        }

        spans.Add((from, to ?? DateTimeOffset.MaxValue));
    }

    /// <summary>Does something later, in the world's time.</summary>
    public void After(TimeSpan delay, Action action)
    {
        ITimer? timer = null;
        timer = Time.CreateTimer(_ => Run(timer!, action), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timers.Add(timer);
        timer.Change(delay, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Does something again and again: first after <paramref name="delay"/>, then every <paramref name="period"/>.</summary>
    public void Every(TimeSpan delay, TimeSpan period, Action action) =>
        After(delay, () =>
        {
            Every(period, period, action);
            action();
        });

    /// <summary>Ends the world: nothing that was planned for later happens.</summary>
    public void Dispose()
    {
        lock (Gate)
        {
            over = true;
            foreach (var timer in timers)
            {
                timer.Dispose();
            }

            timers.Clear();
        }
    }

    void Run(ITimer timer, Action action)
    {
        lock (Gate)
        {
            timers.Remove(timer);
            timer.Dispose();
            if (!over)
            {
                action();
            }
        }
    }

    double Unit(string key) =>
        (BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{Seed} {key}"))) >> 11) / (double)(1UL << 53);
}
