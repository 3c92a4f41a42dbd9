using System;
using System.Globalization;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

internal sealed class LambdaContext(LambdaEnvironment environment, LambdaConsole console, Func<string, string> header) : ILambdaContext
{
    public string AwsRequestId { get; } = header("Lambda-Runtime-Aws-Request-Id");

    public string InvokedFunctionArn { get; } = header("Lambda-Runtime-Invoked-Function-Arn");

    public string TraceId { get; } = header("Lambda-Runtime-Trace-Id");

    public string TenantId { get; } = header("Lambda-Runtime-Aws-Tenant-Id");

    // Parsed when asked for: what a caller wrote wrongly there must not end the process.
    public IClientContext ClientContext => field ??= RuntimeSupport.ClientContext.FromJson(_clientContext);

    public ICognitoIdentity Identity => field ??= CognitoIdentity.FromJson(_identity);

    public string FunctionName => environment.FunctionName;

    public string FunctionVersion => environment.FunctionVersion;

    public string LogGroupName => environment.LogGroupName;

    public string LogStreamName => environment.LogStreamName;

    public int MemoryLimitInMB => environment.MemorySizeInMB;

    public TimeSpan RemainingTime => _deadline - DateTimeOffset.UtcNow;

    public ILambdaLogger Logger => field ??= new LambdaConsoleLogger(console);

    public ILambdaSerializer Serializer { get; internal set; }

    private readonly string _clientContext = header("Lambda-Runtime-Client-Context");
    private readonly string _identity = header("Lambda-Runtime-Cognito-Identity");
    private readonly DateTimeOffset _deadline = DateTimeOffset.FromUnixTimeMilliseconds(
        long.TryParse(header("Lambda-Runtime-Deadline-Ms"), NumberStyles.None, CultureInfo.InvariantCulture, out var ms) ? ms : 0);
}
