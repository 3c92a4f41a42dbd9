using DrFunctions.Core.Plans;

namespace DrFunctions.Steps;

/// <summary>A kind whose steps lead the users of a name to the standby.</summary>
public interface INamedKind : IStepKind
{
    /// <summary>What DNS should say of a step that is done. Reads nothing: it must be known when AWS cannot be asked.</summary>
    SwitchedName NameOf(StepAt step);
}

/// <param name="Name">The full name, ending with a dot.</param>
/// <param name="Type">A, AAAA or CNAME.</param>
public sealed record SwitchedName(string Name, string Type)
{
    /// <summary>The standby's addresses, or names that have them. Empty if nothing says which they are.</summary>
    public IReadOnlyList<string> Standby { get; init; } = [];

    /// <summary>The primary's, as far as they are known.</summary>
    public IReadOnlyList<string> Primary { get; init; } = [];

    /// <summary>
    /// Only the standby's are right. Otherwise an answer that is neither the standby's nor the primary's proves nothing.
    /// </summary>
    public bool IsKnown { get; init; }

    /// <summary>How long clients may keep the answer from before the switch.</summary>
    public TimeSpan Kept { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How a check asks the standby, so that the name itself can be asked likewise; null if no check does.</summary>
    public Probe? Check { get; init; }
}
