using System.Text;
using System.Text.Json;
using Amazon.Lambda.CloudWatchEvents;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SNSEvents;

namespace DrFunctions.Tests.Runtime;

public sealed class EventTests
{
    const string Sns = """
        {"Records":[{"EventSource":"aws:sns","EventVersion":"1.0",
        "EventSubscriptionArn":"arn:aws:sns:us-east-1:123456789012:alarms:21be56ed",
        "Sns":{"Type":"Notification","MessageId":"95df01b4-ee98-5cb9-9903-4c221d41eb5e",
        "TopicArn":"arn:aws:sns:us-east-1:123456789012:alarms",
        "Subject":"ALARM: \"shop-front\" in US East (N. Virginia)",
        "Message":"{\"AlarmName\":\"shop-front\",\"NewStateValue\":\"ALARM\"}",
        "Timestamp":"2026-03-14T02:11:09.482Z","SignatureVersion":"1","Signature":"EXAMPLE",
        "SigningCertUrl":"https://sns.us-east-1.amazonaws.com/a.pem",
        "UnsubscribeUrl":"https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe",
        "MessageAttributes":{"team":{"Type":"String","Value":"shop"}}}}]}
        """;

    const string InstanceState = """
        {"version":"0","id":"7bf73129-1428-4cd3-a780-95db273d1602","detail-type":"EC2 Instance State-change Notification",
        "source":"aws.ec2",
        "account":"123456789012","time":"2026-03-14T02:12:00Z","region":"eu-west-1",
        "resources":["arn:aws:ec2:eu-west-1:123456789012:instance/i-abcd1111"],"detail":{"instance-id":"i-abcd1111","state":"running"}}
        """;

    public static TheoryData<ILambdaSerializer> Serializers =>
        [new SourceGeneratorLambdaJsonSerializer<SampleJson>(), new DefaultLambdaJsonSerializer()];

    [Theory]
    [MemberData(nameof(Serializers))]
    public void An_sns_event_is_read_whole(ILambdaSerializer serializer)
    {
        var record = Assert.Single(Read<SNSEvent>(serializer, Sns).Records);

        Assert.Equal(("aws:sns", "1.0"), (record.EventSource, record.EventVersion));
        Assert.Equal("""{"AlarmName":"shop-front","NewStateValue":"ALARM"}""", record.Sns.Message);
        Assert.Equal(new DateTime(2026, 3, 14, 2, 11, 9, 482, DateTimeKind.Utc), record.Sns.Timestamp);
        Assert.Equal(DateTimeKind.Utc, record.Sns.Timestamp.Kind);
        Assert.Equal("arn:aws:sns:us-east-1:123456789012:alarms", record.Sns.TopicArn);
        Assert.Equal("shop", record.Sns.MessageAttributes["team"].Value);
    }

    [Theory]
    [MemberData(nameof(Serializers))]
    public void An_eventbridge_event_is_read_whole(ILambdaSerializer serializer)
    {
        var read = Read<CloudWatchEvent<JsonElement>>(serializer, InstanceState);

        Assert.Equal(("EC2 Instance State-change Notification", "aws.ec2", "eu-west-1"), (read.DetailType, read.Source, read.Region));
        Assert.Equal("i-abcd1111", read.Detail.GetProperty("instance-id").GetString());
        Assert.Equal(new DateTime(2026, 3, 14, 2, 12, 0, DateTimeKind.Utc), read.Time);
        Assert.EndsWith("/i-abcd1111", Assert.Single(read.Resources), StringComparison.Ordinal);
    }

    [Fact]
    public void A_scheduled_event_is_read()
    {
        const string Json = """
            {"id":"1","detail-type":"Scheduled Event","source":"aws.events","time":"2026-03-14T02:12:00Z","resources":[],"detail":{}}
            """;

        var read = Read<ScheduledEvent>(new SourceGeneratorLambdaJsonSerializer<SampleJson>(), Json);

        Assert.Equal("Scheduled Event", read.DetailType);
        Assert.NotNull(read.Detail);
    }

    [Theory]
    [MemberData(nameof(Serializers))]
    public void Names_are_written_as_declared_and_nulls_are_left_out(ILambdaSerializer serializer)
    {
        using var stream = new MemoryStream();

        serializer.Serialize(new Answer("grün & gut", null, 4), stream);

        Assert.Equal("""{"Sentence":"grün & gut","Number":4}""", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void A_type_that_the_context_does_not_know_is_named()
    {
        var serializer = new SourceGeneratorLambdaJsonSerializer<SampleJson>();

        var unknown = Assert.Throws<JsonSerializerException>(() => Read<Version>(serializer, "{}"));

        Assert.Contains("System.Version", unknown.Message, StringComparison.Ordinal);
    }

    static T Read<T>(ILambdaSerializer serializer, string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return serializer.Deserialize<T>(stream);
    }
}
