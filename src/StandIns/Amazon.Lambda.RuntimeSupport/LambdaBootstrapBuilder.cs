using System;
using System.IO;
using System.Net.Http;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Bootstrap;

namespace Amazon.Lambda.RuntimeSupport;

public class LambdaBootstrapBuilder
{
    private readonly LambdaBootstrapHandler _handler;
    private readonly LambdaBootstrapOptions _options = new();
    private HttpClient _httpClient;
    private LambdaBootstrapInitializer _initializer;

    private LambdaBootstrapBuilder(LambdaBootstrapHandler handler)
    {
        _handler = handler;
    }

    public static LambdaBootstrapBuilder Create<TInput, TOutput>(
        Func<TInput, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        new(async invocation =>
        {
            var input = Read<TInput>(invocation, serializer);
            var output = await handler(input, invocation.LambdaContext);
            var stream = new MemoryStream();
            serializer.Serialize(output, stream);
            stream.Position = 0;
            return new InvocationResponse(stream);
        });

    public static LambdaBootstrapBuilder Create<TInput>(Func<TInput, ILambdaContext, Task> handler, ILambdaSerializer serializer) =>
        new(async invocation =>
        {
            await handler(Read<TInput>(invocation, serializer), invocation.LambdaContext);
            return new InvocationResponse(new MemoryStream());
        });

    public static LambdaBootstrapBuilder Create(Func<Stream, ILambdaContext, Task<Stream>> handler) =>
        new(async invocation => new InvocationResponse(await handler(invocation.InputStream, invocation.LambdaContext) ?? Stream.Null));

    public LambdaBootstrapBuilder UseHttpClient(HttpClient httpClient)
    {
        _httpClient = httpClient;
        return this;
    }

    /// <summary>Runs before the first event. An exception is an init error; false ends the process without one.</summary>
    public LambdaBootstrapBuilder UseBootstrapHandler(LambdaBootstrapInitializer initializer)
    {
        _initializer = initializer;
        return this;
    }

    public LambdaBootstrapBuilder ConfigureOptions(Action<LambdaBootstrapOptions> configure)
    {
        configure(_options);
        return this;
    }

    public LambdaBootstrap Build() => new(_httpClient, _handler, _initializer, _options);

    private static TInput Read<TInput>(InvocationRequest invocation, ILambdaSerializer serializer)
    {
        ((LambdaContext)invocation.LambdaContext).Serializer = serializer;
        return serializer.Deserialize<TInput>(invocation.InputStream);
    }
}
