using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace AWS.Lambda.Powertools.Logging.Internal;

[ProviderAlias("PowertoolsLogger")]
internal sealed class PowertoolsLoggerProvider(PowertoolsLoggerConfiguration configuration) : ILoggerProvider
{
    private readonly ConcurrentDictionary<string, PowertoolsLogger> _loggers = new();

    public ILogger CreateLogger(string categoryName) => _loggers.GetOrAdd(categoryName, name => new PowertoolsLogger(name, configuration));

    public void Dispose() => _loggers.Clear();
}
