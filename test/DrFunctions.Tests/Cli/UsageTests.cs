namespace DrFunctions.Tests.Cli;

/// <summary>Wrong usage is exit code 2, a sentence on standard error, and nothing on standard output.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("", "Required command was not provided")]
    [InlineData("rehaerse", "rehaerse")]
    [InlineData("rehearse --scenario moon-down", "region-down")]
    [InlineData("rehearse --seed one", "--seed is \"one\"; it must be a whole number from 0 to 2147483647.")]
    [InlineData("rehearse --seed", "--seed")]
    [InlineData("rehearse nowhere.json", "There is no file \"nowhere.json\"; name a plan file, such as examples/shop.json.")]
    [InlineData("explain plans", "is a folder")]
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

    [Fact]
    public async Task Help_that_was_asked_for_is_an_answer()
    {
        var dr = await Dr.RunAsync("--help");

        Assert.Equal((0, ""), (dr.Code, dr.Error));
        foreach (var command in new[] { "rehearse", "check", "explain", "status", "shadow-report", "failover", "drill", "approve", "reject", "pause", "resume", "failback", "reset", "local-aws", "schema" })
        {
            Assert.Contains($"  {command} ", dr.Out, StringComparison.Ordinal);
        }
    }
}
