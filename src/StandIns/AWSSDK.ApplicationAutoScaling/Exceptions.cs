using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.ApplicationAutoScaling
{
    public class AmazonApplicationAutoScalingException : AmazonServiceException
    {
        public AmazonApplicationAutoScalingException(string message) : base(message) { }
        public AmazonApplicationAutoScalingException(string message, Exception innerException) : base(message, innerException) { }
        public AmazonApplicationAutoScalingException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal AmazonApplicationAutoScalingException(ErrorResponse error)
            : this(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode) { }
    }

    internal static class ServiceErrors
    {
        /// <summary>The exception that AWS's SDK throws for an error code.</summary>
        public static AmazonServiceException Create(ErrorResponse error) => error.Code switch
        {
            "ConcurrentUpdateException" => new Model.ConcurrentUpdateException(error),
            "InternalServiceException" => new Model.InternalServiceException(error),
            "InvalidNextTokenException" => new Model.InvalidNextTokenException(error),
            "LimitExceededException" => new Model.LimitExceededException(error),
            "ResourceNotFoundException" => new Model.ResourceNotFoundException(error),
            "ValidationException" => new Model.ValidationException(error),
            _ => new AmazonApplicationAutoScalingException(error),
        };
    }
}

namespace Amazon.ApplicationAutoScaling.Model
{
    public class ConcurrentUpdateException : AmazonApplicationAutoScalingException
    {
        public ConcurrentUpdateException(string message) : base(message) { }
        public ConcurrentUpdateException(string message, Exception innerException) : base(message, innerException) { }
        public ConcurrentUpdateException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal ConcurrentUpdateException(ErrorResponse error) : base(error) { }
    }

    public class InternalServiceException : AmazonApplicationAutoScalingException
    {
        public InternalServiceException(string message) : base(message) { }
        public InternalServiceException(string message, Exception innerException) : base(message, innerException) { }
        public InternalServiceException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal InternalServiceException(ErrorResponse error) : base(error) { }
    }

    public class InvalidNextTokenException : AmazonApplicationAutoScalingException
    {
        public InvalidNextTokenException(string message) : base(message) { }
        public InvalidNextTokenException(string message, Exception innerException) : base(message, innerException) { }
        public InvalidNextTokenException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal InvalidNextTokenException(ErrorResponse error) : base(error) { }
    }

    public class LimitExceededException : AmazonApplicationAutoScalingException
    {
        public LimitExceededException(string message) : base(message) { }
        public LimitExceededException(string message, Exception innerException) : base(message, innerException) { }
        public LimitExceededException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal LimitExceededException(ErrorResponse error) : base(error) { }
    }

    public class ResourceNotFoundException : AmazonApplicationAutoScalingException
    {
        public ResourceNotFoundException(string message) : base(message) { }
        public ResourceNotFoundException(string message, Exception innerException) : base(message, innerException) { }
        public ResourceNotFoundException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal ResourceNotFoundException(ErrorResponse error) : base(error) { }
    }

    public class ValidationException : AmazonApplicationAutoScalingException
    {
        public ValidationException(string message) : base(message) { }
        public ValidationException(string message, Exception innerException) : base(message, innerException) { }
        public ValidationException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal ValidationException(ErrorResponse error) : base(error) { }
    }
}
