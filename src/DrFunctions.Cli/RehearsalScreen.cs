using DrFunctions.Simulation.Bench;
using Spectre.Console;

namespace DrFunctions.Cli;

/// <summary>A rehearsal on a terminal: the same words as in plain text, in colour and with frames.</summary>
static class RehearsalScreen
{
    public static void Show(IAnsiConsole terminal, RehearsalReport report)
    {
        terminal.Write(new Rule(Safe(RehearsalText.Title(report))).LeftJustified());
        terminal.MarkupLine($"[dim]{Safe(RehearsalText.Clock(report))}[/]");
        terminal.Write(Timeline(report));
        foreach (var email in report.Emails)
        {
            var header = Safe($" email at {RehearsalText.At(email.At)} to {email.To} ");
            terminal.Write(new Panel($"[bold]{Safe(email.Subject)}[/]\n\n{Safe(email.Body.TrimEnd())}").Header(header).RoundedBorder().Expand());
        }

        terminal.Write(Clocks(report));
        terminal.WriteLine(Output.Printable(RehearsalText.End(report)));
        terminal.MarkupLine($"[{(report.Passed ? "green" : "red")} bold]{Safe(RehearsalText.Verdict(report))}[/]");
    }

    static Grid Timeline(RehearsalReport report)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap())
            .AddColumn();
        foreach (var entry in RehearsalText.Folded(report.Timeline))
        {
            var colour = Colour(entry.Source);
            grid.AddRow(
                $"[dim]{RehearsalText.At(entry.At)}[/]",
                RehearsalText.Since(entry.After),
                $"[{colour}]{RehearsalText.Word(entry.Source)}[/]",
                $"[{colour}]{Safe(entry.Text)}[/]");
        }

        return grid;
    }

    static Table Clocks(RehearsalReport report)
    {
        var table = new Table().RoundedBorder().AddColumn("Recovery time").AddColumn(new TableColumn("took").RightAligned()).AddColumn("");
        foreach (var (name, took, meaning) in RehearsalText.Clocks(report))
        {
            var style = name == "total" ? "bold" : "default";
            table.AddRow($"[{style}]{name}[/]", $"[{style}]{took}[/]", $"[{style}]{Safe(meaning)}[/]");
        }

        return table;
    }

    static string Colour(RehearsalSource source) => source switch
    {
        RehearsalSource.World => "red",
        RehearsalSource.Call => "yellow",
        RehearsalSource.Notice => "blue",
        _ => "default",
    };

    static string Safe(string text) => Markup.Escape(Output.Printable(text));
}
