using DrFunctions.Steps;

namespace DrFunctions.Tests.Steps;

/// <summary>Each mistake in the settings of a kind, with its sentence.</summary>
public class SettingsTests
{
    static void Says(string kind, string settings, string[] said) => Assert.Equal(
        said.Select(sentence => $"5: step \"one\"{(sentence.StartsWith("needs", StringComparison.Ordinal) ? ' ' : '.')}{sentence}"),
        Kinds.Said($$"""{ "id": "one", "kind": "{{kind}}", "after": ["healthy"]{{(settings.Length > 0 ? ", " : "")}}{{settings}} }"""));

    const string Desired = "a whole number from 1 to 5000, or a share such as \"100% of primary\".";
    const string Share = "a whole number from 1 to 5000, or a share such as \"100% of primary\", from 1% to 1000%.";

    [Theory]
    [InlineData("\"instances\": [\"i-0123456789abcdef0\", \"i-12345678\"], \"minimum\": 1")]
    [InlineData("\"tags\": { \"dr-plan\": \"shop\" }, \"minimum\": 7")]
    [InlineData("", "needs either \"instances\" or \"tags\", and not both.")]
    [InlineData("\"instances\": [\"i-12345678\"], \"tags\": { \"a\": \"b\" }", "needs either \"instances\" or \"tags\", and not both.")]
    [InlineData("\"instances\": [\"web-1\"]", "instances is \"web-1\"; an instance id is written such as i-0123456789abcdef0.")]
    [InlineData("\"instances\": [\"i-12345678 \"]", "instances is \"i-12345678 \"; an instance id is written such as i-0123456789abcdef0.")]
    [InlineData("\"instances\": []", "instances names nothing; write at least one.")]
    [InlineData("\"instances\": [\"i-12345678\", \"i-12345678\"]", "instances names \"i-12345678\" twice; keep one of them.")]
    [InlineData("\"tags\": {}", "tags must have 1 to 10 entries.")]
    [InlineData("\"instances\": [\"i-12345678\"], \"minimum\": 2", "minimum is 2, but the step names only 1 instances.")]
    [InlineData("\"instances\": [\"i-12345678\"], \"minimum\": 0", "minimum must be a whole number from 1 to 1000.")]
    public void Of_ec2_start(string settings, params string[] said) => Says("ec2-start", settings, said);

    [Theory]
    [InlineData("\"cluster\": \"shop\", \"service\": \"api\", \"desired\": 4, \"minimum\": 2")]
    [InlineData("", "cluster is missing; it must be a text in quotes.", "service is missing; it must be a text in quotes.", "desired is missing; it must be " + Desired)]
    [InlineData("\"cluster\": \"arn:aws:ecs:x\", \"service\": \"shop/api\", \"desired\": 4",
        "cluster is \"arn:aws:ecs:x\"; write the plain name, not an ARN; the step's region says where it is.",
        "service is \"shop/api\"; write the plain name, not an ARN; the step's region says where it is.")]
    [InlineData("\"cluster\": \"shop\", \"service\": \"api\", \"desired\": 0", "desired must be " + Desired)]
    [InlineData("\"cluster\": \"shop\", \"service\": \"api\", \"desired\": true", "desired must be " + Desired)]
    [InlineData("\"cluster\": \"shop\", \"service\": \"api\", \"desired\": \"100% of primary\", \"minimum\": 7")]
    [InlineData("\"cluster\": \"shop\", \"service\": \"api\", \"desired\": \"50% of primary\", \"primaryCluster\": \"shop-1\", \"primaryService\": \"api-1\"")]
    [InlineData("\"cluster\": \"shop\", \"service\": \"api\", \"desired\": \"all of primary\"", "desired is \"all of primary\"; it must be " + Share)]
    [InlineData("\"cluster\": \"shop\", \"service\": \"api\", \"desired\": \"0% of primary\"", "desired is \"0% of primary\"; it must be " + Share)]
    [InlineData("\"cluster\": \"shop\", \"service\": \"api\", \"desired\": \"1001% of primary\"", "desired is \"1001% of primary\"; it must be " + Share)]
    [InlineData("\"cluster\": \"shop\", \"service\": \"api\", \"desired\": \"100%  of primary\\n\"", "desired is \"100%  of primary\\u000a\"; it must be " + Share)]
    [InlineData("\"cluster\": \"shop\", \"service\": \"api\", \"desired\": 4, \"primaryService\": \"api-1\"",
        "primaryService says of which service a share is taken, and \"desired\" is a number; take it away.")]
    [InlineData("\"cluster\": \"shop\", \"service\": \"api\", \"desired\": \"50% of primary\", \"primaryCluster\": \"a/b\"",
        "primaryCluster is \"a/b\"; write the plain name, not an ARN; the step's region says where it is.")]
    [InlineData("\"cluster\": \"shop\", \"service\": \"api\", \"desired\": 4, \"minimum\": 5", "minimum is 5, more than the desired count of 4.")]
    [InlineData("\"cluster\": \"shop\", \"service\": \"api\", \"desired\": 4, \"count\": 5",
        "count is not a known member here; known are \"cluster\", \"service\", \"desired\", \"minimum\", \"primaryCluster\", \"primaryService\", \"after\", \"attempts\", \"drill\", \"id\", \"kind\", \"limit\", \"onLimit\", \"prewarm\", \"region\".")]
    public void Of_ecs_scale(string settings, params string[] said) => Says("ecs-scale", settings, said);

    [Theory]
    [InlineData("\"url\": \"https://a/\", \"status\": 204, \"contains\": \"ok\", \"timeout\": \"3s\", \"times\": 5")]
    [InlineData("", "url is missing; it must be a text in quotes.")]
    [InlineData("\"url\": \"a\"", "url is \"a\"; it must be an http or https address without a user name, such as https://www.example.com/health.")]
    [InlineData("\"url\": \"https://a/\", \"times\": 11", "times must be a whole number from 1 to 10.")]
    public void Of_http_check(string settings, params string[] said) => Says("http-check", settings, said);

    const string Good = "\"via\": \"records\", \"zone\": \"Z1\", \"name\": \"shop.example.com.\"";
    const string NoEdit = " is for via \"records\", and via \"health\" edits no record; take it away.";
    const string OneTarget = "needs exactly one of \"setIdentifier\" (weighted and failover records), \"records\" and \"alias\" (simple records).";

    [Theory]
    [InlineData(Good + ", \"setIdentifier\": \"standby\", \"weight\": 10, \"type\": \"AAAA\"")]
    [InlineData(Good + ", \"records\": [\"192.0.2.1\"]")]
    [InlineData(Good + ", \"alias\": { \"zone\": \"Z2\", \"name\": \"lb.example.com\" }")]
    [InlineData(Good, OneTarget)]
    [InlineData(Good + ", \"setIdentifier\": \"standby\", \"records\": [\"192.0.2.1\"]", OneTarget)]
    [InlineData(Good + ", \"records\": []", "records names nothing; write at least one.")]
    [InlineData(Good + ", \"setIdentifier\": \"standby\", \"type\": \"MX\"", "type is \"MX\"; records of type A, AAAA and CNAME can be switched.")]
    [InlineData(Good + ", \"setIdentifier\": \"standby\", \"weight\": 256", "weight must be a whole number from 1 to 255.")]
    [InlineData("\"via\": \"records\", \"zone\": \"/hostedzone/Z1\", \"name\": \"shop.example.com\", \"setIdentifier\": \"standby\"",
        "name is \"shop.example.com\"; a record's full name ends with a dot, such as www.example.com.",
        "zone is \"/hostedzone/Z1\"; a zone's id is written such as Z0123456789ABCDEFGHIJ.")]
    [InlineData("\"via\": \"records\", \"name\": \"a.\", \"setIdentifier\": \"standby\", \"alarm\": \"x\", \"servesWhen\": \"OK\"",
        "zone is missing; it must be a text in quotes.", "alarm is for via \"health\"; take it away.", "servesWhen is for via \"health\"; take it away.")]
    [InlineData("\"via\": \"health\", \"alarm\": \"shop-switch\", \"name\": \"shop.example.com.\", \"servesWhen\": \"OK\"")]
    [InlineData("\"via\": \"health\"", "name is missing; it must be a text in quotes.", "alarm is missing; it must be a text in quotes.")]
    [InlineData("\"via\": \"health\", \"alarm\": \"x\", \"name\": \"a.\", \"servesWhen\": \"alarm\"",
        "servesWhen is \"alarm\"; it must be one of \"ALARM\", \"OK\". Did you mean \"ALARM\"?")]
    [InlineData("\"via\": \"health\", \"alarm\": \"x\", \"name\": \"a.\", \"zone\": \"Z1\", \"type\": \"A\", \"setIdentifier\": \"s\", \"weight\": 1, \"records\": [\"192.0.2.1\"], "
        + "\"alias\": { \"zone\": \"Z2\", \"name\": \"lb\" }", "zone" + NoEdit, "type" + NoEdit, "setIdentifier" + NoEdit, "weight" + NoEdit, "records" + NoEdit, "alias" + NoEdit)]
    [InlineData("\"via\": \"health\", \"alarm\": \"x\", \"name\": \"tokyo.shop.example.com.\"",
        "name is also the host that \"healthy\" checks: before the switch that checks the primary. Let it name the standby's own front door.")]
    [InlineData("\"zone\": \"Z1\", \"name\": \"a.\", \"setIdentifier\": \"standby\"", "via is missing; it must be one of \"records\", \"health\".")]
    [InlineData("\"via\": \"records\", \"zone\": \"Z1\", \"name\": \"Singapore.shop.example.com.\", \"setIdentifier\": \"standby\"",
        "name is also the host of the signal https://singapore.shop.example.com/: after the switch that signal would measure the standby. Let signals name the Region's own front door.")]
    [InlineData("\"via\": \"records\", \"zone\": \"Z1\", \"name\": \"tokyo.shop.example.com.\", \"setIdentifier\": \"standby\"",
        "name is also the host that \"healthy\" checks: before the switch that checks the primary. Let it name the standby's own front door.")]
    public void Of_route53_switch(string settings, params string[] said) => Says("route53-switch", settings, said);

    [Fact]
    public void Editing_records_is_warned_of_once()
    {
        var step = $$"""{ "id": "one", "kind": "route53-switch", "after": ["healthy"], {{Good}}, "setIdentifier": "standby" }""";
        Assert.Equal("shop.json(5): warning: step \"one\".via is \"records\": Route 53 cannot be edited while us-east-1 is down.",
            Assert.Single(Kinds.Of().Read("shop.json", Kinds.Text(step)).Mistakes).ToString());
    }

    [Fact]
    public void A_health_check_is_not_warned_of() => Assert.Empty(Kinds.Of().Read("shop.json", Kinds.Text(
        """{ "id": "one", "kind": "route53-switch", "after": ["healthy"], "via": "health", "alarm": "shop-switch", "name": "shop.example.com." }""")).Mistakes);

    [Fact]
    public void Every_kind_says_its_step_in_one_sentence_and_lists_its_settings()
    {
        var kinds = Kinds.Of();
        var plan = Kinds.Plan(
            """{ "id": "web", "kind": "ec2-start", "instances": ["i-12345678", "i-9abcdef0"], "minimum": 1 }""",
            """{ "id": "api", "kind": "ecs-scale", "cluster": "shop", "service": "api", "desired": 4 }""",
            """{ "id": "half", "kind": "ecs-scale", "cluster": "shop", "service": "api", "desired": "50% of primary", "minimum": 2 }""",
            """{ "id": "traffic", "kind": "route53-switch", "after": ["healthy"], "via": "records", "zone": "Z1", "name": "shop.example.com.", "setIdentifier": "standby" }""",
            """{ "id": "users", "kind": "route53-switch", "after": ["healthy"], "via": "health", "alarm": "shop-switch", "name": "www.example.com." }""");
        Assert.Equal(
            [
                "wait until https://tokyo.shop.example.com/ answers 200 3 times in a row",
                "start the EC2 instances i-12345678, i-9abcdef0 in ap-northeast-1, unless they run already; 1 of them must run",
                "raise the ECS service api of cluster shop in ap-northeast-1 to 4 tasks, unless it has more",
                "raise the ECS service api of cluster shop in ap-northeast-1 to 50% of the tasks that shop/api was last seen to have in the primary, unless it has more; 2 of them must run",
                "send shop.example.com. (A, zone Z1) to the standby's record \"standby\", and wait until Route 53 serves it everywhere",
                "send www.example.com. to the standby by bringing the alarm shop-switch in ap-northeast-1 to ALARM, and wait until Route 53 follows it",
            ],
            plan.Steps.Select(step => kinds.Of(step).Says(step)));
        Assert.All(kinds.All, kind => Assert.NotEmpty(kind.Settings));
    }
}
