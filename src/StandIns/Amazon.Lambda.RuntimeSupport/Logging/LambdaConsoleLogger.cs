using System;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

internal sealed class LambdaConsoleLogger(LambdaConsole console) : ILambdaLogger
{
    public void Log(string message) => Log(LogLevel.Information, message);

    public void LogLine(string message) => Log(LogLevel.Information, message);

    public void Log(string level, string message) => Log(level, null, message, null);

    public void Log(string level, string message, params object[] args) => Log(level, null, message, args);

    public void Log(string level, Exception exception, string message, params object[] args) =>
        console.Write(LambdaConsole.Level(level) ?? LogLevel.Information, exception, message, args);

    public void Log(LogLevel level, string message) => console.Write(level, null, message, null);
}
