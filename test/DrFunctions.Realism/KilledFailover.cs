using DrFunctions.Looping;
using DrFunctions.Tests.Runtime;

namespace DrFunctions.Realism;

/// <summary>One failover whose first processes are killed, each at a moment that the seed draws: at a call, or at any time.</summary>
sealed class KilledFailover(Estate estate, int seed)
{
    /// <summary>After so many kills a process may finish: each kill costs the next process six seconds of waiting, or twenty.</summary>
    const int MostKills = 5;

    /// <summary>The approximate number of calls, and duration, of a whole failover of the shop.</summary>
    const int CallsOfAll = 70;

    static readonly TimeSpan TimeOfAll = TimeSpan.FromSeconds(14);
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    static readonly Mishap[] AtCall = [Mishap.KillBefore, Mishap.KillAfterEffect, Mishap.KillAfterAnswer];

    readonly Random dice = new(seed);
    readonly List<string> told = [];

    public Tally Kills { get; } = new();

    public async Task PlayAsync()
    {
        for (var ends = DateTimeOffset.UtcNow + Patience; !await PlayOneAsync(ends);)
        {
        }
    }

    public override string ToString() => string.Join('\n', told);

    /// <summary>Runs one process until it is killed or the run has ended in Recovered.</summary>
    async Task<bool> PlayOneAsync(DateTimeOffset ends)
    {
        var plan = NextKill();
        await using var proxy = await estate.ProxyAsync(call => Task.FromResult(call.Number == plan.Call ? plan.How : Mishap.None));
        var function = dice.Next(2) == 0 ? "alarm" : "watch";
        await using var process = await estate.StartAsync(function, proxy);
        using var timer = plan.After is { } after ? new Timer(_ => process.Kill(), null, after, Timeout.InfiniteTimeSpan) : null;
        told.Add($"{DateTimeOffset.UtcNow:HH:mm:ss.fff} {function} starts, to be killed {plan}");
        while (true)
        {
            Assert.True(DateTimeOffset.UtcNow < ends, "The failover did not come to its end.");
            var outcome = await process.InvokeAsync(estate.EventOf(function), Estate.Timeout);
            told.Add($"{DateTimeOffset.UtcNow:HH:mm:ss.fff} {outcome}");
            if (outcome is Outcome.Exited)
            {
                Assert.True(plan.Call > 0 || plan.After is not null, $"The process died by itself:\n{string.Join('\n', process.Said.TakeLast(40))}");
                Kills.Add(plan.Word);
                return false;
            }

            var (phase, _, ended) = Estate.Read(outcome);
            Assert.NotEqual(nameof(WakeOutcome.Failed), ended);
            if (phase == "Recovered" && ended != nameof(WakeOutcome.LeftAlone))
            {
                return true;
            }

            // The next event: the schedule's, or another alarm's.
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Uniform over the calls that are left, and over the time that is left; later processes have less to do.</summary>
    Kill NextKill()
    {
        var share = 1 - (dice.NextDouble() * (Kills.Total == 0 ? 1 : 0.5));
        var at = dice.NextDouble() * share;
        return Kills.Total == MostKills ? new Kill(0, Mishap.None, null)
            : dice.Next(4) is var how and < 3 ? new Kill(1 + (int)(at * CallsOfAll), AtCall[how], null)
            : new Kill(0, Mishap.None, at * TimeOfAll);
    }

    sealed record Kill(int Call, Mishap How, TimeSpan? After)
    {
        public string Word => After is null ? How.ToString() : "at any time";

        public override string ToString() => After is { } time ? $"after {time.TotalSeconds:0.00} s" : Call == 0 ? "never" : $"at call {Call}, {How}";
    }
}

/// <summary>Counts of what happened.</summary>
sealed class Tally
{
    readonly SortedDictionary<string, int> counts = new(StringComparer.Ordinal);

    public int Total
    {
        get
        {
            lock (counts)
            {
                return counts.Values.Sum();
            }
        }
    }

    public void Add(string what, int times = 1)
    {
        lock (counts)
        {
            counts[what] = counts.GetValueOrDefault(what) + times;
        }
    }

    public void Add(Tally other)
    {
        foreach (var (what, times) in other.counts)
        {
            Add(what, times);
        }
    }

    public override string ToString()
    {
        lock (counts)
        {
            return string.Join(", ", counts.Select(count => $"{count.Key} {count.Value}"));
        }
    }
}
