using System.Globalization;
using System.Text;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Bench;

namespace DrFunctions.Tests.Rehearsals;

/// <summary>Whole rehearsals as text under review: the scenario in, the sentences out.</summary>
public sealed class TranscriptTests
{
    [Trait("about", "text")]
    [Fact]
    public void The_shop_s_region_goes_down() => Files.AssertReviewed("Rehearsals/region-down-shop.txt", Transcript("region-down", 1));

    [Trait("about", "text")]
    [Fact]
    public void The_primary_returns_before_traffic_moves() => Files.AssertReviewed("Rehearsals/primary-returns-shop.txt", Transcript("primary-returns", 1));

    [Trait("about", "text")]
    [Fact]
    public void Us_east_1_goes_down_with_the_bank_in_it() =>
        Files.AssertReviewed("Rehearsals/us-east-1-dark-bank.txt", Transcript(Files.Bank(), "us-east-1-dark", 1));

    [Fact]
    public void Equal_seeds_give_equal_transcripts() => Assert.Equal(Transcript("region-down", 7), Transcript("region-down", 7));

    [Fact]
    public void Every_seed_recovers_within_the_objective()
    {
        for (var seed = 1; seed <= 25; seed++)
        {
            var report = Rehearsal.Run(Files.Shop(), "region-down", seed, null);

            Assert.True(report.Passed, $"seed {seed}: {report.Verdict}");
            Assert.True(report.Time.Total <= report.Plan.Rto, $"seed {seed}: {report.Time}");
            Assert.Equal(
                [NoticeKind.Prewarming, NoticeKind.FailingOver, NoticeKind.Recovered], report.Emails.Select(email => email.Kind));
        }
    }

    [Fact]
    public void Unknown_scenarios_and_broken_plans_are_refused_with_a_sentence()
    {
        Assert.Contains(
            "there are region-down", Assert.Throws<ArgumentException>(() => Rehearsal.Run(Files.Shop(), "moon-down", 1, null)).Message, StringComparison.Ordinal);
        Assert.Contains("run dr check", Assert.Throws<ArgumentException>(() => Rehearsal.Run(Files.Kinds.Read("x.json", "{}"), "region-down", 1, null)).Message,
            StringComparison.Ordinal);
    }

    static string Transcript(string scenario, int seed) => Transcript(Files.Shop(), scenario, seed);

    static string Transcript(PlanReading plan, string scenario, int seed)
    {
        var report = Rehearsal.Run(plan, scenario, seed, null);
        var text = new StringBuilder();
        foreach (var entry in report.Timeline)
        {
            text.Append(CultureInfo.InvariantCulture, $"{entry.At:HH:mm:ss.fff} {entry.Source,-6} {entry.Text}\n");
        }

        foreach (var email in report.Emails)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n---- {email.At:HH:mm:ss} to {email.To}: {email.Subject}\n{email.Body}\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"\n---- {report.Phase}: {report.Verdict} {report.Time}, {report.Calls} calls\n").ToString();
    }
}
