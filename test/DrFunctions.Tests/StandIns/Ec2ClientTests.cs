using System.Net;
using Amazon.EC2;
using Amazon.EC2.Model;

namespace DrFunctions.Tests.StandIns;

public sealed class Ec2ClientTests
{
    const string Started = """
        <StartInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r-1</requestId><instancesSet>
        <item><instanceId>i-1</instanceId><currentState><code>0</code><name>pending</name></currentState>
        <previousState><code>80</code><name>stopped</name></previousState></item></instancesSet></StartInstancesResponse>
        """;

    readonly Recorder wire = new();

    AmazonEC2Client Client => new(Recorder.Credentials, wire.Config<AmazonEC2Config>());

    [Fact]
    public async Task Starting_instances_posts_a_form_and_reads_the_state_changes()
    {
        wire.Answers(Started);
        var answer = await Client.StartInstancesAsync(new StartInstancesRequest { InstanceIds = ["i-1", "i-2"], DryRun = false });

        var sent = Assert.Single(wire.Sent);
        Assert.Equal(("POST", "https://ec2.eu-west-1.amazonaws.com/"), (sent.Method, sent.Uri.AbsoluteUri));
        Assert.Equal("eu-west-1/ec2/aws4_request", sent.Scope);
        Assert.Equal("Action=StartInstances\nDryRun=false\nInstanceId.1=i-1\nInstanceId.2=i-2\nVersion=2016-11-15", sent.Form);
        Assert.Equal("application/x-www-form-urlencoded; charset=utf-8", sent.Headers["Content-Type"]);
        var change = Assert.Single(answer.StartingInstances);
        Assert.Equal(("i-1", InstanceStateName.Pending, InstanceStateName.Stopped),
            (change.InstanceId, change.CurrentState.Name, change.PreviousState.Name));
        Assert.Equal("r-1", answer.ResponseMetadata.RequestId);
    }

    [Fact]
    public async Task Stopping_says_how()
    {
        wire.Answers("<StopInstancesResponse><instancesSet/></StopInstancesResponse>");
        var answer = await Client.StopInstancesAsync(new StopInstancesRequest { InstanceIds = ["i-1"], Force = true, Hibernate = false });
        Assert.Equal("Action=StopInstances\nForce=true\nHibernate=false\nInstanceId.1=i-1\nVersion=2016-11-15", wire.Sent[0].Form);
        Assert.Null(answer.StoppingInstances);
    }

    [Fact]
    public async Task Describing_by_filters_sends_names_and_values_and_pages_by_token()
    {
        wire.Answers("""
            <DescribeInstancesResponse><reservationSet><item><reservationId>r-9</reservationId><instancesSet><item>
            <instanceId>i-1</instanceId><instanceType>m7g.large</instanceType><launchTime>2026-01-02T03:04:05.000Z</launchTime>
            <instanceState><code>80</code><name>stopped</name></instanceState><reason>User initiated</reason>
            <stateReason><code>Client.UserInitiatedShutdown</code><message>stopped by a person</message></stateReason>
            <placement><availabilityZone>eu-west-1a</availabilityZone><tenancy>default</tenancy></placement>
            <rootDeviceType>ebs</rootDeviceType><ipAddress>192.0.2.1</ipAddress><privateIpAddress>10.0.0.1</privateIpAddress>
            <tagSet><item><key>app</key><value>a &amp; b</value></item></tagSet>
            </item></instancesSet></item></reservationSet><nextToken>more</nextToken></DescribeInstancesResponse>
            """).Answers("<DescribeInstancesResponse><reservationSet/></DescribeInstancesResponse>");
        var request = new DescribeInstancesRequest
        {
            MaxResults = 5,
            Filters = [new Filter { Name = "tag:app", Values = ["a & b", "ü"] }, new Filter { Name = "instance-id", Values = ["i-1"] }],
        };
        var first = await Client.DescribeInstancesAsync(request);
        request.NextToken = first.NextToken;
        var last = await Client.DescribeInstancesAsync(request);

        const string page1 = "Action=DescribeInstances\nFilter.1.Name=tag:app\nFilter.1.Value.1=a & b\nFilter.1.Value.2=ü\n" +
            "Filter.2.Name=instance-id\nFilter.2.Value.1=i-1\nMaxResults=5\n";
        Assert.Equal([page1 + "Version=2016-11-15", page1 + "NextToken=more\nVersion=2016-11-15"], wire.Sent.Select(sent => sent.Form));
        var instance = Assert.Single(Assert.Single(first.Reservations).Instances);
        Assert.Equal("m7g.large", instance.InstanceType); // not among the named values: unknown values are kept
        Assert.Equal(InstanceStateName.Stopped, instance.State.Name);
        Assert.Equal("stopped by a person", instance.StateReason.Message);
        Assert.Equal(("eu-west-1a", DeviceType.Ebs), (instance.Placement.AvailabilityZone, instance.RootDeviceType));
        Assert.Equal(("192.0.2.1", "10.0.0.1"), (instance.PublicIpAddress, instance.PrivateIpAddress));
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), instance.LaunchTime);
        Assert.Equal(("app", "a & b"), (instance.Tags[0].Key, instance.Tags[0].Value));
        Assert.Null(last.Reservations);
        Assert.Null(last.NextToken);
    }

    [Fact]
    public async Task Status_checks_are_read_with_their_details()
    {
        wire.Answers("""
            <DescribeInstanceStatusResponse><instanceStatusSet><item><instanceId>i-1</instanceId>
            <instanceState><code>16</code><name>running</name></instanceState>
            <systemStatus><status>ok</status><details><item><name>reachability</name><status>passed</status></item></details></systemStatus>
            <instanceStatus><status>impaired</status><details><item><name>reachability</name><status>failed</status>
            <impairedSince>2026-01-02T03:04:05Z</impairedSince></item></details></instanceStatus>
            <eventsSet><item><code>system-maintenance</code><description>soon</description></item></eventsSet>
            </item></instanceStatusSet></DescribeInstanceStatusResponse>
            """);
        var request = new DescribeInstanceStatusRequest { IncludeAllInstances = true, InstanceIds = ["i-1"] };
        var answer = await Client.DescribeInstanceStatusAsync(request);
        Assert.Equal("Action=DescribeInstanceStatus\nIncludeAllInstances=true\nInstanceId.1=i-1\nVersion=2016-11-15", wire.Sent[0].Form);
        var status = Assert.Single(answer.InstanceStatuses);
        Assert.Equal((SummaryStatus.Impaired, SummaryStatus.Ok), (status.Status.Status, status.SystemStatus.Status));
        Assert.Equal((StatusName.Reachability, StatusType.Failed), (status.Status.Details[0].Name, status.Status.Details[0].Status));
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), status.Status.Details[0].ImpairedSince);
        Assert.Equal(EventCode.SystemMaintenance, status.Events[0].Code);
    }

    /// <summary>So the product must never send one: an empty id is not "no ids".</summary>
    [Fact]
    public async Task An_empty_list_reaches_AWS_as_one_empty_item()
    {
        wire.Answers("<StartInstancesResponse><instancesSet/></StartInstancesResponse>");
        await Client.StartInstancesAsync(new StartInstancesRequest { InstanceIds = [] });
        Assert.Equal("Action=StartInstances\nInstanceId=\nVersion=2016-11-15", wire.Sent[0].Form);
    }

    [Fact]
    public async Task An_error_has_its_code_message_and_request_id()
    {
        wire.Answers("""
            <Response><Errors><Error><Code>InvalidInstanceID.NotFound</Code><Message>The instance ID 'i-1' does not exist</Message>
            </Error></Errors>
            <RequestID>r-2</RequestID></Response>
            """, HttpStatusCode.BadRequest);
        var error = await Assert.ThrowsAsync<AmazonEC2Exception>(() => Client.DescribeInstancesAsync());
        Assert.Equal(("InvalidInstanceID.NotFound", "The instance ID 'i-1' does not exist", "r-2", HttpStatusCode.BadRequest),
            (error.ErrorCode, error.Message, error.RequestId, error.StatusCode));
    }

    [Fact]
    public async Task A_page_of_html_is_an_error_that_quotes_it()
    {
        wire.Answers("<!doctype html><p>busy", HttpStatusCode.BadGateway);
        var error = await Assert.ThrowsAsync<AmazonEC2Exception>(() => Client.DescribeInstancesAsync());
        Assert.Equal(HttpStatusCode.BadGateway, error.StatusCode);
        Assert.Contains("busy", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_that_is_answered_at_once_is_done_at_once()
    {
        wire.Answers(Started);
        var call = Client.StartInstancesAsync(new StartInstancesRequest { InstanceIds = ["i-1"] }, CancellationToken.None);
        Assert.True(call.IsCompletedSuccessfully, "The simulation needs calls that never leave their thread.");
    }

    [Fact]
    public async Task A_cancelled_call_stops()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Client.DescribeInstancesAsync(cancelled.Token));
    }
}
