using System.Globalization;
using System.Text.Json;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;

namespace DrFunctions.Simulation.Deciding;

/// <summary>The answer to a call: a refusal, or the receipt that AWS gave; or none.</summary>
readonly record struct FakeAnswer(Refusal? Refusal, string? Receipt, bool IsLost = false);

/// <summary>
/// The thing that one step changes, with the truth about it: since when it is on, and by whom. Looks see it late, by a lag, and the
/// first after a change may see an old look of it. What was started may be refused, come to nothing, go unanswered, never end, or fall
/// back.
/// </summary>
sealed class FakeStep
{
    /// <summary>Users go back in at most this many stages, each with the step's limit.</summary>
    public const int MostStages = 3;

    static readonly TimeSpan OldestSight = TimeSpan.FromMinutes(2);

    readonly Random random;
    readonly List<Change> changes = [];
    readonly bool isPoor;
    readonly bool isThrottled;
    readonly bool isLost;
    readonly bool fallsBack;
    readonly int stages;
    int parts;
    readonly TimeSpan takes;
    readonly TimeSpan lag;
    bool mayBeStale;

    public FakeStep(Random random, Step step, DateTimeOffset begin)
    {
        (this.random, Step) = (random, step);
        isPoor = random.Next(8) == 0;
        isThrottled = random.Next(25) == 0;
        isLost = random.Next(40) == 0;
        parts = random.Next(4);
        fallsBack = random.Next(4) == 0;
        stages = step.Traits.Role == StepRole.Traffic ? random.Next(1, MostStages + 1) : 1;
        takes = random.Next(10) == 0 ? TimeSpan.MaxValue : TimeSpan.FromSeconds(random.Next(0, 40));
        // Less than a step's limit: a start that is seen only later is rightly tried again.
        lag = TimeSpan.FromSeconds(Math.Min(random.Next(3) == 0 ? random.Next(0, 18) : random.Next(0, 3), step.Limit.TotalSeconds - 4));
        changes.Add(new Change(begin - TimeSpan.FromHours(1), random.Next(12) == 0 ? stages : 0, IsOurs: false));
    }

    public Step Step { get; }

    /// <summary>Whether the decider's own start truly switched it on, and nothing has switched it off since.</summary>
    public bool IsOnByUs => changes[^1] is { Share: > 0, IsOurs: true };

    public bool Runs(DateTimeOffset now) => At(now) is { Share: > 0 } change && now - change.At >= takes;

    public FakeAnswer Start(DateTimeOffset now)
    {
        switch (isThrottled ? 0 : random.Next(10))
        {
            case 0:
                return new FakeAnswer(new Refusal("refused for now", MayPass: true), null);
            case 1 when isPoor:
                return new FakeAnswer(new Refusal("refused for good", random.Next(3) == 0 ? RefusalCause.Lasting : RefusalCause.Unclear), null);
            case 3 when Step.Traits.Role == StepRole.Capacity && random.Next(2) == 0:
                return new FakeAnswer(new Refusal("held back", MayPass: true) { Sent = Sent.None }, null);
            case 4 when Step.Traits.Role == StepRole.Capacity && parts > 0:
                // As with a thousand instances at once: AWS accepted some, and the rest follows. What it accepted may be enough.
                parts--;
                if (changes[^1].Share == 0 && random.Next(3) == 0)
                {
                    mayBeStale = true;
                    Set(now + TimeSpan.FromSeconds(random.Next(3)), stages, isOurs: true);
                }

                return new FakeAnswer(new Refusal("held back in part", MayPass: true) { Sent = Sent.Part }, $"part {parts}");
            case 2:
                // No answer, and no effect: only an observation shows it.
                return new FakeAnswer(null, null, IsLost: true);
        }

        if (changes[^1].Share == 0)
        {
            mayBeStale = true;
            Set(now + TimeSpan.FromSeconds(random.Next(3)), stages, isOurs: true);
        }

        return new FakeAnswer(null, random.Next(2) == 0 ? "receipt" : null);
    }

    /// <summary>One stage of the undo, if the current value is still the decider's own.</summary>
    public FakeAnswer Undo(DateTimeOffset now)
    {
        switch (isThrottled ? 0 : random.Next(8))
        {
            case 0:
                return new FakeAnswer(new Refusal("refused for now", MayPass: true), null);
            case 1 when isPoor:
                return new FakeAnswer(new Refusal("refused for good", random.Next(3) == 0 ? RefusalCause.Lasting : RefusalCause.Unclear), null);
            case 2:
                return new FakeAnswer(null, null, IsLost: true);
        }

        if (IsOnByUs)
        {
            mayBeStale = true;
            Set(now, changes[^1].Share - 1, isOurs: true);
        }

        return default;
    }

    /// <summary>Lets somebody else change the resource, or lets it change without anybody.</summary>
    public void Happen(DateTimeOffset now)
    {
        if (fallsBack && random.Next(12) == 0 && Runs(now))
        {
            Set(now, 0, isOurs: false);
        }
        else if (random.Next(300) == 0 && Step.Traits.Role != StepRole.Traffic && changes[^1].At < now)
        {
            // A person switches it on or off by hand.
            Set(now, changes[^1].Share > 0 ? 0 : stages, isOurs: false);
        }
    }

    public StepObservation Observe(DateTimeOffset now)
    {
        if (Obscured() is { } obscured)
        {
            return obscured;
        }

        var change = At(DecidedLook(now));
        return change.Share > 0 && now - change.At >= takes ? StepObservation.Done("it runs", Saw(change))
            : change.Share > 0 ? StepObservation.Working("it is on its way", Saw(change))
            : fallsBack && changes.Count > 2 && random.Next(2) == 0
            ? StepObservation.Broken("it fell back", startMayHelp: true) with { Saw = Saw(change) }
            : StepObservation.NotStarted("it is stopped", Saw(change));
    }

    public StepObservation ObserveUndo(DateTimeOffset now)
    {
        if (Obscured() is { } obscured)
        {
            return obscured;
        }

        var change = At(DecidedLook(now));
        return change is { Share: > 0, IsOurs: false } ? StepObservation.Done("it is not ours any more, and is left")
            : change.Share > 0 ? StepObservation.NotStarted("it still runs", Saw(change))
            : StepObservation.Done("it is as before");
    }

    StepObservation? Obscured() => random.Next(14) == 0 ? StepObservation.Unknown("no answer within 3 s") : isLost ? StepObservation.Broken("it is gone") : null;

    /// <summary>
    /// The instant whose state a read shows: some seconds ago, or, for the first read after a change, perhaps before that change.
    /// </summary>
    DateTimeOffset DecidedLook(DateTimeOffset now)
    {
        var stale = mayBeStale && random.Next(4) == 0 && now - changes[^1].At < OldestSight;
        mayBeStale = false;
        return stale ? changes[^1].At - TimeSpan.FromSeconds(1) : now - lag;
    }

    void Set(DateTimeOffset at, int share, bool isOurs) => changes.Add(new Change(at, share, isOurs));

    Change At(DateTimeOffset instant)
    {
        var newest = changes.Count - 1;
        while (newest > 0 && changes[newest].At > instant)
        {
            newest--;
        }

        return changes[newest];
    }

    static JsonElement Saw(Change change) => Sights[change.Share];

    static readonly JsonElement[] Sights = [.. Enumerable.Range(0, MostStages + 1)
        .Select(share => JsonDocument.Parse(share.ToString(CultureInfo.InvariantCulture)).RootElement)];

    readonly record struct Change(DateTimeOffset At, int Share, bool IsOurs);
}
