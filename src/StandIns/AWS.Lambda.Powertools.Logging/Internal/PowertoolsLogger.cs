using System;
using System.Collections.Generic;
using Microsoft.Extensions.Logging;

namespace AWS.Lambda.Powertools.Logging.Internal;

internal sealed class PowertoolsLogger(string name, PowertoolsLoggerConfiguration configuration) : ILogger
{
    private Scope _scope;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && logLevel >= configuration.MinimumLogLevel;

    /// <summary>Keys of the scope are written with each entry of this logger; other loggers do not see them.</summary>
    public IDisposable BeginScope<TState>(TState state) => _scope = new Scope(this, Pairs(state));

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception exception, Func<TState, Exception, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var line = new LogLine(configuration);
        line.Add(LevelKey, logLevel.ToString());
        line.Add("Message", formatter(state, exception));
        line.Add("Timestamp", DateTime.UtcNow.ToString(configuration.TimestampFormat ?? "o"));
        line.Add("Service", configuration.Service);
        line.Add("ColdStart", PowertoolsEnvironment.IsColdStart);
        line.AddIfKnown("FunctionName", PowertoolsEnvironment.FunctionName);
        line.AddIfKnown("FunctionMemorySize", PowertoolsEnvironment.FunctionMemorySize);
        line.AddIfKnown("FunctionVersion", PowertoolsEnvironment.FunctionVersion);
        line.AddIfKnown("XrayTraceId", PowertoolsEnvironment.XRayTraceId);
        line.Add("Name", name);
        line.AddAll(_scope?.Keys ?? []);
        line.AddPlaceholders(Pairs(state));
        line.AddIfKnown("Exception", exception);
        configuration.LogOutput.WriteLine(line.ToJson());
    }

    // Lambda's own JSON log format looks for "LogLevel" where names begin with a capital.
    private string LevelKey =>
        PowertoolsEnvironment.LambdaSetsLogLevel && configuration.LoggerOutputCase == LoggerOutputCase.PascalCase ? "LogLevel" : "Level";

    private static IEnumerable<KeyValuePair<string, object>> Pairs(object state)
    {
        if (state is IEnumerable<KeyValuePair<string, object>> objects)
        {
            return objects;
        }

        return state is IEnumerable<KeyValuePair<string, string>> strings ? Objects(strings) : [];
    }

    private static IEnumerable<KeyValuePair<string, object>> Objects(IEnumerable<KeyValuePair<string, string>> strings)
    {
        foreach (var (key, value) in strings)
        {
            yield return new(key, value);
        }
    }

    private sealed class Scope(PowertoolsLogger logger, IEnumerable<KeyValuePair<string, object>> keys) : IDisposable
    {
        public IEnumerable<KeyValuePair<string, object>> Keys { get; } = [.. keys];

        public void Dispose() => logger._scope = null;
    }
}
