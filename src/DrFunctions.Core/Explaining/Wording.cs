namespace DrFunctions.Core.Explaining;

/// <summary>
/// The last step for every text of Explaining. Tests change all texts here, to show that no code reads a sentence as data.
/// </summary>
static class Wording
{
    static readonly AsyncLocal<Func<string, string>?> Here = new();

    /// <summary>For the whole process.</summary>
    internal static Func<string, string>? Everywhere { get; set; }

    /// <summary>For one flow of calls and everything that it starts.</summary>
    internal static Func<string, string>? InThisFlow
    {
        get => Here.Value;
        set => Here.Value = value;
    }

    public static string Of(string text) => (Here.Value ?? Everywhere) is { } change ? change(text) : text;
}
