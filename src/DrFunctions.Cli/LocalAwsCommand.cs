using System.CommandLine;
using System.Net;
using DrFunctions.Simulation.Bench;

namespace DrFunctions.Cli;

/// <summary>`dr local-aws`: the simulated AWS on a port, for any SDK, the AWS CLI and `sam local invoke`.</summary>
static class LocalAwsCommand
{
    public static Command Create(Output say, PlanFiles files)
    {
        var path = new Option<string?>("--plan") { Description = $"The plan file; the resources that it names are created. Default: the plan of {PlanFiles.Folder}/, or {PlanFiles.Example} where that holds none." };
        var host = Host();
        var dark = new Option<string[]>("--dark") { Description = "A Region that is unreachable from the start: its endpoints and front doors hang. Can be repeated." };
        var speed = CommonOptions.Number("--speed", "How many times faster than real time the simulated world runs.", 1, 1, 1000);
        var port = CommonOptions.Number("--port", "The port; 0 picks a free one.", 4566, 0, 65535);
        var seed = CommonOptions.Seed();
        var command = new Command("local-aws", "Serve the simulated AWS on a port, until Ctrl+C.") { path, host, port, seed, dark, speed };
        command.SetAction(async (parsed, cancellation) =>
        {
            var reading = files.Chosen(say, parsed.GetValue(path), one: true)[0];
            if (reading.Plan is null)
            {
                return CheckCommand.Refuse(say, reading, json: false);
            }

            await using var server = await LocalAwsHost.StartAsync(
                reading.Plan, parsed.GetValue(host)!, parsed.GetValue(port), parsed.GetValue(seed), parsed.GetValue(speed),
                    parsed.GetValue(dark) ?? []);
            cancellation.ThrowIfCancellationRequested();
            if (ContainerAddresses.SentenceFor(IPAddress.Parse(parsed.GetValue(host)!)) is { } sentence)
            {
                say.Problem(sentence);
            }

            say.Problem($"The local AWS of plan {reading.Plan.Name} listens at {server.Address}; Ctrl+C ends it. In another terminal:");
            say.Write(string.Concat(server.Environment.Select(variable => $"export {variable.Key}={variable.Value}\n")));
            await Ended(cancellation);
            return ExitCodes.Done;
        });
        return command;
    }

    static Option<string> Host()
    {
        var host = new Option<string>("--host")
        {
            Description = "The address to listen on; 0.0.0.0 accepts connections from containers and the network.",
            DefaultValueFactory = _ => "127.0.0.1",
        };
        host.Validators.Add(result =>
        {
            if (!IPAddress.TryParse(result.GetValue(host), out _))
            {
                result.AddError("--host must be an IP address, such as 127.0.0.1 or 0.0.0.0.");
            }
        });
        return host;
    }

    /// <summary>Ctrl+C is the intended end, so it is no failure.</summary>
    static async Task Ended(CancellationToken cancellation)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellation.Register(ended.SetResult);
        await ended.Task;
    }
}
