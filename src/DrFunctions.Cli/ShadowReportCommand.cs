using System.CommandLine;
using System.Text.Json.Nodes;
using DrFunctions.Aws;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Records;

namespace DrFunctions.Cli;

/// <summary>`dr shadow-report`: what a plan in mode shadow would have done, from its record.</summary>
static class ShadowReportCommand
{
    public static Command Create(Output say, PlanFiles files)
    {
        var plan = new Argument<string>("plan") { Description = "The plan's name." };
        var json = CommonOptions.Json();
        var command = new Command("shadow-report", "List what a plan in mode shadow would have done, and since when it is in that mode.") { plan, json };
        var options = new DeploymentOptions(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var name = parsed.GetValue(plan)!;
            DeploymentOptions.CheckName(parsed, name);
            var deployment = options.Read(parsed, files, name);
            using var aws = new AwsClients();
            try
            {
                var stored = await deployment.StoreOn(aws).LoadAsync(name, cancellation);
                return Tell(say, deployment, stored.Record, parsed.GetValue(json));
            }
            catch (Exception e) when (AwsErrors.Is(e))
            {
                return deployment.Fail(say, e, name);
            }
        });
        return command;
    }

    static int Tell(Output say, Deployment deployment, Record record, bool json)
    {
        if (json)
        {
            say.Json(new JsonObject
            {
                ["plan"] = record.Plan,
                ["since"] = record.Shadow?.Since.UtcDateTime,
                ["failovers"] = new JsonArray([.. (record.Shadow?.Failovers ?? []).Select(Json)]),
            });
        }
        else if (record.Shadow is { } shadow)
        {
            var primary = deployment.Plans.FirstOrDefault(plan => plan.Name == record.Plan)?.Primary ?? "the primary";
            var times = shadow.Failovers.Count;
            say.Line($"{record.Plan} is in mode shadow since {StatusText.At(shadow.Since)}, and would have failed over {ShadowSentences.Times(times)}. Nothing was changed.");
            foreach (var failover in shadow.Failovers)
            {
                say.Line($"  {ShadowSentences.Of(failover, primary)}");
            }
        }
        else
        {
            say.Problem($"The record of {record.Plan} says nothing of mode shadow: the plan is in another mode, or no look has found it in that mode yet.");
        }

        return record.Shadow is null ? ExitCodes.No : ExitCodes.Done;
    }

    static JsonObject Json(ShadowFailover failover) => new()
    {
        ["downAt"] = failover.DownAt.UtcDateTime,
        ["beganAt"] = failover.BeganAt.UtcDateTime,
        ["stuck"] = failover.Stuck,
        ["wellAt"] = failover.WellAt?.UtcDateTime,
    };
}
