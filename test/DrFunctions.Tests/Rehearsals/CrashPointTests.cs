using DrFunctions.Core.Records;
using DrFunctions.Tests.Functions;
using LocalAws;

namespace DrFunctions.Tests.Rehearsals;

/// <summary>
/// A reference disaster is run once to count its calls; then once more for every call, with the invocation killed before it,
/// after its effect, or after its answer. The next wake-up must end the job as if nothing had been. The normal run kills at every 17th.
/// </summary>
public sealed class CrashPointTests
{
    [Theory]
    [InlineData(FaultKind.KillBefore)]
    [InlineData(FaultKind.KillAfter)]
    [InlineData(FaultKind.KillAnswered)]
    public void Killed_at_any_call_the_next_invocation_ends_the_job(FaultKind kill)
    {
        var calls = Play(null).Calls;
        Assert.InRange(calls, 50, 1000);

        foreach (var number in LongRun.OneOf(17, Enumerable.Range(1 + (int)kill % 3, calls - (int)kill % 3)))
        {
            Play(point => point.Number == number ? new Fault(kill) : null, $"killed ({kill}) at call {number} of {calls}");
        }
    }

    static readonly FaultKind[] Kills = [FaultKind.KillAnswered, FaultKind.KillAfter, FaultKind.KillBefore];

    /// <summary>How many points the reference disaster has.</summary>
    internal static int Points { get; } = Kills.Length * Play(null).Calls;

    /// <summary>Kills at one of the points, numbered from 1: three for each call.</summary>
    internal static void PlayPoint(int point)
    {
        var (call, kill) = (1 + ((point - 1) / Kills.Length), Kills[(point - 1) % Kills.Length]);
        var played = Play(at => at.Number == call ? new Fault(kill) : null, $"killed ({kill}) at call {call}");
        Assert.True(played.Calls > 0);
    }

    static LocalCloud Play(Func<FaultPoint, Fault?>? faults, string name = "undisturbed")
    {
        using var bench = new Bench(Files.Shop(json => json["trigger"]!["for"] = "3s"));
        bench.TestBench.Cloud.Faults = faults;
        bench.DarkenPrimary();
        bench.TestBench.StartSchedule();
        bench.TestBench.Run(async () =>
        {
            for (var minute = 0; minute < 30 && !Rests(bench); minute++)
            {
                await Task.Delay(TimeSpan.FromMinutes(1), bench.TestBench.Clock);
            }
        });

        var cloud = bench.TestBench.Cloud;
        Assert.True(bench.Record.Phase == Phase.Recovered, $"{name}: {bench.Record.Phase}: {bench.Record.Because}");
        Assert.True(bench.Estate.Missing.Count == 0, $"{name}: {string.Join("; ", bench.Estate.Missing)}");
        Assert.True(cloud.Ec2.Find("ap-northeast-1", "i-0123456789abcdef0")!.Starts == 1, $"{name}: the instance was started {cloud.Ec2.Find("ap-northeast-1", "i-0123456789abcdef0")!.Starts} times");
        Assert.True(cloud.Trace.Count(call => call is { Operation: "ChangeResourceRecordSets", TookEffect: true }) == 1, $"{name}: the records were switched more than once");
        Assert.True(IsTold(bench), $"{name}: nobody was told");
        Assert.True(IsChained(bench), $"{name}: the history is broken");
        return cloud;
    }

    static bool Rests(Bench bench) =>
        !bench.Record.Phase.Moves() && bench.Record.Phase != Phase.Watching && bench.Record.Outbox.Count == 0
            && bench.TestBench.Lambda.Running == 0
        && IsTold(bench);

    static bool IsTold(Bench bench) => bench.TestBench.Cloud.Sns.Emails.Any(email => email.Subject.Contains("RECOVERED", StringComparison.Ordinal));

    /// <summary>Each entry's hash is of the one before it, and the record's is the newest one's.</summary>
    static bool IsChained(Bench bench)
    {
        var (hash, number) = ("", 0L);
        foreach (var item in bench.TestBench.Cloud.DynamoDb.Items("ap-northeast-1", "drfunctions")
            .Where(item => ((string)item["sk"]!["S"]!).StartsWith("history#", StringComparison.Ordinal)))
        {
            var at = DateTimeOffset.Parse((string)item["at"]!["S"]!, System.Globalization.CultureInfo.InvariantCulture);
            hash = HistoryEntry.HashOf(hash, ++number, at, (string)item["facts"]!["S"]!);
            if (hash != (string)item["hash"]!["S"]!)
            {
                return false;
            }
        }

        return (number, hash) == (bench.Record.HistoryCount, bench.Record.HistoryHash);
    }
}
