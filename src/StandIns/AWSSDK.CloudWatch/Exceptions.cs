using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.CloudWatch
{
    public class AmazonCloudWatchException : AmazonServiceException
    {
        public AmazonCloudWatchException(string message) : base(message) { }
        public AmazonCloudWatchException(string message, Exception innerException) : base(message, innerException) { }
        public AmazonCloudWatchException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal AmazonCloudWatchException(ErrorResponse error)
            : this(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode) { }
    }

    internal static class ServiceErrors
    {
        /// <summary>The exception that AWS's SDK throws for an error code.</summary>
        public static AmazonServiceException Create(ErrorResponse error) => error.Code switch
        {
            "InternalServiceError" => new Model.InternalServiceException(error),
            "InvalidNextToken" => new Model.InvalidNextTokenException(error),
            "InvalidParameterCombination" => new Model.InvalidParameterCombinationException(error),
            "InvalidParameterValue" => new Model.InvalidParameterValueException(error),
            "MissingParameter" => new Model.MissingRequiredParameterException(error),
            _ => new AmazonCloudWatchException(error),
        };
    }
}

namespace Amazon.CloudWatch.Model
{
    public class InternalServiceException : AmazonCloudWatchException
    {
        public InternalServiceException(string message) : base(message) { }
        public InternalServiceException(string message, Exception innerException) : base(message, innerException) { }
        public InternalServiceException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal InternalServiceException(ErrorResponse error) : base(error) { }
    }

    public class InvalidNextTokenException : AmazonCloudWatchException
    {
        public InvalidNextTokenException(string message) : base(message) { }
        public InvalidNextTokenException(string message, Exception innerException) : base(message, innerException) { }
        public InvalidNextTokenException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal InvalidNextTokenException(ErrorResponse error) : base(error) { }
    }

    public class InvalidParameterCombinationException : AmazonCloudWatchException
    {
        public InvalidParameterCombinationException(string message) : base(message) { }
        public InvalidParameterCombinationException(string message, Exception innerException) : base(message, innerException) { }
        public InvalidParameterCombinationException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal InvalidParameterCombinationException(ErrorResponse error) : base(error) { }
    }

    public class InvalidParameterValueException : AmazonCloudWatchException
    {
        public InvalidParameterValueException(string message) : base(message) { }
        public InvalidParameterValueException(string message, Exception innerException) : base(message, innerException) { }
        public InvalidParameterValueException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal InvalidParameterValueException(ErrorResponse error) : base(error) { }
    }

    public class MissingRequiredParameterException : AmazonCloudWatchException
    {
        public MissingRequiredParameterException(string message) : base(message) { }
        public MissingRequiredParameterException(string message, Exception innerException) : base(message, innerException) { }
        public MissingRequiredParameterException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal MissingRequiredParameterException(ErrorResponse error) : base(error) { }
    }
}
