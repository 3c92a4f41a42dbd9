using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.EC2;
using Amazon.EC2.Model;
using DrFunctions.Aws;
using DrFunctions.Tests.StandIns;

namespace DrFunctions.Tests.Functions;

/// <summary>An answer with status 200 that is none: a sign-in page of the network, or a document that ends in its middle.</summary>
public sealed class UnreadableAnswerTests
{
    static readonly Calls Calls = new(TimeProvider.System);

    [Theory]
    [InlineData("<html><body>Please sign in.<br></body></html>")]
    [InlineData("<DescribeInstancesResponse><reservationSet><item></ite")]
    [InlineData("")]
    [InlineData("ok")]
    public async Task Xml_that_cannot_be_read_is_trouble_whose_effect_is_unknown(string answer)
    {
        using var ec2 = new AmazonEC2Client(Recorder.Credentials, new Recorder().Answers(answer).Config<AmazonEC2Config>());

        await AssertTroubleAsync(token => ec2.DescribeInstancesAsync(new DescribeInstancesRequest(), token));
    }

    [Theory]
    [InlineData("<html><body>Please sign in.<br></body></html>")]
    [InlineData("{\"Items\":[{\"pk\":{\"S\":\"pla")]
    [InlineData("")]
    [InlineData("ok")]
    public async Task Json_that_cannot_be_read_is_trouble_whose_effect_is_unknown(string answer)
    {
        using var tables = new AmazonDynamoDBClient(Recorder.Credentials, new Recorder().Answers(answer).Config<AmazonDynamoDBConfig>());

        await AssertTroubleAsync(token => tables.QueryAsync(new QueryRequest { TableName = "drfunctions" }, token));
    }

    static async Task AssertTroubleAsync<T>(Func<CancellationToken, Task<T>> call)
    {
        var thrown = await Record.ExceptionAsync(() => Calls.AskAsync(call, CancellationToken.None));

        Assert.NotNull(thrown);
        Assert.True(AwsErrors.Is(thrown), thrown.ToString());
        Assert.Null(AwsErrors.AsRefusal(thrown));
        Assert.NotEmpty(AwsErrors.Describe(thrown));
    }
}
