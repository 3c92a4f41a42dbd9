using System.Net;
using System.Text;

namespace DrFunctions.Tests.Runtime;

/// <summary>The rules by which Lambda's side of the Runtime API answers a process.</summary>
public sealed class RuntimeApiTests
{
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task An_event_is_delivered_again_until_it_is_answered_and_can_be_answered_once()
    {
        await using var api = await RuntimeApi.StartAsync();
        using var http = Client(api);
        var outcome = api.InvokeAsync("""{"a":1}""", Timeout);

        using var first = await http.GetAsync("invocation/next");
        using var again = await http.GetAsync("invocation/next");
        var id = Header(first, "Lambda-Runtime-Aws-Request-Id");
        Assert.Equal("""{"a":1}""", await first.Content.ReadAsStringAsync());
        Assert.Equal(id, Header(again, "Lambda-Runtime-Aws-Request-Id"));
        Assert.Equal(Header(first, "Lambda-Runtime-Deadline-Ms"), Header(again, "Lambda-Runtime-Deadline-Ms"));

        Assert.Equal((HttpStatusCode.BadRequest, "InvalidRequestID"), await PostAsync(http, "invocation/other/response", "1"));
        Assert.Equal((HttpStatusCode.Accepted, """{"status":"OK"}"""), await PostAsync(http, $"invocation/{id}/response", "1"));
        Assert.Equal((HttpStatusCode.Forbidden, "InvalidStateTransition"), await PostAsync(http, $"invocation/{id}/response", "2"));
        Assert.Equal((HttpStatusCode.Forbidden, "InvalidStateTransition"), await PostAsync(http, $"invocation/{id}/error", "{}"));
        Assert.Equal((HttpStatusCode.Forbidden, "InvalidStateTransition"), await PostAsync(http, "init/error", "{}"));
        Assert.Equal(new Outcome.Answered("1"), await outcome);
    }

    [Fact]
    public async Task Unknown_paths_and_wrong_methods_are_refused()
    {
        await using var api = await RuntimeApi.StartAsync();
        using var http = Client(api);

        using var unknown = await http.GetAsync("invocation/previous");
        using var wrong = await http.PostAsync("invocation/next", null);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed), (unknown.StatusCode, wrong.StatusCode));
    }

    [Fact]
    public async Task Without_an_answer_by_the_deadline_the_invocation_has_timed_out()
    {
        await using var api = await RuntimeApi.StartAsync();
        await using var function = HostedFunction.Start(api, async (_, _) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(2));
            return new Answer("late", null, 0);
        });

        var outcome = Assert.IsType<Outcome.TimedOut>(await api.InvokeAsync("{}", TimeSpan.FromSeconds(0.2)));

        Assert.EndsWith("Task timed out after 0.20 seconds", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_ends_is_the_outcome_of_the_events_that_wait_for_it()
    {
        await using var api = await RuntimeApi.StartAsync();
        var waiting = api.InvokeAsync("{}", Timeout);
        var missing = Path.Combine(AppContext.BaseDirectory, "missing.dll");
        await using var function = LambdaProcess.Start(missing, api, new Dictionary<string, string>());

        var outcome = Assert.IsType<Outcome.Exited>(await waiting);

        Assert.NotEqual(0, outcome.Code);
        Assert.Equal(outcome.Code, await function.ExitAsync(Timeout));
        Assert.Equal(outcome, await api.InvokeAsync("{}", Timeout));
        Assert.Contains(function.Output.Concat(function.Errors), line => line.Contains("missing.dll", StringComparison.Ordinal));
    }

    static HttpClient Client(RuntimeApi api) => new() { BaseAddress = new Uri($"http://{api.Endpoint}/2018-06-01/runtime/") };

    static string Header(HttpResponseMessage response, string name) => Assert.Single(response.Headers.GetValues(name));

    /// <summary>The status, and the error type or, when all is well, the body.</summary>
    static async Task<(HttpStatusCode Status, string Said)> PostAsync(HttpClient http, string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(path, content);
        var body = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, response.IsSuccessStatusCode ? body : body.Split('"')[3]);
    }
}
