using Microsoft.Extensions.Logging;

namespace DrFunctions.Simulation.Chaos;

/// <summary>Passes each line on to several loggers; the log exists before the checker that reads it.</summary>
sealed class Loggers : ILogger
{
    public List<ILogger> To { get; } = [];

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        To.ForEach(one => one.Log(logLevel, eventId, state, exception, formatter));

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;
}
