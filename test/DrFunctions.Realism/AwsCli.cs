using System.Text.Json.Nodes;

namespace DrFunctions.Realism;

/// <summary>The AWS CLI with a local endpoint. It validates its requests and parses the answers by AWS's own models.</summary>
sealed class AwsCli(Uri endpoint, string region)
{
    public async Task<JsonNode> AskAsync(params string[] arguments) => JsonNode.Parse((await RunAsync(arguments)).Good())!;

    public Task<Told> RunAsync(params string[] arguments)
    {
        var (tool, first) = Tools.IsOnPath("aws") ? ("aws", Array.Empty<string>()) : ("python3", ["-m", "awscli"]);
        var start = Tools.Start(tool, [.. first, "--endpoint-url", endpoint.ToString(), "--output", "json", .. arguments]);

        // The machine's own AWS configuration must not reach the test.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["AWS_CONFIG_FILE"] = start.Environment["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null";
        start.Environment["AWS_ACCESS_KEY_ID"] = start.Environment["AWS_SECRET_ACCESS_KEY"] = "test";
        start.Environment["AWS_DEFAULT_REGION"] = start.Environment["AWS_REGION"] = region;
        start.Environment["AWS_MAX_ATTEMPTS"] = "1";
        start.Environment["AWS_PAGER"] = "";
        return Tools.RunAsync(start);
    }
}
