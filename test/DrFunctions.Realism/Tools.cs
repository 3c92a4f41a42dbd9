using System.ComponentModel;
using System.Diagnostics;
using DrFunctions.Tests;

namespace DrFunctions.Realism;

/// <summary>The exit code of a tool, and all of its output.</summary>
public sealed record Told(int ExitCode, string Output, string Errors)
{
    /// <summary>The tool's output, if it succeeded.</summary>
    public string Good()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Output}\n{Errors}");
        return Output;
    }
}

/// <summary>Runs the tools of requirements.txt, and the .NET SDK. A missing tool fails the test; it never skips it.</summary>
static class Tools
{
    const string HowToInstall = "install it with: python3 -m pip install -r test/DrFunctions.Realism/requirements.txt";

    // The first start of cfn-lint compiles its schemas, and the first publish compiles everything, as do two others at that time.
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    /// <summary>Runs a tool at the root of the repository.</summary>
    public static Task<Told> RunAsync(string tool, params string[] arguments) => RunAsync(Start(tool, arguments));

    public static ProcessStartInfo Start(string tool, params IEnumerable<string> arguments) => new(tool, arguments)
    {
        WorkingDirectory = Files.Root,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    public static Process Begin(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"{start.FileName} cannot be started ({e.Message}); {HowToInstall}", e);
        }
    }

    public static async Task<Told> RunAsync(ProcessStartInfo start)
    {
        using var process = Begin(start);
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            var told = new Told(process.ExitCode, await output, await errors);
            return told.Errors.Contains("No module named", StringComparison.Ordinal) ? throw new InvalidOperationException($"{told.Errors}\n{HowToInstall}") : told;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>Whether a program of that name is on PATH.</summary>
    public static bool IsOnPath(string program) => OnPath(program) is not null;

    /// <summary>The program of that name that PATH finds first.</summary>
    public static string? OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
