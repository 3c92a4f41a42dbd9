namespace DrFunctions.Tests.Core;

/// <summary>Each mistake that a plan can have, once: its line and its sentence.</summary>
public class PlanMistakeTests
{
    const string Web = """{ "id": "web", "kind": "start" }""";

    static void Says(string text, params string[] sentences) =>
        Assert.Equal(sentences, Of(text, warnings: false));

    static void Warns(string text, params string[] sentences) => Assert.Equal(sentences, Of(text, warnings: true));

    static IEnumerable<string> Of(string text, bool warnings) => TestPlans.Read(text).Mistakes
        .Where(mistake => mistake.IsWarning == warnings).Select(mistake => $"{mistake.Line}: {mistake.Sentence}");

    [Theory]
    [InlineData("\"name\": \"shop\",", "", "1: name is missing; it must be a text in quotes.")]
    [InlineData("\"name\": \"shop\"", "\"name\": \"Shop\"", "2: name is \"Shop\"; a plan's name has only a-z, 0-9 and -, and begins with a letter.")]
    [InlineData("\"name\": \"shop\"", "\"name\": \"shop\\n\"", "2: name must be one line, without control characters.")]
    [InlineData("\"name\": \"shop\"", "\"name\": \"a23456789012345678901234567890123\"", "2: name must have 1 to 32 characters.")]
    [InlineData("\"ap-southeast-1\"", "\"Singapore\"", "3: primary is \"Singapore\"; a Region is written such as ap-northeast-1.")]
    [InlineData("\"ap-southeast-1\"", "\"ap-northeast-1\"", "4: primary and standby are both ap-northeast-1; a standby in the same Region goes down with it.")]
    [InlineData("\"ap-northeast-1\"", "\"ap-northest-1\"", "4: standby is \"ap-northest-1\"; AWS has no such Region, as far as this version knows. Did you mean \"ap-northeast-1\"?")]
    [InlineData("\"ap-southeast-1\"", "\"eu-central-9\"", "3: primary is \"eu-central-9\"; AWS has no such Region, as far as this version knows. Did you mean \"eu-central-1\"?")]
    [InlineData("\"ap-southeast-1\"", "\"eusc-de-east-1\"")]
    [InlineData("\"ap-southeast-1\"", "\"us-gov-west-1\"")]
    [InlineData("\"name\": \"shop\"", "\"name\": \"all\"", "2: name is \"all\"; in commands that means every plan; take another name.")]
    [InlineData("\"standby\": \"ap-northeast-1\",", "", "1: standby is missing; it must be a text in quotes.")]
    [InlineData("\"name\": \"shop\",", "\"name\": \"shop\", \"strategy\": \"hot\",", "2: strategy is \"hot\"; it must be one of \"backup-and-restore\", \"pilot-light\", \"warm-standby\", \"multi-site\".")]
    [InlineData("\"name\": \"shop\",", "\"name\": \"shop\", \"objectives\": { \"rto\": \"0s\" },", "2: objectives.rto is \"0s\"; it must be a duration such as \"90s\", \"5m\" or \"1h30m\", from 1 s to 8760 h.")]
    [InlineData("\"name\": \"shop\",", "\"name\": \"shop\", \"objectives\": { \"rtp\": \"1m\" },", "2: objectives.rtp is not a known member here; known are \"rto\", \"rpo\". Did you mean \"rto\"?")]
    [InlineData("\"name\": \"shop\",", "\"name\": \"shop\",\n\"name\": \"shop\",", "3: \"name\" stands twice in the same object; keep one of them.")]
    [InlineData("\"name\": \"shop\",", "\"name\": \"shop\",\n\"Trigger\": {},", "3: Trigger is not a known member here; known are \"$schema\", \"name\", \"primary\", \"standby\", \"strategy\", \"objectives\", \"trigger\", \"keepTrying\", \"steps\". Did you mean \"trigger\"?")]
    public void In_the_head(string good, string bad, params string[] said) =>
        Says(TestPlans.Text($"[ {Web} ]").Replace(good, bad, StringComparison.Ordinal), said);

    [Theory]
    [InlineData("\"atLeast\": 2", "\"deploying\": \"changes\"", "5: trigger.deploying must be an object { … }.")]
    [InlineData("\"atLeast\": 2", "\"mode\": \"auto\"", "5: trigger.mode is \"auto\"; it must be one of \"automatic\", \"approval\", \"shadow\".")]
    [InlineData("\"atLeast\": 2", "\"atLeast\": 4", "5: trigger.atLeast is 4, but there are only 3 signals.")]
    [InlineData("\"atLeast\": 2", "\"atLeast\": 0", "5: trigger.atLeast must be a whole number from 1 to 20.")]
    [InlineData("\"atLeast\": 2", "\"for\": \"5 min\"", "5: trigger.for is \"5 min\"; it must be a duration such as \"90s\", \"5m\" or \"1h30m\", from 0 s to 24 h. Did you mean \"5m\"?")]
    [InlineData("\"atLeast\": 2", "\"for\": \"25h\"", "5: trigger.for is \"25h\"; it must be a duration such as \"90s\", \"5m\" or \"1h30m\", from 0 s to 24 h.")]
    [InlineData("\"atLeast\": 2", "\"down\": \"x\"", "5: trigger.down is \"x\"; it must be such as \"7 of 10\": so many of the last checks.")]
    [InlineData("\"atLeast\": 2", "\"down\": 7", "5: trigger.down must be a text in quotes.")]
    [InlineData("\"atLeast\": 2", "\"down\": \"11 of 10\"", "5: trigger.down is \"11 of 10\"; of 10 checks at most 10 can find the primary down.")]
    [InlineData("\"atLeast\": 2", "\"down\": \"0 of 10\"", "5: trigger.down is \"0 of 10\"; one check proves nothing: at least two must find the primary down.")]
    [InlineData("\"atLeast\": 2", "\"down\": \"2 of 2\"", "5: trigger.down is \"2 of 2\"; so many of the last 3 to 60 checks are meant.")]
    [InlineData("\"atLeast\": 2", "\"down\": \"70 of 100\"", "5: trigger.down is \"70 of 100\"; so many of the last 3 to 60 checks are meant.")]
    [InlineData("\"atLeast\": 2", "\"for\": \"1h\", \"down\": \"7 of 10\"",
        "5: trigger.down is \"7 of 10\", but 10 checks that span 1 h are more than a minute apart, and what lies between them is not known; "
        + "write a for of at most 9 min, or more checks.")]
    [InlineData("\"atLeast\": 2", "\"cooldown\": 60", "5: trigger.cooldown must be a duration such as \"90s\", \"5m\" or \"1h30m\", in quotes and with its unit: \"60s\".")]
    [InlineData("\"atLeast\": 2", "\"cooldown\": true", "5: trigger.cooldown must be a duration such as \"90s\", \"5m\" or \"1h30m\".")]
    [InlineData("\"atLeast\": 2", "\"for\": \"60\"", "5: trigger.for is \"60\"; it must be a duration such as \"90s\", \"5m\" or \"1h30m\", from 0 s to 24 h. Did you mean \"60s\"?")]
    [InlineData("\"atLeast\": 2", "\"deploying\": { \"alarm\": \"arn:aws:cloudwatch:us-east-1:123456789012:alarm:changes\", \"region\": \"us-east-1\" }",
        "5: trigger.deploying.alarm is \"arn:aws:cloudwatch:us-east-1:123456789012:alarm:changes\"; write the plain name, not an ARN: \"changes\".")]
    [InlineData("\"atLeast\": 2", "\"reference\": [\"www.example.net\"]", "5: trigger.reference is \"www.example.net\"; it must be an http or https address without a user name, such as https://www.example.com/health.")]
    [InlineData("\"atLeast\": 2", "\"onApprovalTimeout\": \"go\"", "5: trigger.onApprovalTimeout is \"go\"; it must be one of \"stop\", \"proceed\".")]
    [InlineData("\"atLeast\": 2", "\"alarmOnly\": \"yes\"", "5: trigger.alarmOnly must be true or false.")]
    [InlineData("\"atLeast\": 2", "\"atleast\": 2", "5: trigger.atleast is not a known member here; known are \"mode\", \"signals\", \"reference\", \"atLeast\", \"witnesses\", \"for\", \"down\", \"cooldown\", \"approvalTimeout\", \"onApprovalTimeout\", \"alarmOnly\", \"deploying\". Did you mean \"atLeast\"?")]
    public void In_the_trigger(string good, string bad, string said)
    {
        var trigger = """{ "signals": [ { "probe": "https://a/" }, { "probe": "https://b/" }, { "probe": "https://c/" } ], "atLeast": 2 }""";
        Says(TestPlans.Text($"[ {Web} ]", trigger.Replace(good, bad, StringComparison.Ordinal)), said);
    }

    [Theory]
    [InlineData("[]", "5: trigger.signals has 0 entries; it must have 1 to 20.")]
    [InlineData("[\n{ }]", "6: trigger.signals[0] needs \"alarm\" with \"region\", or \"probe\".")]
    [InlineData("[\n{ \"alarm\": \"a\" }]", "6: trigger.signals[0] names an alarm but no \"region\"; an alarm of a Route 53 health check lies in us-east-1.")]
    [InlineData("[\n{ \"alarm\": \"a\", \"region\": \"us\" }]", "6: trigger.signals[0].region is \"us\"; a Region is written such as ap-northeast-1.")]
    [InlineData("[\n{ \"alarm\": \"arn:aws:cloudwatch:us-east-1:123456789012:alarm:shop-primary-unhealthy\", \"region\": \"us-east-1\" }]",
        "6: trigger.signals[0].alarm is \"arn:aws:cloudwatch:us-east-1:123456789012:alarm:shop-primary-unhealthy\"; write the plain name, not an ARN: \"shop-primary-unhealthy\".")]
    [InlineData("[\n{ \"alarm\": 3, \"region\": \"us-east-1\" }]", "6: trigger.signals[0].alarm must be a text in quotes.")]
    [InlineData("[\n{ \"alarm\": \"a\", \"region\": \"us-east-1\", \"probe\": \"https://a/\" }]", "6: trigger.signals[0] has both \"alarm\" and \"probe\"; write two signals.")]
    [InlineData("[\n{ \"probe\": \"https://me:secret@a/\" }]", "6: trigger.signals[0].probe is \"https://me:secret@a/\"; it must be an http or https address without a user name, such as https://www.example.com/health.")]
    [InlineData("[\n{ \"probe\": \"https://a/\", \"status\": 99 }]", "6: trigger.signals[0].status must be a whole number from 100 to 599.")]
    [InlineData("[\n{ \"probe\": \"https://a/\", \"timeout\": \"11s\" }]", "6: trigger.signals[0].timeout is \"11s\"; it must be a duration such as \"90s\", \"5m\" or \"1h30m\", from 1 s to 10 s.")]
    [InlineData("[\n{ \"probe\": \"https://a/\" }, { \"probe\": \"https://a/\", \"contains\": \"x\" }]", "5: trigger.signals has probe https://a/ twice; one witness counts once.")]
    [InlineData("[\n{ \"alarm\": \"a\", \"region\": \"us-east-1\" }]", "5: trigger.atLeast is 1, but none of the signals is a probe: while alarms cannot be read (those of Route 53 all lie in us-east-1) this plan could never fire. Add probes, lower atLeast, or accept it with \"alarmOnly\": true.")]
    public void In_the_signals(string signals, string said) => Says(TestPlans.Text($"[ {Web} ]", $$"""{ "signals": {{signals}} }"""), said);

    [Fact]
    public void Alarms_alone_are_accepted_by_name_and_the_same_name_in_two_Regions_is_two_witnesses() =>
        Says(TestPlans.Text($"[ {Web} ]",
            """{ "signals": [ { "alarm": "a", "region": "us-east-1" }, { "alarm": "a", "region": "eu-west-1" } ], "alarmOnly": true }"""));

    [Theory]
    [InlineData("[]", "6: steps has 0 entries; it must have 1 to 200.")]
    [InlineData("[\n3]", "7: steps[0] must be an object { … }.")]
    [InlineData("[\n{ \"kind\": \"start\" }]", "7: steps[0].id is missing; it must be a text in quotes.")]
    [InlineData("[\n{ \"id\": \"Web\", \"kind\": \"start\" }]", "7: steps[0].id is \"Web\"; a step's id has only a-z, 0-9 and -, and begins with a letter.")]
    [InlineData("[\n{ \"ID\": \"web\", \"kind\": \"start\" }]", "7: steps[0].id is missing; \"ID\" must be written \"id\".")]
    [InlineData("[\n{ \"id\": \"ok\", \"kind\": \"check\" },\n{ \"id\": \"traffic\", \"kind\": \"switch\", \"after\": \"ok\" }]", "8: steps[1].after must be a list of texts, such as [\"a\", \"b\"].")]
    [InlineData("[\n{ \"id\": \"web\" }]", "7: steps[0].kind is missing; it must be one of \"start\", \"once\", \"check\", \"promote\", \"switch\".")]
    [InlineData("[\n{ \"id\": \"web\", \"kind\": \"stat\" }]", "7: steps[0].kind is \"stat\"; it must be one of \"start\", \"once\", \"check\", \"promote\", \"switch\". Did you mean \"start\"?")]
    [InlineData("[\n{ \"id\": \"web\", \"kind\": \"start\", \"limit\": \"9s\" }]", "7: steps[0].limit is \"9s\"; it must be a duration such as \"90s\", \"5m\" or \"1h30m\", from 10 s to 12 h.")]
    [InlineData("[\n{ \"id\": \"web\", \"kind\": \"start\", \"onLimit\": \"stop\" }]", "7: steps[0].onLimit is \"stop\"; it must be one of \"again\", \"ask\".")]
    [InlineData("[\n{ \"id\": \"web\", \"kind\": \"start\", \"attempts\": 21 }]", "7: steps[0].attempts must be a whole number from 1 to 20.")]
    [InlineData("[\n{ \"id\": \"web\", \"kind\": \"start\", \"region\": \"tokyo\" }]", "7: steps[0].region is \"tokyo\"; a Region is written such as ap-northeast-1.")]
    [InlineData("[\n{ \"id\": \"data\", \"kind\": \"promote\", \"drill\": true }]", "7: steps[0].drill is true, but what promote does cannot be undone, so it cannot be part of a drill.")]
    [InlineData("[\n{ \"id\": \"web\", \"kind\": \"start\" },\n{ \"id\": \"web\", \"kind\": \"start\" }]", "8: two steps have the id \"web\"; give each its own.")]
    [InlineData("[\n{ \"id\": \"web\", \"kind\": \"start\" },\n{ \"id\": \"api\", \"kind\": \"start\", \"after\": [\"wbe\"] }]", "8: step \"api\" comes after \"wbe\", which is no step of this plan.")]
    [InlineData("[\n{ \"id\": \"web-one\", \"kind\": \"start\" },\n{ \"id\": \"api\", \"kind\": \"start\", \"after\": [\"web-on\"] }]", "8: step \"api\" comes after \"web-on\", which is no step of this plan. Did you mean \"web-one\"?")]
    [InlineData("[\n{ \"id\": \"web\", \"kind\": \"start\", \"after\": [\"web\"] }]", "7: the steps \"web\" wait for each other in a circle; take one \"after\" away.")]
    [InlineData("[\n{ \"id\": \"z\", \"kind\": \"start\" },\n{ \"id\": \"a\", \"kind\": \"start\", \"after\": [\"b\", \"z\"] },\n{ \"id\": \"b\", \"kind\": \"start\", \"after\": [\"a\"] },\n{ \"id\": \"c\", \"kind\": \"start\", \"after\": [\"b\"] }]", "8: the steps \"a\", \"b\" wait for each other in a circle; take one \"after\" away.")]
    [InlineData("[\n{ \"id\": \"web\", \"kind\": \"start\" },\n{ \"id\": \"traffic\", \"kind\": \"switch\", \"after\": [\"web\"] }]", "8: step \"traffic\" moves traffic without an http-check of the standby before it; add an http-check step and name it in \"after\", or users are sent to something nobody has seen answer.")]
    public void In_the_steps(string steps, string said) => Says(TestPlans.Text(steps), Move(said));

    [Fact]
    public void Prewarm_is_for_capacity_that_can_be_undone() => Says(
        TestPlans.Text("""[ { "id": "data", "kind": "promote", "prewarm": true } ]"""),
        "13: steps[0].prewarm is true, but promote is not a capacity step that can be undone; only those may start before the decision.");

    [Fact]
    public void What_says_that_the_primary_was_changed_demands_a_probe() => Says(
        TestPlans.Text($"[ {Web} ]", """{ "signals": [ { "alarm": "a", "region": "us-east-1" } ], "alarmOnly": true, "deploying": { "alarm": "d", "region": "us-east-1" } }"""),
        "5: trigger.deploying demands a probe that agrees, but none of the signals is a probe; add one.");

    [Theory]
    [InlineData("", "1: this is not JSON: the file is empty; a plan is one object { … }.")]
    [InlineData(" \n\n", "1: this is not JSON: the file is empty; a plan is one object { … }.")]
    [InlineData("// nothing\n", "2: this is not JSON: there is nothing but comments in it; a plan is one object { … }.")]
    [InlineData("name: shop\nprimary: eu-west-1\n", "1: this is not JSON but YAML; a plan is JSON: one object { … }, with its names and texts in quotes.")]
    [InlineData("# the shop\n---\nname: shop\n", "1: this is not JSON but YAML; a plan is JSON: one object { … }, with its names and texts in quotes.")]
    [InlineData("- id: web\n", "1: this is not JSON but YAML; a plan is JSON: one object { … }, with its names and texts in quotes.")]
    public void A_file_that_holds_no_JSON(string text, string said) => Says(text, said);

    [Fact]
    public void What_weakens_a_plan_is_a_warning()
    {
        Warns(TestPlans.Text($"[ {Web} ]", """{ "signals": [ { "alarm": "a", "region": "ap-southeast-1" }, { "probe": "https://b/" } ], "atLeast": 1, "for": "60s", "witnesses": "any" }"""),
            "5: trigger names no \"reference\": when the standby's own network fails, every probe reads as down. Name an address outside both Regions.",
            "5: trigger.signals: the alarm a lies in ap-southeast-1, the primary: while that is down the alarm cannot be read. Let it lie elsewhere.",
            "6: no step moves users: after this plan they still go to the primary, unless something else moves them.");
        Warns(TestPlans.Text(trigger: $$"""{ "signals": [ {{AlarmAndProbe}} ], {{Written}} }"""));
    }

    const string AlarmAndProbe = """{ "alarm": "a", "region": "us-east-1" }, { "probe": "https://b/" }""";
    const string Written = """ "atLeast": 1, "for": "60s", "witnesses": "all", "reference": [ "https://www.example.net/" ] """;

    [Theory]
    [InlineData("""{ "alarm": "a", "region": "us-east-1" }, { "probe": "https://b/", "vantage": "aws" }""", "every signal looks from aws", "a probe")]
    [InlineData("""{ "probe": "https://a/" }, { "probe": "https://b/" }""", "every signal looks from standby", "an alarm")]
    [InlineData("""{ "probe": "https://b/" }""", "the only signal looks from standby", "an alarm")]
    public void A_plan_that_moves_users_on_the_word_of_one_vantage_is_a_warning(string signals, string looks, string add) => Warns(
        TestPlans.Text(trigger: $$"""{ "signals": [ {{signals}} ], {{Written}} }"""),
        $"5: trigger.signals: {looks}, so with \"witnesses\": \"all\" there is nobody to agree with: one wrong view moves users. "
        + $"Add {add} that looks from elsewhere, or accept it with \"witnesses\": \"any\".");

    [Theory]
    [InlineData("\"mode\": \"approval\",")]
    [InlineData("\"mode\": \"shadow\",")]
    [InlineData("\"mode\": \"auto\",")]
    [InlineData("\"witnesses\": \"any\",", "\"witnesses\": \"all\",")]
    [InlineData("\"witnesses\": \"al\",", "\"witnesses\": \"all\",")]
    public void One_vantage_is_enough_where_a_person_decides_or_has_accepted_it(string written, string instead = "\"mode\": \"automatic\",") => Warns(
        TestPlans.Text(trigger: $$"""{ "mode": "automatic", "signals": [ { "probe": "https://b/" } ], {{Written}} }""".Replace(instead, written, StringComparison.Ordinal)));

    /// <summary>What is in the place of a value with a mistake was not written by anybody: no second mistake may speak of it.</summary>
    [Theory]
    [InlineData("\"atLeast\": 0", "5: trigger.atLeast must be a whole number from 1 to 20.")]
    [InlineData("\"atLeast\": \"2\"", "5: trigger.atLeast must be a whole number from 1 to 20.")]
    [InlineData("\"alarmOnly\": \"yes\"", "5: trigger.alarmOnly must be true or false.")]
    [InlineData("\"deploying\": { \"alarm\": \"d\", \"region\": \"us-east-1\" }, \"atLeast\": \"x\"", "5: trigger.atLeast must be a whole number from 1 to 20.",
        "5: trigger.deploying demands a probe that agrees, but none of the signals is a probe; add one.")]
    public void A_value_with_a_mistake_has_no_second_one(string member, params string[] said) => Says(
        TestPlans.Text($"[ {Web} ]", $$"""{ "signals": [ { "alarm": "a", "region": "us-east-1" } ], {{member}} }"""), [.. said.Order(StringComparer.Ordinal)]);

    [Fact]
    public void A_probe_with_a_mistake_is_a_probe() => Says(
        TestPlans.Text($"[ {Web} ]", """{ "signals": [ { "probe": "b" } ], "atLeast": 1, "deploying": { "alarm": "d", "region": "us-east-1" } }"""),
        "5: trigger.signals[0].probe is \"b\"; it must be an http or https address without a user name, such as https://www.example.com/health.");

    [Fact]
    public void A_vantage_with_a_mistake_is_not_taken_for_another() =>
        Warns(TestPlans.Text(trigger: $$"""{ "signals": [ { "probe": "https://b/", "vantage": "My Office" } ], {{Written}} }"""));

    [Theory]
    [InlineData("0s", "is 0s: two checks in a row begin a failover, and a deployment or a blip lasts longer than that.")]
    [InlineData("10s", "is 10 s: a deployment or a blip takes as long.")]
    public void A_hasty_plan_is_a_warning(string written, string said) => Warns(
        TestPlans.Text(trigger: $$"""{ "signals": [ {{AlarmAndProbe}} ], {{Written}} }""".Replace("60s", written, StringComparison.Ordinal)),
        $"5: trigger.for {said} Write at least 30s; 60s is the default.");

    [Fact]
    public void A_drill_moves_no_users_whatever_is_written() => Warns(
        TestPlans.Text(TestPlans.Steps.Replace("\"kind\": \"switch\"", "\"kind\": \"switch\", \"drill\": true", StringComparison.Ordinal),
            $$"""{ "signals": [ {{AlarmAndProbe}} ], {{Written}} }"""),
        "10: steps[3].drill is true, but switch gives no capacity, and a drill moves neither users nor data: it leaves the step out. Take it away.");

    [Fact]
    public void Less_than_half_of_the_checks_is_a_warning() => Warns(
        TestPlans.Text(trigger: """{ "signals": [ { "probe": "https://b/" } ], "for": "60s", "witnesses": "any", "down": "4 of 10", "reference": [ "https://www.example.net/" ] }"""),
        "5: trigger.down is \"4 of 10\": a primary that answers more often than not would be failed over.");

    [Fact]
    public void A_step_too_many_is_refused_as_a_whole() => Says(
        TestPlans.Text($"[ {string.Join(", ", Enumerable.Range(0, 201).Select(n => $$"""{ "id": "s{{n}}", "kind": "start" }"""))} ]"),
        "13: steps has 201 entries; it must have 1 to 200.");

    /// <summary>The steps above are counted from line 6; the trigger of these plans has eight lines.</summary>
    static string Move(string said) => $"{int.Parse(said[..said.IndexOf(':', StringComparison.Ordinal)], null) + 7}{said[said.IndexOf(':', StringComparison.Ordinal)..]}";
}
