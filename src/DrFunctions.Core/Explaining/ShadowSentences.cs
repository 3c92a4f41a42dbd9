using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Core.Explaining;

/// <summary>What mode shadow would have done, in sentences.</summary>
public static class ShadowSentences
{
    public static string Times(int count) => count switch { 0 => "never", 1 => "once", 2 => "twice", _ => $"{count} times" };

    /// <summary>One failover that would have begun.</summary>
    public static string Of(ShadowFailover failover, string primary)
    {
        ArgumentNullException.ThrowIfNull(failover);
        var end = failover.Stuck is { } stuck ? $", and would have been STUCK: {stuck}" : ", and nothing was seen that would have stopped it";
        var well = failover.WellAt is { } at ? $"{primary} was healthy again at {At(at)}, {Durations.Say(at - failover.DownAt)} after it went down"
            : $"{primary} is not healthy again yet";
        return $"{At(failover.BeganAt)}: would have failed over{end}. {well}.";
    }

    static string At(DateTimeOffset at) => $"{at.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z";
}
