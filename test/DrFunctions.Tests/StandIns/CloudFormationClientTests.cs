using System.Net;
using Amazon.CloudFormation;
using Amazon.CloudFormation.Model;

namespace DrFunctions.Tests.StandIns;

public sealed class CloudFormationClientTests
{
    readonly Recorder wire = new();

    AmazonCloudFormationClient Client => new(Recorder.Credentials, wire.Config<AmazonCloudFormationConfig>());

    [Fact]
    public async Task A_stack_is_read_with_its_outputs()
    {
        wire.Answers("""
            <DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member>
            <StackName>shop</StackName><StackId>arn:aws:cloudformation:eu-west-1:1:stack/shop/aaf549a0</StackId><StackStatusReason/>
            <Parameters/><CreationTime>2010-07-27T22:26:28Z</CreationTime><StackStatus>UPDATE_COMPLETE</StackStatus>
            <Outputs><member><Description>a page</Description><OutputKey>Page</OutputKey><OutputValue>http://a/?b=1&amp;c</OutputValue></member>
            <member><OutputKey>Id</OutputKey><OutputValue>i-1</OutputValue><ExportName>shop-id</ExportName></member></Outputs>
            </member></Stacks></DescribeStacksResult><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></DescribeStacksResponse>
            """);
        var answer = await Client.DescribeStacksAsync(new DescribeStacksRequest { StackName = "shop" });
        var sent = Assert.Single(wire.Sent);
        Assert.Equal(("POST", "https://cloudformation.eu-west-1.amazonaws.com/", "eu-west-1/cloudformation/aws4_request"),
            (sent.Method, sent.Uri.AbsoluteUri, sent.Scope));
        Assert.Equal("Action=DescribeStacks\nStackName=shop\nVersion=2010-05-15", sent.Form);
        var stack = Assert.Single(answer.Stacks);
        Assert.Equal(("shop", "arn:aws:cloudformation:eu-west-1:1:stack/shop/aaf549a0", StackStatus.UPDATE_COMPLETE),
            (stack.StackName, stack.StackId, stack.StackStatus));
        Assert.Equal([("Page", "http://a/?b=1&c", null), ("Id", "i-1", "shop-id")],
            stack.Outputs.Select(output => (output.OutputKey, output.OutputValue, (string?)output.ExportName)));
    }

    [Fact]
    public async Task A_stack_that_is_not_there_is_the_services_exception()
    {
        wire.Answers("""
            <ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type><Code>ValidationError</Code>
            <Message>Stack with id none does not exist</Message></Error><RequestId>r-1</RequestId></ErrorResponse>
            """, HttpStatusCode.BadRequest);
        var e = await Assert.ThrowsAsync<AmazonCloudFormationException>(
            () => Client.DescribeStacksAsync(new DescribeStacksRequest { StackName = "none" }));
        Assert.Equal(("ValidationError", "Stack with id none does not exist"), (e.ErrorCode, e.Message));
    }
}
