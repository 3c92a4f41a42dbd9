using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.Lambda
{
    public class AmazonLambdaException : AmazonServiceException
    {
        public AmazonLambdaException(string message) : base(message) { }
        public AmazonLambdaException(string message, Exception innerException) : base(message, innerException) { }
        public AmazonLambdaException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal AmazonLambdaException(ErrorResponse error)
            : this(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode) { }
    }

    internal static class ServiceErrors
    {
        /// <summary>The exception that AWS's SDK throws for an error code.</summary>
        public static AmazonServiceException Create(ErrorResponse error) => error.Code switch
        {
            "InvalidParameterValueException" => new Model.InvalidParameterValueException(error),
            "InvalidRequestContentException" => new Model.InvalidRequestContentException(error),
            "RequestTooLargeException" => new Model.RequestTooLargeException(error),
            "ResourceConflictException" => new Model.ResourceConflictException(error),
            "ResourceNotFoundException" => new Model.ResourceNotFoundException(error),
            "ServiceException" => new Model.ServiceException(error),
            "TooManyRequestsException" => new Model.TooManyRequestsException(error),
            _ => new AmazonLambdaException(error),
        };
    }
}

namespace Amazon.Lambda.Model
{
    public class InvalidParameterValueException : AmazonLambdaException
    {
        public InvalidParameterValueException(string message) : base(message) { }
        public InvalidParameterValueException(string message, Exception innerException) : base(message, innerException) { }
        public InvalidParameterValueException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal InvalidParameterValueException(ErrorResponse error) : base(error) { }
    }

    public class InvalidRequestContentException : AmazonLambdaException
    {
        public InvalidRequestContentException(string message) : base(message) { }
        public InvalidRequestContentException(string message, Exception innerException) : base(message, innerException) { }
        public InvalidRequestContentException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal InvalidRequestContentException(ErrorResponse error) : base(error) { }
    }

    public class RequestTooLargeException : AmazonLambdaException
    {
        public RequestTooLargeException(string message) : base(message) { }
        public RequestTooLargeException(string message, Exception innerException) : base(message, innerException) { }
        public RequestTooLargeException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal RequestTooLargeException(ErrorResponse error) : base(error) { }
    }

    public class ResourceConflictException : AmazonLambdaException
    {
        public ResourceConflictException(string message) : base(message) { }
        public ResourceConflictException(string message, Exception innerException) : base(message, innerException) { }
        public ResourceConflictException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal ResourceConflictException(ErrorResponse error) : base(error) { }
    }

    public class ResourceNotFoundException : AmazonLambdaException
    {
        public ResourceNotFoundException(string message) : base(message) { }
        public ResourceNotFoundException(string message, Exception innerException) : base(message, innerException) { }
        public ResourceNotFoundException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal ResourceNotFoundException(ErrorResponse error) : base(error) { }
    }

    public class ServiceException : AmazonLambdaException
    {
        public ServiceException(string message) : base(message) { }
        public ServiceException(string message, Exception innerException) : base(message, innerException) { }
        public ServiceException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal ServiceException(ErrorResponse error) : base(error) { }
    }

    public class TooManyRequestsException : AmazonLambdaException
    {
        public TooManyRequestsException(string message) : base(message) { }
        public TooManyRequestsException(string message, Exception innerException) : base(message, innerException) { }
        public TooManyRequestsException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal TooManyRequestsException(ErrorResponse error) : base(error) { }
    }
}
