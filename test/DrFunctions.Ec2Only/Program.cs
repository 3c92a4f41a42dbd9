using System.Text.Json;
using Amazon;
using Amazon.EC2;
using Amazon.EC2.Model;

// What boto3_peer.py does, line by line: an alarm message from a file, one instance started, nothing remembered or checked.
var region = Variable("AWS_REGION");
using var ec2 = new AmazonEC2Client(
    new AmazonEC2Config { RegionEndpoint = RegionEndpoint.GetBySystemName(region), AuthenticationRegion = region, MaxErrorRetry = 0 });
using var message = JsonDocument.Parse(await File.ReadAllBytesAsync(Variable("BENCH_EVENT")));
foreach (var record in message.RootElement.GetProperty("Records").EnumerateArray())
{
    using var alarm = JsonDocument.Parse(record.GetProperty("Sns").GetProperty("Message").GetString()!);
    if (alarm.RootElement.GetProperty("NewStateValue").ValueEquals("ALARM"))
    {
        await ec2.StartInstancesAsync(new StartInstancesRequest { InstanceIds = [Variable("BENCH_INSTANCE_ID")] });
    }
}

static string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set");
