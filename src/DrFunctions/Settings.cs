using System.Globalization;
using DrFunctions.Steps;

namespace DrFunctions;

/// <summary>Where the functions run and what they use.</summary>
/// <param name="Region">The standby Region, where table and topic are.</param>
/// <param name="ProbeVia">A test bench that gets every probe; null for the real front doors.</param>
/// <param name="LooksPerMinute">How often the schedule's invocation looks at plans that rest.</param>
public sealed record Settings(string Region, string Table, string Topic, string Plans, Uri? ProbeVia, int LooksPerMinute = 1)
{
    /// <summary>The name of the function that runs, as Lambda gives it; null outside Lambda.</summary>
    public string? Function { get; init; }

    /// <summary>The concurrency that the deployment reserves for each function; null if it reserves none.</summary>
    public int? ReservedConcurrency { get; init; }

    /// <summary>What the deployment's template limits its role to.</summary>
    public RoleLimits Role { get; init; } = RoleLimits.Unknown;

    /// <summary>AWS itself is a test bench too: the application's front doors may be on this machine.</summary>
    public bool IsTestBench { get; init; }

    /// <summary>The topic for what nobody has answered; null if there is none.</summary>
    public string? Escalation { get; init; }

    const int MostLooks = 6;

    /// <exception cref="InvalidOperationException">A setting is missing or wrong; the message says which and what to do.</exception>
    public static Settings FromEnvironment() => new(
        Required("AWS_REGION"),
        Required("DR_TABLE"),
        Required("DR_NOTICE_TOPIC"),
        Optional("DR_PLANS") ?? Path.Combine(AppContext.BaseDirectory, "plans"),
        ProbeViaFromEnvironment(),
        LooksFromEnvironment())
    {
        Function = Optional("AWS_LAMBDA_FUNCTION_NAME"),
        ReservedConcurrency = int.TryParse(
            Optional("DR_RESERVED_CONCURRENCY"), NumberStyles.None, CultureInfo.InvariantCulture, out var reserved) ? reserved : null,
        Role = RoleLimits.Read(Optional("DR_SCALABLE_TARGETS")),
        IsTestBench = OnTestBench,
        Escalation = Optional("DR_ESCALATION_TOPIC"),
    };

    /// <summary>The environment names another address than AWS's own.</summary>
    public static bool OnTestBench => Optional("AWS_ENDPOINT_URL") is not null;

    static int LooksFromEnvironment() => Optional("DR_LOOKS_PER_MINUTE") is not { } text ? 1
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var looks) && looks is >= 1 and <= MostLooks ? looks
        : throw new InvalidOperationException($"DR_LOOKS_PER_MINUTE is \"{text}\"; it must be a whole number from 1 to {MostLooks}.");

    static Uri? ProbeViaFromEnvironment()
    {
        if (Optional("DR_PROBE_VIA") is not { } text)
        {
            return null;
        }

        // On AWS every probe would then report what the bench says.
        return !OnTestBench
            ? throw new InvalidOperationException("DR_PROBE_VIA is for a test bench only and needs AWS_ENDPOINT_URL; remove DR_PROBE_VIA.")
            : Uri.TryCreate(text, UriKind.Absolute, out var via) && via.Scheme == Uri.UriSchemeHttp
                ? via
                : throw new InvalidOperationException($"DR_PROBE_VIA is \"{text}\"; it must be an address such as http://127.0.0.1:4566.");
    }

    static string Required(string name) =>
        Optional(name) ?? throw new InvalidOperationException($"The environment variable {name} is not set; template.yaml sets it, and events/local.json for local runs.");

    static string? Optional(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
