using System.CommandLine;
using System.Text.Json.Nodes;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Plans;
using DrFunctions.Simulation.Bench;
using Spectre.Console;

namespace DrFunctions.Cli;

/// <summary>`dr rehearse`: a disaster in simulated time, and how the plan handles it.</summary>
static class RehearseCommand
{
    const string UsualScenario = "region-down";

    public static Command Create(Output say, PlanFiles files)
    {
        var path = CommonOptions.Plan();
        var seed = CommonOptions.Seed();
        var seeds = CommonOptions.Number("--seeds", "Rehearse with the seeds 1 to this, and list those that fail.", 1, 1, 1_000_000);
        var json = CommonOptions.Json();
        var list = new Option<bool>("--list") { Description = "List the scenarios and what happens in each." };
        var faults = new Option<bool>("--faults") { Description = "Add random faults of calls, messages and invocations; every invariant must still hold." };
        var anySecond = new Option<bool>("--any-second") { Description = "The disaster strikes at a second of the minute that the seed draws." };
        var scenario = ScenarioOption();
        var command = new Command("rehearse", "Carry out a plan against a simulated AWS, and show what happens.") { path, scenario, faults, anySecond, seed, seeds, list, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(list))
            {
                return parsed.GetValue(path) is not null
                    ? throw new UsageException($"--list shows every scenario, whatever the plan: leave out \"{parsed.GetValue(path)}\".")
                    : List(say, parsed.GetValue(json));
            }

            int? many = parsed.GetResult(seeds) is { Implicit: false } ? parsed.GetValue(seeds) : null;
            if (many is not null && parsed.GetResult(seed) is { Implicit: false })
            {
                throw new UsageException("--seed is for one rehearsal and --seeds for many: give one of them.");
            }

            var order = new Order(
                parsed.GetValue(scenario)!, parsed.GetValue(faults), parsed.GetValue(anySecond), parsed.GetValue(seed), many,
                parsed.GetValue(json));
            return await RehearseAsync(say, files.Chosen(say, parsed.GetValue(path), one: order.Json), order, cancellation);
        });
        return command;
    }

    /// <param name="Seeds">Rehearse with the seeds 1 to this; null for the one seed.</param>
    sealed record Order(string Scenario, bool Faults, bool AnySecond, int Seed, int? Seeds, bool Json);

    static async Task<int> RehearseAsync(Output say, IReadOnlyList<PlanReading> readings, Order order, CancellationToken cancellation)
    {
        var code = ExitCodes.Done;
        foreach (var reading in readings)
        {
            if (reading.Plan is null)
            {
                code = CheckCommand.Refuse(say, reading, order.Json);
                continue;
            }

            RequireWhatItNeeds(reading.Plan, order.Scenario);
            code = Math.Max(code, order.Seeds is { } seeds
                ? await ManyAsync(say, reading, order, seeds, cancellation)
                : await OneAsync(say, reading, order, cancellation));
        }

        return code;
    }

    /// <summary>Any of the scenarios, in any case; all their names would make the help unreadable.</summary>
    static Option<string> ScenarioOption()
    {
        var scenario = new Option<string>("--scenario")
        {
            Description = "What happens; --list shows every scenario.",
            HelpName = "name",
            DefaultValueFactory = _ => UsualScenario,
            CustomParser = result =>
            {
                var written = result.Tokens[0].Value;
                if (Names.FirstOrDefault(name => string.Equals(name, written, StringComparison.OrdinalIgnoreCase)) is { } known)
                {
                    return known;
                }

                result.AddError($"There is no scenario \"{PrintableText.Of(written)}\".{Spelling.DidYouMean(written, Names)} dr rehearse --list shows every scenario.");
                return UsualScenario;
            },
        };
        scenario.CompletionSources.Add([.. Names]);
        return scenario;
    }

    static IEnumerable<string> Names => Rehearsal.Scenarios.Keys.Order(StringComparer.Ordinal);

    static void RequireWhatItNeeds(Plan plan, string scenario)
    {
        if (Rehearsal.Lacks(plan, scenario) is { } lacks)
        {
            throw new UsageException($"{lacks}.");
        }
    }

    static int List(Output say, bool json)
    {
        if (json)
        {
            say.Json(new JsonArray([.. Names.Select(name => new JsonObject { ["scenario"] = name, ["tells"] = Rehearsal.Scenarios[name] })]));
            return ExitCodes.Done;
        }

        var width = Names.Max(name => name.Length);
        say.Write(string.Concat(Names.Select(name => $"{name.PadRight(width)}  {Rehearsal.Scenarios[name]}\n")));
        return ExitCodes.Done;
    }

    static async Task<int> OneAsync(
        Output say, PlanReading reading, Order order, CancellationToken cancellation)
    {
        var report = await RunAsync(say.Progress, reading, order, cancellation);
        if (order.Json)
        {
            say.Json(RehearsalJson.Of(report));
        }
        else if (say.Terminal is { } terminal)
        {
            RehearsalScreen.Show(terminal, report);
        }
        else
        {
            say.Write(RehearsalText.Of(report));
        }

        return report.Passed ? ExitCodes.Done : ExitCodes.No;
    }

    static async Task<int> ManyAsync(
        Output say, PlanReading reading, Order order, int count, CancellationToken cancellation)
    {
        // On its own thread, so that Ctrl+C works while it runs.
        var seeds = await Task.Run(
                () => RehearseSeeds.Run(reading, order.Scenario, order.Faults, order.AnySecond, count, cancellation),
                CancellationToken.None)
            .WaitAsync(cancellation);
        if (order.Json)
        {
            say.Json(seeds.ToJson());
        }
        else
        {
            say.Write(seeds.ToText());
        }

        return seeds.Passed ? ExitCodes.Done : ExitCodes.No;
    }

    static async Task<RehearsalReport> RunAsync(
        IAnsiConsole? screen, PlanReading reading, Order order, CancellationToken cancellation)
    {
        // On its own thread, so that Ctrl+C works while it runs.
        Task<RehearsalReport> Run(IProgress<RehearsalEntry>? progress) =>
            Task.Run(
                () => Rehearsal.Run(reading, order.Scenario, order.Seed, progress, order.Faults, anySecond: order.AnySecond),
                CancellationToken.None).WaitAsync(cancellation);

        return screen is null
            ? await Run(null)
            : await screen.Status().StartAsync($"Rehearsing {reading.Plan!.Name}", context => Run(new LiveLine(context)));
    }

    /// <summary>Shows the newest entry of the timeline, at once and from whatever thread it comes.</summary>
    sealed class LiveLine(StatusContext context) : IProgress<RehearsalEntry>
    {
        public void Report(RehearsalEntry value) =>
            context.Status = Markup.Escape($"{RehearsalText.Since(value.After)} {Output.Printable(value.Text.Split('\n')[0])}");
    }
}
