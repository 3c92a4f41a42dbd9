using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using DrFunctions.Core.Records;
using DrFunctions.Tests.Functions;
using LocalAws;
using Xunit.Abstractions;

namespace DrFunctions.Tests.Simulations;

/// <summary>
/// A year with a hundred incidents, true and seeming: none is missed, and none invented. DR_LONG plays all hundred on the whole stack.
/// </summary>
public sealed class YearTests(ITestOutputHelper output)
{
    static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly TimeSpan Lead = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData(1)]
    public void The_core_misses_none_and_invents_none(int seed)
    {
        var watch = Stopwatch.StartNew();
        LongRun.Say(output, $"A SIMULATED YEAR\n{PlayYear(seed, output.WriteLine)} looks, 100 incidents, none missed, none invented, in {watch.Elapsed}");
    }

    /// <returns>How many looks the year had.</returns>
    internal static int PlayYear(int seed, Action<string>? tell = null)
    {
        var incidents = Incident.Year(seed, Begin);
        var plan = Files.Shop(json =>
        {
            json["trigger"]!["signals"]!.AsArray().Insert(0, new JsonObject { ["alarm"] = "shop-primary-errors", ["region"] = "us-east-1" });
            json["trigger"]!["deploying"] = new JsonObject { ["alarm"] = "shop-primary-changed", ["region"] = "ap-northeast-1" };
        }).Plan!;
        var year = new CoreYear(plan, incidents, Begin);
        year.Go();

        foreach (var incident in incidents)
        {
            var begun = year.Begun.Where(one => one.Decided >= incident.Start && one.Decided < incident.End + TimeSpan.FromHours(2))
                .ToList();
            tell?.Invoke(Line(incident, begun));
            Assert.True(begun.Count == (incident.IsTrue ? 1 : 0), $"seed {seed}: {Line(incident, begun)}");
            Assert.All(begun, one => Assert.True(one is { Recovered: not null, Back: not null } && one.Decided < incident.End, $"seed {seed}: {Line(incident, begun)}"));
        }

        Assert.Equal(incidents.Count(incident => incident.IsTrue), year.Begun.Count);
        Assert.All(
            year.Begun.Zip(year.Begun.Skip(1)), pair => Assert.True(pair.Second.Decided - pair.First.Decided >= plan.Trigger.Cooldown));
        return year.Count;
    }

    [Fact]
    public void The_whole_stack_decides_as_well_in_the_hour_round_them()
    {
        var every = LongRun.Budget is null ? 10 : 1;
        foreach (var incident in Incident.Year(1, Begin).Where(incident => incident.Number % every == 0))
        {
            using var bench = new Bench();
            Cause(bench, incident);
            bench.TestBench.StartSchedule();
            bench.Pass(TimeSpan.FromHours(1));

            // A prewarm that is given back is no failover.
            var run = bench.Record.Run is { Purpose: RunPurpose.Failover } begun ? begun : null;
            var line = $"{incident.Number,3} {incident.Trouble,-12} {(run is null ? "no failover" : $"detected {run.DetectedAt:HH:mm:ss}, decided {run.BeganAt:HH:mm:ss}")}, ends in {bench.Record.Phase}: {bench.Record.Because}";
            output.WriteLine(line);
            Assert.True(
                incident.IsTrue == run is not null && bench.Record.Phase == (incident.IsTrue ? Phase.Recovered : Phase.Watching), line);
            Assert.True(incident.IsTrue == bench.Changes.Contains("ChangeResourceRecordSets"), line);
        }
    }

    static void Cause(Bench bench, Incident incident)
    {
        var (cloud, world, begin) = (bench.TestBench.Cloud, bench.TestBench.Cloud.World, bench.TestBench.Clock.GetUtcNow() + Lead);
        var length = incident.Length < TimeSpan.FromMinutes(40) ? incident.Length : TimeSpan.FromMinutes(40);
        switch (incident.Trouble)
        {
            case Trouble.RegionDown or Trouble.DownTwice:
                world.Darken(bench.Estate.Plan.Primary, begin, begin + length);
                break;
            case Trouble.DoorsBroken:
                During(() => bench.Estate.PrimaryAppServes = false, () => bench.Estate.PrimaryAppServes = true);
                break;
            case Trouble.OneSignal:
                Doors(["singapore-api.shop.example.com/deep-health"]);
                break;
            case Trouble.CutOff:
                Doors(["singapore.shop.example.com/health", "singapore-api.shop.example.com/deep-health", "www.example.net"]);
                break;
            case Trouble.UsEast1Dark:
                world.Darken("us-east-1", begin, begin + length);
                break;
            case Trouble.Flapping:
                for (var flap = begin; flap < begin + length; flap += TimeSpan.FromMinutes(3))
                {
                    world.Darken(bench.Estate.Plan.Primary, flap, flap + Incident.Flap);
                }

                break;
            case Trouble.Deploy:
                During(() => Invert(cloud, true), () => Invert(cloud, false));
                break;
        }

        void During(Action from, Action to)
        {
            world.After(Lead, from);
            world.After(Lead + length, to);
        }

        void Doors(string[] doors) => During(
            () => Array.ForEach(doors, door => cloud.FrontDoors.Set(door, _ => DoorAnswer.Hang)),
            () => Array.ForEach(doors, door => cloud.FrontDoors.Set(door, _ => new DoorAnswer(200, "ok"))));
    }

    /// <summary>An alarm that says ALARM while all is well.</summary>
    static void Invert(LocalCloud cloud, bool inverted)
    {
        foreach (var check in cloud.Route53.HealthChecks.Values)
        {
            check.Inverted = inverted;
        }
    }

    static string Line(Incident incident, IReadOnlyList<Begun> begun) => string.Create(
        CultureInfo.InvariantCulture,
        $"{incident.Number,3} {incident.Start:MM-dd HH:mm:ss} {incident.Trouble,-12} {incident.Length:hh\\:mm\\:ss} {string.Join("; ", begun.Select(one =>
            $"detect {(one.Detected - incident.Start).TotalSeconds:0} s, decide {(one.Decided - one.Detected).TotalSeconds:0} s, recovered {one.Recovered:HH:mm:ss}, back {one.Back:HH:mm:ss}"))}");
}
