using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

internal sealed class CognitoIdentity : ICognitoIdentity
{
    public string IdentityId { get; private init; }

    public string IdentityPoolId { get; private init; }

    /// <summary>Never null: without an identity both members are.</summary>
    public static CognitoIdentity FromJson(string json)
    {
        if (string.IsNullOrWhiteSpace(json))
        {
            return new CognitoIdentity();
        }

        using var document = JsonDocument.Parse(json);
        return new CognitoIdentity
        {
            IdentityId = Value(document.RootElement, "cognitoIdentityId"),
            IdentityPoolId = Value(document.RootElement, "cognitoIdentityPoolId"),
        };
    }

    private static string Value(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) ? value.GetString() : null;
}
