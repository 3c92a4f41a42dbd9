namespace LocalAws;

/// <summary>
/// A signed call as the cloud saw it, when it took effect or was refused. Status 0 means no answer, and the error code says why:
/// <c>dark</c> for an unreachable Region, else the fault's kind.
/// </summary>
public sealed record TracedCall(
    DateTimeOffset Time, int Number, string Region, string Service, string Operation, string Summary, bool Changing,
    int Status, string? ErrorCode)
{
    /// <summary>True if the service carried the call out, whether or not its answer arrived.</summary>
    public bool TookEffect => Status is >= 200 and < 300;

    public override string ToString() =>
        $"{Time:HH:mm:ss.fff} #{Number} {Region} {Service} {Operation} {Summary} -> {Status}{(ErrorCode is null ? "" : " " + ErrorCode)}";
}
