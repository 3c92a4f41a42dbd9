using System.Diagnostics;
using DrFunctions.Core.Records;
using DrFunctions.Tests.Functions;
using LocalAws;
using Xunit.Abstractions;

namespace DrFunctions.Tests.Rehearsals;

/// <summary>
/// Two invocations begin in the same instant on a disaster whose driver was killed when it was nearly confirmed. At each of the first
/// points where both wait to make a call, either may go on: every order of these is played, and each must end the job once.
/// </summary>
public sealed class InterleavingTests(ITestOutputHelper output)
{
    [Fact]
    public void Whichever_of_two_goes_on_the_job_is_done_once()
    {
        var (most, budget) = LongRun.Budget is { } seconds ? (12, seconds) : (6, TimeSpan.MaxValue);
        var (schedules, orders, watch) = (0, new HashSet<string>(StringComparer.Ordinal), Stopwatch.StartNew());
        IReadOnlyList<bool>? given = [];
        while (given is not null && watch.Elapsed < budget)
        {
            var choices = Play(given, most, orders);
            schedules++;
            given = After(choices);
        }

        LongRun.Say(output, $"TWO INVOCATIONS INTERLEAVED\n{schedules} schedules of the first {most} points{(given is null ? ", all there are" : "")}; {orders.Count} orders of effects; {watch.Elapsed}");
        Assert.True(orders.Count > 1, "all schedules came to one order of effects, so nothing was interleaved");
        Assert.True(given is null || schedules >= 20, $"only {schedules} schedules fitted the time");
    }

    /// <summary>
    /// The next of all lists of choices, in order: the last that went to the first goes to the second. Null after the last.
    /// </summary>
    static List<bool>? After(IReadOnlyList<bool> choices)
    {
        var last = choices.ToList().LastIndexOf(false);
        return last < 0 ? null : [.. choices.Take(last), true];
    }

    /// <summary>One of the 64 ways to choose at the first six points, from 1.</summary>
    internal static void PlayOrder(int number) =>
        Play([.. Enumerable.Range(0, 6).Select(bit => ((number - 1) >> bit) % 2 == 1)], 6, []);

    static IReadOnlyList<bool> Play(IReadOnlyList<bool> given, int most, HashSet<string> orders)
    {
        using var bench = new Bench(Files.Shop(json => json["trigger"]!["for"] = "3s"));
        var (cloud, clock) = (bench.TestBench.Cloud, bench.TestBench.Clock);
        cloud.Latency = false;
        bench.DarkenPrimary();
        var between = new Interleaving(clock, given, most);
        var effects = new List<string>();
        bench.TestBench.Run(async () =>
        {
            cloud.Faults = point => point.Number > 5 && bench.Record.Phase == Phase.Confirming ? Fault.KillBefore : null;
            _ = bench.TestBench.InvokeAsync(Bench.Watch, Files.Event("scheduled.json"));
            await Task.Delay(TimeSpan.FromSeconds(30), clock);
            Assert.Equal((Phase.Confirming, 1), (bench.Record.Phase, bench.TestBench.Lambda.Killed));

            (cloud.Faults, cloud.Held) = (null, between.HoldAsync);
            cloud.Traced = call => Note(effects, between, call);
            _ = bench.TestBench.InvokeAsync(Bench.Watch, Files.Event("scheduled.json"));
            _ = bench.TestBench.InvokeAsync(Bench.Watch, Files.Event("scheduled.json"));
            await Task.Delay(TimeSpan.FromMinutes(6), clock);
        });

        orders.Add(string.Join(" ", effects));
        Assert.True(Broken(bench) is not { } broken, $"with the choices {string.Concat(between.Choices.Select(second => second ? 'B' : 'A'))}: {Broken(bench)}");
        return between.Choices;
    }

    static void Note(List<string> effects, Interleaving between, TracedCall call)
    {
        if (call is { Changing: true, TookEffect: true })
        {
            effects.Add($"{between.NameOf(Caller.Current)}:{call.Operation}");
        }
    }

    /// <summary>What is not as it must be, or null: recovered, each effect once, and told.</summary>
    static string? Broken(Bench bench)
    {
        var (cloud, record) = (bench.TestBench.Cloud, bench.Record);
        var starts = cloud.Ec2.Find("ap-northeast-1", "i-0123456789abcdef0")!.Starts;
        var switches = cloud.Trace.Count(call => call is { Operation: "ChangeResourceRecordSets", TookEffect: true });
        var scales = cloud.Trace.Count(call => call is { Operation: "UpdateService", TookEffect: true });
        return record.Phase != Phase.Recovered ? $"{record.Phase}: {record.Because}"
            : bench.Estate.Missing.Count > 0 ? string.Join("; ", bench.Estate.Missing)
            : (starts, switches, scales) != (1, 1, 1) ? $"{starts} starts, {switches} switches, {scales} scalings"
            : !cloud.Sns.Emails.Any(email => email.Subject.Contains("RECOVERED", StringComparison.Ordinal)) ? "nobody was told"
            : record.Outbox.Count > 0 ? "something is left to be told"
            : null;
    }
}
