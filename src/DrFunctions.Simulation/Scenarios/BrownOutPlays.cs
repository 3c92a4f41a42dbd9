using DrFunctions.Core.Records;
using DrFunctions.Simulation.Chaos;

namespace DrFunctions.Simulation.Scenarios;

/// <summary>A primary that answers some of its users: neither up nor silent.</summary>
static class BrownOutPlays
{
    /// <summary>In each period the front doors answer once, at a moment that nobody can foresee, so that no outage lasts.</summary>
    static readonly TimeSpan Period = TimeSpan.FromSeconds(10);
    static readonly TimeSpan Answers = TimeSpan.FromSeconds(3);

    /// <summary>Long enough for six changes of sides at a check each minute.</summary>
    static readonly TimeSpan ToldFor = TimeSpan.FromMinutes(15);

    /// <summary>With a longer <c>for</c> the checks that count would be too far apart.</summary>
    static readonly TimeSpan LongestFor = TimeSpan.FromMinutes(5);

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("brown-out", "The front doors answer for 3 s of each 10 s, and the plan has \"down\": \"7 of 10\": it fails over, though no outage lasts.",
            Phase.Recovered, Begins)
        {
            Alters = (plan, _) => plan["trigger"]!["down"] = "7 of 10",
            LeastTime = TimeSpan.FromMinutes(45),
            Lacks = (plan, _) => plan.LacksSpeed(LongestFor),
            Also = outcome => outcome.Untold(NoticeKind.Recovered),
        },
        new("brown-out-told", "The front doors answer for 3 s of each 10 s, for a quarter of an hour, and the plan has no \"down\": nothing but prewarm, given "
            + "back, and people are told once that signals keep changing sides.",
            Phase.Watching, Passes)
        {
            Mode = ModeNeed.Any,
            Alters = (plan, _) => plan["trigger"]!.AsObject().Remove("down"),
            Undoes = true,
            LeastTime = ToldFor + TimeSpan.FromMinutes(25),
            Lacks = (plan, _) => plan.LacksPatience(ScenarioPlays.FlapsFor),
            Also = outcome => outcome.OnlyPrewarm ?? outcome.ToldOtherThan(1, NoticeKind.Wavering),
        },
    ];

    static void Begins(Stage stage) => Run(stage, TimeSpan.MaxValue);

    static void Passes(Stage stage)
    {
        Run(stage, ToldFor);
        stage.At(ToldFor, () => stage.Note($"the front doors in {stage.Plan.Primary} answer everybody again"));
    }

    static void Run(Stage stage, TimeSpan lasts)
    {
        var dice = new Dice(1, 10);
        stage.At(TimeSpan.Zero, $"the front doors in {stage.Plan.Primary} answer some users only", () => stage.Estate.PrimaryAppServes = false);
        stage.At(TimeSpan.Zero, () => Next(TimeSpan.Zero));

        void Next(TimeSpan passed)
        {
            if (passed >= lasts)
            {
                stage.Estate.PrimaryAppServes = true;
                return;
            }

            var at = dice.Seconds(0, (Period - Answers).TotalSeconds);
            stage.Cloud.World.After(at, () => stage.Estate.PrimaryAppServes = true);
            stage.Cloud.World.After(at + Answers, () => stage.Estate.PrimaryAppServes = false);
            stage.Cloud.World.After(Period, () => Next(passed + Period));
        }
    }
}
