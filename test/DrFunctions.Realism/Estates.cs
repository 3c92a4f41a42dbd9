using System.Diagnostics;
using System.Text.Json.Nodes;

namespace DrFunctions.Realism;

/// <summary>
/// One moto server with many estates side by side, one for each plan. One Python process furnishes and reads them,
/// because boto3 takes half a second to start.
/// </summary>
public sealed class Estates : IAsyncLifetime
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    readonly MotoServer moto = new();
    readonly SemaphoreSlim turn = new(1);

    Process? python;
    Task<string>? complaints;

    public string Address => moto.Address;

    public async Task InitializeAsync()
    {
        await moto.InitializeAsync();
        var start = Tools.Start("python3", "test/DrFunctions.Realism/moto_estates.py", moto.Address);
        start.RedirectStandardInput = true;
        python = Tools.Begin(start);
        complaints = python.StandardError.ReadToEndAsync();

        // The first call of each service takes moto a second: it should not be one of a function, which waits for three at most.
        var first = await AskAsync(new JsonObject { ["do"] = "furnish", ["estate"] = "first" });
        await AskAsync(new JsonObject { ["do"] = "state", ["estate"] = "first", ["zone"] = PublishedFunctions.Text(first, "zone") });
    }

    public async Task DisposeAsync()
    {
        if (python is not null)
        {
            python.Kill();
            await python.WaitForExitAsync();
            python.Dispose();
        }

        await moto.DisposeAsync();
        turn.Dispose();
    }

    /// <summary>One question to boto3, one at a time.</summary>
    public async Task<JsonNode> AskAsync(JsonObject question)
    {
        ArgumentNullException.ThrowIfNull(question);
        await turn.WaitAsync();
        try
        {
            await python!.StandardInput.WriteLineAsync(question.ToJsonString());
            await python.StandardInput.FlushAsync();
            var answer = await python.StandardOutput.ReadLineAsync().WaitAsync(Patience);
            return JsonNode.Parse(answer ?? throw new InvalidOperationException($"moto_estates.py ended at {question.ToJsonString()}: {await complaints!}"))!;
        }
        finally
        {
            turn.Release();
        }
    }
}
