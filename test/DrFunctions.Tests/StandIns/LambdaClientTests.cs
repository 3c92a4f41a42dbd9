using System.Net;
using Amazon.Lambda;
using Amazon.Lambda.Model;

namespace DrFunctions.Tests.StandIns;

public sealed class LambdaClientTests
{
    readonly Recorder wire = new();

    AmazonLambdaClient Client => new(Recorder.Credentials, wire.Config<AmazonLambdaConfig>());

    [Fact]
    public async Task An_event_is_sent_to_the_function_as_it_is()
    {
        wire.Answers("", HttpStatusCode.Accepted);
        var answer = await Client.InvokeAsync(new InvokeRequest { FunctionName = "watch", InvocationType = InvocationType.Event, Payload = """{"plans":["é"]}""" });
        var sent = Assert.Single(wire.Sent);
        Assert.Equal("POST", sent.Method);
        Assert.Equal("https://lambda.eu-west-1.amazonaws.com/2015-03-31/functions/watch/invocations", sent.Uri.AbsoluteUri);
        Assert.Equal("eu-west-1/lambda/aws4_request", sent.Scope);
        Assert.Equal("Event", sent.Headers["X-Amz-Invocation-Type"]);
        Assert.Equal("""{"plans":["é"]}""", sent.Body);
        Assert.Equal((202, null, 0), (answer.StatusCode, answer.FunctionError, answer.Payload.Length));
    }

    [Fact]
    public async Task The_account_s_concurrency_is_read()
    {
        wire.Answers("""{"AccountLimit":{"TotalCodeSize":80530636800,"ConcurrentExecutions":1000,"UnreservedConcurrentExecutions":850},"AccountUsage":{"FunctionCount":3}}""");
        var limit = (await Client.GetAccountSettingsAsync(new GetAccountSettingsRequest())).AccountLimit;
        var sent = Assert.Single(wire.Sent);
        Assert.Equal(("GET", "https://lambda.eu-west-1.amazonaws.com/2016-08-19/account-settings"), (sent.Method, sent.Uri.AbsoluteUri));
        Assert.Equal((1000, 850), (limit.ConcurrentExecutions, limit.UnreservedConcurrentExecutions));
    }

    [Fact]
    public async Task An_answer_is_the_function_s_own_bytes()
    {
        wire.Answers("""{"errorMessage":"no"}""");
        var answer = await Client.InvokeAsync(new InvokeRequest { FunctionName = "watch" });
        Assert.False(Assert.Single(wire.Sent).Headers.ContainsKey("X-Amz-Invocation-Type"));
        Assert.Equal((200, """{"errorMessage":"no"}"""), (answer.StatusCode, new StreamReader(answer.Payload).ReadToEnd()));
    }

    [Theory]
    [InlineData("ResourceNotFoundException", HttpStatusCode.NotFound, typeof(ResourceNotFoundException))]
    [InlineData("TooManyRequestsException", HttpStatusCode.TooManyRequests, typeof(TooManyRequestsException))]
    [InlineData("RequestTooLargeException", HttpStatusCode.RequestEntityTooLarge, typeof(RequestTooLargeException))]
    [InlineData("AccessDeniedException", HttpStatusCode.Forbidden, typeof(AmazonLambdaException))]
    public async Task A_refusal_is_typed(string code, HttpStatusCode status, Type type)
    {
        wire.Answers($$"""{"__type":"{{code}}","Message":"no"}""", status);
        var refusal = await Assert.ThrowsAnyAsync<AmazonLambdaException>(
            () => Client.InvokeAsync(new InvokeRequest { FunctionName = "watch", InvocationType = InvocationType.Event }));
        Assert.Equal((type, code, status, "no"), (refusal.GetType(), refusal.ErrorCode, refusal.StatusCode, refusal.Message));
    }
}
