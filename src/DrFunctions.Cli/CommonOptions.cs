using System.CommandLine;
using System.Globalization;

namespace DrFunctions.Cli;

/// <summary>Options and arguments that several commands share.</summary>
static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Write one JSON document to standard output, for machines." };

    public static Argument<string?> Plan() => new("plan")
    {
        Description = $"The plan file; without it every plan of {PlanFiles.Folder}/, or {PlanFiles.Example} where that holds none.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <param name="such">An example, as the end of a sentence.</param>
    public static Option<string?> Endpoint(string such = ", such as http://127.0.0.1:4566 of dr local-aws") =>
        new("--endpoint-url") { Description = $"Another endpoint instead of AWS{such}." };

    /// <summary>Sets the SDK's own variable: every client of this process goes to that endpoint.</summary>
    /// <param name="endpoint">Null for AWS.</param>
    /// <exception cref="UsageException">It is no address.</exception>
    public static void Use(string? endpoint)
    {
        if (endpoint is null)
        {
            return;
        }

        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            throw new UsageException($"--endpoint-url is \"{endpoint}\"; it must be an address such as http://127.0.0.1:4566.");
        }

        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL", endpoint);
    }

    public static Option<int> Seed() =>
        Number("--seed", "Determines random start-up times and delays; the same seed gives the same result.", 1, 0, int.MaxValue);

    /// <summary>A whole number within bounds; System.CommandLine's own message for a wrong number names a type of .NET.</summary>
    public static Option<int> Number(string name, string description, int standard, int least, int most) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => standard,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            {
                return number;
            }

            result.AddError($"{name} is \"{result.Tokens[0].Value}\"; it must be a whole number from {least} to {most}.");
            return standard;
        },
    };
}
