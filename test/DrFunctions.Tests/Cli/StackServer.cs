using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security;
using System.Text;
using DrFunctions.Tests.Runtime;

namespace DrFunctions.Tests.Cli;

/// <summary>CloudFormation's DescribeStacks on a loopback port, with answers of the shape that AWS's API reference shows.</summary>
sealed class StackServer : IDisposable
{
    readonly HttpListener listener = new();
    readonly ProcessEnvironment environment = new();
    readonly Dictionary<(string Region, string Id), (int Status, string Body)> answers = [];
    readonly ConcurrentQueue<(string Region, string Id)> asked = new();

    /// <summary>Dr finds it by the SDK's variable, until the server is disposed of.</summary>
    public StackServer()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        probe.Stop();
        listener.Prefixes.Add(Address);
        listener.Start();
        environment.Set("AWS_ENDPOINT_URL", null).Set("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE").Set("AWS_SECRET_ACCESS_KEY", "secret").Set("AWS_SESSION_TOKEN", null);
        _ = ServeAsync();
    }

    public string Address { get; }

    /// <summary>What was asked for, by Region and by name or ARN.</summary>
    public IReadOnlyList<(string Region, string Id)> Asked => [.. asked.Order()];

    public StackServer With(string region, string id, string status = "CREATE_COMPLETE", params (string Key, string Value)[] outputs)
    {
        var list = string.Concat(outputs.Select(output =>
            $"<member><OutputKey>{output.Key}</OutputKey><OutputValue>{SecurityElement.Escape(output.Value)}</OutputValue></member>"));
        answers[(region, id)] = (200, $"""
            <DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member>
            <StackName>{id}</StackName><StackId>arn:aws:cloudformation:{region}:123456789012:stack/{id}/aaf549a0-a413-11df-adb3-5081b3858e83</StackId>
            <Description>made up</Description><Capabilities><member>CAPABILITY_IAM</member></Capabilities><NotificationARNs/><Parameters/><Tags/>
            <CreationTime>2010-07-27T22:26:28Z</CreationTime><StackStatus>{status}</StackStatus><DisableRollback>false</DisableRollback>
            {(outputs.Length == 0 ? "" : $"<Outputs>{list}</Outputs>")}</member></Stacks></DescribeStacksResult>
            <ResponseMetadata><RequestId>b9b4b068-3a41-11e5-94eb-example</RequestId></ResponseMetadata></DescribeStacksResponse>
            """);
        return this;
    }

    public StackServer Denying(string region, string id)
    {
        answers[(region, id)] = (403, Error("AccessDenied", "User: arn:aws:iam::123456789012:user/one is not authorized to perform: cloudformation:DescribeStacks"));
        return this;
    }

    public void Dispose()
    {
        listener.Close();
        environment.Dispose();
    }

    async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                await AnswerAsync(await listener.GetContextAsync());
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    async Task AnswerAsync(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream);
        var form = (await reader.ReadToEndAsync()).Split('&').Select(part => part.Split('='))
            .ToDictionary(part => part[0], part => WebUtility.UrlDecode(part[1]));
        Assert.Equal(("DescribeStacks", "2010-05-15"), (form["Action"], form["Version"]));
        var key = (context.Request.Headers["Authorization"]!.Split('/')[2], form["StackName"]);
        asked.Enqueue(key);
        var (status, body) = answers.TryGetValue(key, out var answer) ? answer
            : (400, Error("ValidationError", $"Stack with id {form["StackName"]} does not exist"));
        context.Response.StatusCode = status;
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
        context.Response.Close();
    }

    static string Error(string code, string message) => $"""
        <ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type><Code>{code}</Code>
        <Message>{message}</Message></Error><RequestId>b9b4b068-3a41-11e5-94eb-example</RequestId></ErrorResponse>
        """;
}
