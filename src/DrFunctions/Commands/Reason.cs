using DrFunctions.Core.Explaining;

namespace DrFunctions.Commands;

/// <summary>Who gives a command, and why: recorded and sent with notifications.</summary>
public static class Reason
{
    const int MostReason = 500;
    const int MostBy = 100;

    /// <summary>What is wrong with the given name or reason, in a sentence without its full stop; null if nothing is.</summary>
    public static string? Complaint(string? by, string? reason) =>
        Complaint("by", "who gives the command", by, MostBy) ?? Complaint("reason", "why", reason, MostReason);

    static string? Complaint(string name, string meaning, string? text, int most) =>
        string.IsNullOrWhiteSpace(text) ? $"{name} is missing: say {meaning}; it is recorded"
        : text.Length > most ? $"{name} has {text.Length} characters; at most {most} are allowed"
        : !PrintableText.IsPlain(text) ? $"{name} must be one line, without control characters"
        : null;
}
