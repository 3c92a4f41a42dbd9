using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace DrFunctions.Cli;

/// <summary>Where answers and problems go: in colour on a terminal, in plain text, the same to the byte, everywhere else.</summary>
/// <param name="person">Who answers questions; null asks at the terminal.</param>
sealed class Output(TextWriter output, TextWriter error, TextReader? person = null)
{
    // Apostrophes and arrows stay readable for people; nothing here ends up in a web page.
    static readonly JsonWriterOptions Indented =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The terminal to draw on; null for plain text.</summary>
    public IAnsiConsole? Terminal { get; } = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected ? Colourful(output) : null;

    /// <summary>The terminal that shows progress; null if there is none.</summary>
    public IAnsiConsole? Progress { get; } = ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected ? Colourful(error) : null;

    /// <summary>Writes text as it is; lines end with a line feed on every system.</summary>
    public void Write(string text)
    {
        output.Write(Printable(text));
        output.Flush();
    }

    /// <summary>Clears the terminal; elsewhere nothing, so that a file gets one answer after the other.</summary>
    public void Clear() => Terminal?.Clear();

    public void Line(string text) => Write($"{text}\n");

    /// <summary>The one document of `--json`.</summary>
    public void Json(JsonNode document) => Write(Format(document));

    /// <summary>Writes a file's text to the byte, but for control characters on a terminal.</summary>
    public void Document(string text)
    {
        if (ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected)
        {
            Write(text);
            return;
        }

        output.Write(text);
        output.Flush();
    }

    /// <summary>A sentence for a person, on standard error.</summary>
    public void Problem(string sentence)
    {
        error.Write($"{Printable(sentence)}\n");
        error.Flush();
    }

    /// <summary>Asks a yes-or-no question; null if there is no terminal.</summary>
    public bool? Ask(string question)
    {
        var isTerminal = ReferenceEquals(error, Console.Error) && !Console.IsInputRedirected && !Console.IsErrorRedirected;
        if ((person ?? (isTerminal ? Console.In : null)) is not { } answers)
        {
            return null;
        }

        error.Write(question);
        error.Flush();
        return answers.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }

    public static string Format(JsonNode document)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Indented))
        {
            document.WriteTo(writer);
        }

        return $"{Encoding.UTF8.GetString(stream.ToArray())}\n";
    }

    /// <summary>Without control characters: text from files and AWS must not control the terminal.</summary>
    public static string Printable(string text) =>
        text.Any(IsControl) ? string.Concat(text.Where(c => !IsControl(c))) : text;

    static bool IsControl(char c) => char.IsControl(c) && c is not ('\n' or '\t');

    static IAnsiConsole? Colourful(TextWriter writer) =>
        Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } || Environment.GetEnvironmentVariable("TERM") == "dumb"
            ? null
            : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
}
