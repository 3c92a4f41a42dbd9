namespace DrFunctions.Tests.Cli;

/// <summary>Wrong usage is exit code 2, a sentence on standard error, and nothing on standard output.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("", "Required command was not provided")]
    [InlineData("rehaerse", "rehaerse")]
    [InlineData("rehearse --scenario moon-down", "There is no scenario \"moon-down\". dr rehearse --list shows every scenario.\n")]
    [InlineData("rehearse --scenario region-dwn", "There is no scenario \"region-dwn\". Did you mean \"region-down\"? dr rehearse --list")]
    [InlineData("rehearse --seed one", "--seed is \"one\"; it must be a whole number from 0 to 2147483647.")]
    [InlineData("rehearse --seed", "--seed")]
    [InlineData("rehearse nowhere.json", "There is no file \"nowhere.json\"; name a plan file, such as examples/shop.json.")]
    [InlineData("explain plans", "is a folder")]
    [InlineData("check nowhere", "There is no file or folder \"nowhere\"; name a plan file, such as examples/shop.json, or a folder of plan files.")]
    [InlineData("pause shop --for 90min --reason x", "--for must be a duration from 1m to 168h, such as 90m;")]
    [InlineData("local-aws --port 70000", "--port is \"70000\"; it must be a whole number from 0 to 65535.")]
    [InlineData("local-aws --host nowhere", "--host must be an IP address")]
    [InlineData("status examples/shop.json", "is not the name of a plan")]
    [InlineData("status shop --region ap-northeast-1 --table t --endpoint-url nowhere", "--endpoint-url is \"nowhere\"")]
    [InlineData("schema --json", "--json")]
    [InlineData("failover shop", "--reason is missing: say why; it is recorded.")]
    [InlineData("failover shop --reason x --skip-health", "--skip-health")]
    [InlineData("failback shop --reason x --wait 0", "--wait is \"0\"; it must be a whole number from 1 to 3600.")]
    [InlineData("drill Shop --reason x --table t --region r", "\"Shop\" is not the name of a plan")]
    [InlineData("pause --all --reason x", "A pause of all plans needs --for, such as 2h, or --until-resumed.")]
    [InlineData("pause shop --for 3w --reason x", "--for must be a duration from 1m to 168h, such as 2h; for longer, use --until-resumed.")]
    [InlineData("pause --reason x", "Name one plan, or use --all: dr pause shop")]
    [InlineData("resume shop --all --reason x", "Name one plan, or use --all: dr resume shop")]
    public async Task It_is_told_what_to_write(string line, string sentence)
    {
        var dr = await Dr.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((2, ""), (dr.Code, dr.Out));
        Assert.Contains(sentence, dr.Error, StringComparison.Ordinal);
    }

    /// <summary>The sentence is not lost in a screen of help.</summary>
    [Fact]
    public async Task One_wrong_value_is_answered_in_two_lines()
    {
        var dr = await Dr.RunAsync("rehearse", "--seed", "one");

        Assert.Equal("--seed is \"one\"; it must be a whole number from 0 to 2147483647.\ndr rehearse --help shows what it takes.\n",
            dr.Error.Replace("\n\n", "\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_help_fits_on_a_screen()
    {
        foreach (var command in new[] { "rehearse", "simulate", "check", "plan", "explain", "status", "local-aws", "failover", "approve", "pause" })
        {
            var dr = await Dr.RunAsync(command, "--help");

            Assert.True(dr.Out.Split('\n').Length < 40, dr.Out);
            Assert.All(dr.Out.Split('\n'), line => Assert.True(line.Length <= 200, line));
        }
    }

    [Trait("about", "text")]
    [Fact]
    public async Task Help_keeps_what_is_code_apart_from_the_sentence()
    {
        var dr = await Dr.RunAsync("reject", "--help");

        Assert.Contains("healthy for as long as the trigger's \"for\" says.", dr.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_that_was_asked_for_is_an_answer()
    {
        var dr = await Dr.RunAsync("--help");

        Assert.Equal((0, ""), (dr.Code, dr.Error));
        foreach (var command in new[] { "rehearse", "check", "plan", "explain", "status", "shadow-report", "failover", "drill", "approve", "reject", "pause", "resume", "failback", "reset", "local-aws", "schema" })
        {
            Assert.Contains($"  {command} ", dr.Out, StringComparison.Ordinal);
        }
    }
}
