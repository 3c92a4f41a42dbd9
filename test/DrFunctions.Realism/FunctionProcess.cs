using System.Diagnostics;
using DrFunctions.Tests.Runtime;

namespace DrFunctions.Realism;

/// <summary>One process of the published executable, with a Runtime API in place of Lambda's.</summary>
sealed class FunctionProcess : IAsyncDisposable
{
    readonly RuntimeApi api;
    readonly LambdaProcess process;

    FunctionProcess(RuntimeApi api, LambdaProcess process) => (this.api, this.process) = (api, process);

    public IEnumerable<string> Said => process.Output.Concat(process.Errors);

    public static async Task<FunctionProcess> StartAsync(PublishedFunctions functions, IReadOnlyDictionary<string, string> environment)
    {
        var api = await RuntimeApi.StartAsync();
        return new FunctionProcess(api, LambdaProcess.Start(functions.Native.Executable, api, environment));
    }

    /// <param name="timeout">The function's timeout; the loop ends 10 s before.</param>
    public Task<Outcome> InvokeAsync(string eventJson, TimeSpan timeout) => api.InvokeAsync(eventJson, timeout);

    /// <summary>Sends SIGKILL, if the process still runs.</summary>
    public void Kill()
    {
        try
        {
            using var living = Process.GetProcessById(process.Id);
            living.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // The process has ended already.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        await api.DisposeAsync();
    }
}
