using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.CloudFormation;

public class AmazonCloudFormationException : AmazonServiceException
{
    public AmazonCloudFormationException(string message) : base(message) { }
    public AmazonCloudFormationException(string message, Exception innerException) : base(message, innerException) { }
    public AmazonCloudFormationException(string message, Exception innerException, ErrorType errorType,
        string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    internal AmazonCloudFormationException(ErrorResponse error)
        : this(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode) { }
}

internal static class ServiceErrors
{
    /// <summary>DescribeStacks models no exceptions: a stack that does not exist is a ValidationError.</summary>
    public static AmazonServiceException Create(ErrorResponse error) => new AmazonCloudFormationException(error);
}
