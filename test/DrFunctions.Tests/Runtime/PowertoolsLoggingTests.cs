using System.Text.Json;
using AWS.Lambda.Powertools.Common;
using AWS.Lambda.Powertools.Logging;
using Microsoft.Extensions.Logging;

namespace DrFunctions.Tests.Runtime;

[Collection(ProcessEnvironment.Name)]
public sealed class PowertoolsLoggingTests : IDisposable
{
    readonly ProcessEnvironment environment = new ProcessEnvironment()
        .Set("AWS_LAMBDA_FUNCTION_NAME", "dr-test").Set("AWS_LAMBDA_FUNCTION_VERSION", "7").Set("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512")
        .Set("_X_AMZN_TRACE_ID", "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1")
        .Set("AWS_LAMBDA_LOG_LEVEL", null).Set("AWS_LAMBDA_INITIALIZATION_TYPE", null)
        .Set("POWERTOOLS_SERVICE_NAME", "dr").Set("POWERTOOLS_LOG_LEVEL", null).Set("POWERTOOLS_LOGGER_CASE", null);

    readonly Lines lines = new();

    public void Dispose() => environment.Dispose();

    [Fact]
    public void An_entry_is_one_line_with_the_keys_of_powertools_and_one_for_each_placeholder()
    {
        using var factory = Factory();

        factory.CreateLogger("Loop").LogInformation("Plan {PlanName} looks again in {Seconds} s\nor so", "shop", 3);

        var entry = Assert.Single(lines.Entries);
        Assert.Equal(
            ["level", "message", "timestamp", "service", "cold_start", "function_name", "function_memory_size", "function_version",
                "xray_trace_id", "name", "plan_name", "seconds"],
            entry.EnumerateObject().Select(property => property.Name));
        Assert.Equal("Plan shop looks again in 3 s\nor so", entry.GetProperty("message").GetString());
        Assert.Equal(("Information", "dr", "Loop"), (Text(entry, "level"), Text(entry, "service"), Text(entry, "name")));
        Assert.Equal(("1-5759e988-bd862e3fe1be46a994272793", "shop"), (Text(entry, "xray_trace_id"), Text(entry, "plan_name")));
        Assert.Equal((3, 512), (entry.GetProperty("seconds").GetInt32(), entry.GetProperty("function_memory_size").GetInt32()));
        Assert.Equal(TimeSpan.Zero, entry.GetProperty("timestamp").GetDateTimeOffset().Offset);
    }

    [Fact]
    public void An_exception_is_an_object_within_the_line()
    {
        using var factory = Factory();

        factory.CreateLogger("Loop").LogError(new InvalidOperationException("no\ntable", new TimeoutException("slow")), "Could not save");

        var exception = Assert.Single(lines.Entries).GetProperty("exception");
        Assert.Equal(("System.InvalidOperationException", "no\ntable"), (Text(exception, "type"), Text(exception, "message")));
        Assert.Equal(JsonValueKind.Null, exception.GetProperty("stack_trace").ValueKind);
        Assert.Equal("System.TimeoutException", Text(exception.GetProperty("inner_exception"), "type"));
    }

    [Fact]
    public void Keys_of_a_scope_are_written_until_it_ends()
    {
        using var factory = Factory();
        var logger = factory.CreateLogger("Loop");

        using (logger.BeginScope(new Dictionary<string, object> { ["FunctionRequestId"] = "r-1" }))
        {
            logger.LogInformation("in");
        }

        logger.LogInformation("out");

        Assert.Equal("r-1", Text(lines.Entries[0], "function_request_id"));
        Assert.False(lines.Entries[1].TryGetProperty("function_request_id", out _));
    }

    [Fact]
    public void A_placeholder_with_the_name_of_a_key_stays_within_the_message()
    {
        using var factory = Factory();

        factory.CreateLogger("Loop").LogInformation("{Service} of {Name}", "ecs", "api");

        var entry = Assert.Single(lines.Entries);
        Assert.Equal(("ecs of api", "dr", "Loop"), (Text(entry, "message"), Text(entry, "service"), Text(entry, "name")));
    }

    [Theory]
    [InlineData("Warning", null, "no")]
    [InlineData("Debug", null, "yes")]
    [InlineData(null, null, "yes")]
    [InlineData("Debug", "ERROR", "no")]
    public void The_lowest_level_comes_from_the_environment(string? powertools, string? lambda, string written)
    {
        environment.Set("POWERTOOLS_LOG_LEVEL", powertools).Set("AWS_LAMBDA_LOG_LEVEL", lambda);
        using var factory = Factory();

        factory.CreateLogger("Loop").LogInformation("said");

        Assert.Equal(written, lines.Entries.Count == 1 ? "yes" : "no");
    }

    [Theory]
    [InlineData("CamelCase", "planName", "coldStart")]
    [InlineData("PascalCase", "PlanName", "ColdStart")]
    public void The_case_of_keys_comes_from_the_environment(string outputCase, string placeholder, string key)
    {
        environment.Set("POWERTOOLS_LOGGER_CASE", outputCase);
        using var factory = Factory();

        factory.CreateLogger("Loop").LogInformation("{PlanName}", "shop");

        var entry = Assert.Single(lines.Entries);
        Assert.Equal("shop", Text(entry, placeholder));
        Assert.True(entry.TryGetProperty(key, out _));
    }

    [Fact]
    public void Only_the_first_invocation_is_a_cold_start()
    {
        using var factory = Factory();
        var logger = factory.CreateLogger("Loop");
        logger.LogInformation("one");
        environment.Set("_X_AMZN_TRACE_ID", "Root=1-5759e988-000000000000000000000002;Sampled=1");

        logger.LogInformation("two");

        Assert.False(lines.Entries[1].GetProperty("cold_start").GetBoolean());
    }

    ILoggerFactory Factory() =>
        LoggerFactory.Create(logging => logging.AddPowertoolsLogger(configuration => configuration.LogOutput = lines));

    static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    sealed class Lines : IConsoleWrapper
    {
        public List<JsonElement> Entries { get; } = [];

        public void WriteLine(string message)
        {
            Assert.DoesNotContain('\n', message);
            using var document = JsonDocument.Parse(message);
            Entries.Add(document.RootElement.Clone());
        }

        public void Debug(string message) => Assert.Fail(message);

        public void Error(string message) => Assert.Fail(message);
    }
}
