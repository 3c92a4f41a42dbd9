using System;

namespace AWS.Lambda.Powertools.Common;

public class ConsoleWrapper : IConsoleWrapper
{
    public void WriteLine(string message) => Console.Out.WriteLine(message);

    public void Debug(string message) => System.Diagnostics.Debug.WriteLine(message);

    public void Error(string message) => Console.Error.WriteLine(message);
}
