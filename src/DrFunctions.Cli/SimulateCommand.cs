using System.CommandLine;
using System.Text.Json.Nodes;
using DrFunctions.Core.Explaining;
using DrFunctions.Simulation.Chaos;
using DrFunctions.Simulation.Invariants;

namespace DrFunctions.Cli;

/// <summary>`dr simulate`: the seeded simulation of the tool itself, and its figures.</summary>
static class SimulateCommand
{
    const int MostSeconds = 86_400;

    public static Command Create(Output say)
    {
        var seeds = CommonOptions.Number("--seeds", "The most seeds to play.", 100, 1, 1_000_000);
        var first = CommonOptions.Number("--first", "The first seed.", 1, 0, 1_000_000_000);
        var seconds = CommonOptions.Number("--seconds", "No seed begins after so many seconds; 0 for no limit.", 0, 0, MostSeconds);
        var json = CommonOptions.Json();
        var command = new Command("simulate", "Play random plans, disasters and faults through the whole product, and show which invariants held.") { seeds, first, seconds, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            TimeSpan? budget = parsed.GetValue(seconds) is > 0 and var most ? TimeSpan.FromSeconds(most) : null;

            // On its own threads, so that Ctrl+C works while it runs.
            var series = await Task.Run(
                () => SeedSeries.Play(parsed.GetValue(first), parsed.GetValue(seeds), budget, null, cancellation), CancellationToken.None)
                    .WaitAsync(cancellation);
            if (parsed.GetValue(json))
            {
                say.Json(ToJson(series));
            }
            else
            {
                say.Write(ToText(series));
            }

            return series.Holds ? ExitCodes.Done : ExitCodes.No;
        });
        return command;
    }

    static string Replay(BrokenSeed failed) => $"dr simulate --first {failed.Seed} --seeds 1";

    static string ToText(SeedSeries series)
    {
        var failed = series.Failed.Select(one =>
            $"\nseed {one.Seed} FAILED; {Replay(one)} replays it:\n{string.Concat(one.Violations.Select(violation => $"  {violation}\n"))}");
        var verdict = series.Holds ? "PASSED: every invariant held" : $"FAILED: {Plural.Of(series.Failed.Count, "seed")} broke an invariant";
        return $"{series.ToText()}{string.Concat(failed)}\n{verdict}.\n";
    }

    static JsonObject ToJson(SeedSeries series) => new()
    {
        ["seeds"] = series.Seeds,
        ["playedTwice"] = series.Twice,
        ["seedsPerSecondAndCore"] = Math.Round(series.PerSecondAndCore, 1),
        ["passed"] = series.Holds,
        ["phases"] = Counts(series.Phases),
        ["faults"] = Counts(series.Faults),
        ["invariants"] = new JsonArray([.. Invariant.Of(CheckedBy.Wire).Select(invariant => new JsonObject
        {
            ["name"] = invariant.Id,
            ["sentence"] = invariant.Sentence,
            ["asked"] = series.Asked.GetValueOrDefault(invariant.Id),
            ["brokenBySeeds"] = series.Broken(invariant),
        })]),
        ["failed"] = new JsonArray([.. series.Failed.Select(failed => new JsonObject
        {
            ["seed"] = failed.Seed,
            ["violations"] = new JsonArray([.. failed.Violations.Select(violation => JsonValue.Create(violation))]),
            ["replay"] = Replay(failed),
        })]),
    };

    static JsonObject Counts(IReadOnlyDictionary<string, int> counts)
    {
        var json = new JsonObject();
        foreach (var (name, count) in counts)
        {
            json[name] = count;
        }

        return json;
    }
}
