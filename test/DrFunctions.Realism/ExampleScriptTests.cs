using Xunit.Abstractions;

namespace DrFunctions.Realism;

/// <summary>
/// The templates of both examples, deployed into a moto of their own in each of their ways, read through boto3 and deleted. Each script
/// says what it checked and what moto leaves out.
/// </summary>
public class ExampleScriptTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("example_pilot_light.py")]
    [InlineData("example_two_regions.py")]
    public async Task An_examples_templates_make_what_its_plan_and_its_readers_rely_on(string script)
    {
        var told = await Tools.RunAsync("python3", $"test/DrFunctions.Realism/{script}");
        output.WriteLine(told.Good());
    }
}
