using DrFunctions.Aws;
using DrFunctions.Core.Records.Facts;
using DrFunctions.Looping;

namespace DrFunctions.Store;

/// <summary>The state cannot be read or written; the message is a sentence for a person.</summary>
public sealed class StoreException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>What keeps the state table from being used: an error of AWS or the network, or an item that cannot be read.</summary>
public static class StoreErrors
{
    public static bool Is(Exception e) => e is StoreException || AwsErrors.Is(e);

    /// <summary>Whether the table answered, and what it holds cannot be used: then only a person can help.</summary>
    public static WakeOutcome OutcomeOf(Exception e) =>
        e is StoreException { InnerException: null } ? WakeOutcome.Unreadable : WakeOutcome.NoTable;

    /// <summary>The answer of a wake-up that could do nothing because of the error.</summary>
    public static Fact NoAction(Exception e) => new NoAction(new TableUnusable(AwsErrors.Describe(e)));
}
