namespace DrFunctions.Core.Explaining;

/// <summary>
/// The last thing that happens to every text of Explaining. A test changes all of them here, to show that nothing reads a sentence
/// as data.
/// </summary>
static class Wording
{
    static readonly AsyncLocal<Func<string, string>?> Here = new();

    /// <summary>For the whole process.</summary>
    internal static Func<string, string>? Everywhere { get; set; }

    /// <summary>For one flow of calls and all that it starts.</summary>
    internal static Func<string, string>? InThisFlow
    {
        get => Here.Value;
        set => Here.Value = value;
    }

    public static string Of(string text) => (Here.Value ?? Everywhere) is { } change ? change(text) : text;
}
