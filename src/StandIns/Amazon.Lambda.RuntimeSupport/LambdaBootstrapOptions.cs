namespace Amazon.Lambda.RuntimeSupport.Bootstrap;

public class LambdaBootstrapOptions
{
    /// <summary>host:port of the Runtime API; without it AWS_LAMBDA_RUNTIME_API says where.</summary>
    public string RuntimeApiEndpoint { get; set; }
}
