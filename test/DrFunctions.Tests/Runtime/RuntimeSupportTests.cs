using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;

namespace DrFunctions.Tests.Runtime;

[Collection(ProcessEnvironment.Name)]
public sealed class RuntimeSupportTests
{
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_good_answer_reaches_the_caller_and_the_process_takes_the_next_event()
    {
        await using var api = await RuntimeApi.StartAsync();
        await using var function = HostedFunction.Start(
            api, (question, _) => Task.FromResult(new Answer(question.Text, null, question.Number + 1)));

        var one = await api.InvokeAsync("""{"text":"é","number":1}""", Timeout);
        var two = await api.InvokeAsync("""{"TEXT":"two","Number":2}""", Timeout);

        Assert.Equal(new Outcome.Answered("""{"Sentence":"é","Number":2}"""), one);
        Assert.Equal(new Outcome.Answered("""{"Sentence":"two","Number":3}"""), two);
    }

    [Fact]
    public async Task The_context_tells_the_invocation_and_the_time_that_is_left()
    {
        using var environment = new ProcessEnvironment()
            .Set("AWS_LAMBDA_FUNCTION_NAME", "dr-test").Set("AWS_LAMBDA_FUNCTION_VERSION", "7")
            .Set("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512")
            .Set("_X_AMZN_TRACE_ID", null);
        await using var api = await RuntimeApi.StartAsync();
        ILambdaContext? seen = null;
        var traces = new List<string?>();
        await using var function = HostedFunction.Start(api, (_, context) =>
        {
            seen = context;
            traces.Add(Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID"));
            Assert.InRange(context.RemainingTime, TimeSpan.FromSeconds(10), Timeout);
            return Task.FromResult(new Answer(null, null, 0));
        });

        Assert.IsType<Outcome.Answered>(await api.InvokeAsync("{}", Timeout));
        Assert.IsType<Outcome.Answered>(await api.InvokeAsync("{}", Timeout));

        Assert.NotNull(seen);
        Assert.True(Guid.TryParse(seen.AwsRequestId, out _));
        Assert.Equal(RuntimeApi.FunctionArn, seen.InvokedFunctionArn);
        Assert.Equal(("dr-test", "7", 512), (seen.FunctionName, seen.FunctionVersion, seen.MemoryLimitInMB));
        Assert.Null(seen.ClientContext.Client);
        Assert.Null(seen.Identity.IdentityId);
        Assert.Equal(seen.TraceId, traces[1]);
        Assert.NotEqual(traces[0], traces[1]);
    }

    [Fact]
    public async Task A_handler_that_throws_becomes_an_error_and_the_process_lives_on()
    {
        await using var api = await RuntimeApi.StartAsync();
        await using var function = HostedFunction.Start(api, (question, _) => question.Number == 0
            ? throw new InvalidOperationException("Table dr is missing.", new TimeoutException("Slow."))
            : Task.FromResult(new Answer("fine", null, 1)));

        var failed = Assert.IsType<Outcome.Failed>(await api.InvokeAsync("""{"number":0}""", Timeout));
        Assert.Equal(("InvalidOperationException", "Table dr is missing."), (failed.Type, failed.Message));
        Assert.Equal("InvalidOperationException", failed.Header);
        using var body = JsonDocument.Parse(failed.Body);
        Assert.NotEqual(0, body.RootElement.GetProperty("stackTrace").GetArrayLength());
        Assert.Equal("TimeoutException", body.RootElement.GetProperty("cause").GetProperty("errorType").GetString());

        Assert.IsType<Outcome.Answered>(await api.InvokeAsync("""{"number":1}""", Timeout));
    }

    [Theory]
    [InlineData("{ not json")]
    [InlineData("")]
    [InlineData("""{"number":"many"}""")]
    public async Task An_event_that_cannot_be_read_is_an_error_and_no_crash(string eventJson)
    {
        await using var api = await RuntimeApi.StartAsync();
        await using var function = HostedFunction.Start(api, (_, _) => Task.FromResult(new Answer("fine", null, 1)));

        var failed = Assert.IsType<Outcome.Failed>(await api.InvokeAsync(eventJson, Timeout));

        Assert.Equal("JsonSerializerException", failed.Type);
        Assert.StartsWith("Error converting the Lambda event JSON payload to type", failed.Message, StringComparison.Ordinal);
        Assert.IsType<Outcome.Answered>(await api.InvokeAsync("{}", Timeout));
    }

    [Fact]
    public async Task A_failed_init_is_reported_and_ends_the_process_before_any_event()
    {
        await using var api = await RuntimeApi.StartAsync();
        var invocation = api.InvokeAsync("{}", Timeout);
        await using var function = HostedFunction.Start(
            api, (_, _) => Task.FromResult(new Answer("never", null, 0)), () => throw new ArgumentException("DR_FUNCTION is not set."));

        await Assert.ThrowsAsync<ArgumentException>(() => function.Running.WaitAsync(Timeout));

        var failed = Assert.IsType<Outcome.InitFailed>(await invocation);
        Assert.Equal(("ArgumentException", "DR_FUNCTION is not set.", null), (failed.Type, failed.Message, failed.Header));
    }

    [Fact]
    public async Task The_loop_gives_up_when_the_next_event_cannot_be_asked_for()
    {
        await using var api = await RuntimeApi.StartAsync();
        api.Broken = true;
        await using var function = HostedFunction.Start(api, (_, _) => Task.FromResult(new Answer("never", null, 0)));

        var refused = await Assert.ThrowsAnyAsync<RuntimeApiClientException>(() => function.Running.WaitAsync(Timeout));

        Assert.Equal(500, refused.StatusCode);
    }

    [Fact]
    public async Task An_answer_that_is_too_large_is_not_followed_by_an_error()
    {
        await using var api = await RuntimeApi.StartAsync();
        await using var function = HostedFunction.StartRaw(api, (_, _) => Task.FromResult<Stream>(new MemoryStream(new byte[6_291_557])));

        var failed = Assert.IsType<Outcome.Failed>(await api.InvokeAsync("{}", Timeout));

        Assert.Equal("Function.ResponseSizeTooLarge", failed.Type);
        var refused = await Assert.ThrowsAnyAsync<RuntimeApiClientException>(() => function.Running.WaitAsync(Timeout));
        Assert.Equal(413, refused.StatusCode);
    }

    [Fact]
    public async Task The_loggers_entry_is_one_line_of_json_where_the_function_asks_for_json()
    {
        // In a process of its own, because the runtime takes over the console of its process.
        await using var api = await RuntimeApi.StartAsync();
        await using var function = LambdaProcess.Start(typeof(LoggingFunction).Assembly.Location, api, new Dictionary<string, string>
        {
            ["AWS_LAMBDA_HANDLER_LOG_FORMAT"] = "JSON",
            ["AWS_LAMBDA_LOG_LEVEL"] = "INFO",
        });
        Assert.IsType<Outcome.Answered>(await api.InvokeAsync("{}", Timeout));
        await function.SaysAsync(line => line.Contains(LoggingFunction.LastLine, StringComparison.Ordinal), Timeout);

        Assert.Equal(2, function.Output.Count);
        using var entry = JsonDocument.Parse(function.Output[0]);
        Assert.Equal(
            ["timestamp", "level", "requestId", "traceId", "message", "Plan", "Seconds", "errorType", "errorMessage", "stackTrace"],
            entry.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal("Plan shop waits 3 s", entry.RootElement.GetProperty("message").GetString());
        Assert.Equal(3, entry.RootElement.GetProperty("Seconds").GetInt32());
    }
}
