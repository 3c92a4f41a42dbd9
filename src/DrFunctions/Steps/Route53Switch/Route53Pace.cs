using DrFunctions.Aws;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;

namespace DrFunctions.Steps.Route53Switch;

/// <summary>
/// Keeps the steps of all plans that edit records within the account's rate. A step is read no more often than its share allows and says
/// in between what it said last; each request waits for its turn, without holding its look up.
/// </summary>
sealed class Route53Pace(Calls calls, TimeProvider time)
{
    /// <summary>Route 53 is in sync within a minute at the latest, so a plan alone asks for it no more often than this.</summary>
    static readonly TimeSpan Least = TimeSpan.FromSeconds(5);

    /// <summary>With many plans their questions take two thirds of the account's rate; the rest is for those that still switch.</summary>
    static readonly TimeSpan EachPlan = TimeSpan.FromSeconds(0.15);

    /// <summary>By so much of itself an interval is longer at most, drawn from the step's ids: plans that began together part.</summary>
    const double Jitter = 0.2;

    /// <summary>A turn for a change that was taken with the reading before it is good for this long.</summary>
    static readonly TimeSpan InHand = TimeSpan.FromSeconds(10);

    /// <summary>What is remembered of steps; those of runs that ended long ago are forgotten first.</summary>
    const int Most = 1_000;

    readonly Lock gate = new();
    readonly Dictionary<string, Sight> sights = new(StringComparer.Ordinal);
    readonly Dictionary<string, Turn> changes = new(StringComparer.Ordinal);
    int plans = 1;

    /// <summary>What the step says: read now if it is due and its turn has come, or else what it said last.</summary>
    /// <param name="newest">Names the newest start of the step or of its undo: what was read before that says nothing.</param>
    /// <param name="mayStart">A change may follow, so its turn is taken too.</param>
    /// <param name="lasting">The observation as it is said again until the next reading.</param>
    /// <param name="read">Makes one request, or another with a turn of its own.</param>
    public async Task<StepObservation> ObserveAsync(
        StepAt at, string newest, string? mayStart, Func<StepObservation, StepObservation> lasting, Func<Task<StepObservation>> read,
        CancellationToken cancellation)
    {
        if (at.IsQuiet)
        {
            await WaitAsync(await TakeAsync(AccountRate.Route53, null, 1, cancellation), cancellation);
            return await read();
        }

        var sight = Of($"{at.Plan.Name} {at.RunId} {at.Step.Id} {newest}");
        if (sight.Kept is { } kept && time.GetElapsedTime(sight.ReadAt) < sight.For && time.GetElapsedTime(sight.ReadAt) >= TimeSpan.Zero)
        {
            return kept;
        }

        var hand = mayStart is null ? null : Hand(at, mayStart);
        sight.Turn ??= hand is null || HasInHand(hand) ? await TakeAsync(AccountRate.Route53, at.Plan.Name, 1, cancellation)
            : await TakeBothAsync(at, mayStart!, 2, cancellation);
        if (Until(sight.Turn) > Timing.Pace)
        {
            return sight.Kept ?? Waits(sight.Turn);
        }

        var turn = sight.Turn;
        plans = mayStart is null ? turn.Plans : plans;
        await WaitAsync(turn, cancellation);
        sight.Turn = null;
        if (hand is not null && !HasInHand(hand))
        {
            Keep(hand, turn);
        }

        var seen = await read();
        (sight.Kept, sight.ReadAt, sight.For) = (lasting(seen), time.GetTimestamp(), Interval(at, sight.Readings++));
        return seen;
    }

    /// <summary>Says an observation until the first reading is due, which is an interval from now.</summary>
    public void Begin(StepAt at, string newest, StepObservation observation)
    {
        var sight = Of($"{at.Plan.Name} {at.RunId} {at.Step.Id} {newest}");
        if (sight.Kept is null)
        {
            (sight.Kept, sight.ReadAt, sight.For) = (observation, time.GetTimestamp(), Interval(at, sight.Readings++));
        }
    }

    /// <summary>Waits for the turn of one more reading, if it comes soon.</summary>
    public async Task<bool> MayReadOnAsync(StepAt at, CancellationToken cancellation)
    {
        var turn = await TakeAsync(AccountRate.Route53, at.IsQuiet ? null : at.Plan.Name, 1, cancellation);
        if (!at.IsQuiet && Until(turn) > Timing.Pace)
        {
            return false;
        }

        await WaitAsync(turn, cancellation);
        return true;
    }

    /// <summary>Waits for the turn of a batch, of which one request's share is in hand if the step was read just before.</summary>
    /// <exception cref="HeldBackException">It does not come while the decision is fresh. It is kept for the next one.</exception>
    public async Task TurnOfChangeAsync(StepAt at, string zone, int count, CancellationToken cancellation)
    {
        var (hand, needs) = (Hand(at, zone), (count + AccountRate.ChangesPerRequest - 1) / AccountRate.ChangesPerRequest);
        var has = HasInHand(hand);
        var turn = !has ? await TakeBothAsync(at, zone, needs, cancellation)
            : needs <= 1 ? changes[hand]
            : await TakeAsync(AccountRate.Route53, at.Plan.Name, needs - 1, cancellation);
        if (Until(turn) > at.Saved?.Patience)
        {
            Keep(hand, turn);
            throw new HeldBackException(
                $"held back: {AccountRate.Route53.PerSecond:0.#} requests per second to Route 53 are shared by all plans of the account; the next look continues");
        }

        await WaitAsync(turn, cancellation);
        lock (gate)
        {
            changes.Remove(hand);
        }
    }

    /// <summary>A change was sent, so what was read before is old.</summary>
    public void Forget(StepAt at)
    {
        lock (gate)
        {
            foreach (var key in sights.Keys.Where(key => key.StartsWith($"{at.Plan.Name} {at.RunId} {at.Step.Id} ", StringComparison.Ordinal)).ToList())
            {
                sights.Remove(key);
            }
        }
    }

    /// <summary>The later of the turns of the account's requests and of the zone's changes.</summary>
    async Task<Turn> TakeBothAsync(StepAt at, string zone, int tokens, CancellationToken cancellation)
    {
        var change = await TakeAsync(AccountRate.ChangesOf(zone), at.Plan.Name, 1, cancellation);
        var request = await TakeAsync(AccountRate.Route53, at.Plan.Name, tokens, cancellation);
        plans = request.Plans;
        return change.At > request.At ? change : request;
    }

    async Task<Turn> TakeAsync(AccountRate rate, string? plan, int tokens, CancellationToken cancellation) =>
        (calls.Account is { } account ? await account.TakeAsync(rate, plan, tokens, cancellation) : null)
            ?? new Turn(time.GetUtcNow(), plans);

    /// <summary>A clock that jumped back must not make a turn later than it was.</summary>
    TimeSpan Until(Turn turn) =>
        turn.At - time.GetUtcNow() is var wait && wait > TimeSpan.Zero && wait < TimeSpan.FromMinutes(10) ? wait : TimeSpan.Zero;

    Task WaitAsync(Turn turn, CancellationToken cancellation) =>
        Until(turn) is var wait && wait > TimeSpan.Zero ? time.PauseAsync(wait, cancellation) : Task.CompletedTask;

    StepObservation Waits(Turn turn) => StepObservation.Unknown(
        $"{plans} plans share the account's requests to Route 53, and the turn of this one comes in {Math.Ceiling(Until(turn).TotalSeconds):0} s");

    TimeSpan Interval(StepAt at, int readings)
    {
        var shared = EachPlan * plans;
        return (shared > Least ? shared : Least) * (1 + (Jitter * Fraction($"{at.Plan.Name} {at.RunId} {at.Step.Id} {readings}")));
    }

    /// <summary>From 0 to 1, the same for equal texts.</summary>
    static double Fraction(string text) => StableHash.Of(text) / (double)uint.MaxValue;

    static string Hand(StepAt at, string zone) => $"{at.Plan.Name} {at.RunId} {zone}";

    bool HasInHand(string hand)
    {
        lock (gate)
        {
            return changes.TryGetValue(hand, out var turn) && (time.GetUtcNow() - turn.At).Duration() < InHand;
        }
    }

    void Keep(string hand, Turn turn)
    {
        lock (gate)
        {
            changes[hand] = turn;
        }
    }

    Sight Of(string key)
    {
        lock (gate)
        {
            if (!sights.TryGetValue(key, out var sight))
            {
                if (sights.Count >= Most)
                {
                    sights.Remove(sights.MinBy(one => one.Value.ReadAt).Key);
                    changes.Clear();
                }

                sights[key] = sight = new Sight();
            }

            return sight;
        }
    }

    /// <summary>What was last read of a step, and the turn of its next reading.</summary>
    sealed class Sight
    {
        public StepObservation? Kept { get; set; }

        public long ReadAt { get; set; }

        public TimeSpan For { get; set; }

        public int Readings { get; set; }

        public Turn? Turn { get; set; }
    }
}
