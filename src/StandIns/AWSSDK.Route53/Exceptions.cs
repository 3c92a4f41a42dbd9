using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.Route53
{
    public class AmazonRoute53Exception : AmazonServiceException
    {
        public AmazonRoute53Exception(string message) : base(message) { }
        public AmazonRoute53Exception(string message, Exception innerException) : base(message, innerException) { }
        public AmazonRoute53Exception(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal AmazonRoute53Exception(ErrorResponse error)
            : this(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode) { }
    }

    internal static class ServiceErrors
    {
        /// <summary>The exception that AWS's SDK throws for an error code.</summary>
        public static AmazonServiceException Create(ErrorResponse error) => error.Code switch
        {
            "HealthCheckVersionMismatch" => new Model.HealthCheckVersionMismatchException(error),
            "InvalidChangeBatch" => new Model.InvalidChangeBatchException(error),
            "InvalidInput" => new Model.InvalidInputException(error),
            "NoSuchChange" => new Model.NoSuchChangeException(error),
            "NoSuchHealthCheck" => new Model.NoSuchHealthCheckException(error),
            "NoSuchHostedZone" => new Model.NoSuchHostedZoneException(error),
            "PriorRequestNotComplete" => new Model.PriorRequestNotCompleteException(error),
            _ => new AmazonRoute53Exception(error),
        };
    }
}

namespace Amazon.Route53.Model
{
    public class HealthCheckVersionMismatchException : AmazonRoute53Exception
    {
        public HealthCheckVersionMismatchException(string message) : base(message) { }
        public HealthCheckVersionMismatchException(string message, Exception innerException) : base(message, innerException) { }
        public HealthCheckVersionMismatchException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal HealthCheckVersionMismatchException(ErrorResponse error) : base(error) { }
    }

    public class InvalidChangeBatchException : AmazonRoute53Exception
    {
        public InvalidChangeBatchException(string message) : base(message) { }
        public InvalidChangeBatchException(string message, Exception innerException) : base(message, innerException) { }
        public InvalidChangeBatchException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal InvalidChangeBatchException(ErrorResponse error) : base(error) { }
    }

    public class InvalidInputException : AmazonRoute53Exception
    {
        public InvalidInputException(string message) : base(message) { }
        public InvalidInputException(string message, Exception innerException) : base(message, innerException) { }
        public InvalidInputException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal InvalidInputException(ErrorResponse error) : base(error) { }
    }

    public class NoSuchChangeException : AmazonRoute53Exception
    {
        public NoSuchChangeException(string message) : base(message) { }
        public NoSuchChangeException(string message, Exception innerException) : base(message, innerException) { }
        public NoSuchChangeException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal NoSuchChangeException(ErrorResponse error) : base(error) { }
    }

    public class NoSuchHealthCheckException : AmazonRoute53Exception
    {
        public NoSuchHealthCheckException(string message) : base(message) { }
        public NoSuchHealthCheckException(string message, Exception innerException) : base(message, innerException) { }
        public NoSuchHealthCheckException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal NoSuchHealthCheckException(ErrorResponse error) : base(error) { }
    }

    public class NoSuchHostedZoneException : AmazonRoute53Exception
    {
        public NoSuchHostedZoneException(string message) : base(message) { }
        public NoSuchHostedZoneException(string message, Exception innerException) : base(message, innerException) { }
        public NoSuchHostedZoneException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal NoSuchHostedZoneException(ErrorResponse error) : base(error) { }
    }

    public class PriorRequestNotCompleteException : AmazonRoute53Exception
    {
        public PriorRequestNotCompleteException(string message) : base(message) { }
        public PriorRequestNotCompleteException(string message, Exception innerException) : base(message, innerException) { }
        public PriorRequestNotCompleteException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal PriorRequestNotCompleteException(ErrorResponse error) : base(error) { }
    }
}
