using System.CommandLine;
using DrFunctions.Aws;
using DrFunctions.Commands;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Looping;
using DrFunctions.Notices;
using DrFunctions.Signals;
using DrFunctions.Steps;
using Microsoft.Extensions.Logging.Abstractions;
using Command = System.CommandLine.Command;

namespace DrFunctions.Cli;

/// <summary>`dr status`: where a plan stands, from its record in the state table. It needs no running function.</summary>
static class StatusCommand
{
    const int HistoryEntries = 10;

    public static Command Create(Output say, PlanFiles files)
    {
        var plan = new Argument<string>("plan") { Description = "The plan's name." };
        var json = CommonOptions.Json();
        var steps = new Option<bool>("--steps") { Description = "Look at every step now, with your own permissions; change nothing." };
        var command = new Command(Verbs.Status, Verbs.Find(Verbs.Status)!.Help) { plan, steps, json };
        var deployment = new DeploymentOptions(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var name = parsed.GetValue(plan)!;
            DeploymentOptions.CheckName(parsed, name);
            var found = deployment.Read(parsed, files, name);
            var looks = parsed.GetValue(steps) ? found.PlanOf(name) : null;
            return await AnswerAsync(say, name, found, looks, parsed.GetValue(json), cancellation);
        });
        return command;
    }

    /// <param name="looks">The plan whose steps are looked at; null to look at none.</param>
    static async Task<int> AnswerAsync(
        Output say, string plan, Deployment deployment, Plan? looks, bool json, CancellationToken cancellation)
    {
        StatusReport status;
        try
        {
            status = await ReadAsync(plan, deployment, looks, cancellation);
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

        return status.NotReadyNow is null ? ExitCodes.Done : ExitCodes.No;
    }

    static async Task<StatusReport> ReadAsync(string plan, Deployment deployment, Plan? looks, CancellationToken cancellation)
    {
        using var aws = new AwsClients();
        var store = deployment.StoreOn(aws);
        var stored = await store.LoadAsync(plan, cancellation);
        var history = await store.HistoryAsync(plan, HistoryEntries, cancellation);
        var topic = deployment.Topic is null
            ? "subscriptions were not checked: give the stack's output NoticeTopic: --topic ARN, or set DR_NOTICE_TOPIC"
            : await new NoticePublisher(aws, new Calls(TimeProvider.System), NullLogger.Instance, deployment.Region, deployment.Topic)
                .UnconfirmedAsync(cancellation);
        var checks = looks is null ? null : await CheckAsync(aws, looks, stored.Record, cancellation);
        return new StatusReport(deployment, stored, history, topic, TimeProvider.System.GetUtcNow()) { Looked = looks, Checks = checks };
    }

    static async Task<IReadOnlyDictionary<string, StepCheck>> CheckAsync(
        AwsClients aws, Plan plan, Record record, CancellationToken cancellation)
    {
        var calls = new Calls(TimeProvider.System);
        using var prober = new Prober(calls);
        var observer = new WorldObserver(new SignalReader(aws, prober, calls), new StepKinds(aws, prober, calls, TimeProvider.System), "");
        return await observer.CheckAsync(plan, record, plan.Steps, cancellation);
    }
}
