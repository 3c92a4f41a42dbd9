using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Tests.Core;

/// <summary>The emails, for a reader who was asleep a minute ago.</summary>
public class EmailsTests
{
    static Notice Last(Walk walk) => walk.Record.Outbox[^1];

    static Walk Recovered(string objectives = "")
    {
        var walk = new Walk("""[ { "id": "web", "kind": "start" }, { "id": "healthy", "kind": "check", "after": ["web"] } ]""", more: objectives).Recovering();
        walk.Look();
        walk.Steps["web"] = StepObservation.Done("1 of 1 instances run");
        walk.Steps["healthy"] = StepObservation.Done("answered well");
        walk.LookFor(9);
        Assert.Equal(Phase.Recovered, walk.Phase);
        return walk;
    }

    [Trait("about", "text")]
    [Fact]
    public void The_first_one_says_why_and_that_nobody_needs_to_do_anything()
    {
        var body = Last(new Walk(more: """ "objectives": { "rto": "10m" }, """).Recovering()).Body;
        Assert.Equal(
            """
            shop is failing over from ap-southeast-1 to ap-northeast-1. Nobody needs to do anything now.

            WHAT HAPPENED
              The primary was down: 3 of 3 signals down (alarm primary is Down; probe https://one.example.com/ is Down; probe https://two.example.com/ is Down) for the full 10 s.
              The outage was first seen at 2026-03-01 03:00:03Z; decided at 2026-03-01 03:00:15Z.

            STILL TO DO
              web (start): begins now
              api (start): begins now
              healthy (check): not begun; waits for web, api
              traffic (switch): not begun; waits for healthy

            WHAT TO DO NEXT
              Nothing. Another email follows when the standby serves, or if a person is needed. The objective is 10 min.

              To stop all further changes at once:
                dr pause shop --table t --reason "..."

              To see the current state:
                dr status shop --table t

            """.ReplaceLineEndings("\n"),
            body);
    }

    [Trait("about", "text")]
    [Fact]
    public void A_step_waits_only_for_steps_that_are_not_done()
    {
        var walk = new Walk(TestPlans.Steps.Replace("\"id\": \"web\",", "\"id\": \"web\", \"prewarm\": true,", StringComparison.Ordinal));
        walk.Down();
        walk.LookFor(6);
        walk.Steps["web"] = StepObservation.Done("1 of 1 instances run");
        walk.Recovering();
        Assert.Contains("web (start): 1 of 1 instances run\n", Last(walk).Body, StringComparison.Ordinal);
        Assert.Contains("healthy (check): not begun; waits for api\n", Last(walk).Body, StringComparison.Ordinal);

        var alone = new Walk("""[ { "id": "web", "kind": "start", "prewarm": true }, { "id": "healthy", "kind": "check", "after": ["web"] } ]""");
        alone.Down();
        alone.LookFor(6);
        alone.Steps["web"] = StepObservation.Done("1 of 1 instances run");
        alone.Recovering();
        Assert.Contains("healthy (check): begins now\n", Last(alone).Body, StringComparison.Ordinal);
    }

    [Trait("about", "text")]
    [Fact]
    public void The_last_one_tells_each_step_with_its_time()
    {
        var body = Last(Recovered()).Body;
        Assert.Contains("All steps of shop are done in ap-northeast-1, 21 s after the outage was first seen.", body, StringComparison.Ordinal);
        Assert.Contains(
            "WHAT WAS DONE\n  2026-03-01 03:00:21Z  web (start): 1 of 1 instances run\n  2026-03-01 03:00:24Z  healthy (check): answered well\n\nWHAT TO DO NEXT\n",
            body, StringComparison.Ordinal);
        Assert.DoesNotContain("NOT DONE", body, StringComparison.Ordinal);
    }

    [Trait("about", "text")]
    [Theory]
    [InlineData("21s", ", within the objective of 21 s.")]
    [InlineData("20s", ", beyond the objective of 20 s.")]
    public void The_last_one_measures_against_the_objective(string rto, string said) =>
        Assert.Contains(said, Last(Recovered($$""" "objectives": { "rto": "{{rto}}" }, """)).Body, StringComparison.Ordinal);

    [Trait("about", "text")]
    [Fact]
    public void Stuck_says_what_is_done_what_is_not_and_why()
    {
        var walk = new Walk().Recovering();
        walk.Steps["api"] = StepObservation.Done("4 of 4 tasks run");
        walk.Steps["web"] = StepObservation.Broken("0 of 1 instances run (i-0 is terminated)");
        walk.Look();
        var letter = Last(walk);
        Assert.Equal("[DrFunctions] shop: ACTION NEEDED: failover to ap-northeast-1 is STUCK", letter.Subject);
        Assert.Contains("  Step web cannot go on: 0 of 1 instances run (i-0 is terminated).\n", letter.Body, StringComparison.Ordinal);
        Assert.Contains(
            "WHAT WAS DONE\n  2026-03-01 03:00:18Z  api (start): 4 of 4 tasks run\n\nNOT DONE\n"
            + "  web (start): cannot go on: 0 of 1 instances run (i-0 is terminated)\n"
            + "  healthy (check): not begun; waits for web\n  traffic (switch): not begun; waits for healthy\n\nWHAT TO DO NEXT\n",
            letter.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_subject_has_at_most_100_ASCII_characters_even_from_a_plan_that_was_never_checked()
    {
        var plan = TestPlans.Good(TestPlans.Text()) with { Name = new string('é', 200) };
        var subject = Emails.CannotSee(Paper(plan), TimeSpan.FromMinutes(10), NotReadable("")).Subject;
        Assert.Equal(100, subject.Length);
        Assert.All(subject, c => Assert.InRange(c, ' ', '~'));
    }

    [Fact]
    public void A_body_stays_within_what_a_record_can_hold()
    {
        var plan = TestPlans.Good(TestPlans.Text());
        Assert.Equal(60_000, Emails.CannotSee(Paper(plan), TimeSpan.FromMinutes(10), NotReadable(new string('x', 70_000))).Body.Length);
    }

    [Fact]
    public void Two_letters_have_two_ids()
    {
        var walk = Recovered();
        Assert.Equal(2, walk.Record.Outbox.Select(notice => notice.Id).Distinct().Count());
    }

    static SignalsCounted NotReadable(string because) => new(0, 1, 1, [new SignalSaid("alarm", SignalState.Unknown, because)]);

    static EmailInput Paper(DrFunctions.Core.Plans.Plan plan) =>
        new(plan, new DrFunctions.Core.Records.Record { Plan = plan.Name }, Walk.Begin, "");
}
