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
    [InlineData("\"instances\": [\"arn:aws:ec2:eu-west-1:123456789012:instance/i-12345678\"]",
        "instances is \"arn:aws:ec2:eu-west-1:123456789012:instance/i-12345678\"; write the id alone: \"i-12345678\".")]
    [InlineData("\"instances\": [\"i-12345678 \"]", "instances is \"i-12345678 \"; an instance id is written such as i-0123456789abcdef0.")]
    [InlineData("\"instances\": []", "instances names nothing; write at least one.")]
    [InlineData("\"instances\": [\"i-12345678\", \"i-12345678\"]", "instances names \"i-12345678\" twice; keep one of them.")]
    [InlineData("\"tags\": {}", "tags must have 1 to 10 entries.")]
    [InlineData("\"instances\": [\"i-12345678\"], \"minimum\": 2", "minimum is 2, but the step names only 1 instance.")]
    [InlineData("\"instances\": [\"i-12345678\"], \"minimum\": 0", "minimum must be a whole number from 1 to 1000.")]
    public void Of_ec2_start(string settings, params string[] said) => Says("ec2-start", settings, said);

    [Theory]
    [InlineData("\"cluster\": \"shop\", \"service\": \"api\", \"desired\": 4, \"minimum\": 2")]
    [InlineData("", "cluster is missing; it must be a text in quotes.", "service is missing; it must be a text in quotes.", "desired is missing; it must be " + Desired)]
    [InlineData("\"cluster\": \"arn:aws:ecs:x\", \"service\": \"shop/api\", \"desired\": 4",
        "cluster is \"arn:aws:ecs:x\"; write the plain name, not an ARN; the step's region says where it is. Did you mean \"x\"?",
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
        "count is not a known member here; known are \"cluster\", \"service\", \"desired\", \"minimum\", \"primaryCluster\", \"primaryService\", \"acceptable\", \"after\", \"attempts\", \"drill\", \"id\", \"kind\", \"limit\", \"onLimit\", \"prewarm\", \"region\".")]
    public void Of_ecs_scale(string settings, params string[] said) => Says("ecs-scale", settings, said);

    [Theory]
    [InlineData("\"url\": \"https://a/\", \"status\": 204, \"contains\": \"ok\", \"timeout\": \"3s\", \"times\": 5")]
    [InlineData("", "url is missing; it must be a text in quotes.")]
    [InlineData("\"url\": \"a\"", "url is \"a\"; it must be an http or https address without a user name, such as https://www.example.com/health.")]
    [InlineData("\"url\": \"https://a/\", \"times\": 11", "times must be a whole number from 1 to 10.")]
    [InlineData("\"url\": \"https://a/\", \"connectTo\": \"b.example.com:8443\"")]
    [InlineData("\"url\": \"https://a/\", \"connectTo\": \"https://b/\"",
        "connectTo is \"https://b/\"; it must be a host, or a host and a port, such as tokyo.shop.example.com or 10.0.0.5:8443.")]
    [InlineData("\"url\": \"https://a/\", \"connectTo\": \"A:443\"", "connectTo is where the url leads already; take it away, or let the url have the name that users use.")]
    public void Of_http_check(string settings, params string[] said) => Says("http-check", settings, said);

    const string Good = "\"via\": \"records\", \"zone\": \"Z1\", \"name\": \"shop.example.com.\"";
    const string Named = "\"via\": \"records\", \"zone\": \"Z1\", \"setIdentifier\": \"standby\", \"name\": ";
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
        "name is \"shop.example.com\"; a record's full name ends with a dot: \"shop.example.com.\".",
        "zone is \"/hostedzone/Z1\"; write the zone's id alone: \"Z1\".")]
    [InlineData(Named + "\"https://shop.example.com.\"", "name is \"https://shop.example.com.\"; write the name alone, without http and without a path: \"shop.example.com.\".")]
    [InlineData(Named + "\"müller.example.com.\"", "name is \"müller.example.com.\"; write it in punycode: \"xn--mller-kva.example.com.\".")]
    [InlineData(Named + "\"shop..example.com.\"", "name is \"shop..example.com.\"; each part between the dots has 1 to 63 characters.")]
    [InlineData(Named + "\"*.example.com.\"")]
    [InlineData(Good + ", \"alias\": { \"zone\": \"Z2FDTNDATAQYW2\", \"name\": \"d111111abcdef8.cloudfront.net\" }",
        "alias.evaluateTargetHealth must be false: Route 53 evaluates no target's health in CloudFront. Write \"evaluateTargetHealth\": false.")]
    [InlineData(Good + ", \"alias\": { \"zone\": \"Z2FDTNDATAQYW2\", \"name\": \"d111111abcdef8.cloudfront.net\", \"evaluateTargetHealth\": false }")]
    [InlineData(Good + ", \"alias\": { \"zone\": \"Z14GRHDCWA56QT\", \"name\": \"arn:aws:elasticloadbalancing:ap-northeast-1:1:loadbalancer/app/a/1\" }",
        "alias.name is \"arn:aws:elasticloadbalancing:ap-northeast-1:1:loadbalancer/app/a/1\"; write the DNS name, not an ARN.")]
    [InlineData(Good + ", \"type\": \"A\", \"records\": [\"tokyo-alb-1.ap-northeast-1.elb.amazonaws.com\"]",
        "records holds \"tokyo-alb-1.ap-northeast-1.elb.amazonaws.com\", and a record of type A holds IPv4 addresses, such as 192.0.2.1; for a host name use the type CNAME, or an alias.")]
    [InlineData(Good + ", \"type\": \"A\", \"records\": [\"2001:db8::1\"]",
        "records holds \"2001:db8::1\", and a record of type A holds IPv4 addresses, such as 192.0.2.1; the type of an IPv6 address is AAAA.")]
    [InlineData(Good + ", \"type\": \"CNAME\", \"records\": [\"a.example.net\", \"b.example.net\"]", "records has 2 values, and a CNAME has one.")]
    [InlineData(Good + ", \"type\": \"CNAME\", \"records\": [\"203.0.113.20\"]",
        "records holds \"203.0.113.20\", and a CNAME holds a host name; the type of an address is A or AAAA.")]
    [InlineData(Good + ", \"type\": \"AAAA\", \"records\": [\"203.0.113.20\"]",
        "records holds \"203.0.113.20\", and a record of type AAAA holds IPv6 addresses, such as 2001:db8::1.")]
    [InlineData(Good + ", \"type\": \"AAAA\", \"records\": [\"2001:db8::20\"]")]
    [InlineData("\"via\": \"health\", \"alarm\": \"arn:aws:cloudwatch:ap-northeast-1:123456789012:alarm:shop-switch\", \"name\": \"shop.example.com.\"",
        "alarm is \"arn:aws:cloudwatch:ap-northeast-1:123456789012:alarm:shop-switch\"; write the plain name, not an ARN: \"shop-switch\".")]
    [InlineData("\"via\": \"records\", \"name\": \"a.\", \"setIdentifier\": \"standby\", \"alarm\": \"x\", \"servesWhen\": \"OK\"",
        "zone is missing; it must be a text in quotes.", "alarm is for via \"health\"; take it away.", "servesWhen is for via \"health\"; take it away.")]
    [InlineData("\"via\": \"health\", \"alarm\": \"shop-switch\", \"name\": \"shop.example.com.\", \"servesWhen\": \"OK\"")]
    [InlineData("\"via\": \"health\"", "name is missing; it must be a text in quotes.", "alarm is missing; it must be a text in quotes.")]
    [InlineData("\"via\": \"health\", \"alarm\": \"x\", \"name\": \"a.\", \"servesWhen\": \"alarm\"",
        "servesWhen is \"alarm\"; it must be one of \"ALARM\", \"OK\". Did you mean \"ALARM\"?")]
    [InlineData("\"via\": \"health\", \"alarm\": \"x\", \"name\": \"a.\", \"zone\": \"Z1\", \"type\": \"A\", \"setIdentifier\": \"s\", \"weight\": 1, \"records\": [\"192.0.2.1\"], "
        + "\"alias\": { \"zone\": \"Z2\", \"name\": \"lb\" }", "zone" + NoEdit, "type" + NoEdit, "setIdentifier" + NoEdit, "weight" + NoEdit, "records" + NoEdit, "alias" + NoEdit)]
    [InlineData("\"via\": \"health\", \"alarm\": \"x\", \"name\": \"tokyo.shop.example.com.\"",
        "name is also the host that \"healthy\" checks: before the switch that checks the primary. Let its \"connectTo\" name the standby's own front door.")]
    [InlineData("\"zone\": \"Z1\", \"name\": \"a.\", \"setIdentifier\": \"standby\"", "via is missing; it must be one of \"records\", \"health\".")]
    [InlineData("\"via\": \"records\", \"zone\": \"Z1\", \"name\": \"Singapore.shop.example.com.\", \"setIdentifier\": \"standby\"",
        "name is also the host of the signal https://singapore.shop.example.com/: after the switch that signal would measure the standby. Let signals name the Region's own front door.")]
    [InlineData("\"via\": \"records\", \"zone\": \"Z1\", \"name\": \"tokyo.shop.example.com.\", \"setIdentifier\": \"standby\"",
        "name is also the host that \"healthy\" checks: before the switch that checks the primary. Let its \"connectTo\" name the standby's own front door.")]
    public void Of_route53_switch(string settings, params string[] said) => Says("route53-switch", settings, said);

    [Fact]
    public void Editing_records_is_warned_of_once()
    {
        var step = $$"""{ "id": "one", "kind": "route53-switch", "after": ["healthy"], {{Good}}, "setIdentifier": "standby", "plainCheck": true }""";
        Assert.Equal("shop.json(5): warning: step \"one\".via is \"records\": Route 53 cannot be edited while us-east-1 is down.",
            Assert.Single(Kinds.Of().Read("shop.json", Kinds.Text(step)).Mistakes).ToString());
    }

    [Fact]
    public void Editing_records_of_a_primary_in_us_east_1_recovers_from_no_outage_of_it()
    {
        var step = $$"""{ "id": "one", "kind": "route53-switch", "after": ["healthy"], {{Good}}, "setIdentifier": "standby" }""";
        var plan = Kinds.Text(step).Replace("ap-southeast-1", "us-east-1", StringComparison.Ordinal);

        Assert.Contains("shop.json(5): warning: step \"one\".via is \"records\", which are edited in us-east-1: this plan cannot recover from an outage of "
            + "its primary Region. Switch via \"health\".", Kinds.Of().Read("shop.json", plan).Mistakes.Select(mistake => mistake.ToString()));
    }

    [Fact]
    public void A_health_check_is_not_warned_of() => Assert.Empty(Kinds.Of().Read("shop.json", Kinds.Text(
        """{ "id": "one", "kind": "route53-switch", "after": ["healthy"], "via": "health", "alarm": "shop-switch", "name": "shop.example.com.", "plainCheck": true }""")).Mistakes);

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
