using System.Text.Json.Nodes;
using LocalAws.Services.CloudWatch;
using LocalAws.Wire;
using LocalAws;

namespace DrFunctions.Tests.LocalAws;

/// <summary>
/// CloudWatch in Smithy's RPC v2, which AWS's newest clients speak: the same answers and errors as in the other protocols.
/// </summary>
public sealed class CloudWatchCborTests : IDisposable
{
    const string Virginia = "us-east-1";
    static readonly DateTimeOffset start = new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero);

    readonly VirtualClock clock = new(start);
    readonly LocalCloud cloud;
    readonly WireClient client;

    public CloudWatchCborTests()
    {
        cloud = new LocalCloud(clock, seed: 7);
        client = new WireClient(cloud);
        cloud.CloudWatch.Add(new MetricAlarm(Virginia, "switch", start) { Namespace = "Switches", MetricName = "bank" });
    }

    public void Dispose()
    {
        client.Dispose();
        cloud.Dispose();
    }

    [Fact]
    public void An_answer_is_that_of_the_json_protocol_with_its_times_tagged() => Pump.Run(clock, async () =>
    {
        var (_, json) = await client.Json(Virginia, "monitoring", "GraniteServiceVersion20100801.DescribeAlarms", "{}");
        var (status, headers, body) = await Call("DescribeAlarms", []);
        Assert.Equal((200, "application/cbor", "rpc-v2-cbor"), (status, headers["Content-Type"], headers["smithy-protocol"]));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(CborJson.Read(body).ToJsonString())),
            CborJson.Read(body).ToJsonString());

        // A tag that says "a time", and a float of 64 bits that begins as 1795230000 does.
        var updated = Convert.ToHexStringLower([.. "StateUpdatedTimestamp"u8, 0xc1, 0xfb, .. BitConverter.GetBytes(1795230000d).Reverse().Take(4)]);
        Assert.Contains(updated, Convert.ToHexStringLower(body), StringComparison.Ordinal);
    });

    [Fact]
    public void What_has_no_output_has_no_body_and_the_figures_arrive() => Pump.Run(clock, async () =>
    {
        var (status, headers, body) = await Call("PutMetricData", CborJson.Write(new JsonObject
        {
            ["Namespace"] = "Switches",
            ["MetricData"] = new JsonArray(new JsonObject
            {
                ["MetricName"] = "bank", ["Value"] = -1.0, ["Timestamp"] = clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0,
            }),
        }));
        Assert.Equal((200, 0, false), (status, body.Length, headers.ContainsKey("Content-Type")));
        await Task.Delay(TimeSpan.FromMinutes(3), clock);
        Assert.Equal("ALARM", cloud.CloudWatch.Find(Virginia, "switch")!.State.Value);
    });

    [Theory]
    [InlineData("SetAlarmState", "{\"AlarmName\":\"none\",\"StateValue\":\"OK\",\"StateReason\":\"x\"}", 404, "ResourceNotFound", "ResourceNotFound")]
    [InlineData("PutMetricData", "{\"Namespace\":\"AWS/x\"}", 400, "InvalidParameterValueException", "InvalidParameterValue")]
    [InlineData("PutMetricData", "{\"Namespace\":\"x\",\"MetricData\":[null]}", 400, "MissingRequiredParameterException", "MissingParameter")]
    [InlineData("PutMetricData", "{\"Namespace\":\"x\",\"MetricData\":{}}", 400, "MissingRequiredParameterException", "MissingParameter")]
    [InlineData("DescribeAlarms", "{\"NextToken\":\"x\"}", 400, "InvalidNextToken", "InvalidNextToken")]
    [InlineData("DescribeAlarms", "{\"AlarmNames\":[null],\"AlarmNamePrefix\":\"x\"}", 400, "InvalidParameterCombinationException", "InvalidParameterCombination")]
    public void An_error_names_its_shape_and_the_code_of_the_query_protocol(
        string operation, string request, int status, string shape, string code) => Pump.Run(clock, async () =>
    {
        var (answered, headers, body) = await Call(operation, CborJson.Write(JsonNode.Parse(request)!.AsObject()));
        Assert.Equal((status, $"{code};Sender"), (answered, headers["x-amzn-query-error"]));
        Assert.Equal($"com.amazonaws.cloudwatch#{shape}", CborJson.Read(body)["__type"]!.GetValue<string>());
        Assert.Equal(shape, cloud.Trace[^1].ErrorCode);
    });

    [Theory]
    [InlineData("bf")]
    [InlineData("9bffffffffffffffff")]
    [InlineData("83010203")]
    public void What_is_not_cbor_is_refused_and_the_next_call_is_answered(string hex) => Pump.Run(clock, async () =>
    {
        var (status, _, body) = await Call("DescribeAlarms", Convert.FromHexString(hex));
        Assert.Equal((400, "com.amazonaws.cloudwatch#SerializationException"), (status, CborJson.Read(body)["__type"]!.GetValue<string>()));
        Assert.Equal(200, (await Call("DescribeAlarms", CborJson.Write([]))).Status);
    });

    [Fact]
    public void A_throttle_comes_in_the_callers_protocol() => Pump.Run(clock, async () =>
    {
        cloud.Faults = _ => Fault.Throttle;
        var (status, headers, body) = await Call("DescribeAlarms", []);
        Assert.Equal((400, "application/cbor"), (status, headers["Content-Type"]));
        Assert.EndsWith("#Throttling", CborJson.Read(body)["__type"]!.GetValue<string>(), StringComparison.Ordinal);
    });

    Task<(int Status, Dictionary<string, string> Headers, byte[] Body)> Call(string operation, byte[] body) =>
        client.Cbor(Virginia, "monitoring", $"/service/GraniteServiceVersion20100801/operation/{operation}", body);
}
