using System;
using System.Globalization;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>What Lambda tells the process about its function; it does not change while the process lives.</summary>
internal sealed class LambdaEnvironment
{
    public string FunctionName { get; } = Get("AWS_LAMBDA_FUNCTION_NAME");

    public string FunctionVersion { get; } = Get("AWS_LAMBDA_FUNCTION_VERSION");

    public int MemorySizeInMB { get; } =
        int.TryParse(Get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0;

    public string LogGroupName { get; } = Get("AWS_LAMBDA_LOG_GROUP_NAME");

    public string LogStreamName { get; } = Get("AWS_LAMBDA_LOG_STREAM_NAME");

    public static string RuntimeApi => Get("AWS_LAMBDA_RUNTIME_API");

    /// <summary>Text, JSON or Unformatted.</summary>
    public static string LogFormat => Get("AWS_LAMBDA_HANDLER_LOG_FORMAT") is { Length: > 0 } format ? format : Get("AWS_LAMBDA_LOG_FORMAT");

    public static string LogLevel => Get("AWS_LAMBDA_HANDLER_LOG_LEVEL") is { Length: > 0 } level ? level : Get("AWS_LAMBDA_LOG_LEVEL");

    /// <summary>Tracing libraries read the invocation's trace from this variable.</summary>
    public static void SetTraceId(string traceId) => Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", traceId);

    private static string Get(string name) => Environment.GetEnvironmentVariable(name);
}
