using DrFunctions.Aws;

namespace DrFunctions.Store;

/// <summary>The state cannot be read or written; its message is a sentence for a person.</summary>
public sealed class StoreException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>What keeps the state table from being used: an error of AWS or the network, or an item that cannot be read.</summary>
public static class StoreErrors
{
    public static bool Is(Exception e) => e is StoreException || AwsErrors.Is(e);

    /// <summary>What a wake-up answers that could do nothing for it.</summary>
    public static string NoAction(Exception e) => $"no action: the state table cannot be used: {AwsErrors.Describe(e)}; the next wake-up tries again";
}
