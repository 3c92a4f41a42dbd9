using Amazon.Runtime;
using DrFunctions.Resolution;
using DrFunctions.Steps;

namespace DrFunctions;

/// <summary>The outside world of the functions; a rehearsal replaces it as a whole.</summary>
/// <param name="Http">Null for the network.</param>
/// <param name="ProbeHandler">Null for the network.</param>
/// <param name="Credentials">Null for those of the environment.</param>
public sealed record Outside(
    TimeProvider Time, HttpClientFactory? Http, HttpMessageHandler? ProbeHandler, AWSCredentials? Credentials, Func<string> NewNonce,
        TextWriter Metrics)
{
    /// <summary>The step kinds that plans may name.</summary>
    public IReadOnlyList<KindFactory> Kinds { get; init; } = StepKinds.Shipped;

    /// <summary>Null for the network's; where front doors are replaced, no DNS.</summary>
    public IDns? Dns { get; init; }

    public static Outside Real { get; } = new(TimeProvider.System, null, null, null, () => Guid.NewGuid().ToString("N"), Console.Out);
}
