using System.Text.Json;
using AWS.Lambda.Powertools.Common;
using Microsoft.Extensions.Logging;

namespace AWS.Lambda.Powertools.Logging;

public class PowertoolsLoggerConfiguration
{
    /// <summary>Else POWERTOOLS_SERVICE_NAME, else "service_undefined".</summary>
    public string Service { get; set; }

    /// <summary>A .NET format string; ISO 8601 ("o") when null.</summary>
    public string TimestampFormat { get; set; }

    /// <summary>None means POWERTOOLS_LOG_LEVEL, else Information. Lambda's own AWS_LAMBDA_LOG_LEVEL goes before both.</summary>
    public LogLevel MinimumLogLevel { get; set; } = LogLevel.None;

    public LoggerOutputCase LoggerOutputCase { get; set; } = LoggerOutputCase.Default;

    /// <summary>Its TypeInfoResolver knows the types that "{@Name}" placeholders write as objects.</summary>
    public JsonSerializerOptions JsonOptions { get; set; }

    public IConsoleWrapper LogOutput { get; set; } = new ConsoleWrapper();
}
