using System.Text.Json;

namespace AWS.Lambda.Powertools.Logging.Internal;

internal static class KeyCase
{
    public static string Convert(string key, LoggerOutputCase outputCase) => outputCase switch
    {
        LoggerOutputCase.CamelCase => JsonNamingPolicy.CamelCase.ConvertName(key),
        LoggerOutputCase.PascalCase => key.Length == 0 ? key : char.ToUpperInvariant(key[0]) + key[1..],
        _ => JsonNamingPolicy.SnakeCaseLower.ConvertName(key),
    };
}
