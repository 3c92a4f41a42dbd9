using System;
using System.Threading;
using Microsoft.Extensions.Logging;

namespace AWS.Lambda.Powertools.Logging.Internal;

/// <summary>Everything that Powertools reads from the environment.</summary>
internal static class PowertoolsEnvironment
{
    private static string s_firstTrace;

    public static string FunctionName => Get("AWS_LAMBDA_FUNCTION_NAME");

    public static string FunctionVersion => Get("AWS_LAMBDA_FUNCTION_VERSION");

    public static int? FunctionMemorySize => int.TryParse(Get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), out var size) ? size : null;

    /// <summary>The root of "Root=1-67891233-abcdef012345678912345678;Parent=...;Sampled=1", or null outside an invocation.</summary>
    public static string XRayTraceId
    {
        get
        {
            var header = Get("_X_AMZN_TRACE_ID");
            return string.IsNullOrWhiteSpace(header) ? null : header.Split(';')[0].Replace("Root=", "", StringComparison.Ordinal);
        }
    }

    /// <summary>
    /// True in the first invocation of this process that logs, told from later ones by its trace. A process that was started
    /// ahead of its first event has no cold start.
    /// </summary>
    public static bool IsColdStart
    {
        get
        {
            if (Get("AWS_LAMBDA_INITIALIZATION_TYPE") == "provisioned-concurrency")
            {
                return false;
            }

            var trace = XRayTraceId;
            return trace is null
                ? s_firstTrace is null
                : (Interlocked.CompareExchange(ref s_firstTrace, trace, null) ?? trace) == trace;
        }
    }

    public static bool LambdaSetsLogLevel => LambdaLogLevel is not null;

    /// <summary>Fills in what the program left open.</summary>
    public static void Complete(PowertoolsLoggerConfiguration configuration)
    {
        if (string.IsNullOrEmpty(configuration.Service))
        {
            configuration.Service = Get("POWERTOOLS_SERVICE_NAME") is { Length: > 0 } name ? name : "service_undefined";
        }

        if (configuration.LoggerOutputCase == LoggerOutputCase.Default)
        {
            configuration.LoggerOutputCase =
                Enum.TryParse(Get("POWERTOOLS_LOGGER_CASE"), ignoreCase: true, out LoggerOutputCase outputCase)
                && outputCase != LoggerOutputCase.Default ? outputCase : LoggerOutputCase.SnakeCase;
        }

        configuration.MinimumLogLevel = LambdaLogLevel ?? Level(configuration.MinimumLogLevel);
    }

    private static LogLevel? LambdaLogLevel => Get("AWS_LAMBDA_LOG_LEVEL")?.Trim().ToUpperInvariant() switch
    {
        "TRACE" => LogLevel.Trace,
        "DEBUG" => LogLevel.Debug,
        "INFO" => LogLevel.Information,
        "WARN" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        "FATAL" => LogLevel.Critical,
        _ => null,
    };

    private static LogLevel Level(LogLevel configured) => configured != LogLevel.None
        ? configured
        : Enum.TryParse(Get("POWERTOOLS_LOG_LEVEL")?.Trim(), ignoreCase: true, out LogLevel level) && level != LogLevel.None
            ? level
            : LogLevel.Information;

    private static string Get(string name) => Environment.GetEnvironmentVariable(name);
}
