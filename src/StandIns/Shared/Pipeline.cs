using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Transform;

namespace StandIns;

/// <summary>What a client of this version of Core adds to Core's pipeline: where to send, and how to sign.</summary>
internal static class Pipeline
{
    public static void Customize(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new ResolveEndpoint());
        pipeline.AddHandlerAfter<Marshaller>(new ResolveSigner());
    }

    private sealed class ResolveEndpoint : BaseEndpointResolver
    {
        protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext)
            => ServiceEndpoints.Parameters(requestContext.ClientConfig, requestContext.Request.AlternateEndpoint);

        protected override void ServiceSpecificHandler(IExecutionContext executionContext, EndpointParameters parameters)
            => InjectHostPrefix(executionContext.RequestContext);
    }

    private sealed class ResolveSigner : BaseAuthResolverHandler
    {
        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
    }
}

/// <summary>One operation on the wire: how its request is written and its answer read.</summary>
internal static class Operation
{
    public static InvokeOptions Of<TRequest>(Func<TRequest, IRequest> write, ResponseUnmarshaller read)
        where TRequest : AmazonWebServiceRequest
        => new() { RequestMarshaller = new Writer<TRequest>(write), ResponseUnmarshaller = read };

    private sealed class Writer<TRequest>(Func<TRequest, IRequest> write) : IMarshaller<IRequest, AmazonWebServiceRequest>
        where TRequest : AmazonWebServiceRequest
    {
        public IRequest Marshall(AmazonWebServiceRequest input) => write((TRequest)input);
    }
}
