using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace DrFunctions.Benchmarks.ColdStart;

/// <summary>A kind of build of src/DrFunctions/Makefile.</summary>
/// <param name="Properties">What the Makefile tells dotnet publish for it.</param>
sealed record Variant(string Name, IReadOnlyList<string> Properties);

/// <summary>A variant on the disk, or why there is none.</summary>
sealed record Published(Variant Variant, string Folder, string? Missing)
{
    public IReadOnlyList<FileInfo> Files { get; } = Missing is null
        ? [.. new DirectoryInfo(Folder).EnumerateFiles("*", SearchOption.AllDirectories)] : [];

    public double Bytes => Files.Sum(file => file.Length);

    /// <summary>How Lambda's runtime dotnet10 starts a program: by its assembly or, where there is none, as an executable.</summary>
    public (string File, IReadOnlyList<string> Arguments) Command(string program) =>
        Path.Combine(Folder, program) is var file && File.Exists($"{file}.dll") ? (Variants.Dotnet, ["exec", $"{file}.dll"]) : (file, []);

    /// <summary>As Lambda is sent it.</summary>
    public double ZippedBytes()
    {
        using var zipped = new MemoryStream();
        ZipFile.CreateFromDirectory(Folder, zipped);
        return zipped.Length;
    }
}

/// <summary>
/// Publishes each kind of build as the Makefile does, with its intermediate folders, so that what is made already is not made again. What
/// the
/// machine or the feed lacks is said.
/// </summary>
static partial class Variants
{
    static readonly Lazy<string> Scratch = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("drfunctions-published-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    });

    public static Variant Native { get; } = new("native", ["-p:PublishAot=true", "-p:DebugType=none", "-p:CopyOutputSymbolsToPublishDirectory=false"]);

    public static Variant ReadyToRun { get; } = new("ReadyToRun", ["--no-self-contained", "-p:PublishReadyToRun=true"]);

    public static string Dotnet { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    /// <summary>The top of the repository.</summary>
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    /// <param name="project">A project's folder, from the top of the repository.</param>
    public static async Task<Published> PublishAsync(Variant variant, string project, CancellationToken cancellation)
    {
        var folder = Path.Combine(Scratch.Value, variant.Name, Path.GetFileName(project));
        if (Directory.Exists(folder))
        {
            return new Published(variant, folder, null);
        }

        var start = new ProcessStartInfo(Dotnet, ["publish", project, "-c", "Release", "-r", "linux-x64", .. variant.Properties, "-p:AwsPackages=standin",
            "-o", folder, "--artifacts-path", Path.Combine(Root, project, "obj", $"{variant.Name.ToLowerInvariant()}-x86_64-standin"),
            "-nodeReuse:false", "-p:UseSharedCompilation=false", "-nologo", "-v:q"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsOfBuilds).ToList())
        {
            start.Environment.Remove(name);
        }

        using var publish = Process.Start(start)!;
        var said = await publish.StandardOutput.ReadToEndAsync(cancellation);
        await publish.WaitForExitAsync(cancellation);
        return publish.ExitCode == 0 ? new Published(variant, folder, null)
            : LackingPackage.Match(said) is { Success: true } lacking ? new Published(variant, folder, $"the package feed has no {lacking.Groups[1].Value}")
            : said.Contains("Platform linker", StringComparison.Ordinal) ? new Published(variant, folder, "this machine has neither clang nor gcc")
            : throw new InvalidOperationException($"{variant.Name} could not be published:\n{said}");
    }

    static bool IsOfBuilds(string name) => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase);

    static string Above(string folder) => File.Exists(Path.Combine(folder, "DrFunctions.sln")) ? folder
        : Above(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("run it within the repository"));

    [GeneratedRegex(@"error NU110[123]: Unable to find (?:a stable )?package (\S+?)\.? ", RegexOptions.CultureInvariant)]
    static partial Regex LackingPackage { get; }
}
