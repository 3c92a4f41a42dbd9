using System.Text.Json.Nodes;

namespace DrFunctions.Realism;

/// <summary>One moto server with many estates side by side, one for each plan; one Python process furnishes and reads them.</summary>
public sealed class Estates : IAsyncLifetime
{
    readonly MotoServer moto = new();

    PythonPeer? python;

    public string Address => moto.Address;

    public async Task InitializeAsync()
    {
        await moto.InitializeAsync();
        python = new PythonPeer("moto_estates.py", moto.Address);

        // The first call of each service takes moto a second: it should not be one of a function, which waits for three at most.
        var first = await AskAsync(new JsonObject { ["do"] = "furnish", ["estate"] = "first" });
        await AskAsync(new JsonObject { ["do"] = "state", ["estate"] = "first", ["zone"] = PublishedFunctions.Text(first, "zone") });
    }

    public async Task DisposeAsync()
    {
        if (python is not null)
        {
            await python.DisposeAsync();
        }

        await moto.DisposeAsync();
    }

    /// <summary>One question to boto3, one at a time.</summary>
    public Task<JsonNode> AskAsync(JsonObject question) => python!.AskAsync(question);
}
