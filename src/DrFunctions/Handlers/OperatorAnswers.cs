using DrFunctions.Aws;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Looping;
using DrFunctions.Store;

namespace DrFunctions.Handlers;

/// <summary>Carries a person's command to the loop and brings its answer back.</summary>
/// <param name="look">Wakes the loop for a plan until an instant.</param>
sealed class OperatorAnswers(App app, Func<Plan, DateTimeOffset, Task<HandlerResult>> look)
{
    /// <summary>
    /// Enough for one look, and for those that follow at once; the next paced look would come later. So the answer comes back in
    /// seconds, and the schedule's next minute drives on.
    /// </summary>
    static readonly TimeSpan OneLook = Loop.Reserve + TimeSpan.FromSeconds(2);

    /// <summary>Another driver looks every three seconds; one that does not take the request in this time has trouble of its own.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public async Task<IReadOnlyList<HandlerResult>> OfAsync(OperatorCommand command, IReadOnlyList<Plan> plans, DateTimeOffset ends)
    {
        switch (command.Verb)
        {
            case OperatorCommand.Status:
                return await Task.WhenAll(plans.Select(plan => StandingAsync(plan, null)));
            case OperatorCommand.Pause or OperatorCommand.Resume:
                var (done, failed) = await PauseOrResumeAsync(command);
                return failed is not null ? [HandlerResult.Refused(failed)] : await Task.WhenAll(plans.Select(plan => StandingAsync(plan, done)));
            default:
                var now = app.Time.GetUtcNow();
                return [await AskAsync(plans[0], command.AsRequest(RequestItems.NewId(now, app.NewNonce()), now), now, ends)];
        }
    }

    async Task<HandlerResult> AskAsync(Plan plan, Request request, DateTimeOffset now, DateTimeOffset ends)
    {
        try
        {
            await app.Store.AskAsync(plan.Name, request, CancellationToken.None);
        }
        catch (Exception e) when (Trouble.Is(e) || e is StoreException)
        {
            return new HandlerResult(plan.Name, null, $"nothing was done: {Trouble.Say(e)}");
        }

        var until = now + Patience < ends - OneLook ? now + Patience : ends - OneLook;
        while (true)
        {
            var looked = await look(plan, app.Time.GetUtcNow() + OneLook);
            if (await AnswerAsync(plan, request) is { } answer)
            {
                return answer;
            }

            if (app.Time.GetUtcNow() + Driver.Pace > until)
            {
                return looked with { Because = $"the request is written, and whoever drives takes it with one of the next looks. So far: {looked.Because}" };
            }

            await Task.Delay(Driver.Pace, app.Time);
        }
    }

    /// <summary>What the loop answered, or null while the request still lies there or that cannot be read.</summary>
    async Task<HandlerResult?> AnswerAsync(Plan plan, Request request)
    {
        try
        {
            var stored = await app.Store.LoadAsync(plan.Name, CancellationToken.None);
            return stored.Record.Answered is { } answered && answered.Id == request.Id ? Result(stored.Record, answered.Because)
                : stored.Requests.All(other => other.Id != request.Id) ? Result(stored.Record, $"the request was taken; since then: {stored.Record.Because}")
                : null;
        }
        catch (Exception e) when (Trouble.Is(e) || e is StoreException)
        {
            return null;
        }
    }

    /// <summary>What was done, or what failed.</summary>
    async Task<(string? Done, string? Failed)> PauseOrResumeAsync(OperatorCommand command)
    {
        var what = command.Plan ?? "every plan";
        try
        {
            if (command.Verb == OperatorCommand.Pause)
            {
                await app.Store.PauseAsync(command.Plan, command.By, command.Reason, CancellationToken.None);
                return ($"{what} is paused", null);
            }

            return (await app.Store.ResumeAsync(command.Plan, CancellationToken.None) is { } paused
                ? $"the pause of {what} is gone ({paused})"
                : $"there was no pause of {what}", null);
        }
        catch (Exception e) when (Trouble.Is(e))
        {
            return (null, $"{what} may not have been {command.Verb}d: {Trouble.Say(e)}; try again");
        }
    }

    /// <summary>Where a plan stands, read and not changed.</summary>
    /// <param name="done">What a command has just done; null for none.</param>
    async Task<HandlerResult> StandingAsync(Plan plan, string? done)
    {
        try
        {
            var stored = await app.Store.LoadAsync(plan.Name, CancellationToken.None);
            string?[] words =
            [
                done,
                stored.Version == 0 ? "there is no record yet: nothing has happened to the plan" : stored.Record.Because,
                stored.Automation switch
                {
                    Automation.Paused => $"automation is paused ({stored.PauseSentence})",
                    Automation.Unknown => $"whether automation is paused cannot be read ({stored.PauseSentence}), and that holds like a pause",
                    _ => null,
                },
                .. stored.Requests.Select(request => $"{request.By} asked to {RequestItems.Word(request.Command)}; that is not taken yet"),
            ];
            return Result(stored.Record, string.Join("; ", words.Where(word => word is { Length: > 0 })));
        }
        catch (Exception e) when (Trouble.Is(e) || e is StoreException)
        {
            return new HandlerResult(plan.Name, null, $"{(done is null ? "" : $"{done}; ")}the state table cannot be used: {Trouble.Say(e)}");
        }
    }

    static HandlerResult Result(Record record, string because) => new(record.Plan, record.Phase.ToString(), because);
}
