using System.Diagnostics;
using System.Text.Json.Nodes;

namespace DrFunctions.Realism;

/// <summary>
/// One Python process that answers each line of JSON with one, through boto3; one question at a time. It lives as long as its moto
/// server, because boto3 takes half a second to start.
/// </summary>
sealed class PythonPeer : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    readonly SemaphoreSlim turn = new(1);
    readonly string script;
    readonly Process python;
    readonly Task<string> complaints;

    public PythonPeer(string script, params IEnumerable<string> arguments)
    {
        this.script = script;
        var start = Tools.Start("python3", [$"test/DrFunctions.Realism/{script}", .. arguments]);
        start.RedirectStandardInput = true;
        python = Tools.Begin(start);
        complaints = python.StandardError.ReadToEndAsync();
    }

    public async Task<JsonNode> AskAsync(JsonObject question)
    {
        await turn.WaitAsync();
        try
        {
            await python.StandardInput.WriteLineAsync(question.ToJsonString());
            await python.StandardInput.FlushAsync();
            var answer = await python.StandardOutput.ReadLineAsync().WaitAsync(Patience);
            return JsonNode.Parse(answer ?? throw new InvalidOperationException($"{script} ended at {question.ToJsonString()}: {await complaints}"))!;
        }
        finally
        {
            turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        python.Kill();
        await python.WaitForExitAsync();
        python.Dispose();
        turn.Dispose();
    }
}
