using System.Diagnostics;
using System.Runtime.InteropServices;
using DrFunctions.Tests.Templates;

namespace DrFunctions.Tests.Runtime;

/// <summary>A deployed assembly in a process of its own, with the environment of Lambda and none of the test's.</summary>
public sealed class LambdaProcess : IAsyncDisposable
{
    readonly Process process;
    readonly List<string> output = [];
    readonly List<string> errors = [];

    readonly Task<int> exit;

    LambdaProcess(RuntimeApi api, ProcessStartInfo start)
    {
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(errors, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        api.Attach(this, Kill);
        exit = WatchAsync(api);
    }

    public int Id => process.Id;

    /// <summary>The lines of stdout so far; all of them once <see cref="ExitAsync"/> is done.</summary>
    public IReadOnlyList<string> Output => Copy(output);

    public IReadOnlyList<string> Errors => Copy(errors);

    /// <summary>Waits for such a line of stdout: what was written before an answer may be read after it.</summary>
    public async Task SaysAsync(Func<string, bool> wanted, TimeSpan limit)
    {
        var began = Stopwatch.GetTimestamp();
        while (!Output.Any(wanted))
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < limit, $"no such line within {limit}:\n{string.Join('\n', Output)}");
            await Task.Delay(20);
        }
    }

    /// <summary>
    /// Starts an executable, or `dotnet exec` for an assembly. <paramref name="environment"/> goes before Lambda's and the template's
    /// values.
    /// </summary>
    public static LambdaProcess Start(string path, RuntimeApi api, IReadOnlyDictionary<string, string> environment) =>
        new(api, StartInfo(path, api, environment));

    /// <summary>Waits for the process to end by itself.</summary>
    public Task<int> ExitAsync(TimeSpan limit) => exit.WaitAsync(limit);

    public async ValueTask DisposeAsync()
    {
        Kill();
        await exit;
        process.Dispose();
    }

    async Task<int> WatchAsync(RuntimeApi api)
    {
        await process.WaitForExitAsync();
        api.ProcessExited(this, process.ExitCode);
        return process.ExitCode;
    }

    // Lambda sends SIGKILL, without a warning, and so does this.
    void Kill() => process.Kill(entireProcessTree: true);

    static ProcessStartInfo StartInfo(string path, RuntimeApi api, IReadOnlyDictionary<string, string> environment)
    {
        var root = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var (program, arguments) = path.EndsWith(".dll", StringComparison.Ordinal) ? (DotnetHost(), new[] { "exec", path }) : (path, []);
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = root,
        };
        start.Environment.Clear();
        foreach (var (name, value) in LambdaEnvironment(root, Path.GetFileNameWithoutExtension(path), api).Concat(TemplateEnvironment())
            .Concat(environment))
        {
            start.Environment[name] = value;
        }

        return start;
    }

    static Dictionary<string, string> LambdaEnvironment(string root, string handler, RuntimeApi api) => new()
    {
        ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
        ["HOME"] = "/tmp",
        ["LANG"] = "en_US.UTF-8",
        ["TZ"] = ":UTC",
        ["_HANDLER"] = handler,
        ["LAMBDA_TASK_ROOT"] = root,
        ["LAMBDA_RUNTIME_DIR"] = "/var/runtime",
        ["AWS_LAMBDA_RUNTIME_API"] = api.Endpoint,
        ["AWS_REGION"] = "eu-west-1",
        ["AWS_DEFAULT_REGION"] = "eu-west-1",
        ["AWS_EXECUTION_ENV"] = "AWS_Lambda_dotnet10",
        ["AWS_LAMBDA_FUNCTION_NAME"] = RuntimeApi.FunctionArn.Split(':')[^1],
        ["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST",
        ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "512",
        ["AWS_LAMBDA_LOG_GROUP_NAME"] = "/aws/lambda/dr-test",
        ["AWS_LAMBDA_LOG_STREAM_NAME"] = "2026/01/01/[$LATEST]0123456789abcdef0123456789abcdef",
        ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand",
        ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE",
        ["AWS_SECRET_ACCESS_KEY"] = "example-secret",
        ["AWS_SESSION_TOKEN"] = "example-token",
    };

    /// <summary>What template.yaml sets for every function; of what it only refers to, the caller knows the value.</summary>
    static IEnumerable<KeyValuePair<string, string>> TemplateEnvironment()
    {
        var variables = TemplateNode.Load("template.yaml")["Globals"]["Function"]["Environment"]["Variables"];
        return variables.Keys.Where(name => variables[name].Tag.Length == 0)
            .Select(name => KeyValuePair.Create(name, variables[name].Text));
    }

    /// <summary>The host of the very runtime that the tests run on: PATH may name another one or none.</summary>
    static string DotnetHost()
    {
        var runtime = RuntimeEnvironment.GetRuntimeDirectory();
        return Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
    }

    static void Keep(List<string> lines, string? line)
    {
        if (line is not null)
        {
            lock (lines)
            {
                lines.Add(line);
            }
        }
    }

    static string[] Copy(List<string> lines)
    {
        lock (lines)
        {
            return [.. lines];
        }
    }
}
