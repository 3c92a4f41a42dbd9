using System.Net;
using Amazon.Route53;
using Amazon.Route53.Model;

namespace DrFunctions.Tests.StandIns;

public sealed class Route53ClientTests
{
    const string Info =
        "<ChangeInfo><Id>/change/C1</Id><Status>PENDING</Status><SubmittedAt>2026-01-02T03:04:05.678Z</SubmittedAt></ChangeInfo>";

    static readonly ResourceRecordSet Weighted = new()
    {
        Name = "w.example.com",
        Type = RRType.A,
        SetIdentifier = "one",
        Weight = 100,
        HealthCheckId = "hc",
        AliasTarget = new AliasTarget { HostedZoneId = "Z2", DNSName = "lb.example.net", EvaluateTargetHealth = false },
    };

    static readonly ResourceRecordSet Epoch = new()
    {
        Name = "e.example.com",
        Type = RRType.TXT,
        TTL = 60,
        ResourceRecords = [new ResourceRecord { Value = "\"<1>\"" }],
    };

    readonly Recorder wire = new();

    AmazonRoute53Client Client => new(Recorder.Credentials, wire.Config<AmazonRoute53Config>());

    [Fact]
    public async Task Listing_asks_from_a_name_and_reads_every_kind_of_record()
    {
        wire.Answers("""
            <?xml version="1.0"?>
            <ListResourceRecordSetsResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><ResourceRecordSets>
            <ResourceRecordSet><Name>\052.example.com.</Name><Type>A</Type><SetIdentifier>one</SetIdentifier><Weight>0</Weight>
            <AliasTarget><HostedZoneId>Z2</HostedZoneId><DNSName>lb.example.net.</DNSName>
            <EvaluateTargetHealth>true</EvaluateTargetHealth></AliasTarget>
            <HealthCheckId>hc</HealthCheckId></ResourceRecordSet>
            <ResourceRecordSet><Name>f.example.com.</Name><Type>TXT</Type><SetIdentifier>p</SetIdentifier><Failover>PRIMARY</Failover>
            <TTL>60</TTL>
            <ResourceRecords><ResourceRecord><Value>"a &amp; \"b\""</Value></ResourceRecord></ResourceRecords></ResourceRecordSet>
            </ResourceRecordSets><IsTruncated>true</IsTruncated><NextRecordName>g.example.com.</NextRecordName>
            <NextRecordType>A</NextRecordType>
            <NextRecordIdentifier>x</NextRecordIdentifier><MaxItems>2</MaxItems></ListResourceRecordSetsResponse>
            """);
        var answer = await Client.ListResourceRecordSetsAsync(new ListResourceRecordSetsRequest
        {
            HostedZoneId = "/hostedzone/Z1",
            StartRecordName = "\\052.example.com",
            StartRecordType = RRType.A,
            MaxItems = "2",
        });
        var sent = Assert.Single(wire.Sent);
        Assert.Equal(("GET", ""), (sent.Method, sent.Body));
        Assert.Equal("route53.amazonaws.com", sent.Uri.Host);
        Assert.Equal("/2013-04-01/hostedzone/Z1/rrset?maxitems=2&name=%5C052.example.com&type=A", sent.Uri.PathAndQuery);
        Assert.Equal("us-east-1/route53/aws4_request", sent.Scope);
        var (alias, failover) = (answer.ResourceRecordSets[0], answer.ResourceRecordSets[1]);
        Assert.Equal(("\\052.example.com.", RRType.A, "one", 0L, "hc"),
            (alias.Name, alias.Type, alias.SetIdentifier, alias.Weight, alias.HealthCheckId));
        Assert.Equal(("Z2", "lb.example.net.", true),
            (alias.AliasTarget.HostedZoneId, alias.AliasTarget.DNSName, alias.AliasTarget.EvaluateTargetHealth));
        Assert.Null(alias.ResourceRecords);
        Assert.Null(alias.TTL);
        Assert.Equal((ResourceRecordSetFailover.PRIMARY, 60L, "\"a & \\\"b\\\"\""),
            (failover.Failover, failover.TTL, failover.ResourceRecords[0].Value));
        Assert.Equal((true, "g.example.com.", RRType.A, "x"),
            (answer.IsTruncated, answer.NextRecordName, answer.NextRecordType, answer.NextRecordIdentifier));
    }

    [Fact]
    public async Task A_change_is_one_batch_in_the_order_of_the_schema()
    {
        wire.Answers($"<ChangeResourceRecordSetsResponse>{Info}</ChangeResourceRecordSetsResponse>");
        var answer = await Client.ChangeResourceRecordSetsAsync(new ChangeResourceRecordSetsRequest
        {
            HostedZoneId = "Z1",
            ChangeBatch = new ChangeBatch
            {
                Comment = "é",
                Changes =
                [
                    new Change { Action = ChangeAction.UPSERT, ResourceRecordSet = Weighted },
                    new Change { Action = ChangeAction.DELETE, ResourceRecordSet = Epoch },
                ],
            },
        });
        var sent = Assert.Single(wire.Sent);
        Assert.Equal(("POST", "https://route53.amazonaws.com/2013-04-01/hostedzone/Z1/rrset/"), (sent.Method, sent.Uri.AbsoluteUri));
        Assert.Equal(
            "<ChangeResourceRecordSetsRequest xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\"><ChangeBatch>" +
            "<Comment>é</Comment><Changes>" +
            "<Change><Action>UPSERT</Action><ResourceRecordSet><Name>w.example.com</Name><Type>A</Type><SetIdentifier>one</SetIdentifier>" +
            "<Weight>100</Weight><AliasTarget><HostedZoneId>Z2</HostedZoneId><DNSName>lb.example.net</DNSName>" +
            "<EvaluateTargetHealth>false</EvaluateTargetHealth></AliasTarget><HealthCheckId>hc</HealthCheckId>" +
            "</ResourceRecordSet></Change>" +
            "<Change><Action>DELETE</Action><ResourceRecordSet><Name>e.example.com</Name><Type>TXT</Type><TTL>60</TTL><ResourceRecords>" +
            "<ResourceRecord><Value>\"&lt;1&gt;\"</Value></ResourceRecord></ResourceRecords></ResourceRecordSet></Change>" +
            "</Changes></ChangeBatch></ChangeResourceRecordSetsRequest>", sent.Body);
        Assert.Equal(("/change/C1", ChangeStatus.PENDING), (answer.ChangeInfo.Id, answer.ChangeInfo.Status));
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc), answer.ChangeInfo.SubmittedAt);
    }

    [Fact]
    public async Task A_change_is_followed_by_the_id_it_was_given()
    {
        wire.Answers($"<GetChangeResponse>{Info}</GetChangeResponse>");
        await Client.GetChangeAsync(new GetChangeRequest { Id = "/change/C1" });
        Assert.Equal("/2013-04-01/change/C1", wire.Sent[0].Uri.PathAndQuery);
    }

    [Fact]
    public async Task A_health_checks_observations_are_read()
    {
        wire.Answers("""
            <GetHealthCheckStatusResponse><HealthCheckObservations><HealthCheckObservation><Region>eu-west-1</Region>
            <IPAddress>192.0.2.7</IPAddress>
            <StatusReport><Status>Failure: timed out</Status><CheckedTime>2026-01-02T03:04:05Z</CheckedTime></StatusReport>
            </HealthCheckObservation></HealthCheckObservations></GetHealthCheckStatusResponse>
            """);
        var answer = await Client.GetHealthCheckStatusAsync(new GetHealthCheckStatusRequest { HealthCheckId = "hc-1" });
        Assert.Equal("/2013-04-01/healthcheck/hc-1/status", wire.Sent[0].Uri.PathAndQuery);
        var seen = Assert.Single(answer.HealthCheckObservations);
        Assert.Equal((HealthCheckRegion.EuWest1, "Failure: timed out"), (seen.Region, seen.StatusReport.Status));
    }

    [Theory]
    [InlineData("<ErrorResponse><Error><Type>Sender</Type><Code>InvalidChangeBatch</Code><Message>[one]</Message></Error>" +
        "<RequestId>r</RequestId></ErrorResponse>", "[one]")]
    [InlineData("<InvalidChangeBatch><Messages><Message>one</Message><Message>two</Message></Messages>" +
        "<RequestId>r</RequestId></InvalidChangeBatch>", "one two")]
    public async Task Both_shapes_of_a_refused_batch_are_understood(string body, string message)
    {
        wire.Answers(body, HttpStatusCode.BadRequest);
        var error = await Assert.ThrowsAsync<InvalidChangeBatchException>(
            () => Client.ChangeResourceRecordSetsAsync(new ChangeResourceRecordSetsRequest { HostedZoneId = "Z1" }));
        Assert.Equal(("InvalidChangeBatch", message, "r"), (error.ErrorCode, error.Message, error.RequestId));
    }

    [Fact]
    public async Task A_zone_must_be_named()
    {
        var error = await Assert.ThrowsAsync<AmazonRoute53Exception>(
            () => Client.ListResourceRecordSetsAsync(new ListResourceRecordSetsRequest()));
        Assert.Contains("HostedZoneId", error.Message, StringComparison.Ordinal);
    }
}
