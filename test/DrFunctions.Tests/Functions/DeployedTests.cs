using System.Text.Json.Nodes;
using DrFunctions.Simulation.Bench;
using DrFunctions.Tests.Runtime;

namespace DrFunctions.Tests.Functions;

/// <summary>The deployed executable as a process of its own, fed over a Runtime API, acting on a local AWS over loopback.</summary>
public sealed class DeployedTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    /// <summary>As it is built by itself: beside the tests, the web server's framework would stand in for some of its packages.</summary>
    static string Executable
    {
        get
        {
            var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return Path.Combine(Files.Root, "src/DrFunctions/bin", output.Parent!.Name, output.Name, "DrFunctions.dll");
        }
    }

    [Fact]
    public async Task An_alarm_fails_the_shop_over()
    {
        using var plans = new PlansFolder(json => json["trigger"]!["for"] = "4s");
        await using var aws = await LocalAwsHost.StartAsync(plans.Plan, "127.0.0.1", 0, seed: 1, speed: 30, plans.Plan.Primary);
        await using var api = await RuntimeApi.StartAsync();
        await using var function = LambdaProcess.Start(Executable, api, Environment(aws, "alarm", plans.Path));

        var answer = await AskAsync(api, "route53-alarm.json", until: "\"phase\":\"Recovered\"");

        var result = JsonNode.Parse(answer)!["results"]!.AsArray().Single()!;
        Assert.Equal(("shop", "Recovered"), ((string)result["plan"]!, (string)result["phase"]!));
        lock (aws.Cloud.World.Gate)
        {
            Assert.Empty(aws.Estate!.Missing);
            Assert.Contains(aws.Cloud.Trace, call => call.Operation == "Publish" && call.TookEffect);
        }

        await function.SaysAsync(line => line.Contains("\"message\":\"shop Recovered", StringComparison.Ordinal), Patience);

        // The same process answers the next event, and a message about what is over changes nothing.
        Assert.Contains("no action: the standby serves", await AskAsync(api, "route53-ok.json", until: "no action"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_watch_looks_and_leaves_a_heartbeat()
    {
        using var plans = new PlansFolder(_ => { });
        await using var aws = await LocalAwsHost.StartAsync(plans.Plan, "127.0.0.1", 0, seed: 1);
        await using var api = await RuntimeApi.StartAsync();
        await using var function = LambdaProcess.Start(Executable, api, Environment(aws, "watch", plans.Path));

        Assert.Contains("no action: 0 of 3 signals down", await AskAsync(api, "scheduled.json", until: "signals down"), StringComparison.Ordinal);
        await function.SaysAsync(
            line => line.StartsWith("{\"_aws\":", StringComparison.Ordinal) && line.Contains("\"Heartbeat\":1", StringComparison.Ordinal), Patience);
    }

    /// <summary>Why the template asks for lines as they are: CloudWatch reads a metric only from a line that is JSON as a whole.</summary>
    [Fact]
    public async Task Without_the_templates_log_format_a_prefix_hides_the_heartbeat()
    {
        using var plans = new PlansFolder(_ => { });
        await using var aws = await LocalAwsHost.StartAsync(plans.Plan, "127.0.0.1", 0, seed: 1);
        await using var api = await RuntimeApi.StartAsync();
        await using var function = LambdaProcess.Start(
            Executable, api, new Dictionary<string, string>(Environment(aws, "watch", plans.Path)) { ["AWS_LAMBDA_HANDLER_LOG_FORMAT"] = "" });

        await AskAsync(api, "scheduled.json", until: "no action");
        await function.SaysAsync(line => line.Contains("\tinfo\t{\"_aws\":", StringComparison.Ordinal), Patience);
    }

    [Fact]
    public async Task An_event_that_is_no_event_gets_a_sentence_and_the_process_lives_on()
    {
        using var plans = new PlansFolder(_ => { });
        await using var aws = await LocalAwsHost.StartAsync(plans.Plan, "127.0.0.1", 0, seed: 1);
        await using var api = await RuntimeApi.StartAsync();
        await using var function = LambdaProcess.Start(Executable, api, Environment(aws, "alarm", plans.Path));

        var bad = Assert.IsType<Outcome.Answered>(await api.InvokeAsync("[1,2", Patience));
        var good = Assert.IsType<Outcome.Answered>(await api.InvokeAsync(Files.Event("route53-ok.json"), Patience));

        Assert.Contains("the event is not of the form that this function takes", bad.Json, StringComparison.Ordinal);
        Assert.Contains("\"plan\":\"shop\"", good.Json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DR_TABLE", null, "The environment variable DR_TABLE is not set")]
    [InlineData("DR_FUNCTION", "espresso", "DR_FUNCTION is \"espresso\"")]
    [InlineData("DR_PLANS", "/nowhere", "There is no plan folder \"/nowhere\"")]
    public async Task A_wrong_deployment_is_an_init_error_with_a_sentence(string variable, string? value, string sentence)
    {
        using var plans = new PlansFolder(_ => { });
        await using var aws = await LocalAwsHost.StartAsync(plans.Plan, "127.0.0.1", 0, seed: 1);
        await using var api = await RuntimeApi.StartAsync();
        var environment = Environment(aws, "alarm", plans.Path);
        environment.Remove(variable);
        if (value is not null)
        {
            environment[variable] = value;
        }

        await using var function = LambdaProcess.Start(Executable, api, environment);
        var outcome = Assert.IsType<Outcome.InitFailed>(await api.InvokeAsync(Files.Event("route53-ok.json"), Patience));

        Assert.Contains(sentence, outcome.Message, StringComparison.Ordinal);
    }

    /// <summary>Whoever starts the executable in a shell gets a sentence, and not the trace of a program that crashed.</summary>
    [Theory]
    [InlineData("AWS_REGION", "The environment variable AWS_REGION is not set; template.yaml sets it, and events/local.json for local runs.")]
    [InlineData("DR_PLANS_OF_NOBODY", "The environment variable AWS_LAMBDA_RUNTIME_API is not set: this program takes its events from AWS Lambda. Start it by sam local invoke; README.md says how.")]
    public async Task Started_by_hand_it_ends_with_a_sentence(string missing, string sentence)
    {
        using var plans = new PlansFolder(_ => { });
        await using var aws = await LocalAwsHost.StartAsync(plans.Plan, "127.0.0.1", 0, seed: 1);
        await using var api = await RuntimeApi.StartAsync();
        var environment = new Dictionary<string, string>(Environment(aws, "watch", plans.Path)) { ["AWS_LAMBDA_RUNTIME_API"] = "", [missing] = "" };

        await using var function = LambdaProcess.Start(Executable, api, environment);

        Assert.Equal(1, await function.ExitAsync(Patience));
        Assert.Equal([sentence], function.Errors.Concat(function.Output));
    }

    [Fact]
    public async Task Probes_are_not_bent_on_aws()
    {
        using var plans = new PlansFolder(_ => { });
        await using var aws = await LocalAwsHost.StartAsync(plans.Plan, "127.0.0.1", 0, seed: 1);
        await using var api = await RuntimeApi.StartAsync();
        var environment = Environment(aws, "watch", plans.Path);
        environment.Remove("AWS_ENDPOINT_URL");

        await using var function = LambdaProcess.Start(Executable, api, environment);
        var outcome = Assert.IsType<Outcome.InitFailed>(await api.InvokeAsync(Files.Event("scheduled.json"), Patience));

        Assert.Contains("DR_PROBE_VIA is for a test bench only", outcome.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// Again while the answer is another, as the next minute would: on a busy machine a call may take longer than the three seconds
    /// that it is given. The last answer, whatever it is.
    /// </summary>
    static async Task<string> AskAsync(RuntimeApi api, string @event, string until)
    {
        for (var left = 4; ; left--)
        {
            var outcome = Assert.IsType<Outcome.Answered>(await api.InvokeAsync(Files.Event(@event), Patience));
            if (left == 0 || outcome.Json.Contains(until, StringComparison.Ordinal))
            {
                return outcome.Json;
            }
        }
    }

    static Dictionary<string, string> Environment(LocalAwsHost aws, string function, string plans) =>
        new(aws.Environment) { ["DR_FUNCTION"] = function, ["DR_PLANS"] = plans };
}
