using System.CommandLine;
using System.Text.Json.Nodes;
using DrFunctions.Aws;
using DrFunctions.Commands;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Store;
using Command = System.CommandLine.Command;

namespace DrFunctions.Cli;

/// <summary>
/// `dr failover`, `drill`, `approve`, `reject`, `failback`, `reset`, `arm` and `ack`: the command writes a request to the table, and the
/// loop takes it and decides. IAM permissions on the table decide who may.
/// </summary>
static class RequestCommand
{
    public static IEnumerable<Command> All(Output say, PlanFiles files) =>
        Verbs.All.Where(verb => verb.Command is not null).Select(verb => Create(verb, say, files));

    static Command Create(Verb verb, Output say, PlanFiles files)
    {
        var plan = new Argument<string>("plan") { Description = "The plan's name." };
        var command = new Command(verb.Name, verb.Help) { plan };
        var asks = new OperatorOptions(command);
        var flags = verb.Flags.Select(flag => (Flag: flag, Option: new Option<bool>(flag.Option) { Description = flag.Does })).ToList();
        flags.ForEach(flag => command.Add(flag.Option));
        var texts = verb.Texts.Select(text => (Text: text, Option: new Option<string?>(text.Option) { Description = text.Does })).ToList();
        texts.ForEach(text => command.Add(text.Option));

        var yes = new Option<bool>("--yes") { Description = "Do not ask for confirmation." };
        if (verb.Command == Core.Observations.Command.Failback)
        {
            command.Add(yes);
        }

        var wait = CommonOptions.Number("--wait", "The most seconds to wait for the loop's answer; the loop looks every minute at a plan that rests.", 90, 1, 3600);
        var json = CommonOptions.Json();
        command.Add(wait);
        command.Add(json);
        var options = new DeploymentOptions(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var name = parsed.GetValue(plan)!;
            DeploymentOptions.CheckName(parsed, name);
            var (by, reason) = asks.Read(parsed);
            var deployment = options.Read(parsed, files, name);
            var now = TimeProvider.System.GetUtcNow();
            var request = new Request(RequestItems.NewId(now, Guid.NewGuid().ToString("N")), verb.Command!.Value, now, by, reason);
            var widened = flags.Where(flag => parsed.GetValue(flag.Option)).Aggregate(request, (wider, flag) => flag.Flag.Widen(wider));
            var full = texts.Where(text => parsed.GetValue(text.Option) is not null)
                .Aggregate(widened, (fuller, text) => text.Text.Put(fuller, parsed.GetValue(text.Option)!));
            var errand = new Errand(
                deployment, name, full, TimeSpan.FromSeconds(parsed.GetValue(wait)), parsed.GetValue(yes), parsed.GetValue(json));
            return await RunAsync(say, files, errand, cancellation);
        });
        return command;
    }

    /// <summary>The schedule's period.</summary>
    static readonly TimeSpan OncePer = TimeSpan.FromMinutes(1);

    sealed record Errand(Deployment Deployment, string Plan, Request Request, TimeSpan Patience, bool Yes, bool Json);

    static async Task<int> RunAsync(Output say, PlanFiles files, Errand errand, CancellationToken cancellation)
    {
        using var aws = new AwsClients();
        var store = errand.Deployment.StoreOn(aws);
        try
        {
            var before = await store.LoadAsync(errand.Plan, cancellation);
            errand.Deployment.MustKnow(say, errand.Plan, before);

            if (errand.Request.Command == Core.Observations.Command.Failback
                && !FailbackPreview.Agrees(say, files.Kinds, before.Record, errand.Request.SkipsHealth, errand.Yes))
            {
                return ExitCodes.No;
            }

            await store.Requests.WriteAsync(errand.Plan, errand.Request, cancellation);
            say.Problem($"The request {errand.Request.Id} is written; waiting up to {Durations.Say(errand.Patience)} for the loop to take it.");
            return Tell(say, errand, await new RequestWait(store, errand.Plan, errand.Request.Id).ForAsync(errand.Patience, cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            say.Problem($"Interrupted, but the request {errand.Request.Id}, once written, stays in the table, and the loop may take it until {StatusText.At(errand.Request.At + Request.Holds)}. To withdraw it: "
                + $"aws dynamodb delete-item --region {errand.Deployment.Region} --table-name {errand.Deployment.Table} "
                + $"--key '{{\"pk\":{{\"S\":\"plan#{errand.Plan}\"}},\"sk\":{{\"S\":\"{RequestItems.Prefix}{errand.Request.Id}\"}}}}'");
            throw;
        }
        catch (Exception e) when (AwsErrors.Is(e))
        {
            return errand.Deployment.Fail(say, e, errand.Plan);
        }
    }

    /// <summary>Nobody who waits for less than a minute knows yet whether the functions run.</summary>
    static string NotTaken(Errand errand, Answer answer)
    {
        var (isPaused, isShort) = (answer.Stored.Automation != Automation.On, errand.Patience < OncePer);
        var why = isPaused ? "the plan is paused, and a paused plan is looked at once a minute"
            : "a plan at rest is looked at once a minute";
        var check = isShort ? $"{why}, so wait for longer: --wait {OncePer.TotalSeconds + 30}"
            : $"{(isPaused ? $"{why}; " : "")}check that WatchFunction runs and has this plan";
        return $"the request was not taken within {Durations.Say(errand.Patience)}: {check}. "
            + $"It expires at {StatusText.At(errand.Request.At + Request.Holds)}; a look before then still takes it";
    }

    static int Tell(Output say, Errand errand, Answer answer)
    {
        var because = answer.Answered?.Because ?? (answer.Taken
            ? $"the request was answered, and others after it; the history has its answer: dr status {errand.Plan} {errand.Deployment.Options}"
            : NotTaken(errand, answer));
        if (errand.Json)
        {
            say.Json(new JsonObject
            {
                ["plan"] = errand.Plan,
                ["id"] = errand.Request.Id,
                ["command"] = Verbs.Of(errand.Request.Command).Name,
                ["taken"] = answer.Taken,
                ["accepted"] = answer.Answered?.Accepted,
                ["phase"] = answer.Record.Phase.ToString(),
                ["because"] = because,
            });
        }
        else
        {
            say.Line($"{errand.Plan}: {answer.Record.PhaseAndMode()}. {StatusSentences.Of(answer.Record, answer.Stored.Automation, isKnown: true, TimeProvider.System.GetUtcNow())}");
            say.Line(answer.Answered is { } answered ? Sentences.Line(answered.Fact) : $"{char.ToUpperInvariant(because[0])}{because[1..]}.");
        }

        return answer.Answered is { Accepted: true } ? ExitCodes.Done : ExitCodes.No;
    }
}
