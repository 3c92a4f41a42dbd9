using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace DrFunctions.Core.Records;

/// <summary>
/// The SHA-256 of a pinned plan's bytes, as they stand in the record: a run carries out the plan that it began with, or none.
/// </summary>
public static class PlanHash
{
    const int Shown = 12;

    /// <summary>In lower-case hexadecimal digits.</summary>
    public static string Of(JsonElement plan) => Convert.ToHexStringLower(SHA256.HashData(JsonMarshal.GetRawUtf8Value(plan)));

    /// <summary>Enough of it for people to tell two apart.</summary>
    public static string Short(string hash)
    {
        ArgumentNullException.ThrowIfNull(hash);
        return hash.Length <= Shown ? hash : $"{hash[..Shown]}…";
    }
}
