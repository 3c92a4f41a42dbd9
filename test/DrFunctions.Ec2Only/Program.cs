using System.Text.Json;
using Amazon;
using Amazon.EC2.Model;

// Does the same as boto3_peer.py, line by line: reads an alarm message from a file and starts one instance, without state or checks.
var region = Variable("AWS_REGION");
using var ec2 = new AmazonEC2Client(new AmazonEC2Config { RegionEndpoint = RegionEndpoint.GetBySystemName(region), AuthenticationRegion = region, MaxErrorRetry = 0 });
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
