using System.Text.Json.Nodes;
using DrFunctions.Cli;

namespace DrFunctions.Tests.Cli;

/// <summary>What one command line came to.</summary>
/// <param name="Out">Standard output, with paths as seen from the repository's root.</param>
/// <param name="Error">Standard error, with the same paths.</param>
public sealed record Dr(int Code, string Out, string Error)
{
    public const string Shop = "examples/shop.json";

    public JsonNode Json => JsonNode.Parse(Out)!;

    /// <summary>Runs `dr` in this process. An argument that begins with examples is found from the repository's root.</summary>
    public static Task<Dr> RunAsync(params string[] args) => RunAsync(null, args);

    /// <summary>The same in a folder.</summary>
    public static Task<Dr> InAsync(string here, params string[] args) => RunAsync(null, args, here);

    /// <summary>The same, with a person at the terminal who answers every question with this.</summary>
    public static async Task<Dr> AnsweringAsync(string answer, params string[] args)
    {
        using var person = new StringReader(answer);
        return await RunAsync(person, args);
    }

    static async Task<Dr> RunAsync(TextReader? person, string[] args, string here = "")
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await DrCli.RunAsync([.. args.Select(Absolute)], output, error, person, here);
        return new Dr(code, Relative(output), Relative(error));
    }

    static string Absolute(string argument) =>
        argument == "examples" || argument.StartsWith("examples/", StringComparison.Ordinal) ? Path.Combine(Files.Root, argument) : argument;

    static string Relative(StringWriter text) => text.ToString().Replace($"{Files.Root}/", "", StringComparison.Ordinal);
}
