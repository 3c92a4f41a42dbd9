using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using DrFunctions.Tests;

namespace DrFunctions.Realism.Walks;

/// <summary>
/// The folder and the shell in which a README's commands run, in one shell and in order. Any command that fails ends it, and so does a
/// variable that has no value. After each block it waits until the test has seen the world.
/// </summary>
sealed class WalkShell : IDisposable
{
    /// <summary>What the commands read or write, as a clone has it: without the plans of whoever runs the tests.</summary>
    static readonly string[] Clone = ["template.yaml", "samconfig.toml", "plans/plan.schema.json", "src/Signals", "examples"];

    readonly List<string> said = [];

    Process? shell;

    public WalkShell()
    {
        foreach (var entry in Clone)
        {
            var source = Path.Combine(Files.Root, entry);
            var files = File.Exists(source) ? [source] : Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories);
            foreach (var file in files)
            {
                var target = Path.Combine(Root, Path.GetRelativePath(Files.Root, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("drfunctions-walk-").FullName;

    /// <summary>Where the plans lie once `sam build` has packed them.</summary>
    public string DeployedPlans => Path.Combine(Folder, "package/plans");

    /// <summary>The folders of this build, such as Debug and net10.0.</summary>
    static string[] Build => AppContext.BaseDirectory.TrimEnd('/').Split('/')[^2..];

    string Root => Path.Combine(Folder, "clone");

    /// <summary>The last lines of its output.</summary>
    public string Said
    {
        get
        {
            lock (said)
            {
                return string.Join('\n', said.TakeLast(60));
            }
        }
    }

    /// <summary>What curl was answered last.</summary>
    public string LastAnswer => File.ReadLines(Path.Combine(Folder, "curls")).Last();

    public bool HasEnded => shell!.HasExited;

    public int ExitCode => shell!.ExitCode;

    public void Start(IEnumerable<string> blocks, string moto, string doors)
    {
        var script = Path.Combine(Folder, "walk.sh");
        File.WriteAllLines(script, ["set -eu", .. blocks.Index().SelectMany(block => new[] { block.Item, Waits(block.Index) })]);
        var start = Tools.Start("bash", script);
        start.WorkingDirectory = Root;
        foreach (var name in start.Environment.Keys.Where(IsOfAnother).ToList())
        {
            start.Environment.Remove(name);
        }

        var tests = Path.Combine(Files.Root, "test/DrFunctions.Realism");
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["PATH"] = $"{Path.Combine(tests, "Walks/shims")}:{start.Environment["PATH"]}",
            ["AWS_ENDPOINT_URL"] = moto,
            ["AWS_ACCESS_KEY_ID"] = "test",
            ["AWS_SECRET_ACCESS_KEY"] = "test",
            // No command may rely on it: nothing of an example is there.
            ["AWS_DEFAULT_REGION"] = "eu-north-1",
            ["AWS_CONFIG_FILE"] = "/dev/null",
            ["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null",
            ["WALK_TESTS"] = tests,
            ["WALK_FOLDER"] = Folder,
            ["WALK_DOORS"] = doors,
            ["WALK_CLI"] = Path.Combine([Files.Root, "src/DrFunctions.Cli/bin", .. Build, "dr.dll"]),
            ["WALK_DOTNET"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet")),
        })
        {
            start.Environment[name] = value;
        }

        shell = Tools.Begin(start);
        shell.OutputDataReceived += (_, line) => Keep(line.Data);
        shell.ErrorDataReceived += (_, line) => Keep(line.Data);
        shell.BeginOutputReadLine();
        shell.BeginErrorReadLine();
    }

    /// <summary>Whether the block's commands have succeeded.</summary>
    public bool IsAfter(int block) => File.Exists(Done(block));

    /// <summary>Lets it go on with the next block.</summary>
    public void GoOn(int block) => File.WriteAllText(Seen(block), "");

    public void Dispose()
    {
        if (shell is not null)
        {
            shell.Kill(entireProcessTree: true);
            shell.WaitForExit();
            shell.Dispose();
        }

        Directory.Delete(Folder, recursive: true);
    }

    string Waits(int block) => $"touch '{Done(block)}'; until [ -e '{Seen(block)}' ]; do sleep 0.2; done";

    string Done(int block) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"done-{block}"));

    string Seen(int block) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"seen-{block}"));

    /// <summary>The machine's own AWS configuration, and a deployment that somebody works with.</summary>
    static bool IsOfAnother(string name) => name.StartsWith("AWS_", StringComparison.Ordinal) || name.StartsWith("DR_", StringComparison.Ordinal);

    void Keep(string? line)
    {
        if (line is not null)
        {
            lock (said)
            {
                said.Add($"{DateTimeOffset.UtcNow:HH:mm:ss} {line}");
            }
        }
    }
}
