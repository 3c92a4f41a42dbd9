using System.CommandLine;
using DrFunctions.Core.Plans;
using DrFunctions.LocalAws.Rehearsals;
using Spectre.Console;

namespace DrFunctions.Cli;

/// <summary>`dr rehearse`: a disaster in simulated time, and what would be done about it.</summary>
static class RehearseCommand
{
    public static Command Create(Output say, PlanFiles files)
    {
        var path = CommonOptions.Plan();
        var seed = CommonOptions.Seed();
        var json = CommonOptions.Json();
        var scenario = new Option<string>("--scenario")
        {
            Description = $"What happens. {string.Join(" ", Rehearsal.Scenarios.OrderBy(one => one.Key).Select(one => $"{one.Key}: {one.Value}"))}",
            DefaultValueFactory = _ => "region-down",
        };
        scenario.AcceptOnlyFromAmong([.. Rehearsal.Scenarios.Keys.Order(StringComparer.Ordinal)]);
        var command = new Command("rehearse", "Carry a plan out against a simulated AWS, and show what would happen.") { path, scenario, seed, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var reading = files.Read(parsed.GetValue(path)!);
            if (reading.Plan is null)
            {
                return CheckCommand.Refuse(say, reading, parsed.GetValue(json));
            }

            var report = await RunAsync(say.Progress, reading, parsed.GetValue(scenario)!, parsed.GetValue(seed), cancellation);
            if (parsed.GetValue(json))
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
        });
        return command;
    }

    static async Task<RehearsalReport> RunAsync(IAnsiConsole? screen, PlanReading reading, string scenario, int seed, CancellationToken cancellation)
    {
        // On a thread of its own, so that Ctrl+C is heard while it runs.
        Task<RehearsalReport> Run(IProgress<RehearsalEntry>? progress) =>
            Task.Run(() => Rehearsal.Run(reading, scenario, seed, progress), CancellationToken.None).WaitAsync(cancellation);

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
