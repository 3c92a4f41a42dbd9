using System;
using System.Globalization;
using System.IO;
using System.Text;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// Takes over stdout and stderr, as AWS's client does: each line that anyone writes there gets the form, and the least level, that the
/// function's logging configuration asks for. A prefix is left out where AWS_LAMBDA_HANDLER_LOG_FORMAT is Unformatted.
/// </summary>
internal sealed class LambdaConsole
{
    private readonly TextWriter _stdout = Console.Out;
    private readonly LogLevel _minimum = Level(LambdaEnvironment.LogLevel) ?? LogLevel.Information;
    private readonly bool _json = Is("JSON");
    private readonly bool _hasPrefix = !Is("Unformatted");

    public LambdaConsole()
    {
        Console.SetOut(new Lines(this, _stdout, LogLevel.Information));
        Console.SetError(new Lines(this, Console.Error, LogLevel.Error));
    }

    /// <summary>The invocation that runs; null before the first.</summary>
    public LambdaContext Invocation { get; set; }

    public void Write(LogLevel level, Exception exception, string template, object[] args) => Write(_stdout, level, exception, template, args);

    public static LogLevel? Level(string name) => name?.Trim().ToUpperInvariant() switch
    {
        "TRACE" => LogLevel.Trace,
        "DEBUG" => LogLevel.Debug,
        "INFO" or "INFORMATION" => LogLevel.Information,
        "WARN" or "WARNING" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        "FATAL" or "CRITICAL" => LogLevel.Critical,
        _ => null,
    };

    private void Write(TextWriter to, LogLevel level, Exception exception, string template, object[] args)
    {
        if (level < _minimum)
        {
            return;
        }

        var (message, values) = MessageTemplate.Fill(template, args);
        to.WriteLine(_json
            ? JsonLogLine.Write(level, Invocation?.AwsRequestId, Invocation?.TraceId, message, values, exception)
            : Prefix(level) + (exception is null ? message : $"{message}\n{exception}"));
    }

    private string Prefix(LogLevel level)
    {
        var timestamp = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        return _hasPrefix ? $"{timestamp}\t{Invocation?.AwsRequestId}\t{ShortName(level)}\t" : "";
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

    private static bool Is(string format) => string.Equals(LambdaEnvironment.LogFormat, format, StringComparison.OrdinalIgnoreCase);

    private sealed class Lines(LambdaConsole console, TextWriter inner, LogLevel level) : TextWriter
    {
        public override Encoding Encoding => inner.Encoding;

        public override void Write(char value) => inner.Write(value);

        public override void Write(string value) => inner.Write(value);

        public override void WriteLine(string value) => console.Write(inner, level, null, value, null);

        public override void Flush() => inner.Flush();
    }
}
