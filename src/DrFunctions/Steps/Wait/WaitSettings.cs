using DrFunctions.Core.Plans;

namespace DrFunctions.Steps.Wait;

/// <summary>What a plan says of a wait step.</summary>
public sealed record WaitSettings(TimeSpan For)
{
    /// <summary>The longest wait; the default limit is longer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public static WaitSettings? Read(Fields fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return fields.Duration("for", "How long the step waits, 1s to 1h.", TimeSpan.FromSeconds(1), Longest, required: true) is { } time ? new WaitSettings(time) : null;
    }
}
