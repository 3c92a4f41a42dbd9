using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Simulation.Deciding;

/// <summary>The truth about one plan: its world, and what was observed and decided so far, kept apart from the record.</summary>
sealed class PlanTruth
{
    static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(90);

    public PlanTruth(Random random, Random brownOuts, int number, string primary, DateTimeOffset begin)
    {
        Plan = CorePlans.Draw(random, number, primary, brownOuts);
        // Mostly the plan was watched before; now and then its signals were never seen up.
        EverUp = random.Next(5) == 0 ? [] : [.. Plan.Trigger.Signals];
        Record = new Record { Plan = Plan.Name, SeenUp = EverUp.Count == 0 ? [] : null };
        People = new FakePeople(random);
        Steps = [.. Plan.Steps.Select(step => new StepTruth(step, random, begin))];
        Next = begin;
    }

    public Plan Plan { get; }

    public IReadOnlyList<StepTruth> Steps { get; }

    public FakePeople People { get; }

    // The table.
    public Record Record { get; set; }

    public long Version { get; set; }

    public List<Request> Requests { get; } = [];

    public HashSet<string> Published { get; } = [];

    // The driving invocation.
    public ActionResults Results { get; set; } = new();

    public TimeSpan Skew { get; set; }

    public DateTimeOffset Next { get; set; }

    // What was observed.
    public DateTimeOffset? LookedAt { get; private set; }

    public DateTimeOffset? UpSince { get; private set; }

    public DateTimeOffset? LastDown { get; private set; }

    public TimeSpan SureFor { get; private set; }

    /// <summary>How long consecutive cycles, without long gaps, saw the primary surely down.</summary>
    public int SureLooks { get; private set; }

    /// <summary>The same as <see cref="SureFor"/>, counted only while nothing stood in the way of an automatic failover.</summary>
    public TimeSpan DueFor { get; private set; }

    public DateTimeOffset? LastDue { get; private set; }

    public BrownOutTruth BrownOut { get; } = new();

    /// <summary>The signals that were seen up, or that a person armed.</summary>
    public HashSet<Signal> EverUp { get; }

    /// <summary>Since when one vantage says down, and another up.</summary>
    public DateTimeOffset? DisputedSince { get; private set; }

    /// <summary>The run began although they disagreed, as a person or the plan decided.</summary>
    public bool IsDisputed { get; set; }

    // What was decided.
    public bool IsOrdered { get; set; }

    /// <summary>A person has let the run continue after it was Stuck.</summary>
    public bool IsTakenOver { get; set; }

    public string RunId { get; set; } = "";

    /// <summary>When the newest run that no person ordered became Recovered or Stuck.</summary>
    public DateTimeOffset? EndedByItself { get; set; }

    /// <summary>The id of the run that did; a person may let it go on, and it ends once more.</summary>
    public string? AutomaticRun { get; set; }

    /// <summary>When failovers that no person ordered ended without effect, because the primary answered again.</summary>
    public List<DateTimeOffset> StoodDown { get; } = [];

    /// <summary>No automatic failover may begin yet.</summary>
    public bool CoolsDown(DateTimeOffset now) => EndedByItself is { } last && now - last < Plan.Trigger.Cooldown;

    /// <summary>The next outage is one for a person, unless it lasts.</summary>
    public bool Flaps(DateTimeOffset now) => StoodDown.Count(at => now - at < Plan.Trigger.Cooldown) >= 3;

    /// <summary>When the newest prewarm began.</summary>
    public DateTimeOffset? PrewarmedAt { get; set; }

    public long ActedOn { get; set; } = -1;

    /// <summary>
    /// The run or undo under way: since when, how much of that was paused or held, and the longest gap between two cycles.
    /// </summary>
    public (DateTimeOffset Since, TimeSpan Idle, TimeSpan Gap) Under { get; set; }

    /// <summary>How often capacity fell back in the phase under way.</summary>
    public int FellBack { get; set; }

    public bool WasPaused { get; set; }

    /// <summary>A pause held the run in the newest look: a run that overrides it goes on.</summary>
    public bool WasHeld { get; set; }

    public StepTruth Of(string id) => Steps.First(step => step.Step.Id == id);

    /// <summary>A person ordered the newest failover although the plan is in mode shadow.</summary>
    public bool OverridesShadow { get; set; }

    public bool HasMoved => (Plan.Trigger.Mode != Mode.Shadow || OverridesShadow)
        && Steps.Any(step => step.Step.Traits.Role is StepRole.Traffic or StepRole.Data && (step.Ours > 0 || step.IsDone));

    /// <summary>Whether the standby truly serves: every step before the check runs.</summary>
    public bool Serves(Step check, DateTimeOffset now) => !Of(check.Id).IsSick
        && Plan.Before(check).All(step => step.Traits.Role != StepRole.Capacity || Of(step.Id).World.Runs(now));

    /// <summary>Counts the clock of `for`, which Down advances, Unknown holds and Up clears, and since when the primary is up.</summary>
    public void See(DecidedLook look, bool isDue)
    {
        LookedAt = look.Clock;
        BrownOut.See(look);
        EverUp.UnionWith(look.Snapshot.Signals.Where(reading => reading.State == SignalState.Up).Select(reading => reading.Signal));
        EverUp.UnionWith(look is { Decision.Taken.Command: Command.Arm, After.Answered.Accepted: true } ? Plan.Trigger.Signals : []);
        if (!look.HasSignals)
        {
            return;
        }

        DisputedSince = look.IsDisputed ? DisputedSince ?? look.Clock : look.MayBeDown && !look.IsSuspect ? DisputedSince : null;
        UpSince = look.MayBeDown ? null : UpSince ?? look.Clock;
        if (look.IsSurelyDown)
        {
            SureLooks = Follows(LastDown, look.Clock) ? SureLooks + 1 : 1;

            // A cycle whose clock was ahead is corrected by the next one, and may have belonged to another outage.
            SureFor += Since(LastDown, look.Clock);
            SureFor = SureFor < TimeSpan.Zero ? TimeSpan.Zero : SureFor;
            LastDown = look.Clock;
        }
        else
        {
            SureFor = look.MayBeDown ? SureFor : TimeSpan.Zero;
            LastDown = null;
        }

        DueFor = isDue ? DueFor + Since(LastDue, look.Clock) : TimeSpan.Zero;
        LastDue = isDue ? look.Clock : null;
    }

    public static bool Follows(DateTimeOffset? before, DateTimeOffset now) => before is { } last && now - last <= LongestGap;

    static TimeSpan Since(DateTimeOffset? before, DateTimeOffset now) => Follows(before, now) ? now - before!.Value : TimeSpan.Zero;
}

/// <summary>What an invocation remembers of its previous cycle.</summary>
sealed class ActionResults
{
    public Dictionary<string, Refusal> Refused { get; } = [];

    public Dictionary<string, string> Receipts { get; } = [];

    public Dictionary<string, CallAnswer> Answers { get; } = [];

    public HashSet<string> Published { get; } = [];
}
