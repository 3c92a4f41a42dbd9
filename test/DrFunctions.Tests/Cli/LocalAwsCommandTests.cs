using DrFunctions.Cli;

namespace DrFunctions.Tests.Cli;

public sealed class LocalAwsCommandTests
{
    [Fact]
    public async Task It_prints_the_variables_serves_and_ends_well_when_it_is_told_to()
    {
        using var stop = new CancellationTokenSource();
        using var output = new Lines();
        var running =
            DrCli.RunAsync(["local-aws", "--plan", Path.Combine(Files.Root, Dr.Shop), "--port", "0"], output, TextWriter.Null, cancellation: stop.Token);

        var endpoint = (await output.WaitFor("export AWS_ENDPOINT_URL=")).Split('=')[1];
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(endpoint));
        await stop.CancelAsync();

        Assert.Equal(0, await running);
        Assert.StartsWith("http://127.0.0.1:", endpoint, StringComparison.Ordinal);
    }

    /// <summary>On this machine alone no container reaches it, and nothing is said of them.</summary>
    [Theory]
    [InlineData("0.0.0.0", true)]
    [InlineData("127.0.0.1", false)]
    public async Task It_prints_the_addresses_that_containers_use(string host, bool isToldOfContainers)
    {
        using var stop = new CancellationTokenSource();
        using var output = new Lines();
        using var problems = new StringWriter();
        string[] arguments = ["local-aws", "--plan", Path.Combine(Files.Root, Dr.Shop), "--port", "0", "--host", host];
        var running = DrCli.RunAsync(arguments, output, problems, cancellation: stop.Token);
        await output.WaitFor("export AWS_ENDPOINT_URL=http://127.0.0.1:");
        await stop.CancelAsync();

        Assert.Equal(0, await running);
        Assert.Equal(isToldOfContainers, problems.ToString().Contains("Containers reach it at ", StringComparison.Ordinal));
    }

    [Fact]
    public void Addresses_for_containers_stand_with_their_networks_or_else_the_usual_ones()
    {
        var bridge = System.Net.IPAddress.Parse("10.88.0.1");
        Assert.Contains("at 10.88.0.1 (podman0);", ContainerAddresses.Sentence([("podman0", bridge)]), StringComparison.Ordinal);
        Assert.Contains("usually 172.17.0.1 (Docker) or 10.88.0.1 (podman);", ContainerAddresses.Sentence([]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_a_failure()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;

        var dr = await Dr.RunAsync("local-aws", "--plan", Dr.Shop, "--port", $"{port}");

        Assert.Equal((3, ""), (dr.Code, dr.Out));
        Assert.Contains("address already in use", dr.Error, StringComparison.Ordinal);
    }

    /// <summary>Hands out a line as soon as it is written.</summary>
    sealed class Lines : StringWriter
    {
        readonly TaskCompletionSource<string> first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void Write(string? value)
        {
            base.Write(value);
            first.TrySetResult(value!.Split('\n')[0]);
        }

        public async Task<string> WaitFor(string start)
        {
            var line = await first.Task.WaitAsync(TimeSpan.FromSeconds(20));
            Assert.StartsWith(start, line, StringComparison.Ordinal);
            return line;
        }
    }
}
