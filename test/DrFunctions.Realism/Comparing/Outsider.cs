using System.Diagnostics;
using System.Text.Json.Nodes;

namespace DrFunctions.Realism.Comparing;

/// <summary>botocore as a child process, one call and one answer a line. It is told the endpoint when it is started.</summary>
sealed class Outsider : IDisposable
{
    // The first call of a service may take long in moto; a hung one ends the test.
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    readonly Process python;
    readonly Task<string> errors;

    public Outsider(Uri endpoint)
    {
        var start = Tools.Start("python3", "test/DrFunctions.Realism/Comparing/outsider.py", endpoint.ToString());
        start.RedirectStandardInput = true;

        // Nothing of the machine's own AWS configuration may reach the test.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["AWS_CONFIG_FILE"] = start.Environment["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null";
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        python = Tools.Begin(start);
        errors = python.StandardError.ReadToEndAsync();
    }

    /// <param name="call">The service, operation, region, arguments, and perhaps the protocol.</param>
    /// <returns>The status, error, answer, and the complaints about it.</returns>
    public async Task<JsonObject> AskAsync(JsonObject call)
    {
        await python.StandardInput.WriteLineAsync(call.ToJsonString());
        await python.StandardInput.FlushAsync();
        using var limit = new CancellationTokenSource(Patience);
        return await python.StandardOutput.ReadLineAsync(limit.Token) is { } line
            ? JsonNode.Parse(line)!.AsObject()
            : throw new InvalidOperationException($"botocore gave up at {call.ToJsonString()}\n{await errors}");
    }

    public void Dispose()
    {
        if (!python.HasExited)
        {
            python.Kill(entireProcessTree: true);
        }

        python.Dispose();
    }
}
