namespace DrFunctions.Realism;

/// <summary>AWS's own linter on both templates. Its exit code is not 0 as soon as there is a warning.</summary>
public class TemplateLintTests
{
    [Theory]
    [InlineData("template.yaml", "ap-northeast-1")]
    [InlineData("src/Signals/template.yaml", "us-east-1")]
    public async Task The_linter_finds_no_mistake_and_no_warning(string template, string region)
    {
        var (exitCode, output, errors) = await Tools.RunAsync("cfn-lint", "--regions", region, "--template", template);
        Assert.True(exitCode == 0, output + errors);
        Assert.Equal("", output);
    }
}
