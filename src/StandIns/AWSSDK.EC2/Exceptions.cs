using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.EC2
{
    public class AmazonEC2Exception : AmazonServiceException
    {
        public AmazonEC2Exception(string message) : base(message) { }
        public AmazonEC2Exception(string message, Exception innerException) : base(message, innerException) { }
        public AmazonEC2Exception(string message, Exception innerException, ErrorType errorType,
            string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
        internal AmazonEC2Exception(ErrorResponse error)
            : this(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode) { }
    }

    internal static class ServiceErrors
    {
        /// <summary>EC2 models no errors: callers look at ErrorCode.</summary>
        public static AmazonServiceException Create(ErrorResponse error) => new AmazonEC2Exception(error);
    }
}
