namespace DrFunctions.Core.Plans;

/// <summary>What people paste from AWS's console where a plan wants a plain name or id.</summary>
public static class Arns
{
    public static bool Is(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith("arn:", StringComparison.Ordinal);
    }

    /// <summary>The name or id at the end of an ARN or a path, such as "i-0123" of "arn:aws:ec2:…:instance/i-0123".</summary>
    public static string LastOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.TrimEnd('/').Split(':', '/')[^1];
    }

    /// <summary>
    /// What is wrong with an alarm's name, as the end of a sentence; null if nothing is. An alarm's name may contain slashes.
    /// </summary>
    public static string? WrongAlarm(string text) => !Is(text) ? null
        : text.Split(":alarm:") is [_, { Length: > 0 } name] ? $"write the plain name, not an ARN: \"{name}\"."
        : "write the alarm's plain name, not an ARN.";
}
