using System.Globalization;
using DrFunctions.Core.Records;
using DrFunctions.LocalAws;
using DrFunctions.Tests.Functions;

namespace DrFunctions.Tests.Rehearsals;

/// <summary>
/// Disasters with faults drawn from a seed: calls throttled, broken, denied, reset or left hanging, with and without effect, and
/// invocations killed. What must hold is checked at every change and at the end. DR_SEEDS gives another number of seeds, and
/// DR_SEED replays one.
/// </summary>
public sealed class FaultSeedTests
{
    static readonly Fault[] Kinds =
    [
        Fault.Throttle, Fault.Internal, Fault.Denied, Fault.ResetBefore, Fault.ResetAfter, Fault.Hang, Fault.HangAfter,
        Fault.KillBefore, Fault.KillAfter, Fault.KillAnswered,
    ];

    [Fact]
    public void Whatever_goes_wrong_nothing_that_must_not_happen_does()
    {
        var (first, count) = Environment.GetEnvironmentVariable("DR_SEED") is { Length: > 0 } one ? (Number(one), 1)
            : (1, Environment.GetEnvironmentVariable("DR_SEEDS") is { Length: > 0 } many ? Number(many) : 60);
        var recovered = 0;
        for (var seed = first; seed < first + count; seed++)
        {
            recovered += Play(seed) == Phase.Recovered ? 1 : 0;
        }

        // Faults that pass must mostly be survived: only those that eat all attempts of a step call a person.
        Assert.True(count == 1 || recovered * 2 > count, $"only {recovered} of {count} seeds recovered");
    }

    static Phase Play(int seed)
    {
        using var bench = new Bench(Files.Shop(json => json["trigger"]!["for"] = "3s"));
        var (cloud, world) = (bench.Simulation.Cloud, bench.Simulation.Cloud.World);
        var begin = world.Now;
        var often = world.Draw($"how often {seed}", 0.02, 0.25);
        cloud.Faults = point => world.Now - begin < TimeSpan.FromMinutes(10) && world.Draw($"fault {seed} {point.Number}", 0, 1) < often
            ? Kinds[(int)world.Draw($"kind {seed} {point.Number}", 0, Kinds.Length)]
            : null;
        var broken = new List<string>();
        cloud.Traced = call => Check(bench, call, broken);
        bench.DarkenPrimary();
        // Twice, so that two invocations race each minute.
        bench.Simulation.StartSchedule();
        bench.Simulation.StartSchedule();
        bench.Simulation.Run(async () =>
        {
            while (world.Now - begin < TimeSpan.FromMinutes(90) && !(bench.Record.Phase is Phase.Recovered or Phase.Stuck && bench.Record.Outbox.Count == 0))
            {
                await Task.Delay(TimeSpan.FromMinutes(1), bench.Simulation.Clock);
            }

            await Task.Delay(TimeSpan.FromMinutes(1), bench.Simulation.Clock);
        });

        var record = bench.Record;
        Must(record.Phase is Phase.Recovered or Phase.Stuck, $"it rests in {record.Phase}: {record.Because}", broken);
        Must(record.Phase != Phase.Recovered || bench.Estate.Missing.Count == 0, $"Recovered, but {string.Join("; ", bench.Estate.Missing)}", broken);
        Must(cloud.Sns.Emails.Any(email => email.Subject.Contains(record.Phase.ToString(), StringComparison.OrdinalIgnoreCase)), $"nobody was told of {record.Phase}", broken);
        Must(record.Run?.Steps.Values.All(step => step.Attempts <= 3) == true, "a step was started more often than allowed", broken);
        Assert.True(broken.Count == 0, $"seed {seed}: {string.Join("; ", broken)}\nReplay: DR_SEED={seed} dotnet test --filter FaultSeedTests");
        return record.Phase;
    }

    /// <summary>What must hold at every change that took effect.</summary>
    static void Check(Bench bench, TracedCall call, List<string> broken)
    {
        if (call is not { Changing: true, TookEffect: true } || call.Service is "dynamodb" or "sns")
        {
            return;
        }

        var steps = bench.Record.Run?.Steps ?? [];
        Must(call.Region != bench.Estate.Plan.Primary, $"{call}: the primary was changed", broken);
        Must(call.Operation is not "StopInstances", $"{call}: something was lowered", broken);
        if (call.Operation == "ChangeResourceRecordSets")
        {
            Must(bench.Simulation.Cloud.FrontDoors.Visit("tokyo.shop.example.com", "/health")?.Status == 200, $"{call}: users were sent to a sick standby", broken);
            Must(steps.GetValueOrDefault("traffic")?.Attempts > 0, $"{call}: changed before it was saved", broken);
        }
        else
        {
            var effects = bench.Simulation.Cloud.Trace.Count(one => one.Operation == call.Operation && one.TookEffect);
            var decided = steps.GetValueOrDefault(call.Service == "ec2" ? "web" : "api")?.Attempts ?? 0;
            Must(effects <= decided, $"{call}: {effects} times changed, {decided} times decided and saved", broken);
        }
    }

    static void Must(bool holds, string sentence, List<string> broken)
    {
        if (!holds)
        {
            broken.Add(sentence);
        }
    }

    static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
