using System.ComponentModel;
using System.Diagnostics;

namespace DrFunctions.Tests.Tidy;

/// <summary>The repository's own files, by their path from its root, with slashes.</summary>
static class Repository
{
    /// <summary>What builds leave behind, for a copy without git.</summary>
    static readonly HashSet<string> Leavings = [".git", "bin", "obj", "artifacts", ".aws-sam", "TestResults", "__pycache__", ".vs", ".idea"];

    /// <summary>Those that git keeps, or would with the next `git add`.</summary>
    public static IReadOnlyList<string> Paths { get; } =
        [.. (FromGit() ?? FromFolder()).Where(path => File.Exists(Path.Combine(Files.Root, path))).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> Code { get; } =
        [.. Paths.Where(path => path.EndsWith(".cs", StringComparison.Ordinal) && !path.StartsWith("src/StandIns/", StringComparison.Ordinal))];

    /// <summary>Tests of the product and their reviewed files: the house rules' own do not count as using anything.</summary>
    public static IReadOnlyList<string> TestTexts { get; } =
    [
        .. Paths.Where(path => path.StartsWith("test/", StringComparison.Ordinal) && !path.Contains("/Tidy/", StringComparison.Ordinal)
            && Path.GetExtension(path) is ".cs" or ".txt").Select(Files.ReadText),
    ];

    /// <summary>Fails with the advice and all that was found.</summary>
    public static void None(IEnumerable<string> found, string advice)
    {
        var all = found.ToList();
        Assert.True(all.Count == 0, $"{advice}\n  {string.Join("\n  ", all)}");
    }

    static IEnumerable<string>? FromGit()
    {
        try
        {
            var start = new ProcessStartInfo("git", ["-C", Files.Root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var git = Process.Start(start)!;
            var output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return git.ExitCode == 0 ? output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Distinct() : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    static IEnumerable<string> FromFolder() => Directory.EnumerateFiles(Files.Root, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Files.Root, file).Replace('\\', '/'))
        .Where(path => !path.Split('/').Any(Leavings.Contains));
}
