using System.CommandLine;
using System.Text.Json.Nodes;
using DrFunctions.Aws;
using DrFunctions.Commands;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Store;
using Command = System.CommandLine.Command;

namespace DrFunctions.Cli;

/// <summary>`dr pause` and `dr resume`: a pause is in force while its item exists, for one plan or for all.</summary>
static class PauseCommand
{
    public static Command Pause(Output say, PlanFiles files) =>
        Create(Verbs.Pause, say, files, async (store, plan, by, reason, length, cancellation) =>
        {
            var what = plan ?? "Every plan";
            return await store.Pauses.PauseAsync(plan, by, reason, length!.Span, cancellation) is { } longer
                ? $"{PauseLength.KeptLonger(what, longer)}: dr resume {plan ?? "--all"}"
                : $"{what} is paused {length.Words}: from the next look on, nothing is started.";
        });

    public static Command Resume(Output say, PlanFiles files) =>
        Create(Verbs.Resume, say, files, async (store, plan, by, reason, _, cancellation) =>
            await store.Pauses.ResumeAsync(plan, by, reason, cancellation) is { } paused
                ? $"The pause of {plan ?? "every plan"} has ended ({paused})."
                : $"{(plan is null ? "There was no pause of all plans" : $"{plan} was not paused")}.");

    delegate Task<string> Change(
        RecordStore store, string? plan, string by, string reason, PauseLength? length, CancellationToken cancellation);

    static Command Create(string name, Output say, PlanFiles files, Change change)
    {
        var plan = new Argument<string?>("plan") { Description = "The plan's name.", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "Every plan, instead of one." };
        var json = CommonOptions.Json();
        var command = new Command(name, Verbs.Find(name)!.Help) { plan, all, json };
        var length = name == Verbs.Pause ? new LengthOptions(command) : null;
        var asks = new OperatorOptions(command);
        var options = new DeploymentOptions(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var one = parsed.GetValue(plan);
            if (one is "all" or "*")
            {
                throw new UsageException($"No plan can have the name {one}; for every plan write: dr {name} --all --reason \"…\"");
            }

            if (one is null != parsed.GetValue(all))
            {
                throw new UsageException($"Name one plan, or use --all: dr {name} shop --reason \"…\"");
            }

            if (one is not null)
            {
                DeploymentOptions.CheckName(parsed, one);
            }

            var lasts = length?.Read(parsed, one is null);
            var (by, reason) = asks.Read(parsed);
            var deployment = options.Read(parsed, files, one);
            return await ChangeAsync(
                say, deployment, one, parsed.GetValue(json), store => change(store, one, by, reason, lasts, cancellation), cancellation);
        });
        return command;
    }

    static async Task<int> ChangeAsync(
        Output say, Deployment deployment, string? plan, bool json, Func<RecordStore, Task<string>> change, CancellationToken cancellation)
    {
        using var aws = new AwsClients();
        var store = deployment.StoreOn(aws);
        try
        {
            if (plan is not null)
            {
                deployment.MustKnow(say, plan, await store.LoadAsync(plan, cancellation));
            }

            var sentence = await change(store);
            Tell(say, plan, sentence, plan is null ? null : await store.LoadAsync(plan, cancellation), json);
            return ExitCodes.Done;
        }
        catch (Exception e) when (AwsErrors.Is(e))
        {
            return deployment.Fail(say, e, plan);
        }
    }

    /// <summary>How long a pause lasts.</summary>
    sealed class LengthOptions
    {
        readonly Option<string?> span = new("--for")
        {
            Description = $"How long, such as 2h or 30m; for one plan {Durations.Say(PauseLength.Usual)} if nothing is said.",
        };

        readonly Option<bool> untilResumed = new("--until-resumed") { Description = "Without an end: only dr resume ends it." };

        public LengthOptions(Command command)
        {
            command.Add(span);
            command.Add(untilResumed);
        }

        public PauseLength Read(ParseResult parsed, bool all)
        {
            var (length, complaint) = PauseLength.Of(
                parsed.GetValue(span), parsed.GetValue(untilResumed), all, ("--for", "--until-resumed"));
            return length ?? throw new UsageException($"{char.ToUpperInvariant(complaint![0])}{complaint[1..]}.");
        }
    }

    static void Tell(Output say, string? plan, string sentence, Stored? stored, bool json)
    {
        // A plan stays paused while all plans are.
        var held = stored is { Automation: not Automation.On } ? stored.PauseSentence : null;
        if (json)
        {
            say.Json(new JsonObject { ["plan"] = plan, ["because"] = sentence, ["automation"] = stored?.Automation.ToString(), ["pause"] = held });
        }
        else
        {
            say.Line(sentence);
            if (held is not null)
            {
                say.Line($"{plan} is paused now: {held}.{(stored!.AllPaused ? " That of every plan ends with: dr resume --all" : "")}");
            }
        }
    }
}
