using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace DrFunctions.Tests.Runtime;

/// <summary>A handler in this process, run by the runtime loop against a Runtime API until it is disposed.</summary>
sealed class HostedFunction : IAsyncDisposable
{
    readonly CancellationTokenSource stop = new();
    readonly LambdaBootstrap bootstrap;

    HostedFunction(RuntimeApi api, LambdaBootstrapBuilder builder)
    {
        bootstrap = builder.ConfigureOptions(options => options.RuntimeApiEndpoint = api.Endpoint).Build();
        Running = bootstrap.RunAsync(stop.Token);
    }

    /// <summary>Ends only when the loop gives up.</summary>
    public Task Running { get; }

    public static HostedFunction Start(
        RuntimeApi api, Func<Question, ILambdaContext, Task<Answer>> handler, LambdaBootstrapInitializer? initializer = null)
    {
        var builder = LambdaBootstrapBuilder.Create(handler, new SourceGeneratorLambdaJsonSerializer<SampleJson>());
        return new HostedFunction(api, initializer is null ? builder : builder.UseBootstrapHandler(initializer));
    }

    public static HostedFunction StartRaw(RuntimeApi api, Func<Stream, ILambdaContext, Task<Stream>> handler) =>
        new(api, LambdaBootstrapBuilder.Create(handler));

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        bootstrap.Dispose();
        stop.Dispose();
    }
}
