using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace DrFunctions.Benchmarks.ColdStart;

/// <summary>A way to publish the functions.</summary>
/// <param name="Runtime">The Lambda runtime that it is for.</param>
/// <param name="Properties">What is told to dotnet publish beside the rest.</param>
sealed record Variant(string Name, string Runtime, IReadOnlyList<string> Properties)
{
    /// <summary>Environment variables of .NET to run it with.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether .NET is Lambda's own, so that AWS patches it.</summary>
    public bool IsManaged => Runtime == "dotnet10";
}

/// <summary>A variant on the disk, or why there is none.</summary>
sealed record Published(Variant Variant, string Folder, string? Missing)
{
    public double Bytes => Files.Sum(file => file.Length);

    public IReadOnlyList<FileInfo> Files { get; } = Missing is null ? [.. new DirectoryInfo(Folder).EnumerateFiles("*", SearchOption.AllDirectories)] : [];

    /// <summary>As Lambda is sent it.</summary>
    public double ZippedBytes()
    {
        using var zipped = new MemoryStream();
        ZipFile.CreateFromDirectory(Folder, zipped);
        return zipped.Length;
    }
}

/// <summary>Publishes, with the stand-ins, into a folder of its own; what the feed lacks is said and left out.</summary>
static partial class Variants
{
    const string Managed = "dotnet10";
    const string Own = "provided.al2023";
    const string ReadyToRun = "-p:PublishReadyToRun=true";
    const string Composite = "-p:PublishReadyToRunComposite=true";
    const string Trimmed = "-p:PublishTrimmed=true";

    public static Variant Shipped { get; } = new("framework-dependent ReadyToRun", Managed, ["--no-self-contained", ReadyToRun]);

    public static IReadOnlyList<Variant> Others { get; } =
    [
        new("the same without tiered compilation", Managed, Shipped.Properties) { Settings = new Dictionary<string, string> { ["DOTNET_TieredCompilation"] = "0" } },
        new("the same without the collector's own thread", Managed, Shipped.Properties) { Settings = new Dictionary<string, string> { ["DOTNET_gcConcurrent"] = "0" } },
        new("self-contained composite ReadyToRun", Own, ["--self-contained", ReadyToRun, Composite]),
        new("self-contained trimmed ReadyToRun", Own, ["--self-contained", ReadyToRun, Trimmed]),
        new("self-contained trimmed composite ReadyToRun", Own, ["--self-contained", ReadyToRun, Composite, Trimmed]),
        new("Native AOT", Own, ["-p:PublishAot=true"]),
    ];

    public static Variant Ec2Only { get; } = new("EC2 only", Managed, Shipped.Properties);

    public static string Dotnet { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    public static async Task<Published> PublishAsync(Variant variant, string project, string scratch, CancellationToken cancellation)
    {
        var folder = Path.Combine(scratch, $"{Path.GetFileName(project)} {string.Join(' ', variant.Properties)}".Replace(':', '_'));
        if (Directory.Exists(folder))
        {
            return new Published(variant, folder, null);
        }

        var start = new ProcessStartInfo(Dotnet, ["publish", project, "-c", "Release", "-r", "linux-x64", .. variant.Properties, "-p:AwsPackages=standin",
            "-p:DebugType=none", "-o", folder, "--artifacts-path", Path.Combine(scratch, "artifacts"),
            "-nodeReuse:false", "-p:UseSharedCompilation=false", "-nologo", "-v:q"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        using var publish = Process.Start(start)!;
        var said = await publish.StandardOutput.ReadToEndAsync(cancellation);
        await publish.WaitForExitAsync(cancellation);
        return publish.ExitCode == 0 ? new Published(variant, folder, null)
            : LackingPackage.Match(said) is { Success: true } lacking ? new Published(variant, folder, $"the package feed has no {lacking.Groups[1].Value}")
            : throw new InvalidOperationException($"{variant.Name} could not be published:\n{said}");
    }

    /// <summary>The top of the repository.</summary>
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    static string Above(string folder) => File.Exists(Path.Combine(folder, "DrFunctions.sln")) ? folder
        : Above(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("run it within the repository"));

    [GeneratedRegex(@"error NU110[123]: Unable to find (?:a stable )?package (\S+?)\.? ", RegexOptions.CultureInvariant)]
    static partial Regex LackingPackage { get; }
}
