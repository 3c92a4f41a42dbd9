using DrFunctions.Tests;

namespace DrFunctions.Realism;

/// <summary>AWS's own linter on both templates and the examples'. Its exit code is not 0 as soon as there is a warning.</summary>
public class TemplateLintTests
{
    [Theory]
    [InlineData("template.yaml", "ap-northeast-1")]
    [InlineData("src/Signals/template.yaml", "us-east-1")]
    [MemberData(nameof(Examples))]
    public async Task The_linter_finds_no_mistake_and_no_warning(string template, string region)
    {
        var (exitCode, output, errors) = await Tools.RunAsync("cfn-lint", "--regions", region, "--template", template);
        Assert.True(exitCode == 0, output + errors);
        Assert.Equal("", output);
    }

    public static TheoryData<string, string> Examples()
    {
        var examples = new TheoryData<string, string>();
        var folder = Path.Combine(Files.Root, "examples");
        foreach (var file in Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            examples.Add(Path.GetRelativePath(Files.Root, file), "ap-northeast-1");
        }

        return examples;
    }
}
