using System.Diagnostics;

namespace DrFunctions.Benchmarks.ColdStart;

/// <summary>What is started cold, against one world.</summary>
sealed class ColdPrograms(ColdWorld world, string python, string plans)
{
    static readonly Dictionary<string, string> Nothing = [];

    readonly Dictionary<string, string> common = new()
    {
        ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
        ["HOME"] = "/tmp",
        ["AWS_ENDPOINT_URL"] = world.Observer.Address,
        ["AWS_REGION"] = ColdWorld.Region,
        ["AWS_DEFAULT_REGION"] = ColdWorld.Region,
        ["AWS_ACCESS_KEY_ID"] = "test",
        ["AWS_SECRET_ACCESS_KEY"] = "test",
        ["BENCH_INSTANCE_ID"] = world.Instance,
        ["BENCH_EVENT"] = EventFile,
        ["DR_FUNCTION"] = "alarm",
        ["DR_TABLE"] = world.Table,
        ["DR_NOTICE_TOPIC"] = world.Topic,
        ["DR_PLANS"] = plans,
    };

    public static string EventFile { get; } = Path.Combine(Variants.Root, "events", "route53-alarm.json");

    public ColdProgram Peer => new("the peer", python, [Path.Combine(ColdWorld.Folder, "boto3_peer.py")], common, IsFed: false);

    /// <param name="settings">Environment variables beside those that all have.</param>
    public ColdProgram Of(Published build, string program, bool isFed, IReadOnlyDictionary<string, string>? settings = null)
    {
        var (file, arguments) = build.Command(program);
        return new(build.Variant.Name, file, arguments, common.Concat(settings ?? Nothing).ToDictionary(), isFed);
    }

    /// <summary>The interpreter itself: a version manager's script before it would count against the peer.</summary>
    public static async Task<string> PythonAsync()
    {
        using var python = Process.Start(new ProcessStartInfo("python3", ["-c", "import sys; print(sys.executable)"]) { RedirectStandardOutput = true })!;
        var path = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        return path.Trim();
    }
}
