using System.Text;
using DrFunctions.Tests;

namespace DrFunctions.Realism.Comparing;

/// <summary>
/// A list of differences, each followed by an indented sentence that says who is right and why. The differences found must be exactly
/// those listed.
/// </summary>
static class ReviewedDifferences
{
    const string Indent = "    ";
    const string Unexplained = "(say who is right, and why)";

    public static void Assert(string file, IReadOnlyCollection<string> found)
    {
        var path = Path.Combine(Files.Root, "test/DrFunctions.Realism/Comparing", file);
        var listed = Read(path);
        if (Environment.GetEnvironmentVariable("DR_ACCEPT") == "1")
        {
            Write(path, found, listed);
            listed = Read(path);
        }

        var complaints = found.Except(listed.Keys).Select(one => $"not listed: {one}")
            .Concat(listed.Keys.Except(found).Select(one => $"listed, and over: {one}"))
            .Concat(listed.Where(one => one.Value is "" or Unexplained).Select(one => $"without its sentence: {one.Key}")).ToList();
        Xunit.Assert.True(complaints.Count == 0, $"LocalAws and moto differ otherwise than {file} says. Correct LocalAws where it is wrong; else list the "
            + $"difference (DR_ACCEPT=1 does) and say who is right.\n{string.Join('\n', complaints)}");
    }

    static Dictionary<string, string> Read(string path)
    {
        var listed = new Dictionary<string, string>();
        var last = "";
        foreach (var line in File.Exists(path) ? File.ReadAllLines(path) : [])
        {
            if (line.StartsWith(Indent, StringComparison.Ordinal))
            {
                listed[last] = $"{listed[last]} {line.Trim()}".Trim();
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                listed.Add(last = line, "");
            }
        }

        return listed;
    }

    static void Write(string path, IEnumerable<string> found, Dictionary<string, string> listed)
    {
        var text = new StringBuilder("# Where LocalAws and moto differ in what is read, and who is right by AWS's documentation.\n");
        foreach (var one in found)
        {
            text.Append($"\n{one}\n{Indent}{listed.GetValueOrDefault(one, Unexplained)}\n");
        }

        File.WriteAllText(path, text.ToString());
    }
}
