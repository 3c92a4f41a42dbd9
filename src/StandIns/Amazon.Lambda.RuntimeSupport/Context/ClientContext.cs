using System.Collections.Generic;
using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>What a caller of the Invoke API passed beside the event.</summary>
internal sealed class ClientContext : IClientContext
{
    public IDictionary<string, string> Environment { get; private init; }

    public IClientApplication Client { get; private init; }

    public IDictionary<string, string> Custom { get; private init; }

    public static ClientContext FromJson(string json)
    {
        if (string.IsNullOrWhiteSpace(json))
        {
            return new ClientContext();
        }

        using var document = JsonDocument.Parse(json);
        return new ClientContext
        {
            Environment = Strings(document.RootElement, "env"),
            Custom = Strings(document.RootElement, "custom"),
            Client = new ClientApplication(Strings(document.RootElement, "client")),
        };
    }

    private static Dictionary<string, string> Strings(JsonElement parent, string name)
    {
        var strings = new Dictionary<string, string>();
        if (parent.TryGetProperty(name, out var map) && map.ValueKind == JsonValueKind.Object)
        {
            foreach (var entry in map.EnumerateObject())
            {
                strings[entry.Name] = entry.Value.ToString();
            }
        }

        return strings;
    }

    private sealed class ClientApplication(Dictionary<string, string> values) : IClientApplication
    {
        public string AppPackageName => values.GetValueOrDefault("app_package_name");

        public string AppTitle => values.GetValueOrDefault("app_title");

        public string AppVersionCode => values.GetValueOrDefault("app_version_code");

        public string AppVersionName => values.GetValueOrDefault("app_version_name");

        public string InstallationId => values.GetValueOrDefault("installation_id");
    }
}
