using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;

namespace DrFunctions.Tests.Runtime;

/// <summary>What this assembly does when it is started as a program: one invocation after the other, each of which logs.</summary>
static class LoggingFunction
{
    public const string LastLine = "the last line";

    static async Task Main()
    {
        using var bootstrap = LambdaBootstrapBuilder.Create((Stream input, ILambdaContext context) => Task.FromResult(Log(input, context)))
            .Build();
        await bootstrap.RunAsync();
    }

    static Stream Log(Stream input, ILambdaContext context)
    {
        context.Logger.LogDebug("not asked for");
        context.Logger.LogWarning(new TimeoutException("slow\nvery"), "Plan {Plan} waits {Seconds} s", "shop", 3);
        Console.WriteLine(LastLine);
        return input;
    }
}
