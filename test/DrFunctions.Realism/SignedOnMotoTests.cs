using System.Net;
using Amazon.ApplicationAutoScaling.Model;
using Amazon.AutoScaling.Model;
using Amazon.DynamoDBv2.Model;
using Amazon.ECS.Model;
using Amazon.ElasticLoadBalancingV2.Model;
using Amazon.Route53.Model;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using DrFunctions.Aws;

namespace DrFunctions.Realism;

/// <summary>moto's own check of signatures accepts each client with the role's secret, and refuses it with another.</summary>
public sealed class SignedOnMotoTests(GuardedMoto moto) : IClassFixture<GuardedMoto>
{
    const string Region = "ap-northeast-1";

    [Fact]
    public async Task Each_service_accepts_our_signature_and_refuses_a_wrong_secret_and_a_wrong_token()
    {
        var shop = await GuardedShop.DeployAsync(moto, named: true);
        await moto.GuardAsync(true);
        var calls = Calls(shop);
        Assert.Equal(
            typeof(AwsClients).GetMethods().Count(method => typeof(IAmazonService).IsAssignableFrom(method.ReturnType)), calls.Count);
        var wrongSecret = shop.Keys with { Secret = new string('x', shop.Keys.Secret.Length) };
        foreach (var (action, call) in calls)
        {
            moto.Forget();
            Assert.NotEqual(HttpStatusCode.Forbidden, await CallAsync(shop.Keys, call));
            await SeenAsync(action);

            moto.Forget();
            Assert.True(await CallAsync(wrongSecret, call) is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized, action);
            Assert.True(await CallAsync(shop.Keys with { Token = "another" }, call) >= HttpStatusCode.BadRequest, action);
            Assert.Empty(moto.Judged);
        }
    }

    /// <summary>A call for each client, by the action that moto checks once it has accepted the signature.</summary>
    static Dictionary<string, Func<AwsClients, Task<AmazonWebServiceResponse>>> Calls(GuardedShop shop) => new()
    {
        ["ec2:DescribeInstances"] = async aws => await aws.Ec2(Region).DescribeInstancesAsync(),
        ["ecs:DescribeServices"] = async aws => await aws.Ecs(Region).DescribeServicesAsync(new DescribeServicesRequest { Cluster = "shop", Services = ["api"] }),
        ["elasticloadbalancing:DescribeTargetHealth"] = async aws => await aws.LoadBalancing(Region).DescribeTargetHealthAsync(
            new DescribeTargetHealthRequest { TargetGroupArn = $"arn:aws:elasticloadbalancing:{Region}:123456789012:targetgroup/none/0" }),
        ["autoscaling:DescribeAutoScalingGroups"] = async aws => await aws.AutoScaling(Region).DescribeAutoScalingGroupsAsync(new DescribeAutoScalingGroupsRequest()),
        ["application-autoscaling:DescribeScalableTargets"] = async aws => await aws.ApplicationAutoScaling(Region).DescribeScalableTargetsAsync(
            new DescribeScalableTargetsRequest { ServiceNamespace = Amazon.ApplicationAutoScaling.ServiceNamespace.Ecs }),
        ["route53:ListResourceRecordSets"] = async aws => await aws.Route53(Region).ListResourceRecordSetsAsync(
            new ListResourceRecordSetsRequest { HostedZoneId = shop.Id("zone"), StartRecordName = "shop.example.com.", StartRecordType = "A", MaxItems = "5" }),
        ["sns:GetTopicAttributes"] = async aws => await aws.Sns(Region).GetTopicAttributesAsync(shop.Id("noticeTopic")),
        ["cloudwatch:DescribeAlarms"] = async aws => await aws.CloudWatch(Region).DescribeAlarmsAsync(),
        ["lambda:InvokeFunction"] = async aws => await aws.Lambda(Region).InvokeAsync(
            new InvokeRequest { FunctionName = shop.Id("watchFunction"), InvocationType = InvocationType.Event, Payload = "{}" }),
        ["dynamodb:GetItem"] = async aws => await aws.DynamoDb(Region).GetItemAsync(
            new GetItemRequest { TableName = shop.Id("stateTable"), Key = new() { ["pk"] = new AttributeValue("plan#shop"), ["sk"] = new AttributeValue("é ~") } }),
    };

    async Task<HttpStatusCode> CallAsync(Keys keys, Func<AwsClients, Task<AmazonWebServiceResponse>> call)
    {
        using var aws = new AwsClients(new ToMoto(new Uri(moto.Address)), new SessionAWSCredentials(keys.Id, keys.Secret, keys.Token));
        try
        {
            return (await call(aws)).HttpStatusCode;
        }
        catch (AmazonServiceException refusal)
        {
            return refusal.StatusCode;
        }
    }

    /// <summary>moto prints its line about a call, and the line may come a moment after the answer.</summary>
    async Task SeenAsync(string action)
    {
        for (var left = 200; left > 0 && moto.Judged.Count == 0; left--)
        {
            await Task.Delay(25);
        }

        Assert.Contains(moto.Judged, one => one.Action == action && one.Allowed);
    }

    /// <summary>Sends signed requests for AWS's own hosts to moto.</summary>
    sealed class ToMoto(Uri address) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Redirect(address));

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        sealed class Redirect(Uri address) : DelegatingHandler(new SocketsHttpHandler())
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                request.Headers.Host = request.RequestUri!.Authority;
                request.RequestUri = new Uri(address, request.RequestUri.PathAndQuery);
                return base.SendAsync(request, cancellationToken);
            }
        }
    }
}
