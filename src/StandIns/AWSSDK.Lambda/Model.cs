using Amazon.Runtime;

namespace Amazon.Lambda.Model;

public class AccountLimit
{
    public int? ConcurrentExecutions { get; set; }
    public int? UnreservedConcurrentExecutions { get; set; }
}

public class GetAccountSettingsRequest : AmazonLambdaRequest;

public class GetAccountSettingsResponse : AmazonWebServiceResponse
{
    public AccountLimit AccountLimit { get; set; }
}

public class InvokeRequest : AmazonLambdaRequest
{
    public string FunctionName { get; set; }
    public InvocationType InvocationType { get; set; }
    public string Payload { get; set; }
}

public class InvokeResponse : AmazonWebServiceResponse
{
    public string FunctionError { get; set; }
    public MemoryStream Payload { get; set; }
    public int? StatusCode { get; set; }
}
