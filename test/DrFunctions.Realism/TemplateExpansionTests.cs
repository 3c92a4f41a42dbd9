using System.Text.Json;

namespace DrFunctions.Realism;

/// <summary>template.yaml as the SAM translator expands it, once for all the tests below.</summary>
public sealed class ExpandedTemplate : IAsyncLifetime
{
    public JsonElement All { get; private set; }

    public async Task InitializeAsync()
    {
        var (exitCode, output, errors) = await Tools.RunAsync(
            "python3",
            "test/DrFunctions.Realism/sam_expand.py",
            "template.yaml",
            "NoticeEmail=oncall@example.com",
            "AlarmTopicArn=arn:aws:sns:us-east-1:123456789012:alarms",
            "AlarmDeadLetterQueueArn=arn:aws:sqs:us-east-1:123456789012:lost");
        Assert.True(exitCode == 0, errors);
        using var json = JsonDocument.Parse(output);
        All = json.RootElement.GetProperty("Resources").Clone();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public JsonElement Properties(string resource) => All.GetProperty(resource).GetProperty("Properties");

    public JsonElement[] OfType(string type) =>
    [
        .. All.EnumerateObject().Where(entry => entry.Value.GetProperty("Type").GetString() == type)
            .Select(entry => entry.Value.GetProperty("Properties")),
    ];
}

/// <summary>The resources that AWS deploys.</summary>
public class TemplateExpansionTests(ExpandedTemplate template) : IClassFixture<ExpandedTemplate>
{
    static string Text(JsonElement value, params string[] path) => path.Aggregate(value, (at, name) => at.GetProperty(name)).ToString();

    [Theory]
    [InlineData("AlarmFunction", "alarm", 600, 2)]
    [InlineData("WatchFunction", "watch", 60, 0)]
    [InlineData("OperatorFunction", "operator", 60, 0)]
    public void Each_function_runs_the_assembly_on_dotnet10_with_its_limits(string name, string handler, int age, int retries)
    {
        var function = template.Properties(name);
        Assert.Equal("dotnet10", Text(function, "Runtime"));
        Assert.Equal("MemorySize", Text(function, "MemorySize", "Ref"));
        Assert.Equal("DrFunctions", Text(function, "Handler"));
        Assert.Equal("Architecture", Text(Assert.Single(function.GetProperty("Architectures").EnumerateArray()), "Ref"));
        Assert.Equal(handler, Text(function, "Environment", "Variables", "DR_FUNCTION"));
        Assert.Equal("StateTable", Text(function, "Environment", "Variables", "DR_TABLE", "Ref"));
        Assert.Equal("FunctionRole", function.GetProperty("Role").GetProperty("Fn::GetAtt")[0].GetString());

        var invoke = template.Properties($"{name}EventInvokeConfig");
        Assert.Equal(age, invoke.GetProperty("MaximumEventAgeInSeconds").GetInt32());
        Assert.Equal(retries, invoke.GetProperty("MaximumRetryAttempts").GetInt32());
    }

    [Fact]
    public void There_are_no_roles_beside_the_one_that_is_written_out()
    {
        Assert.Single(template.OfType("AWS::IAM::Role"));
        Assert.Equal(3, template.OfType("AWS::Lambda::Function").Length);
    }

    [Fact]
    public void Three_rules_may_wake_the_watch_and_drop_what_is_late()
    {
        var rules = template.OfType("AWS::Events::Rule");
        Assert.Equal(3, rules.Length);
        Assert.Single(rules, rule => rule.TryGetProperty("ScheduleExpression", out var every) && every.GetString() == "rate(1 minute)");
        Assert.All(rules.Select(rule => Assert.Single(rule.GetProperty("Targets").EnumerateArray())), target =>
        {
            Assert.Equal("WatchFunction", target.GetProperty("Arn").GetProperty("Fn::GetAtt")[0].GetString());
            Assert.Equal("60", Text(target, "RetryPolicy", "MaximumEventAgeInSeconds"));
            Assert.Equal("0", Text(target, "RetryPolicy", "MaximumRetryAttempts"));
        });
    }

    [Fact]
    public void Only_the_rules_and_the_alarm_topic_may_invoke_the_functions()
    {
        var permissions = template.OfType("AWS::Lambda::Permission");
        Assert.All(permissions, permission => Assert.True(permission.TryGetProperty("SourceArn", out _), permission.ToString()));
        var callers = permissions.Select(caller => $"{Text(caller, "Principal")} {Text(caller, "FunctionName", "Ref")}").Order();
        const string ByRule = "events.amazonaws.com WatchFunction";
        Assert.Equal([ByRule, ByRule, ByRule, "sns.amazonaws.com AlarmFunction"], callers);
    }

    [Fact]
    public void The_alarm_subscription_lies_in_us_east_1_under_its_condition()
    {
        var resource = template.All.GetProperty("AlarmSubscription");
        Assert.Equal("SubscribesToAlarms", Text(resource, "Condition"));
        var subscription = resource.GetProperty("Properties");
        Assert.Equal("us-east-1", Text(subscription, "Region"));
        Assert.Equal("lambda", Text(subscription, "Protocol"));
        Assert.True(subscription.GetProperty("RedrivePolicy").TryGetProperty("deadLetterTargetArn", out _));
    }
}
