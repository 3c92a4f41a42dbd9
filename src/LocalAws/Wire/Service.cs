namespace LocalAws.Wire;

/// <summary>A call that reached a service: what was asked, in which Region.</summary>
public sealed record Call(WireRequest Request, string Region);

/// <summary>
/// One simulated AWS service: it holds its resources by Region and answers its wire protocol. Its folder holds all that belongs to it.
/// </summary>
public abstract class Service(World world, ServiceProfile profile)
{
    public ServiceProfile Profile { get; } = profile;

    protected World World { get; } = world;

    /// <summary>AWS's names of the operations that the service has.</summary>
    public abstract IEnumerable<string> OperationNames { get; }

    public abstract WireResponse Answer(Call call);

    /// <summary>An error in this service's protocol, for what is refused before it reaches an operation: faults and throttles.</summary>
    public abstract WireResponse Refuse(AwsErrorException error);

    /// <summary>The same in the caller's protocol, for a service that speaks several.</summary>
    public virtual WireResponse Refuse(Call call, AwsErrorException error) => Refuse(error);

    /// <summary>The answer of a read that found nothing, where that is no error. By default the answer stays as it is.</summary>
    public virtual WireResponse FindNothing(Call call, WireResponse found) => found;

    /// <summary>AWS's name of the operation, such as <c>StartInstances</c>.</summary>
    public virtual string OperationOf(WireRequest request) => request.Operation;

    /// <summary>The arguments as a line of the trace, without parts that differ from run to run.</summary>
    public abstract string Summary(WireRequest request);
}
