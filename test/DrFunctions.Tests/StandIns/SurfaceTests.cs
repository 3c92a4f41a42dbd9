using System.Reflection;
using System.Text;

namespace DrFunctions.Tests.StandIns;

/// <summary>SURFACE.txt lists the stand-ins' public members, so that their growth shows in review. DR_ACCEPT=1 rewrites it.</summary>
public sealed class SurfaceTests
{
    static readonly string Recorded = Path.Combine(StandInPackages.Folder, "SURFACE.txt");

    [Fact]
    public void The_stand_ins_have_the_members_that_SURFACE_lists_and_AWSs_packages_have_at_least_those()
    {
        Assert.NotEmpty(StandInPackages.Names);
        if (!StandInPackages.InUse)
            Assert.Empty(MissingFrom(StandInPackages.Names.Select(Assembly.Load)));
        else if (Environment.GetEnvironmentVariable("DR_ACCEPT") == "1")
            File.WriteAllText(Recorded, Text(StandInPackages.Assembly));
        else
            Assert.Equal(File.ReadAllText(Recorded).ReplaceLineEndings("\n"), Text(StandInPackages.Assembly));
    }

    static string Text(Assembly standIns)
    {
        var text = new StringBuilder(
            "# The public members of the stand-ins. Rewritten by the tests with DR_ACCEPT=1; read the difference.\n\n");
        foreach (var (type, members) in Surface.Of(standIns))
            text.Append("  ").Append(type).Append('\n').AppendJoin("", members.Select(member => $"    {member}\n"));
        return text.ToString();
    }

    /// <summary>What SURFACE.txt lists and these assemblies lack.</summary>
    static List<string> MissingFrom(IEnumerable<Assembly> packages)
    {
        var there = packages.SelectMany(Surface.Of).ToDictionary(pair => pair.Key, pair => pair.Value);
        var (missing, type) = (new List<string>(), "");
        foreach (var line in File.ReadLines(Recorded).Where(line => line.StartsWith("  ", StringComparison.Ordinal)))
        {
            var isMember = line.StartsWith("    ", StringComparison.Ordinal);
            type = isMember ? type : line.Trim();
            if (!there.TryGetValue(type, out var members) || (isMember && !members.Contains(line.Trim())))
                missing.Add($"{type}: {line.Trim()}");
        }
        return missing;
    }
}
