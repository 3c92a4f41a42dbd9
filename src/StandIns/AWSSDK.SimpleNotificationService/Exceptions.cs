using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.SimpleNotificationService
{
    public class AmazonSimpleNotificationServiceException : AmazonServiceException
    {
        public AmazonSimpleNotificationServiceException(string message) : base(message) { }
        public AmazonSimpleNotificationServiceException(string message, Exception innerException) : base(message, innerException) { }
        public AmazonSimpleNotificationServiceException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal AmazonSimpleNotificationServiceException(ErrorResponse error)
            : this(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode) { }
    }

    internal static class ServiceErrors
    {
        /// <summary>The exception that AWS's SDK throws for an error code.</summary>
        public static AmazonServiceException Create(ErrorResponse error) => error.Code switch
        {
            "AuthorizationError" => new Model.AuthorizationErrorException(error),
            "EndpointDisabled" => new Model.EndpointDisabledException(error),
            "InternalError" => new Model.InternalErrorException(error),
            "InvalidParameter" => new Model.InvalidParameterException(error),
            "ParameterValueInvalid" => new Model.InvalidParameterValueException(error),
            "InvalidSecurity" => new Model.InvalidSecurityException(error),
            "KMSAccessDenied" => new Model.KMSAccessDeniedException(error),
            "KMSDisabled" => new Model.KMSDisabledException(error),
            "KMSInvalidState" => new Model.KMSInvalidStateException(error),
            "KMSNotFound" => new Model.KMSNotFoundException(error),
            "KMSOptInRequired" => new Model.KMSOptInRequiredException(error),
            "KMSThrottling" => new Model.KMSThrottlingException(error),
            "NotFound" => new Model.NotFoundException(error),
            "PlatformApplicationDisabled" => new Model.PlatformApplicationDisabledException(error),
            "ValidationException" => new Model.ValidationException(error),
            _ => new AmazonSimpleNotificationServiceException(error),
        };
    }
}

namespace Amazon.SimpleNotificationService.Model
{
    public class AuthorizationErrorException : AmazonSimpleNotificationServiceException
    {
        public AuthorizationErrorException(string message) : base(message) { }
        public AuthorizationErrorException(string message, Exception innerException) : base(message, innerException) { }
        public AuthorizationErrorException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal AuthorizationErrorException(ErrorResponse error) : base(error) { }
    }

    public class EndpointDisabledException : AmazonSimpleNotificationServiceException
    {
        public EndpointDisabledException(string message) : base(message) { }
        public EndpointDisabledException(string message, Exception innerException) : base(message, innerException) { }
        public EndpointDisabledException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal EndpointDisabledException(ErrorResponse error) : base(error) { }
    }

    public class InternalErrorException : AmazonSimpleNotificationServiceException
    {
        public InternalErrorException(string message) : base(message) { }
        public InternalErrorException(string message, Exception innerException) : base(message, innerException) { }
        public InternalErrorException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal InternalErrorException(ErrorResponse error) : base(error) { }
    }

    public class InvalidParameterException : AmazonSimpleNotificationServiceException
    {
        public InvalidParameterException(string message) : base(message) { }
        public InvalidParameterException(string message, Exception innerException) : base(message, innerException) { }
        public InvalidParameterException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal InvalidParameterException(ErrorResponse error) : base(error) { }
    }

    public class InvalidParameterValueException : AmazonSimpleNotificationServiceException
    {
        public InvalidParameterValueException(string message) : base(message) { }
        public InvalidParameterValueException(string message, Exception innerException) : base(message, innerException) { }
        public InvalidParameterValueException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal InvalidParameterValueException(ErrorResponse error) : base(error) { }
    }

    public class InvalidSecurityException : AmazonSimpleNotificationServiceException
    {
        public InvalidSecurityException(string message) : base(message) { }
        public InvalidSecurityException(string message, Exception innerException) : base(message, innerException) { }
        public InvalidSecurityException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal InvalidSecurityException(ErrorResponse error) : base(error) { }
    }

    public class KMSAccessDeniedException : AmazonSimpleNotificationServiceException
    {
        public KMSAccessDeniedException(string message) : base(message) { }
        public KMSAccessDeniedException(string message, Exception innerException) : base(message, innerException) { }
        public KMSAccessDeniedException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal KMSAccessDeniedException(ErrorResponse error) : base(error) { }
    }

    public class KMSDisabledException : AmazonSimpleNotificationServiceException
    {
        public KMSDisabledException(string message) : base(message) { }
        public KMSDisabledException(string message, Exception innerException) : base(message, innerException) { }
        public KMSDisabledException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal KMSDisabledException(ErrorResponse error) : base(error) { }
    }

    public class KMSInvalidStateException : AmazonSimpleNotificationServiceException
    {
        public KMSInvalidStateException(string message) : base(message) { }
        public KMSInvalidStateException(string message, Exception innerException) : base(message, innerException) { }
        public KMSInvalidStateException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal KMSInvalidStateException(ErrorResponse error) : base(error) { }
    }

    public class KMSNotFoundException : AmazonSimpleNotificationServiceException
    {
        public KMSNotFoundException(string message) : base(message) { }
        public KMSNotFoundException(string message, Exception innerException) : base(message, innerException) { }
        public KMSNotFoundException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal KMSNotFoundException(ErrorResponse error) : base(error) { }
    }

    public class KMSOptInRequiredException : AmazonSimpleNotificationServiceException
    {
        public KMSOptInRequiredException(string message) : base(message) { }
        public KMSOptInRequiredException(string message, Exception innerException) : base(message, innerException) { }
        public KMSOptInRequiredException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal KMSOptInRequiredException(ErrorResponse error) : base(error) { }
    }

    public class KMSThrottlingException : AmazonSimpleNotificationServiceException
    {
        public KMSThrottlingException(string message) : base(message) { }
        public KMSThrottlingException(string message, Exception innerException) : base(message, innerException) { }
        public KMSThrottlingException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal KMSThrottlingException(ErrorResponse error) : base(error) { }
    }

    public class NotFoundException : AmazonSimpleNotificationServiceException
    {
        public NotFoundException(string message) : base(message) { }
        public NotFoundException(string message, Exception innerException) : base(message, innerException) { }
        public NotFoundException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal NotFoundException(ErrorResponse error) : base(error) { }
    }

    public class PlatformApplicationDisabledException : AmazonSimpleNotificationServiceException
    {
        public PlatformApplicationDisabledException(string message) : base(message) { }
        public PlatformApplicationDisabledException(string message, Exception innerException) : base(message, innerException) { }
        public PlatformApplicationDisabledException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal PlatformApplicationDisabledException(ErrorResponse error) : base(error) { }
    }

    public class ValidationException : AmazonSimpleNotificationServiceException
    {
        public ValidationException(string message) : base(message) { }
        public ValidationException(string message, Exception innerException) : base(message, innerException) { }
        public ValidationException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal ValidationException(ErrorResponse error) : base(error) { }
    }
}
