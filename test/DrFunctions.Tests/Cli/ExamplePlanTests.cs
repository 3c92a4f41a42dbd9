using DrFunctions.Cli;
using DrFunctions.Tests.Runtime;
using DrFunctions.Tests.Templates;

namespace DrFunctions.Tests.Cli;

/// <summary>The plan templates of the examples, with outputs as their stacks would have them.</summary>
[Collection(ProcessEnvironment.Name)]
public sealed class ExamplePlanTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("drfunctions-examples-").FullName;
    readonly StackServer aws = new();

    public void Dispose()
    {
        aws.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    public static TheoryData<string> Templates =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Files.Root, "examples"), "*.template.json", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Files.Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    [Trait("about", "text")]
    [Theory]
    [MemberData(nameof(Templates))]
    public async Task Filled_it_is_a_plan_that_recovers(string template)
    {
        var placeholders = PlanTemplate.Placeholders(Files.ReadText(template));
        Assert.NotEmpty(placeholders);
        Assert.All(placeholders, placeholder =>
            Assert.Contains(placeholder.Output, TemplateNode.Load(StackOf(template, placeholder.Alias))["Outputs"].Keys));
        var stacks = placeholders.GroupBy(placeholder => placeholder.Alias).ToDictionary(
            group => group.Key,
            group => group.DistinctBy(placeholder => placeholder.Output)
                .Select(placeholder => (placeholder.Output, MadeUp(group.Key, placeholder.Output))).ToArray());
        var plan = Path.Combine(folder, "plan.json");
        string[] options = [.. stacks.SelectMany(stack =>
        {
            aws.With("eu-west-1", $"app-{stack.Key}", "CREATE_COMPLETE", stack.Value);
            return new[] { "--stack", $"{stack.Key}=app-{stack.Key}@eu-west-1" };
        })];

        var filled = await Dr.RunAsync(["plan", template, .. options, "--out", plan, "--endpoint-url", aws.Address]);
        Assert.True(filled.Code == 0, filled.Error);
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL", null);

        Assert.Equal(0, (await Dr.RunAsync("check", plan)).Code);
        var rehearsal = await Dr.RunAsync("rehearse", plan, "--scenario", "region-down", "--seed", "1");
        Assert.True(rehearsal.Code == 0 && rehearsal.Out.Contains("RECOVERED in ap-northeast-1", StringComparison.Ordinal), rehearsal.Out + rehearsal.Error);
    }

    [Fact]
    public async Task Check_does_not_take_templates_for_plans()
    {
        var dr = await Dr.RunAsync("check", "examples");

        Assert.Equal((0, ""), (dr.Code, dr.Error));
        Assert.DoesNotContain(".template.json", dr.Out, StringComparison.Ordinal);
    }

    /// <summary>The template of the stack that the example's README names by this alias.</summary>
    static string StackOf(string template, string alias) => alias switch
    {
        "signals" => "src/Signals/template.yaml",
        "records" => $"{Path.GetDirectoryName(template)}/records.yaml",
        "primary" or "standby" when template.Contains("/ecs-", StringComparison.Ordinal) => $"{Path.GetDirectoryName(template)}/service.yaml",
        "primary" or "standby" => $"{Path.GetDirectoryName(template)}/region.yaml",
        _ => throw new ArgumentException($"Say which template is the stack of {alias}."),
    };

    static string MadeUp(string alias, string output) => output switch
    {
        "Region" => alias == "primary" ? "ap-southeast-1" : "ap-northeast-1",
        "Strategy" => "warm-standby",
        "AlarmName" => "app-primary-unhealthy",
        "FrontDoor" or "Door" => $"{alias}.example.com",
        "HealthPath" => "/health",
        "Host" => "www.example.com",
        "HealthUrl" => $"https://{alias}.example.com/health",
        "InstanceId" => "i-0123456789abcdef0",
        "ClusterName" or "ServiceName" => $"app-{alias}",
        "ZoneId" or "HostedZoneId" => "Z0123456789ABCDEFGHIJ",
        "Name" or "SwitchedName" => "www.example.com.",
        "StandbyIdentifier" => "standby",
        "SwitchAlarm" => "app-switch",
        _ => throw new ArgumentException($"Make up a value for the output {output}."),
    };
}
