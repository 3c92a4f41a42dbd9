using System.Net;
using Amazon.ApplicationAutoScaling;
using Amazon.ApplicationAutoScaling.Model;

namespace DrFunctions.Tests.StandIns;

public sealed class ApplicationAutoScalingClientTests
{
    readonly Recorder wire = new();

    AmazonApplicationAutoScalingClient Client => new(Recorder.Credentials, wire.Config<AmazonApplicationAutoScalingConfig>());

    [Fact]
    public async Task Describing_targets_reads_their_bounds()
    {
        wire.Answers("""
            {"ScalableTargets":[{"ServiceNamespace":"ecs","ResourceId":"service/shop/web","ScalableDimension":"ecs:service:DesiredCount",
            "MinCapacity":1,"MaxCapacity":8,"CreationTime":1767323045.0,"SuspendedState":{"DynamicScalingInSuspended":true}}],
            "NextToken":"more"}
            """);
        var answer = await Client.DescribeScalableTargetsAsync(new DescribeScalableTargetsRequest
        {
            ServiceNamespace = ServiceNamespace.Ecs,
            ResourceIds = ["service/shop/web"],
            NextToken = "t",
        });
        var sent = Assert.Single(wire.Sent);
        Assert.Equal("https://application-autoscaling.eu-west-1.amazonaws.com/", sent.Uri.AbsoluteUri);
        Assert.Equal("eu-west-1/application-autoscaling/aws4_request", sent.Scope);
        Assert.Equal("AnyScaleFrontendService.DescribeScalableTargets", sent.Headers["X-Amz-Target"]);
        Assert.Equal("""{"NextToken":"t","ResourceIds":["service/shop/web"],"ServiceNamespace":"ecs"}""", sent.Body);
        var target = Assert.Single(answer.ScalableTargets);
        Assert.Equal((1, 8, true), (target.MinCapacity, target.MaxCapacity, target.SuspendedState.DynamicScalingInSuspended));
        Assert.Equal(ScalableDimension.EcsServiceDesiredCount, target.ScalableDimension);
        Assert.Equal("more", answer.NextToken);
    }

    [Fact]
    public async Task Tags_are_listed_by_the_ARN_and_what_is_not_there_is_typed()
    {
        wire.Answers("""{"Tags":{"dr-plan":"shop"}}""");
        var asked = new ListTagsForResourceRequest { ResourceARN = "arn:aws:application-autoscaling:eu-west-1:123456789012:scalable-target/1" };
        var answer = await Client.ListTagsForResourceAsync(asked);
        Assert.Equal("AnyScaleFrontendService.ListTagsForResource", wire.Sent[0].Headers["X-Amz-Target"]);
        Assert.Equal($$"""{"ResourceARN":"{{asked.ResourceARN}}"}""", wire.Sent[0].Body);
        Assert.Equal("shop", answer.Tags["dr-plan"]);

        wire.Answers("""{"__type":"ResourceNotFoundException","message":"no such target"}""", HttpStatusCode.BadRequest);
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => Client.ListTagsForResourceAsync(asked));
    }

    [Fact]
    public async Task Registering_sends_the_bounds_and_a_refusal_is_typed()
    {
        wire.Answers("""{"__type":"ValidationException","message":"no such service"}""", HttpStatusCode.BadRequest);
        await Assert.ThrowsAsync<ValidationException>(() => Client.RegisterScalableTargetAsync(new RegisterScalableTargetRequest
        {
            ServiceNamespace = ServiceNamespace.Ecs,
            ScalableDimension = ScalableDimension.EcsServiceDesiredCount,
            ResourceId = "service/shop/web",
            MinCapacity = 4,
            MaxCapacity = 8,
            SuspendedState = new SuspendedState { DynamicScalingInSuspended = false },
        }));
        Assert.Equal("""
            {"MaxCapacity":8,"MinCapacity":4,"ResourceId":"service/shop/web","ScalableDimension":"ecs:service:DesiredCount",
            "ServiceNamespace":"ecs","SuspendedState":{"DynamicScalingInSuspended":false}}
            """.ReplaceLineEndings(""), wire.Sent[0].Body);
    }
}
