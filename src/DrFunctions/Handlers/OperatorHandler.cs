using Microsoft.Extensions.Logging;

namespace DrFunctions.Handlers;

/// <summary>
/// Invoked by a person; the permission lambda:InvokeFunction decides who may. A command becomes a request, and the loop takes it: the loop
/// stays the only writer of the record.
/// </summary>
public sealed class OperatorHandler(App app) : Handler(app)
{
    protected override async Task<IReadOnlyList<HandlerResult>> AnswerAsync(Stream input, DateTimeOffset ends)
    {
        var (command, refusal) = await OperatorCommand.ReadAsync(input);
        if (command is null)
        {
            return [HandlerResult.Refused(refusal!)];
        }

        var known = App.Plans.Plans.Select(plan => plan.Name).ToList();
        var plans = App.Plans.Plans.Where(plan => command.Plan is null || command.Plan == plan.Name).ToList();
        if (plans.Count == 0 && command.Plan is "all" or "*")
        {
            return [HandlerResult.Refused(command.Verb.NeedsPlan ? $"{command.Verb.Name} is for one plan at a time, so nothing was done; name one of {string.Join(", ", known)}"
                : $"leave plan out to mean all, so nothing was done; without it, {command.Verb.Name} is for every plan")];
        }

        if (plans.Count == 0)
        {
            return [HandlerResult.Refused(Handlers.Unwatched.NoSuchPlan(command.Plan, App.Plans)), .. known.Count == 0 ? Unwatched : []];
        }

        var results = await new OperatorAnswers(App, Boundary, WakeAsync).OfAsync(command, plans, ends);
        foreach (var result in results.Where(result => result.Plan is not null))
        {
            // A pause, or a request that could not be written, wakes no loop that would log it.
            App.Log.LogInformation("{PlanName} {Phase}: {Verb} by {By}: {Because}", result.Plan, result.Phase ?? "unknown", command.Verb.Name, command.By, result.Because);
        }

        return results;
    }
}
