using System.CommandLine;
using DrFunctions.Aws;
using DrFunctions.Commands;
using DrFunctions.Notices;
using Microsoft.Extensions.Logging.Abstractions;

namespace DrFunctions.Cli;

/// <summary>`dr status`: where a plan stands, from its record in the state table. It needs no running function.</summary>
static class StatusCommand
{
    const int HistoryEntries = 10;

    public static Command Create(Output say, PlanFiles files)
    {
        var plan = new Argument<string>("plan") { Description = "The plan's name." };
        var json = CommonOptions.Json();
        var command = new Command(Verbs.Status, Verbs.Find(Verbs.Status)!.Help) { plan, json };
        var deployment = new DeploymentOptions(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var name = parsed.GetValue(plan)!;
            DeploymentOptions.CheckName(parsed, name);
            return await AnswerAsync(say, name, deployment.Read(parsed, files, name), parsed.GetValue(json), cancellation);
        });
        return command;
    }

    static async Task<int> AnswerAsync(Output say, string plan, Deployment deployment, bool json, CancellationToken cancellation)
    {
        StatusReport status;
        try
        {
            status = await ReadAsync(plan, deployment, cancellation);
        }
        catch (Exception e) when (AwsErrors.Is(e))
        {
            return deployment.Fail(say, e);
        }

        if (json)
        {
            say.Json(StatusJson.Of(status));
        }
        else
        {
            say.Write(StatusText.Of(status));
        }

        return ExitCodes.Done;
    }

    static async Task<StatusReport> ReadAsync(string plan, Deployment deployment, CancellationToken cancellation)
    {
        using var aws = new AwsClients();
        var store = deployment.StoreOn(aws);
        var stored = await store.LoadAsync(plan, cancellation);
        var history = await store.HistoryAsync(plan, HistoryEntries, cancellation);
        var topic = deployment.Topic is null
            ? "subscriptions were not checked: give the stack's output NoticeTopic: --topic ARN, or set DR_NOTICE_TOPIC"
            : await new NoticePublisher(aws, new Calls(TimeProvider.System), NullLogger.Instance, deployment.Region, deployment.Topic)
                .UnconfirmedAsync(cancellation);
        return new StatusReport(deployment, stored, history, topic, TimeProvider.System.GetUtcNow());
    }
}
