using Amazon.Lambda.Core;

namespace DrFunctions.Benchmarks.Reading;

/// <summary>An invocation's context, with plenty of time left.</summary>
sealed class BenchContext : ILambdaContext
{
    public string AwsRequestId => "00000000-0000-4000-8000-000000000001";

    public IClientContext ClientContext => null!;

    public string FunctionName => "alarm";

    public string FunctionVersion => "$LATEST";

    public ICognitoIdentity Identity => null!;

    public string InvokedFunctionArn => "arn:aws:lambda:ap-northeast-1:123456789012:function:alarm";

    public ILambdaLogger Logger => null!;

    public string LogGroupName => "/aws/lambda/alarm";

    public string LogStreamName => "benchmark";

    public int MemoryLimitInMB => 512;

    public TimeSpan RemainingTime => TimeSpan.FromSeconds(60);
}
