using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Bootstrap;

namespace Amazon.Lambda.RuntimeSupport;

public delegate Task<InvocationResponse> LambdaBootstrapHandler(InvocationRequest invocation);

public delegate Task<bool> LambdaBootstrapInitializer();

/// <summary>The life of a Lambda process: initialise, then take one event after another until Lambda ends the process.</summary>
public class LambdaBootstrap : IDisposable
{
    private readonly HttpClient _http;
    private readonly bool _ownsHttp;
    private readonly LambdaBootstrapHandler _handler;
    private readonly LambdaBootstrapInitializer _initializer;
    private readonly RuntimeApiClient _client;
    private readonly LambdaConsole _console = new();

    internal LambdaBootstrap(
        HttpClient httpClient, LambdaBootstrapHandler handler, LambdaBootstrapInitializer initializer, LambdaBootstrapOptions options)
    {
        _ownsHttp = httpClient is null;
        // The Runtime API is on this host: a proxy that HTTP_PROXY names for other traffic cannot reach it.
        _http = httpClient ?? new HttpClient(new SocketsHttpHandler { UseProxy = false });
        // The process may be frozen for hours while it waits for its next event.
        _http.Timeout = Timeout.InfiniteTimeSpan;
        _handler = handler;
        _initializer = initializer;
        var endpoint = string.IsNullOrEmpty(options.RuntimeApiEndpoint) ? LambdaEnvironment.RuntimeApi : options.RuntimeApiEndpoint;
        _client = new RuntimeApiClient(_http, endpoint, new LambdaEnvironment(), _console);
    }

    /// <summary>
    /// Returns when cancelled. Throws, which ends the process with an exit code other than 0 so that Lambda starts another, when
    /// the initialiser fails or the Runtime API refuses a call.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (_initializer is not null && !await InitializeAsync())
        {
            return;
        }

        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await InvokeOnceAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && _ownsHttp)
        {
            _http.Dispose();
        }
    }

    private async Task<bool> InitializeAsync()
    {
        try
        {
            return await _initializer();
        }
        catch (Exception exception)
        {
            LogUnhandled(new LambdaConsoleLogger(_console), exception);
            await _client.ReportInitErrorAsync(exception);
            throw;
        }
    }

    private async Task InvokeOnceAsync(CancellationToken cancellationToken)
    {
        using var invocation = await _client.NextAsync(cancellationToken);
        var context = invocation.LambdaContext;
        _console.Invocation = (LambdaContext)context;
        LambdaEnvironment.SetTraceId(context.TraceId);
        InvocationResponse response;
        try
        {
            response = await _handler(invocation);
        }
        catch (Exception exception)
        {
            LogUnhandled(context.Logger, exception);
            await _client.ReportErrorAsync(context.AwsRequestId, exception);
            return;
        }

        // Outside the try: an answer that was refused may still have been taken, and an error after it would be a second answer.
        try
        {
            await _client.RespondAsync(context.AwsRequestId, response.OutputStream);
        }
        finally
        {
            if (response.DisposeOutputStream)
            {
                await response.OutputStream.DisposeAsync();
            }
        }
    }

    private static void LogUnhandled(ILambdaLogger logger, Exception exception) =>
        logger.LogError(exception, "The handler or the initialiser threw.");
}
