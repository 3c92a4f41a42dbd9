using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.ElasticLoadBalancingV2
{
    public class AmazonElasticLoadBalancingV2Exception : AmazonServiceException
    {
        public AmazonElasticLoadBalancingV2Exception(string message) : base(message) { }
        public AmazonElasticLoadBalancingV2Exception(string message, Exception innerException) : base(message, innerException) { }
        public AmazonElasticLoadBalancingV2Exception(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal AmazonElasticLoadBalancingV2Exception(ErrorResponse error)
            : this(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode) { }
    }

    internal static class ServiceErrors
    {
        /// <summary>The exception that AWS's SDK throws for an error code.</summary>
        public static AmazonServiceException Create(ErrorResponse error) => error.Code switch
        {
            "HealthUnavailable" => new Model.HealthUnavailableException(error),
            "InvalidTarget" => new Model.InvalidTargetException(error),
            "ListenerNotFound" => new Model.ListenerNotFoundException(error),
            "RuleNotFound" => new Model.RuleNotFoundException(error),
            "TargetGroupNotFound" => new Model.TargetGroupNotFoundException(error),
            _ => new AmazonElasticLoadBalancingV2Exception(error),
        };
    }
}

namespace Amazon.ElasticLoadBalancingV2.Model
{
    public class HealthUnavailableException : AmazonElasticLoadBalancingV2Exception
    {
        public HealthUnavailableException(string message) : base(message) { }
        public HealthUnavailableException(string message, Exception innerException) : base(message, innerException) { }
        public HealthUnavailableException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal HealthUnavailableException(ErrorResponse error) : base(error) { }
    }

    public class InvalidTargetException : AmazonElasticLoadBalancingV2Exception
    {
        public InvalidTargetException(string message) : base(message) { }
        public InvalidTargetException(string message, Exception innerException) : base(message, innerException) { }
        public InvalidTargetException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal InvalidTargetException(ErrorResponse error) : base(error) { }
    }

    public class ListenerNotFoundException : AmazonElasticLoadBalancingV2Exception
    {
        public ListenerNotFoundException(string message) : base(message) { }
        public ListenerNotFoundException(string message, Exception innerException) : base(message, innerException) { }
        public ListenerNotFoundException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal ListenerNotFoundException(ErrorResponse error) : base(error) { }
    }

    public class RuleNotFoundException : AmazonElasticLoadBalancingV2Exception
    {
        public RuleNotFoundException(string message) : base(message) { }
        public RuleNotFoundException(string message, Exception innerException) : base(message, innerException) { }
        public RuleNotFoundException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal RuleNotFoundException(ErrorResponse error) : base(error) { }
    }

    public class TargetGroupNotFoundException : AmazonElasticLoadBalancingV2Exception
    {
        public TargetGroupNotFoundException(string message) : base(message) { }
        public TargetGroupNotFoundException(string message, Exception innerException) : base(message, innerException) { }
        public TargetGroupNotFoundException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal TargetGroupNotFoundException(ErrorResponse error) : base(error) { }
    }
}
