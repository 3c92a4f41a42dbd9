using System.Text.Json.Nodes;

namespace DrFunctions.Realism.Comparing;

/// <summary>Every operation of LocalAws through the AWS CLI, which checks requests and parses answers by AWS's models.</summary>
public sealed class CliTests
{
    // The CLI takes a second of a core to start.
    const int AtOnce = 4;

    [Fact]
    public async Task Every_operation_is_answered_so_that_the_cli_can_read_it()
    {
        await using var estate = new LocalEstate();
        var side = await FurnishAsync(estate);
        var cli = new AwsCli(await estate.OpenAsync(), LocalEstate.Region);

        var complaints = new List<string>();
        foreach (var calls in new[] { CliCall.Reading, CliCall.Changing })
        {
            using var gate = new SemaphoreSlim(AtOnce);
            complaints.AddRange((await Task.WhenAll(calls.Select(call => AskAsync(cli, side, call, gate)))).OfType<string>());
        }

        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
    }

    [Fact]
    public async Task The_table_has_a_command_for_every_operation_of_LocalAws()
    {
        await using var estate = new LocalEstate();
        var commands = CliCall.Reading.Concat(CliCall.Changing).Select(call => call.Operation);
        Assert.Equal(estate.Cloud.Operations.Select(one => $"{Names.OfModel(one.Service)} {one.Operation}").Order(StringComparer.Ordinal), commands.Order(StringComparer.Ordinal));
    }

    /// <summary>Adds the resources that these commands name and the estate lacks.</summary>
    static async Task<Side> FurnishAsync(LocalEstate estate)
    {
        var side = new Side(estate.Ids);
        estate.Cloud.Ec2.Add(LocalEstate.Region, "i-0123456789abcdef0", "running");
        estate.Cloud.Ec2.Add(LocalEstate.Region, "i-0123456789abcdef1");
        estate.Cloud.DynamoDb.Put(LocalEstate.Region, "drfunctions", JsonNode.Parse("""{"pk":{"S":"plan#shop"},"sk":{"S":"record"},"body":{"S":"here"}}""")!.AsObject());
        estate.Cloud.Sns.Subscribe($"arn:aws:sns:{LocalEstate.Region}:123456789012:drfunctions-notices", "email", "on-call@example.com", confirmed: true);
        var service = estate.Cloud.Ecs.Find(LocalEstate.Region, "shop", "api")!;
        side.Keep("group", service.TargetGroups[0].Arn);
        var bounds = estate.Cloud.ApplicationAutoScaling.Find(service)!;
        bounds.Tags["dr-plan"] = "shop";
        side.Keep("target", bounds.Arn);

        using var outsider = new Outsider(await estate.OpenAsync());
        var made = await outsider.AskAsync(ScriptCall.All.First(call => call.Operation == "ChangeResourceRecordSets").For(side));
        side.Keep("change", made["answer"]!["ChangeInfo"]!["Id"]!.GetValue<string>());
        // Waits until the change is in sync, so that another change is not refused.
        estate.Wait(TimeSpan.FromMinutes(2));
        estate.Cloud.CloudWatch.SetState(LocalEstate.AlarmRegion, "shop-primary-unhealthy", "ALARM", "a drill");
        return side;
    }

    static async Task<string?> AskAsync(AwsCli cli, Side side, CliCall call, SemaphoreSlim gate)
    {
        await gate.WaitAsync();
        try
        {
            var told = await cli.RunAsync(call.Arguments(side));
            var shown = told.ExitCode == 0 && told.Output.Trim().Length > 0 ? At(JsonNode.Parse(told.Output), call.Path)
                : told.Output.Trim();
            var expected = side.Fill(call.Expected);
            return told.ExitCode == 0 && (shown == expected || (expected == "{uuid}" && Guid.TryParse(shown, out _))) ? null
                : $"{call.Operation}: {call.Path} should be {expected} and is {shown}; exit code {told.ExitCode} {told.Errors.Trim()} {told.Output.Trim()}";
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The text at a path such as <c>clusters[0].status</c>.</summary>
    static string At(JsonNode? answer, string path) =>
        path.Split('.', StringSplitOptions.RemoveEmptyEntries).Aggregate(answer, (node, step) =>
    {
        var (name, index) = step.Split('[', ']') is [var list, var place, ..]
            ? (list, int.Parse(place, System.Globalization.CultureInfo.InvariantCulture)) : (step, -1);
        return index < 0 ? node?[name] : (node?[name] as JsonArray)?.ElementAtOrDefault(index);
    })?.ToString() ?? "nothing";
}
