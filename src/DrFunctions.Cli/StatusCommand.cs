using System.CommandLine;
using System.Text.Json.Nodes;
using DrFunctions.Aws;
using DrFunctions.Commands;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Resolution;
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

    /// <summary>How often `--watch` reads again: as often as a moving plan is checked.</summary>
    static readonly TimeSpan Pace = TimeSpan.FromSeconds(3);

    public static Command Create(Output say, PlanFiles files)
    {
        var plan = new Argument<string?>("plan") { Description = "The plan's name; without it, a line for each plan of the folder.", Arity = ArgumentArity.ZeroOrOne };
        var watch = new Option<bool>("--watch") { Description = "Read and print again every few seconds, until you interrupt it." };
        var json = CommonOptions.Json();
        var steps = new Option<bool>("--steps") { Description = "Look at every step now, with your own permissions; change nothing." };
        var command = new Command(Verbs.Status, Verbs.Find(Verbs.Status)!.Help) { plan, steps, watch, json };
        var options = new DeploymentOptions(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var name = parsed.GetValue(plan);
            if (name is not null)
            {
                DeploymentOptions.CheckName(parsed, name);
            }

            var deployment = options.Read(parsed, files, name);
            if (name is null && deployment.Here.Count == 0)
            {
                throw new UsageException($"The plan folder has no plan whose standby is {deployment.Region}. Name a plan, or the folder: --plans FOLDER");
            }

            if (name is null && parsed.GetValue(steps))
            {
                throw new UsageException("--steps looks at the steps of one plan: name it.");
            }

            var looks = parsed.GetValue(steps) ? deployment.PlanOf(name!) : null;
            Task<int> AnswerAsync() => name is null ? AllAsync(say, deployment, parsed.GetValue(json), cancellation)
                : OneAsync(say, name, deployment, looks, parsed.GetValue(json), cancellation);
            return parsed.GetValue(watch) ? await WatchAsync(say, AnswerAsync, cancellation) : await AnswerAsync();
        });
        return command;
    }

    /// <summary>Ends when it is interrupted, or when the answer is that there is no such plan.</summary>
    static async Task<int> WatchAsync(Output say, Func<Task<int>> answer, CancellationToken cancellation)
    {
        while (true)
        {
            say.Clear();
            if (await answer() == ExitCodes.No)
            {
                return ExitCodes.No;
            }

            await Task.Delay(Pace, cancellation);
        }
    }

    /// <param name="looks">The plan whose steps are looked at; null to look at none.</param>
    static async Task<int> OneAsync(
        Output say, string plan, Deployment deployment, Plan? looks, bool json, CancellationToken cancellation)
    {
        StatusReport status;
        try
        {
            status = await ReadAsync(plan, deployment, looks, cancellation);
        }
        catch (Exception e) when (AwsErrors.Is(e))
        {
            return deployment.Fail(say, e, plan);
        }

        if (status.IsUnknown)
        {
            say.Problem($"There is no plan {plan}: neither the table {deployment.Table} in {deployment.Region} nor the plan folder knows it."
                + $"{Spelling.DidYouMean(plan, deployment.Known)}{(deployment.Known.Count > 0 ? $" Known plans: {string.Join(", ", deployment.Known)}." : "")}");
            return ExitCodes.No;
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

    /// <summary>A line for each plan whose standby is the deployment's Region.</summary>
    static async Task<int> AllAsync(Output say, Deployment deployment, bool json, CancellationToken cancellation)
    {
        using var aws = new AwsClients();
        var store = deployment.StoreOn(aws);
        var plans = new List<StatusReport>();
        try
        {
            foreach (var plan in deployment.Here)
            {
                plans.Add(new StatusReport(
                    deployment, await store.LoadAsync(plan, cancellation), [], null, TimeProvider.System.GetUtcNow()));
            }
        }
        catch (Exception e) when (AwsErrors.Is(e))
        {
            return deployment.Fail(say, e, null);
        }

        if (json)
        {
            say.Json(new JsonObject { ["plans"] = new JsonArray([.. plans.Select(StatusJson.Of)]) });
        }
        else
        {
            plans.ForEach(status => say.Line(status.Head));
        }

        return ExitCodes.Done;
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
        using var prober = new Prober(calls, anywhere: Settings.OnTestBench);
        var observer = new WorldObserver(new SignalReader(aws, prober, calls), new StepKinds(aws, prober, calls, TimeProvider.System),
            new NameCheck(new NetworkDns(), prober, calls), "");
        return await observer.CheckAsync(plan, record, plan.Steps, cancellation);
    }
}
