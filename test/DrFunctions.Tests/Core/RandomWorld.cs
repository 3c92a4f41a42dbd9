using DrFunctions.Core.Plans;
using DrFunctions.Core.Reading;

namespace DrFunctions.Tests.Core;

/// <summary>A world of fake steps that obeys starts with delays, lags, refusals, failures and moods, all drawn from one seed.</summary>
sealed class RandomWorld(Random random, Plan plan)
{
    readonly Dictionary<string, FakeStep> steps = plan.Steps.ToDictionary(step => step.Id, step => FakeStep.Draw(random, step));

    public Dictionary<string, Refusal> Refused { get; } = [];

    /// <summary>A random plan: a few steps of every kind, each after some of those before it, and traffic always after a check.</summary>
    public static Plan Draw(Random random)
    {
        var steps = new List<string>();
        var (count, check) = (random.Next(1, 7), "");
        for (var i = 0; i < count; i++)
        {
            var kind = random.Next(6) switch { 0 => "check", 1 when check.Length > 0 => "switch", 2 => "promote", _ => "start" };
            var after = Enumerable.Range(0, i).Where(_ => random.Next(3) == 0).Select(n => $"\"s{n}\"").ToHashSet();
            if (kind == "switch")
            {
                after.Add(check);
            }

            check = kind == "check" ? $"\"s{i}\"" : check;
            var onLimit = random.Next(4) == 0 ? "ask" : "again";
            steps.Add($$"""{ "id": "s{{i}}", "kind": "{{kind}}", "limit": "{{random.Next(10, 61)}}s", "attempts": {{random.Next(1, 4)}}, "onLimit": "{{onLimit}}", "after": [{{string.Join(", ", after)}}] }""");
        }

        return TestPlans.Good(TestPlans.Text($"[ {string.Join(", ", Shuffled(random, steps))} ]"));
    }

    public void Start(string id, DateTimeOffset now)
    {
        var step = steps[id];
        switch (random.Next(8))
        {
            case 0:
                Refused[id] = new Refusal("refused for now", MayPass: true);
                break;
            case 1 when step.IsPoor:
                Refused[id] = new Refusal("refused for good", MayPass: false);
                break;
            case 2:
                // No answer, and no effect: nobody learns of it but by looking.
                break;
            default:
                step.StartedAt ??= now;
                break;
        }
    }

    public Dictionary<string, StepReading> Look(IEnumerable<Step> wanted, DateTimeOffset now) =>
        wanted.Where(_ => random.Next(30) != 0).ToDictionary(step => step.Id, step => steps[step.Id].Read(random, now));

    public IReadOnlyList<SignalReading> Signals(bool down) => [.. plan.Trigger.Signals.Select(signal => random.Next(20) == 0
        ? new SignalReading(signal, SignalState.Unknown, "cannot be read")
        : new SignalReading(signal, down ? SignalState.Down : SignalState.Up, down ? "is down" : "is up"))];

    static List<string> Shuffled(Random random, List<string> steps) => [.. steps.OrderBy(_ => random.Next())];

    sealed class FakeStep
    {
        public DateTimeOffset? StartedAt { get; set; }

        /// <summary>Refuses for good now and then.</summary>
        public bool IsPoor { get; private init; }

        bool needsNoStart;
        bool isLost;
        int takes;
        int lags;

        public static FakeStep Draw(Random random, Step step) => new()
        {
            IsPoor = random.Next(10) == 0,
            needsNoStart = step.Traits.Role == StepRole.Verification || random.Next(10) == 0,
            isLost = random.Next(25) == 0,
            takes = random.Next(8) == 0 ? int.MaxValue : random.Next(0, 90),
            lags = random.Next(0, 15),
        };

        public StepReading Read(Random random, DateTimeOffset now)
        {
            if (random.Next(12) == 0)
            {
                return StepReading.Unknown("no answer within 3 s");
            }

            if (isLost)
            {
                return StepReading.Broken("it is gone");
            }

            StartedAt ??= needsNoStart ? now : null;
            if (StartedAt is not { } started || (now - started).TotalSeconds < lags)
            {
                return StepReading.NotStarted("it is stopped");
            }

            if ((now - started).TotalSeconds < takes)
            {
                return StepReading.Working("it is on its way");
            }

            // What runs may fall back.
            if (random.Next(40) == 0)
            {
                StartedAt = null;
                return StepReading.Broken("it fell back", startMayHelp: true);
            }

            return StepReading.Done("it runs");
        }
    }
}
