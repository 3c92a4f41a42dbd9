using DrFunctions.Tests.Runtime;

namespace DrFunctions.Tests.Cli;

/// <summary>`dr plan` against a CloudFormation on a port.</summary>
[Collection(ProcessEnvironment.Name)]
public sealed class PlanCommandTests : IDisposable
{
    const string Template = """
        {
          // ${a.Comment} of the template stays; "so does ${this}".
          "$schema": "./plan.schema.json",
          "name": "shop", /* ${b.Comment} "*/ "primary":   "${one.Region}",
          "standby": "${two.Region}",
          "trigger": {
            "signals": [{ "probe": "http://${one.Door}/health", "contains": "${one.Text}" }], "reference": ["https://www.example.net/"],
            "atLeast": 1, "for": "60s", },
          "steps": [
            { "id": "healthy", "kind": "http-check", "url": "http://${two.Door}/${two.Path}" },
          ]
        }
        """;

    const string Arn = "arn:aws:cloudformation:ap-northeast-1:123456789012:stack/shop-two/51af3dc0-da77-11e4-872e-1234567db123";

    static readonly string[] Stacks = ["--stack", "one=shop-one@eu-west-1", "--stack", "two=shop-two@ap-northeast-1"];

    readonly string folder = Directory.CreateTempSubdirectory("drfunctions-plan-").FullName;
    readonly StackServer aws = new();

    public PlanCommandTests()
    {
        File.WriteAllText(In("t.json"), Template);
        aws.With("eu-west-1", "shop-one", "UPDATE_COMPLETE", ("Region", "eu-west-1"), ("Door", "one.example.com"), ("Text", "say \"ok\" \\ é"))
            .With("ap-northeast-1", "shop-two", "CREATE_COMPLETE", ("Region", "ap-northeast-1"), ("Door", "two.example.com"), ("Path", "health"));
    }

    public void Dispose()
    {
        aws.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    static string Filled => Template.Replace("${one.Region}", "eu-west-1", StringComparison.Ordinal)
        .Replace("${two.Region}", "ap-northeast-1", StringComparison.Ordinal)
        .Replace("${one.Door}", "one.example.com", StringComparison.Ordinal).Replace("${two.Door}", "two.example.com", StringComparison.Ordinal)
        .Replace("${one.Text}", "say \\\"ok\\\" \\\\ é", StringComparison.Ordinal).Replace("${two.Path}", "health", StringComparison.Ordinal);

    [Fact]
    public async Task The_outputs_take_the_place_of_the_placeholders_and_all_else_stays()
    {
        var dr = await PlanAsync(Stacks);

        Assert.Equal((0, Filled), (dr.Code, dr.Out));
        Assert.Equal([("ap-northeast-1", "shop-two"), ("eu-west-1", "shop-one")], aws.Asked);
        Assert.DoesNotContain(Directory.GetFiles(folder), file => file != In("t.json"));
    }

    [Fact]
    public async Task Line_ends_and_the_byte_order_mark_stay()
    {
        var template = $"\uFEFF{Template.Replace("\n", "\r\n", StringComparison.Ordinal)}\r\n";
        await File.WriteAllTextAsync(In("t.json"), template);

        Assert.Equal($"\uFEFF{Filled.Replace("\n", "\r\n", StringComparison.Ordinal)}\r\n", (await PlanAsync(Stacks)).Out);
        Assert.Equal(0, (await PlanAsync([.. Stacks, "--out", In("shop.json")])).Code);
        Assert.Equal((byte)0xEF, (await File.ReadAllBytesAsync(In("shop.json")))[0]);
    }

    [Fact]
    public async Task A_stack_may_be_named_by_its_arn()
    {
        aws.With("ap-northeast-1", Arn, "CREATE_COMPLETE", ("Region", "ap-northeast-1"), ("Door", "two.example.com"), ("Path", "health"));

        foreach (var end in new[] { "", "@ap-northeast-1" })
        {
            var dr = await PlanAsync("--stack", "one=shop-one@eu-west-1", "--stack", $"two={Arn}{end}");

            Assert.Equal((0, Filled), (dr.Code, dr.Out));
        }
    }

    [Fact]
    public async Task A_file_with_other_content_is_replaced_only_by_force()
    {
        string[] args = [.. Stacks, "--out", In("shop.json")];
        Assert.Equal($"{In("shop.json")}: written, 1 step, 1 signal.\n", (await PlanAsync(args)).Out);
        Assert.Equal(Filled, await File.ReadAllTextAsync(In("shop.json")));
        Assert.Equal($"{In("shop.json")}: not changed, because it holds this plan already (1 step, 1 signal).\n", (await PlanAsync(args)).Out);

        await File.WriteAllTextAsync(In("shop.json"), "mine");
        var refused = await PlanAsync(args);
        Assert.Equal((1, ""), (refused.Code, refused.Out));
        Assert.EndsWith($"{In("shop.json")} exists with other content, so nothing was written; add --force to replace it.\n", refused.Error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(In("shop.json")));

        Assert.Equal($"{In("shop.json")}: replaced, 1 step, 1 signal.\n", (await PlanAsync([.. args, "--force"])).Out);
        Assert.Equal(Filled, await File.ReadAllTextAsync(In("shop.json")));
    }

    [Fact]
    public async Task What_check_refuses_is_told_as_check_tells_it_and_nothing_is_written()
    {
        aws.With("ap-northeast-1", "shop-two", "CREATE_COMPLETE", ("Region", "eu-west-1"), ("Door", "two.example.com"), ("Path", "a b"));
        await File.WriteAllTextAsync(In("filled.json"), Filled.Replace("\"standby\": \"ap-northeast-1\"", "\"standby\": \"eu-west-1\"", StringComparison.Ordinal)
            .Replace("two.example.com/health", "two.example.com/a b", StringComparison.Ordinal));

        var check = await Dr.RunAsync("check", In("filled.json"));
        var dr = await PlanAsync([.. Stacks, "--out", In("shop.json")]);

        Assert.Equal((1, "", check.Code), (dr.Code, dr.Out, check.Code));
        Assert.Equal(check.Out.Replace("filled.json", "t.json", StringComparison.Ordinal), dr.Error);
        Assert.False(File.Exists(In("shop.json")));
    }

    [Theory]
    [InlineData("one.Region", "too.Region", 1, "(4): ${too.Region}: no --stack gives too; add --stack too=NAME@REGION. Did you mean \"two\"?\n")]
    [InlineData("two.Door", "two", 1, "(10): ${two} is not a placeholder; write ${ALIAS.Output}, such as ${primary.Region}.\n")]
    [InlineData("two.Path", "two.path", 1, "(10): ${two.path}: the stack shop-two in ap-northeast-1 has no output path; name one that it has: Door, Path, Region. Did you mean \"Path\"?\n")]
    public async Task A_placeholder_that_nothing_fills_is_told_with_its_line(string right, string wrong, int code, string sentence)
    {
        await File.WriteAllTextAsync(In("t.json"), Template.Replace($"${{{right}}}", $"${{{wrong}}}", StringComparison.Ordinal));

        await RefusedAsync(code, sentence);
    }

    [Theory]
    [InlineData("ROLLBACK_COMPLETE", "CloudFormation can only delete it; do that, and deploy it again.")]
    [InlineData("DELETE_COMPLETE", "deploy it again first.")]
    [InlineData("UPDATE_ROLLBACK_FAILED", "deploy it again first.")]
    [InlineData("REVIEW_IN_PROGRESS", "try again when that has ended.")]
    [InlineData("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "try again when that has ended.")]
    public async Task A_stack_that_is_not_complete_is_told_with_its_status(string status, string advice)
    {
        aws.With("ap-northeast-1", "shop-two", status, ("Region", "ap-northeast-1"));

        await RefusedAsync(1, $"(5): ${{two.Region}}: the stack shop-two in ap-northeast-1 is {status}; {advice}\n");
    }

    [Theory]
    [InlineData("UPDATE_ROLLBACK_COMPLETE")]
    [InlineData("IMPORT_COMPLETE")]
    public async Task A_stack_that_is_complete_again_is_used(string status)
    {
        aws.With("ap-northeast-1", "shop-two", status, ("Region", "ap-northeast-1"), ("Door", "two.example.com"), ("Path", "health"));

        Assert.Equal((0, Filled), ((await PlanAsync(Stacks)).Code, (await PlanAsync(Stacks)).Out));
    }

    [Fact]
    public async Task A_stack_without_outputs_says_so()
    {
        aws.With("ap-northeast-1", "shop-two");

        await RefusedAsync(1, "(5): ${two.Region}: the stack shop-two in ap-northeast-1 has no outputs; correct --stack two=shop-two@ap-northeast-1, or add the output to its template.\n");
    }

    [Fact]
    public async Task A_stack_that_is_not_there_is_told_once()
    {
        var dr = await PlanAsync("--stack", "one=shop-one@eu-west-1", "--stack", "two=shop-too@ap-northeast-1", "--out", In("shop.json"));

        Assert.Equal((1, "", $"{In("t.json")}(5): ${{two.Region}}: there is no stack shop-too in ap-northeast-1; correct --stack two=shop-too@ap-northeast-1, or deploy the stack first.\n"),
            (dr.Code, dr.Out, dr.Error));
        Assert.False(File.Exists(In("shop.json")));
    }

    [Fact]
    public async Task A_refusal_of_AWS_is_told_with_what_to_grant()
    {
        aws.Denying("eu-west-1", "shop-one");

        await RefusedAsync(3, "(4): ${one.Region}: the stack shop-one in eu-west-1 cannot be read: AccessDenied: User: arn:aws:iam::123456789012:user/one is not authorized to perform: cloudformation:DescribeStacks");
    }

    [Fact]
    public async Task An_AWS_out_of_reach_is_told()
    {
        aws.Dispose();

        var dr = await PlanAsync(Stacks);

        Assert.Equal((3, ""), (dr.Code, dr.Out));
        Assert.Contains("(4): ${one.Region}: the stack shop-one in eu-west-1 cannot be read: ", dr.Error, StringComparison.Ordinal);
        Assert.Contains("check the Region, your credentials and that they allow cloudformation:DescribeStacks.\n", dr.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stack_that_no_placeholder_names_is_not_read()
    {
        var dr = await PlanAsync([.. Stacks, "--stack", "three=other@eu-west-1"]);

        Assert.Equal((0, Filled), (dr.Code, dr.Out));
        Assert.Contains("has no placeholder ${three.…}: --stack three=other@eu-west-1 is not read.\n", dr.Error, StringComparison.Ordinal);
        Assert.Equal(2, aws.Asked.Count);
    }

    [Theory]
    [InlineData("one", "--stack is \"one\"; write ALIAS=NAME@REGION, such as primary=shop-primary@eu-west-1, or ALIAS=ARN")]
    [InlineData("one=shop-one", "--stack is \"one=shop-one\"; write ALIAS=NAME@REGION")]
    [InlineData("=shop-one@eu-west-1", "write ALIAS=NAME@REGION")]
    [InlineData("one=shop one@eu-west-1", "write ALIAS=NAME@REGION")]
    [InlineData("one=arn:aws:sns:eu-west-1:123456789012:topic", "write ALIAS=NAME@REGION")]
    [InlineData("one=shop-one@eu-wst-1", "AWS has no such Region, as far as this version knows. Did you mean \"eu-west-1\"?")]
    [InlineData($"one={Arn}@eu-west-1", "but the ARN is of ap-northeast-1; leave out @eu-west-1.")]
    [InlineData("two=shop-one@eu-west-1", "The alias two is given twice; give each stack its own: --stack two=shop-one@eu-west-1 --stack two=shop-two@ap-northeast-1")]
    public async Task A_stack_that_is_not_named_well_is_wrong_usage(string stack, string sentence)
    {
        var dr = await PlanAsync("--stack", stack, "--stack", "two=shop-two@ap-northeast-1");

        Assert.Equal((2, ""), (dr.Code, dr.Out));
        Assert.Contains(sentence, dr.Error, StringComparison.Ordinal);
        Assert.Empty(aws.Asked);
    }

    [Fact]
    public async Task A_file_that_cannot_be_used_is_wrong_usage()
    {
        await File.WriteAllBytesAsync(In("latin.json"), [(byte)'"', 0xE9, (byte)'"']);
        foreach (var (template, target, sentence) in new[]
        {
            ("none.json", "shop.json", "There is no file"),
            ("", "shop.json", "is a folder; name one plan template in it."),
            ("latin.json", "shop.json", "latin.json(1): the file is not UTF-8; save it as UTF-8."),
            ("t.json", "t.json", "itself; name another file"),
            ("t.json", "none/shop.json", "does not exist; create it, or name another file."),
            ("t.json", "", "; name a file in it."),
        })
        {
            var dr = await Dr.RunAsync(["plan", In(template), .. Stacks, "--endpoint-url", aws.Address, "--out", In(target)]);

            Assert.Equal((2, ""), (dr.Code, dr.Out));
            Assert.Contains(sentence, dr.Error, StringComparison.Ordinal);
        }

        Assert.Equal(Template, await File.ReadAllTextAsync(In("t.json")));
    }

    async Task RefusedAsync(int code, string sentence)
    {
        var dr = await PlanAsync([.. Stacks, "--out", In("shop.json")]);

        Assert.Equal((code, ""), (dr.Code, dr.Out));
        Assert.StartsWith($"{In("t.json")}{sentence}", dr.Error, StringComparison.Ordinal);
        Assert.Single(dr.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.False(File.Exists(In("shop.json")));
    }

    Task<Dr> PlanAsync(params string[] args) => Dr.RunAsync(["plan", In("t.json"), .. args, "--endpoint-url", aws.Address]);

    string In(string name) => Path.Combine(folder, name);
}
