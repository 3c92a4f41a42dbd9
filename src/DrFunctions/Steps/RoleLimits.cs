namespace DrFunctions.Steps;

/// <summary>What template.yaml limits the functions' role to, where AWS answers no dry run that would show it.</summary>
/// <param name="ScalableTargets">
/// The ARNs of the scalable targets that may be registered anew; empty for all with the tag <see cref="Tag"/>; null if it is not known, as
/// outside a deployment.
/// </param>
public sealed record RoleLimits(IReadOnlyList<string>? ScalableTargets)
{
    /// <summary>The tag of what may be changed, with any value.</summary>
    public const string Tag = "dr-plan";

    const string ByTag = "tagged";

    public static RoleLimits Unknown { get; } = new(ScalableTargets: null);

    public static RoleLimits Tagged { get; } = new(ScalableTargets: []);

    /// <param name="scalableTargets">As template.yaml writes it: "tagged", or ARNs with commas between.</param>
    public static RoleLimits Read(string? scalableTargets) => scalableTargets switch
    {
        null => Unknown,
        ByTag => Tagged,
        _ => new RoleLimits(scalableTargets.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
    };
}
