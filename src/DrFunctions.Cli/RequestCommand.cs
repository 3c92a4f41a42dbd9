using System.CommandLine;
using System.Text.Json.Nodes;
using DrFunctions.Aws;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Store;
using Command = System.CommandLine.Command;
using Verb = DrFunctions.Core.Observations.Command;

namespace DrFunctions.Cli;

/// <summary>
/// `dr failover`, `drill`, `approve`, `reject`, `failback` and `reset`: a request is written to the table, and the loop, which
/// decides, takes it. IAM on the table is the authority.
/// </summary>
static class RequestCommand
{
    /// <summary>What differs from verb to verb.</summary>
    /// <param name="Flag">What widens the request; null for none.</param>
    sealed record Facts(Verb Verb, string Description, string? Flag, string FlagMeaning, Func<Request, Request> Widen);

    /// <summary>The table of verbs, one line each.</summary>
    static readonly Facts[] all =
    [
        new(Verb.Failover, "Fail a plan over now, whatever its signals say.", "--override-pause", "Go on although automation is paused.", request => request with { OverridesPause = true }),
        new(Verb.Drill, "Rehearse on the real estate: steps marked for drills are done and undone; users and data are not touched.", null, "", request => request),
        new(Verb.Approve, "Say yes to a plan that asks, or that is stuck and repaired.", null, "", request => request),
        new(Verb.Reject, "Say no to a plan that asks.", null, "", request => request),
        new(Verb.Failback, "Undo what a failover changed, in reverse order, and go back to the primary.", "--skip-health", "Go back although the primary was not seen healthy for long enough.", request => request with { SkipsHealth = true }),
        new(Verb.Reset, "Forget the run and watch anew; nothing is undone.", "--accept-standby", "The standby keeps the traffic, which disarms the plan.", request => request with { AcceptsStandby = true }),
    ];

    public static IEnumerable<Command> All(Output say, PlanFiles files) => all.Select(facts => Create(facts, say, files));

    static Command Create(Facts facts, Output say, PlanFiles files)
    {
        var plan = new Argument<string>("plan") { Description = "The plan's name." };
        var command = new Command(RequestItems.Word(facts.Verb), facts.Description) { plan };
        var asks = new OperatorOptions(command);
        var flag = facts.Flag is null ? null : new Option<bool>(facts.Flag) { Description = facts.FlagMeaning };
        if (flag is not null)
        {
            command.Add(flag);
        }

        var yes = new Option<bool>("--yes") { Description = "Do not ask whether to go on." };
        if (facts.Verb == Verb.Failback)
        {
            command.Add(yes);
        }

        var wait = CommonOptions.Number("--wait", "The most seconds to wait for the loop's answer: it looks every minute at a plan that rests.", 90, 1, 3600);
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
            var request = new Request(RequestItems.NewId(now, Guid.NewGuid().ToString("N")), facts.Verb, now, by, reason);
            var widened = flag is not null && parsed.GetValue(flag) ? facts.Widen(request) : request;
            var errand = new Errand(deployment, name, widened, TimeSpan.FromSeconds(parsed.GetValue(wait)), parsed.GetValue(yes), parsed.GetValue(json));
            return await RunAsync(say, files, errand, cancellation);
        });
        return command;
    }

    sealed record Errand(Deployment Deployment, string Plan, Request Request, TimeSpan Patience, bool Yes, bool Json);

    static async Task<int> RunAsync(Output say, PlanFiles files, Errand errand, CancellationToken cancellation)
    {
        using var aws = new AwsClients();
        var store = errand.Deployment.StoreOn(aws);
        try
        {
            var before = await store.LoadAsync(errand.Plan, cancellation);
            if (before.Version == 0 && errand.Deployment.Known is { Count: > 0 } known && !known.Contains(errand.Plan))
            {
                throw new UsageException($"Neither the folder of plans nor the table {errand.Deployment.Table} knows {errand.Plan}; there is {string.Join(", ", known)}."
                    + Spelling.DidYouMean(errand.Plan, known));
            }

            if (errand.Request.Command == Verb.Failback && !FailbackPreview.Agrees(say, files.Kinds, before.Record, errand.Yes))
            {
                return ExitCodes.No;
            }

            await store.AskAsync(errand.Plan, errand.Request, cancellation);
            say.Problem($"The request {errand.Request.Id} is written; waiting up to {Durations.Say(errand.Patience)} for the loop to take it.");
            return Tell(say, errand, await new RequestWait(store, errand.Plan, errand.Request.Id).ForAsync(errand.Patience, cancellation));
        }
        catch (Exception e) when (Trouble.Is(e))
        {
            return errand.Deployment.Fail(say, e);
        }
    }

    static int Tell(Output say, Errand errand, Answer answer)
    {
        var because = answer.Answered?.Because
            ?? (answer.Taken ? $"the request was taken, and others since; the history has its answer: dr status {errand.Plan} {errand.Deployment.Options}"
            : $"the request was not taken within {Durations.Say(errand.Patience)}: look whether WatchFunction runs and whether it has this plan. "
                + $"It expires at {StatusText.At(errand.Request.At + Request.Holds)}; a look before that still takes it");
        if (errand.Json)
        {
            say.Json(new JsonObject
            {
                ["plan"] = errand.Plan,
                ["id"] = errand.Request.Id,
                ["command"] = RequestItems.Word(errand.Request.Command),
                ["taken"] = answer.Taken,
                ["accepted"] = answer.Answered?.Accepted,
                ["phase"] = answer.Record.Phase.ToString(),
                ["because"] = because,
            });
        }
        else
        {
            say.Line($"{errand.Plan}: {answer.Record.Phase}. {answer.Record.Phase.Sentence()}");
            say.Line($"{char.ToUpperInvariant(because[0])}{because[1..]}.");
        }

        return answer.Answered is { Accepted: true } ? ExitCodes.Done : ExitCodes.No;
    }
}
