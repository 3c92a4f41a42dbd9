using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DrFunctions.Realism;

/// <summary>The targets of src/DrFunctions/Makefile, called as `sam build` calls them, and the SDK that they call.</summary>
static class SamBuild
{
    /// <summary>Builds a function's package in the tree.</summary>
    public static async Task<FunctionPackage> PackageAsync(TreeCopy tree, string function, bool native)
    {
        var package = new FunctionPackage();
        (await MakeAsync(tree, function, package.Folder, native ? [new("NATIVE", "true")] : [])).Good();
        return package;
    }

    public static Task<Told> MakeAsync(
        TreeCopy tree, string function, string artifacts, params IEnumerable<KeyValuePair<string, string>> environment)
    {
        var folder = Path.GetDirectoryName(tree.Functions)!;
        var start = Tools.Start("make", "-s", "-C", folder, $"build-{function}", $"ARTIFACTS_DIR={artifacts}");
        Isolate(start);
        start.Environment["PATH"] = $"{Path.GetDirectoryName(DotnetHost)}{Path.PathSeparator}{start.Environment["PATH"]}";
        start.Environment["AwsPackages"] = "standin";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Tools.RunAsync(start);
    }

    /// <summary>The SDK that runs these tests, without servers that outlive it.</summary>
    public static Task<Told> DotnetAsync(params string[] arguments)
    {
        var start = Tools.Start(DotnetHost, [.. arguments, "-nodeReuse:false", "-p:UseSharedCompilation=false", "-nologo", "-v:q"]);
        Isolate(start);
        return Tools.RunAsync(start);
    }

    static string DotnetHost { get; } =
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    /// <summary>Leaves out what the shell and the SDK around these tests tell their children about a build.</summary>
    static void Isolate(ProcessStartInfo start)
    {
        foreach (var name in start.Environment.Keys.Where(IsOfBuilds).ToList())
        {
            start.Environment.Remove(name);
        }
    }

    static bool IsOfBuilds(string name) =>
        name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)
        || name is "AwsPackages" or "NATIVE" or "ARCH" or "MAKEFLAGS" or "MAKELEVEL";
}
