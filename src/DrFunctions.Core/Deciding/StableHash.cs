namespace DrFunctions.Core.Deciding;

/// <summary>
/// A number of a text's own, the same in every process and version (FNV-1a): what must not happen at once is spread by it.
/// </summary>
public static class StableHash
{
    public static uint Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Aggregate(2_166_136_261u, (mixed, character) => unchecked((mixed ^ character) * 16_777_619));
    }
}
