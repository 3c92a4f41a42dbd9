using DrFunctions.Core.Plans;

namespace DrFunctions.Tests.Core;

/// <summary>Good plans, and files with many mistakes at once. Each single mistake is in <see cref="PlanMistakeTests"/>.</summary>
public class PlanFileTests
{
    [Fact]
    public void A_plan_that_says_the_least_gets_the_defaults_of_the_reference()
    {
        var plan = TestPlans.Good(TestPlans.Text("""[ { "id": "web", "kind": "start" } ]""",
            """{ "signals": [ { "probe": "https://one.example.com/" }, { "probe": "https://two.example.com/" } ] }"""));
        Assert.Equal((Strategy.PilotLight, null, null), (plan.Strategy, plan.Rto, plan.Rpo));
        var trigger = plan.Trigger;
        Assert.Equal(
            (Mode.Automatic, 2, TimeSpan.FromSeconds(60), TimeSpan.FromHours(1)),
            (trigger.Mode, trigger.AtLeast, trigger.For, trigger.Cooldown));
        Assert.Equal(
            (TimeSpan.FromMinutes(15), OnApprovalTimeout.Stop, false),
                (trigger.ApprovalTimeout, trigger.OnApprovalTimeout, trigger.AlarmOnly));
        Assert.Equal(new ProbeSignal(new Probe(new Uri("https://one.example.com/"), 200, null, TimeSpan.FromSeconds(2))), trigger.Signals[0]);
        var step = plan.Steps[0];
        Assert.Equal(("ap-northeast-1", TimeSpan.FromMinutes(1), OnLimit.Again, 3), (step.Region, step.Limit, step.OnLimit, step.Attempts));
        Assert.Equal((true, false, 0), (step.Drill, step.Prewarm, step.After.Count));
    }

    [Theory]
    [InlineData("start", OnLimit.Again, true)]
    [InlineData("check", OnLimit.Again, false)]
    [InlineData("promote", OnLimit.Ask, false)]
    public void What_cannot_be_undone_asks_at_its_limit_and_takes_no_part_in_drills(string kind, OnLimit onLimit, bool drill)
    {
        var step = TestPlans.Good(TestPlans.Text($$"""[ { "id": "one", "kind": "{{kind}}" } ]""")).Steps[0];
        Assert.Equal((onLimit, drill), (step.OnLimit, step.Drill));
    }

    [Fact]
    public void A_plan_that_says_everything_is_read_as_it_stands()
    {
        var plan = TestPlans.Good(TestPlans.Text(
            """[ { "id": "web", "kind": "start", "region": "eu-west-1", "limit": "2m", "onLimit": "ask", "attempts": 5, "drill": false } ]""",
            """
            { "mode": "automatic", "signals": [ { "alarm": "a", "region": "us-east-1" }, { "probe": "http://p/", "status": 204, "contains": "ok", "timeout": "3s" } ],
              "reference": ["https://r/"], "atLeast": 1, "for": "1m", "cooldown": "2h", "approvalTimeout": "5m", "onApprovalTimeout": "proceed", "alarmOnly": true }
            """,
            """ "$schema": "./plan.schema.json", "strategy": "warm-standby", "objectives": { "rto": "10m", "rpo": "0s" }, """));
        Assert.Equal((Strategy.WarmStandby, TimeSpan.FromMinutes(10), TimeSpan.Zero), (plan.Strategy, plan.Rto!.Value, plan.Rpo!.Value));
        Assert.Equal(new AlarmSignal("a", "us-east-1"), plan.Trigger.Signals[0]);
        Assert.Equal(new ProbeSignal(new Probe(new Uri("http://p/"), 204, "ok", TimeSpan.FromSeconds(3))), plan.Trigger.Signals[1]);
        Assert.Equal(
            (TimeSpan.FromMinutes(5), OnApprovalTimeout.Proceed, true),
                (plan.Trigger.ApprovalTimeout, plan.Trigger.OnApprovalTimeout, plan.Trigger.AlarmOnly));
        var step = plan.Steps[0];
        Assert.Equal(
            ("eu-west-1", TimeSpan.FromMinutes(2), OnLimit.Ask, 5, false), (step.Region, step.Limit, step.OnLimit, step.Attempts, step.Drill));
    }

    [Fact]
    public void The_pinned_source_reads_as_the_same_plan_without_comments()
    {
        var text = "\uFEFF" + TestPlans.Text(TestPlans.Steps.Replace("[", "[ // the steps, in order\n", StringComparison.Ordinal).Replace("\n  ]", ",\n  ]", StringComparison.Ordinal));
        var plan = TestPlans.Good(text);
        Assert.DoesNotContain("//", plan.Source.Replace("https://", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var again = TestPlans.Good(plan.Source);
        Assert.Equal(plan.Source, again.Source);
        Assert.Equal(plan.Steps.Select(step => step.Id), again.Steps.Select(step => step.Id));
    }

    [Fact]
    public void Ten_mistakes_are_ten_sentences_in_the_order_of_the_lines()
    {
        var reading = TestPlans.Read("""
            {
              "name": "Shop",
              "primary": "singapore",
              "standby": "ap-northeast-1",
              "stratgy": "pilot-light",
              "trigger": {
                "mode": "manual",
                "signals": [
                  { "alarm": "primary" },
                  { "probe": "ftp://one.example.com/" }
                ],
                "atLeast": 2,
                "for": "60"
              },
              "steps": [
                { "id": "web", "kind": "strat" },
                { "id": "traffic", "kind": "switch", "after": ["web", "helthy"], "attempts": 0 },
                { "id": "healthy", "kind": "check", "after": ["web"] }
              ]
            }
            """);
        Assert.Null(reading.Plan);
        Assert.Equal([2, 3, 5, 7, 9, 10, 13, 16, 17, 17], reading.Mistakes.Select(mistake => mistake.Line));
        Assert.Equal(
            ["name", "primary", "stratgy", "trigger.mode", "trigger.signals[0]", "trigger.signals[1].probe", "trigger.for", "steps[0].kind", "steps[1].attempts", "step"],
            reading.Mistakes.Select(mistake => mistake.Sentence.Split(' ')[0]));
        Assert.All(
            reading.Mistakes, mistake => Assert.True(mistake.Sentence.EndsWith('.') || mistake.Sentence.EndsWith('?'), mistake.Sentence));
    }

    [Fact]
    public void A_mistake_in_one_part_does_not_blame_the_parts_that_lean_on_it()
    {
        var reading = TestPlans.Read(TestPlans.Text(
            TestPlans.Steps.Replace("\"check\"", "\"chekc\"", StringComparison.Ordinal),
            TestPlans.Trigger.Replace("https://one", "one", StringComparison.Ordinal).Replace("\"atLeast\": 2", "\"atLeast\": 3, \"alarmOnly\": true", StringComparison.Ordinal)));
        Assert.Equal(["trigger.signals[1].probe", "steps[2].kind"],
            reading.Mistakes.Where(mistake => !mistake.IsWarning).Select(mistake => mistake.Sentence.Split(' ')[0]));
    }

    [Theory]
    [InlineData("[]", "a plan file must hold one object { … }.")]
    [InlineData("null", "a plan file must hold one object { … }.")]
    [InlineData("\"shop\"", "a plan file must hold one object { … }.")]
    public void What_is_not_an_object_is_one_mistake(string text, string sentence) =>
        Assert.Equal(new Mistake("shop.json", 1, sentence), Assert.Single(TestPlans.Read(text).Mistakes));

    [Fact]
    public void Every_member_of_a_plan_is_known_to_the_schema() =>
        Assert.Equal(
            ["$schema", "name", "primary", "standby", "strategy", "objectives", "trigger", "keepTrying", "steps"],
            PlanFile.Facts(TestPlans.Kinds).Select(facts => facts.Name));
}
