using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.AutoScaling
{
    public class AmazonAutoScalingException : AmazonServiceException
    {
        public AmazonAutoScalingException(string message) : base(message) { }
        public AmazonAutoScalingException(string message, Exception innerException) : base(message, innerException) { }
        public AmazonAutoScalingException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal AmazonAutoScalingException(ErrorResponse error)
            : this(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode) { }
    }

    internal static class ServiceErrors
    {
        /// <summary>The exception that AWS's SDK throws for an error code.</summary>
        public static AmazonServiceException Create(ErrorResponse error) => error.Code switch
        {
            "InvalidNextToken" => new Model.InvalidNextTokenException(error),
            "ResourceContention" => new Model.ResourceContentionException(error),
            _ => new AmazonAutoScalingException(error),
        };
    }
}

namespace Amazon.AutoScaling.Model
{
    public class InvalidNextTokenException : AmazonAutoScalingException
    {
        public InvalidNextTokenException(string message) : base(message) { }
        public InvalidNextTokenException(string message, Exception innerException) : base(message, innerException) { }
        public InvalidNextTokenException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal InvalidNextTokenException(ErrorResponse error) : base(error) { }
    }

    public class ResourceContentionException : AmazonAutoScalingException
    {
        public ResourceContentionException(string message) : base(message) { }
        public ResourceContentionException(string message, Exception innerException) : base(message, innerException) { }
        public ResourceContentionException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal ResourceContentionException(ErrorResponse error) : base(error) { }
    }
}
