using System;
using System.Globalization;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>One line an entry, in the format and from the level that the function's logging configuration asks for.</summary>
internal sealed class LambdaConsoleLogger(string requestId, string traceId, string format, string minimumLevel) : ILambdaLogger
{
    private readonly bool _json = string.Equals(format, "JSON", StringComparison.OrdinalIgnoreCase);
    private readonly LogLevel _minimum = Level(minimumLevel) ?? LogLevel.Information;

    public void Log(string message) => Log(LogLevel.Information, message);

    public void LogLine(string message) => Log(LogLevel.Information, message);

    public void Log(string level, string message) => Write(Level(level) ?? LogLevel.Information, null, message, null);

    public void Log(string level, string message, params object[] args) => Write(Level(level) ?? LogLevel.Information, null, message, args);

    public void Log(string level, Exception exception, string message, params object[] args) =>
        Write(Level(level) ?? LogLevel.Information, exception, message, args);

    public void Log(LogLevel level, string message) => Write(level, null, message, null);

    private void Write(LogLevel level, Exception exception, string template, object[] args)
    {
        if (level < _minimum)
        {
            return;
        }

        var (message, values) = MessageTemplate.Fill(template, args);
        Console.Out.WriteLine(_json
            ? JsonLogLine.Write(level, requestId, traceId, message, values, exception)
            : Text(level, exception is null ? message : $"{message}\n{exception}"));
    }

    // Lambda ends an entry at each newline, and shows a carriage return as a line within one.
    private string Text(LogLevel level, string message)
    {
        var timestamp = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        return $"{timestamp}\t{requestId}\t{ShortName(level)}\t{message?.ReplaceLineEndings("\r")}";
    }

    private static string ShortName(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        LogLevel.Critical => "crit",
        _ => "info",
    };

    private static LogLevel? Level(string name) => name?.Trim().ToUpperInvariant() switch
    {
        "TRACE" => LogLevel.Trace,
        "DEBUG" => LogLevel.Debug,
        "INFO" or "INFORMATION" => LogLevel.Information,
        "WARN" or "WARNING" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        "FATAL" or "CRITICAL" => LogLevel.Critical,
        _ => null,
    };
}
