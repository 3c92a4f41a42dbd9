using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using DrFunctions.Aws;
using DrFunctions.Core.Plans;
using DrFunctions.Steps;

namespace DrFunctions.Tests;

/// <summary>The repository's own files: tests use the very plan and events that people are shown.</summary>
public static class Files
{
    public static string Root { get; } = FindRoot();

    public static string ReadText(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static string Event(string name) => ReadText($"events/{name}");

    /// <summary>The step kinds as `dr check` has them: reading plans needs neither network nor credentials.</summary>
    public static StepKinds Kinds { get; } = CreateKinds();

    public static PlanReading Shop() => Kinds.Read("examples/shop.json", ReadText("examples/shop.json"));

    /// <summary>The shop's plan with changes made to its JSON.</summary>
    public static PlanReading Shop(Action<JsonObject> change) => Changed("examples/shop.json", change);

    /// <summary>The plan whose primary is us-east-1, and whose users move via health.</summary>
    public static PlanReading Bank() => Kinds.Read("examples/bank.json", ReadText("examples/bank.json"));

    public static PlanReading Bank(Action<JsonObject> change) => Changed("examples/bank.json", change);

    /// <summary>The lines of a text beside the tests.</summary>
    public static IReadOnlyList<string> Lines(string path) => File.ReadAllLines(Path.Combine(Root, "test/DrFunctions.Tests", path));

    /// <summary>Compares with a reviewed file beside the tests; with DR_ACCEPT=1 writes it, for a person to read the difference.</summary>
    public static void AssertReviewed(string path, string actual)
    {
        var file = Path.Combine(Root, "test/DrFunctions.Tests", path);
        if (Environment.GetEnvironmentVariable("DR_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        Assert.True(File.Exists(file), $"{path} does not exist; run the tests with DR_ACCEPT=1, read the file, and commit it.");
        Assert.True(File.ReadAllText(file) == actual, $"{path} differs; run the tests with DR_ACCEPT=1 and read the difference.\n\n{actual}");
    }

    static PlanReading Changed(string path, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(
            ReadText(path),
                documentOptions: new() { CommentHandling = System.Text.Json.JsonCommentHandling.Skip,
                    AllowTrailingCommas = true })!.AsObject();
        change(json);
        return Kinds.Read(path, json.ToJsonString());
    }

    static StepKinds CreateKinds()
    {
        var calls = new Calls(TimeProvider.System);
        return new StepKinds(new AwsClients(), new Prober(calls), calls, TimeProvider.System);
    }

    static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (!File.Exists(Path.Combine(folder!.FullName, "DrFunctions.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
