using System.Net;
using Amazon.Runtime;
using DrFunctions.Aws;
using DrFunctions.Core.Observations;

namespace DrFunctions.Tests.Aws;

/// <summary>What AWS's error codes say about the next attempt.</summary>
public class RefusalCodesTests
{
    [Theory]
    [InlineData("InsufficientInstanceCapacity", 500)]
    [InlineData("InsufficientHostCapacity", 500)]
    [InlineData("InsufficientReservedInstanceCapacity", 500)]
    [InlineData("InsufficientCapacityOnHost", 400)]
    [InlineData("InsufficientFreeAddressesInSubnet", 400)]
    [InlineData("InsufficientAddressCapacity", 500)]
    [InlineData("InsufficientVolumeCapacity", 500)]
    [InlineData("ReservationCapacityExceeded", 400)]
    [InlineData("InstanceLimitExceeded", 400)]
    [InlineData("VcpuLimitExceeded", 400)]
    [InlineData("HostLimitExceeded", 400)]
    [InlineData("LimitExceededException", 400)]
    [InlineData("ServiceQuotaExceededException", 400)]
    [InlineData("MaxSpotInstanceCountExceeded", 400)]
    [InlineData("Throttling", 400)]
    [InlineData("ThrottlingException", 400)]
    [InlineData("RequestLimitExceeded", 503)]
    [InlineData("ExpiredToken", 403)]
    [InlineData("ExpiredTokenException", 400)]
    [InlineData("IncorrectInstanceState", 400)]
    [InlineData("PriorRequestNotComplete", 400)]
    [InlineData("ConcurrentUpdateException", 400)]
    public void What_time_may_mend_passes(string code, int status) => Assert.Equal(RefusalCause.Passing, CauseOf(code, status));

    [Theory]
    [InlineData("UnauthorizedOperation", 403)]
    [InlineData("AccessDenied", 403)]
    [InlineData("AccessDeniedException", 400)]
    [InlineData("AuthFailure", 401)]
    [InlineData("UnrecognizedClientException", 400)]
    [InlineData("OptInRequired", 403)]
    public void A_caller_without_permission_is_denied(string code, int status) => Assert.Equal(RefusalCause.Denied, CauseOf(code, status));

    [Theory]
    [InlineData("InvalidInput", "Invalid request: Missing field 'SetIdentifier'")]
    [InlineData("InvalidChangeBatch", "[RRSet with DNS name a.example.org. is not permitted in zone example.com.]")]
    [InlineData("InvalidChangeBatch", "[Invalid Resource Record: 'FATAL problem: ARRDATAIllegalIPv4Address encountered with 'alb-1'']")]
    [InlineData("ValidationException", "Minimum capacity cannot be greater than maximum capacity")]
    [InlineData("ValidationError", "1 validation error detected")]
    [InlineData("InvalidParameterException", "Daemon services have no desired count")]
    [InlineData("InvalidParameterValue", "")]
    [InlineData("InvalidParameterCombination", "")]
    [InlineData("InvalidInstanceID.Malformed", "")]
    [InlineData("MissingParameter", "")]
    [InlineData("UnsupportedOperation", "")]
    [InlineData("UnsupportedFeatureException", "")]
    [InlineData("NoSuchHealthCheck", "")]
    public void A_request_with_a_fault_will_be_refused_again(string code, string message) =>
        Assert.Equal((RefusalCause.Lasting, false), (CauseOf(code, 400, message), Refused(code, 400, message)!.MayPass));

    [Theory]
    [InlineData("[Tried to delete resource record set [name='a.', type='A'] but it was not found]")]
    [InlineData("[Tried to create resource record set [name='a.', type='A'] but it already exists]")]
    [InlineData("[Tried to delete resource record set [name='a.', type='A'] but the values provided do not match the current values]")]
    public void Records_that_are_not_as_the_batch_expects_are_read_anew(string message) =>
        Assert.Equal(RefusalCause.Passing, CauseOf("InvalidChangeBatch", 400, message));

    [Fact]
    public void Other_codes_say_nothing() => Assert.Equal(RefusalCause.Unclear, CauseOf("InvalidInstanceID.NotFound", 400));

    [Fact]
    public void After_a_failure_inside_AWS_the_change_may_have_been_made() => Assert.Null(Refused("InvalidParameterValue", 500, ""));

    static RefusalCause CauseOf(string code, int status, string message = "") => Refused(code, status, message)!.Cause;

    static Refusal? Refused(string code, int status, string message) =>
        AwsErrors.AsRefusal(new AmazonServiceException(message, null, ErrorType.Sender, code, "request", (HttpStatusCode)status));
}
