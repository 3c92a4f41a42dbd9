using DrFunctions.Aws;
using DrFunctions.Commands;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Looping;
using DrFunctions.Store;

namespace DrFunctions.Handlers;

/// <summary>Carries a person's command to the loop and brings its answer back.</summary>
/// <param name="wake">Wakes the loop for a plan until an instant.</param>
sealed class OperatorAnswers(App app, ErrorBoundary boundary, Func<Plan, DateTimeOffset, Task<HandlerResult>> wake)
{
    /// <summary>
    /// Enough for one look and for those that follow at once, but not for the next paced look. So the answer comes within seconds, and the
    /// next scheduled invocation continues.
    /// </summary>
    static readonly TimeSpan OneLook = Timing.LongestLook + TimeSpan.FromSeconds(2);

    /// <summary>
    /// Another driver looks every three seconds. If it has not taken the request by then, it is slow, and the person should know that the
    /// request is written.
    /// </summary>
    static readonly TimeSpan Patience = Timing.Pace * 5;

    public async Task<IReadOnlyList<HandlerResult>> OfAsync(OperatorCommand command, IReadOnlyList<Plan> plans, DateTimeOffset ends)
    {
        switch (command.Verb.Name)
        {
            case Verbs.Status:
                return await Task.WhenAll(plans.Select(plan => StatusAsync(plan, null)));
            case Verbs.Pause or Verbs.Resume:
                var what = command.Plan ?? "every plan";
                return await boundary.ForPlansAsync(
                    e => $"{what} may not have been {command.Verb.Name}d: {AwsErrors.Describe(e)}; try again", () => PauseOrResumeAsync(command, what, plans));
            default:
                var now = app.Time.GetUtcNow();
                var request = command.AsRequest(RequestItems.NewId(now, app.NewNonce()), now);
                return [await boundary.ForPlanAsync(plans[0].Name, e => $"nothing was done: {AwsErrors.Describe(e)}", () => AskAsync(plans[0], request, ends))];
        }
    }

    async Task<HandlerResult> AskAsync(Plan plan, Request request, DateTimeOffset ends)
    {
        await app.Store.Requests.WriteAsync(plan.Name, request, CancellationToken.None);
        var until = request.At + Patience < ends - OneLook ? request.At + Patience : ends - OneLook;
        while (true)
        {
            var looked = await wake(plan, app.Time.GetUtcNow() + OneLook);
            if (await AnswerAsync(plan, request) is { } answer)
            {
                return answer;
            }

            if (app.Time.GetUtcNow() + Timing.Pace > until)
            {
                return looked with { Because = $"the request is written; the driver takes it with one of its next looks. So far: {looked.Because}" };
            }

            await Task.Delay(Timing.Pace, app.Time);
        }
    }

    /// <summary>The loop's answer; null while the request is still waiting, or if that cannot be read.</summary>
    async Task<HandlerResult?> AnswerAsync(Plan plan, Request request)
    {
        try
        {
            var stored = await app.Store.LoadAsync(plan.Name, CancellationToken.None);
            return stored.Record.Answered is { } answered && answered.Id == request.Id ? Result(stored.Record, answered.Because)
                : stored.Requests.All(other => other.Id != request.Id) ? Result(stored.Record, $"the request was taken; since then: {stored.Record.Because}")
                : null;
        }
        catch (Exception e) when (StoreErrors.Is(e))
        {
            // The next look reads it again.
            return null;
        }
    }

    async Task<IReadOnlyList<HandlerResult>> PauseOrResumeAsync(OperatorCommand command, string what, IReadOnlyList<Plan> plans)
    {
        string done;
        if (command.Verb.Name == Verbs.Pause)
        {
            done = await app.Store.Pauses.PauseAsync(
                command.Plan, command.By, command.Reason, command.Pause!.Span, CancellationToken.None) is { } longer
                ? PauseLength.KeptLonger(what, longer)
                : $"{what} is paused {command.Pause.Words}";
        }
        else
        {
            done = await app.Store.Pauses.ResumeAsync(command.Plan, command.By, command.Reason, CancellationToken.None) is { } paused
                ? $"the pause of {what} has ended ({paused})"
                : $"{what} was not paused";
        }

        return await Task.WhenAll(plans.Select(plan => StatusAsync(plan, done)));
    }

    /// <summary>The state of a plan, read and not changed.</summary>
    /// <param name="done">What a command has just done; null for none.</param>
    Task<HandlerResult> StatusAsync(Plan plan, string? done)
    {
        var before = done is null ? "" : $"{done}; ";
        return boundary.ForPlanAsync(plan.Name, e => $"{before}the state table cannot be used: {AwsErrors.Describe(e)}", async () =>
        {
            var stored = await app.Store.LoadAsync(plan.Name, CancellationToken.None);
            return Result(stored.Record, string.Join("; ", Status(stored, done).Where(words => words.Length > 0)));
        });
    }

    /// <remarks>What the last check said is older than what was just done, and may contradict it.</remarks>
    static IEnumerable<string> Status(Stored stored, string? done) =>
    [
        done ?? (stored.Version == 0 ? "no record yet: nothing has happened to this plan" : stored.Record.Because),
        stored.Automation switch
        {
            Automation.Paused => $"automation is paused ({stored.PauseSentence})",
            Automation.Unknown => $"the pause cannot be read, which counts as paused ({stored.PauseSentence})",
            _ => "",
        },
        .. stored.Requests.Select(request => $"{request.By} requested {Verbs.Of(request.Command).Name}; the request is not taken yet"),
    ];

    static HandlerResult Result(Record record, string because) => new(record.Plan, record.Phase.ToString(), because, WakeOutcome.Decided);
}
