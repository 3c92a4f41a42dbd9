using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.ECS
{
    public class AmazonECSException : AmazonServiceException
    {
        public AmazonECSException(string message) : base(message) { }
        public AmazonECSException(string message, Exception innerException) : base(message, innerException) { }
        public AmazonECSException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal AmazonECSException(ErrorResponse error)
            : this(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode) { }
    }

    internal static class ServiceErrors
    {
        /// <summary>The exception that AWS's SDK throws for an error code.</summary>
        public static AmazonServiceException Create(ErrorResponse error) => error.Code switch
        {
            "AccessDeniedException" => new Model.AccessDeniedException(error),
            "ClientException" => new Model.ClientException(error),
            "ClusterNotFoundException" => new Model.ClusterNotFoundException(error),
            "InvalidParameterException" => new Model.InvalidParameterException(error),
            "NamespaceNotFoundException" => new Model.NamespaceNotFoundException(error),
            "PlatformTaskDefinitionIncompatibilityException" => new Model.PlatformTaskDefinitionIncompatibilityException(error),
            "PlatformUnknownException" => new Model.PlatformUnknownException(error),
            "ServerException" => new Model.ServerException(error),
            "ServiceNotActiveException" => new Model.ServiceNotActiveException(error),
            "ServiceNotFoundException" => new Model.ServiceNotFoundException(error),
            "UnsupportedFeatureException" => new Model.UnsupportedFeatureException(error),
            _ => new AmazonECSException(error),
        };
    }
}

namespace Amazon.ECS.Model
{
    public class AccessDeniedException : AmazonECSException
    {
        public AccessDeniedException(string message) : base(message) { }
        public AccessDeniedException(string message, Exception innerException) : base(message, innerException) { }
        public AccessDeniedException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal AccessDeniedException(ErrorResponse error) : base(error) { }
    }

    public class ClientException : AmazonECSException
    {
        public ClientException(string message) : base(message) { }
        public ClientException(string message, Exception innerException) : base(message, innerException) { }
        public ClientException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal ClientException(ErrorResponse error) : base(error) { }
    }

    public class ClusterNotFoundException : AmazonECSException
    {
        public ClusterNotFoundException(string message) : base(message) { }
        public ClusterNotFoundException(string message, Exception innerException) : base(message, innerException) { }
        public ClusterNotFoundException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal ClusterNotFoundException(ErrorResponse error) : base(error) { }
    }

    public class InvalidParameterException : AmazonECSException
    {
        public InvalidParameterException(string message) : base(message) { }
        public InvalidParameterException(string message, Exception innerException) : base(message, innerException) { }
        public InvalidParameterException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal InvalidParameterException(ErrorResponse error) : base(error) { }
    }

    public class NamespaceNotFoundException : AmazonECSException
    {
        public NamespaceNotFoundException(string message) : base(message) { }
        public NamespaceNotFoundException(string message, Exception innerException) : base(message, innerException) { }
        public NamespaceNotFoundException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal NamespaceNotFoundException(ErrorResponse error) : base(error) { }
    }

    public class PlatformTaskDefinitionIncompatibilityException : AmazonECSException
    {
        public PlatformTaskDefinitionIncompatibilityException(string message) : base(message) { }
        public PlatformTaskDefinitionIncompatibilityException(string message, Exception innerException) : base(message, innerException) { }
        public PlatformTaskDefinitionIncompatibilityException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal PlatformTaskDefinitionIncompatibilityException(ErrorResponse error) : base(error) { }
    }

    public class PlatformUnknownException : AmazonECSException
    {
        public PlatformUnknownException(string message) : base(message) { }
        public PlatformUnknownException(string message, Exception innerException) : base(message, innerException) { }
        public PlatformUnknownException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal PlatformUnknownException(ErrorResponse error) : base(error) { }
    }

    public class ServerException : AmazonECSException
    {
        public ServerException(string message) : base(message) { }
        public ServerException(string message, Exception innerException) : base(message, innerException) { }
        public ServerException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal ServerException(ErrorResponse error) : base(error) { }
    }

    public class ServiceNotActiveException : AmazonECSException
    {
        public ServiceNotActiveException(string message) : base(message) { }
        public ServiceNotActiveException(string message, Exception innerException) : base(message, innerException) { }
        public ServiceNotActiveException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal ServiceNotActiveException(ErrorResponse error) : base(error) { }
    }

    public class ServiceNotFoundException : AmazonECSException
    {
        public ServiceNotFoundException(string message) : base(message) { }
        public ServiceNotFoundException(string message, Exception innerException) : base(message, innerException) { }
        public ServiceNotFoundException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal ServiceNotFoundException(ErrorResponse error) : base(error) { }
    }

    public class UnsupportedFeatureException : AmazonECSException
    {
        public UnsupportedFeatureException(string message) : base(message) { }
        public UnsupportedFeatureException(string message, Exception innerException) : base(message, innerException) { }
        public UnsupportedFeatureException(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal UnsupportedFeatureException(ErrorResponse error) : base(error) { }
    }
}
